"""Which blocks of a text may hold what is looked for, told without reading every word.

A long letter has thousands of words and a page of results twenty letters: only blocks that hold the letters
of a word asked for are read word by word.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from onrecord.search.query import Fuzzy, Near, Prefix, Word, Words
from onrecord.search.stemming import beginning, stems
from onrecord.text.terms import fold

Span = tuple[int, int]

_BLOCK = 2_000
"""Characters: more than the words that a phrase of any distance spans."""
_SHORT = 2 * _BLOCK


class Sought(msgspec.Struct, frozen=True):
    """Letters (folded) that a block must hold to answer one of the leaves; "" where any block may.

    ``several`` tells that an answer has more words than one, so that it may run into the next block.
    """

    letters: str
    several: bool


class Block(msgspec.Struct, frozen=True, gc=False):
    """A block of a text, and how many of the leaves it may answer."""

    start: int
    end: int
    leaves: int
    several: bool


@lru_cache(maxsize=512)
def sought(leaf: Words | Near) -> Sought:
    """Return what a block must hold to answer a leaf: the longest of its words, or their beginnings."""
    terms = leaf.terms if isinstance(leaf, Words) else (*leaf.left, *leaf.right)
    return Sought(max(map(_letters, terms), key=len, default=""), len(terms) > 1)


def blocks(text: str, asked: Sequence[Sought]) -> list[Block]:
    """Return the blocks that may answer at least one leaf, in order.

    A short text with other than ASCII letters is one block that may answer all.
    """
    if len(text) < _SHORT and not text.isascii():
        return [Block(0, len(text), len(asked), False)] if asked else []
    found = []
    for start, end in _cut(text):
        block = text[start:end]
        folded = block.lower() if block.isascii() else fold(block)
        answered = [item for item in asked if item.letters in folded]
        if answered:
            several = any(item.several for item in answered)
            found.append(Block(start, end, len(answered), several))
    return found


def runs(text: str, chosen: Iterable[Block]) -> list[Span]:
    """Return the stretches to read: blocks, wider where an answer may run over, joined where they touch."""
    joined: list[Span] = []
    for block in sorted(chosen, key=lambda block: block.start):
        start, end = block.start, block.end
        if block.several:
            start, end = (
                _edge(text, max(0, start - _BLOCK)),
                _edge(text, min(len(text), end + _BLOCK)),
            )
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _letters(word: Word) -> str:
    if isinstance(word, str):
        return word
    if isinstance(word, Prefix):
        return word.start
    return "" if isinstance(word, Fuzzy) else beginning(stems([word.word])[0])


def _cut(text: str) -> Iterable[Span]:
    start = 0
    while start < len(text):
        end = _edge(text, min(len(text), start + _BLOCK))
        yield start, end
        start = end


def _edge(text: str, at: int) -> int:
    """Return the first place from here on at which no word is cut."""
    if at in {0, len(text)}:
        return at
    ends = [end for mark in ("\n", " ") if (end := text.find(mark, at, at + _BLOCK)) >= 0]
    if ends:
        return min(ends)
    line = text.find("\n", at)
    return line if line >= 0 else len(text)
