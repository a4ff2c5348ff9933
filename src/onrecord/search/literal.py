"""Words in a row, found in plain ASCII text by one pattern: most questions are no more than that."""

import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.search.query import Near, Prefix, Word, Words

Span = tuple[int, int]

_LETTER = "[a-z0-9]"
_BETWEEN = "[^a-z0-9]+"


@lru_cache(maxsize=512)
def literal(leaf: Words | Near) -> re.Pattern[str] | None:
    """Return what finds a leaf in ASCII text in lower case; None for one that needs more than letters.

    Its first group is a place where the words stand in a row. Places may overlap.
    """
    if not isinstance(leaf, Words) or leaf.slop or not leaf.terms:
        return None
    words = [_letters(word) for word in leaf.terms]
    if not all(words):
        return None
    return re.compile(f"(?<!{_LETTER})(?=({_BETWEEN.join(words)}))", re.ASCII)


def literal_spans(folded: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Yield the places at which a pattern of `literal` stands in a text."""
    return (found.span(1) for found in pattern.finditer(folded))


def _letters(word: Word) -> str:
    """Return the pattern of one word, "" where letters do not decide."""
    if isinstance(word, Prefix):
        return f"{word.start}{_LETTER}*(?!{_LETTER})" if _is_plain(word.start) else ""
    return f"{word}(?!{_LETTER})" if isinstance(word, str) and _is_plain(word) else ""


def _is_plain(letters: str) -> bool:
    return letters.isascii() and letters.isalnum() and letters == letters.lower()
