"""The words of a piece of a query: as they are, their beginning (``*``), likeness (``~``) or stem."""

import re

from onrecord.search.query import Fuzzy, Prefix, Stem, Word
from onrecord.text.terms import terms, words

_FORM = re.compile(r"(.*[^*~])(\*|~[0-9]*)", re.DOTALL)
_LONG = 8
_SHORT = 3
_LONGEST = 100
_MOST_EDITS = 2


def read_words(text: str) -> tuple[tuple[Word, ...], list[str]]:
    """Return the words of a text and what was mended in them.

    An asterisk right after a word stands for any more letters; a tilde for a word like it: one edit
    away from 3 letters on, two from 8 on, or as many as stand after it.
    """
    found: list[Word] = []
    repairs: list[str] = []
    for chunk in text.split():
        read, mended = _chunk(chunk)
        found.extend(read)
        repairs.extend(mended)
    return tuple(found), repairs


def read_stems(text: str) -> tuple[tuple[Word, ...], list[str]]:
    """Return the words of a text as stems."""
    mended = ["A word asked for by its stem takes no asterisk or tilde: it was left out."]
    return tuple(Stem(word) for word in words(text)), mended if set("*~") & set(text) else []


def _chunk(chunk: str) -> tuple[list[Word], list[str]]:
    plain: list[Word] = list(words(chunk))
    formed = _FORM.fullmatch(chunk)
    if formed:
        head, form = formed.groups()
        tokens = terms(head)
        if tokens and tokens[-1].end == len(head):
            before: list[Word] = [token.text for token in tokens[:-1]]
            last, mended = _formed(tokens[-1].text, form)
            return [*before, last], mended + _unread(head)
    return plain, _unread(chunk)


def _formed(word: str, form: str) -> tuple[Word, list[str]]:
    if form == "*":
        return Prefix(word), []
    if len(word) > _LONGEST:
        return word, ["A word too long to look for words like it was read as it is."]
    if form == "~":
        if len(word) < _SHORT:
            return word, [f"“{word}” is too short to look for words like it: it was read as it is."]
        return Fuzzy(word, 2 if len(word) >= _LONG else 1), []
    edits = int(form[1:4])
    if edits > _MOST_EDITS:
        return Fuzzy(word, _MOST_EDITS), ["At most two letters may differ: ~2 was read."]
    return (Fuzzy(word, edits) if edits else word), []


def _unread(text: str) -> list[str]:
    if "*" in text:
        return ["An asterisk stands for letters at the end of a word only: it was left out."]
    return []
