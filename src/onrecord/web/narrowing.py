"""Questions made narrower or wider by one term, as a link on a page asks for."""

import re

_TERM = re.compile(r'"[^"]*"|[^\s"]+(?:"[^"]*"?)?')
_BRACKETED = re.compile(r"\([^()\"]*\)")
_JOINING = re.compile(r'(OR|NOT|NEAR(/\d+)?)\Z|[^"]*[()]')
_MOST_PARTS = 8
_WHEN = re.compile(r"(?i)(date|after|before):[^()]*\Z")


def narrowed(question: str, term: str) -> str:
    """Return a question that asks for a term besides.

    An ``OR`` outside brackets would take the term to one side only: then the question is put in brackets.
    """
    asked = question.strip()
    if not asked:
        return term
    outside = _BRACKETED.sub("", asked)
    return f"({asked}) {term}" if " OR " in f" {outside} " else f"{asked} {term}"


def asks_for(question: str, term: str) -> bool:
    """Tell whether a question holds a term at its end or between others."""
    return bool(term) and f" {term} " in f" {question.strip()} "


def without(question: str, term: str) -> str:
    """Return a question without a term that it holds."""
    return " ".join(f" {question} ".replace(f" {term} ", " ", 1).split())


def within(question: str, first: str, last: str) -> str:
    """Return a question for the days ``first``..``last`` (ISO dates) instead of those it asked for."""
    kept = [term for term in _TERM.findall(question) if not _WHEN.match(term)]
    return narrowed(" ".join(kept), dated(first, last))


def dated(first: str, last: str) -> str:
    """Return the words that ask for letters from one day (or month) to another, both counted in."""
    return f"date:{first}" if first == last else f"date:{first}..{last}"


def looser(question: str) -> list[str]:
    """Return questions that ask for one part less, or for the words of a phrase in any order.

    None where parts hang together by ``OR``, ``NOT``, ``NEAR`` or brackets.
    """
    terms = [term for term in _TERM.findall(question) if term != "AND"]
    if len(terms) > _MOST_PARTS or any(_JOINING.match(term) for term in terms):
        return []
    found = []
    for at, term in enumerate(terms):
        before, after = terms[:at], terms[at + 1 :]
        if term.startswith('"') and " " in term:
            found.append(" ".join([*before, *term.strip('"').split(), *after]))
        if any(not other.startswith("-") for other in before + after):
            found.append(" ".join(before + after))
    return found
