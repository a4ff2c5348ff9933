"""Where in a text a query's words stand: marks for pages, and snippets for lists of hits."""

import re
from collections.abc import Iterator

import msgspec

from onrecord.search.query import And, Or, Query, TextField, Words
from onrecord.text.terms import Term, terms

_WHITE = re.compile(r"\s+")
_MOST_CHARACTERS = 1_000_000
_LEAD = 60
_SHOWN_IN_TEXT = (TextField.ANY, TextField.BODY, TextField.SUBJECT, TextField.ATTACHMENT)


class Snippet(msgspec.Struct, frozen=True):
    """A piece of a text with white space collapsed; ``marks`` are spans of its characters."""

    text: str
    marks: tuple[tuple[int, int], ...]


def matches(text: str, query: Query) -> list[tuple[int, int]]:
    """Return the spans of ``text`` at which words and phrases of the query stand, in order.

    Phrases are marked whole and only where they stand literally; what a query excludes is not marked.
    """
    wanted = {words.terms for words in _wanted(query)}
    if not wanted:
        return []
    return _merged(
        [(start, end) for start, end, _ in _found(terms(text[:_MOST_CHARACTERS]), wanted)]
    )


def snippet(text: str, query: Query, width: int = 240) -> Snippet:
    """Return the stretch of about ``width`` characters that shows most of the query's words."""
    wanted = {words.terms for words in _wanted(query)}
    found = _found(terms(text[:_MOST_CHARACTERS]), wanted) if wanted else []
    start, end = _window(text, found, width)
    marks = [(a, b) for a, b in _merged([(a, b) for a, b, _ in found]) if start <= a and b <= end]
    return _collapsed(text, start, end, marks)


def _wanted(query: Query) -> Iterator[Words]:
    if isinstance(query, Words) and query.field in _SHOWN_IN_TEXT:
        yield query
    elif isinstance(query, And | Or):
        for item in query.of:
            yield from _wanted(item)


def _found(
    tokens: list[Term], wanted: set[tuple[str, ...]]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return start, end and terms of every place where wanted terms stand in a row."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in wanted:
        by_first.setdefault(phrase[0], []).append(phrase)
    found = []
    for number, token in enumerate(tokens):
        for phrase in by_first.get(token.text, ()):
            here = tokens[number : number + len(phrase)]
            if len(here) == len(phrase) and all(
                term.text == word for term, word in zip(here, phrase, strict=True)
            ):
                found.append((token.start, here[-1].end, phrase))
    return found


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(
    text: str, found: list[tuple[int, int, tuple[str, ...]]], width: int
) -> tuple[int, int]:
    """Return the window with the most different words of the query; the first of equals."""
    if not found:
        return 0, _word_end(text, width)
    best, best_count = found[0][0], 0
    last = 0
    counts: dict[tuple[str, ...], int] = {}
    for first, (start, _, phrase) in enumerate(found):
        while last < len(found) and found[last][1] <= start + width - _LEAD:
            counts[found[last][2]] = counts.get(found[last][2], 0) + 1
            last += 1
        if len(counts) > best_count:
            best, best_count = start, len(counts)
        if last > first:
            counts[phrase] -= 1
            if not counts[phrase]:
                del counts[phrase]
        else:
            last = first + 1
    begin = _word_start(text, max(0, best - _LEAD))
    reach = max(end for start, end, _ in found if start == best)
    return begin, _word_end(text, max(begin + width, reach))


def _word_start(text: str, position: int) -> int:
    space = text.rfind(" ", max(0, position - 30), position)
    return position if position == 0 or space < 0 else space + 1


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.find(" ", position, position + 30)
    return space if space >= 0 else position


def _collapsed(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> Snippet:
    shown = "… " if start else ""
    placed: list[tuple[int, int]] = []
    position = start
    for begin, finish in marks:
        shown = _joined(shown, text[position:begin])
        at = len(shown)
        shown = _joined(shown, text[begin:finish])
        placed.append((at, len(shown)))
        position = finish
    shown = _joined(shown, text[position:end]).rstrip()
    return Snippet(shown + (" …" if end < len(text.rstrip()) else ""), tuple(placed))


def _joined(shown: str, piece: str) -> str:
    collapsed = _WHITE.sub(" ", piece)
    return shown + (collapsed.lstrip() if not shown or shown.endswith(" ") else collapsed)
