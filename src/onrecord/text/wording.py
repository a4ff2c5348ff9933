"""The words of a letter as numbers: small enough to keep for every letter, exact enough to compare.

Each word is folded (`onrecord.text.terms`) and becomes 16 bits of a hash of its letters. Two texts of the
same words in the same order give the same numbers whatever their wrapping, marks, case or accents; two
texts that differ in a word give the same numbers once in 65,536 times. What is found this way is read
again in the texts before anything is said about it.

Texts are numbered many at a time: a polynomial over the bytes of each word, read from running sums
(the rolling hash of Karp and Rabin), so that no word is ever held by itself.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.text.passage import BodyText, Origin, Passage
from onrecord.text.quoted_letter import QuotedLetter
from onrecord.text.terms import index_form

MOST_WORDS = 60_000

_MOST_BYTES = 1 << 21
"""Bytes of one passage that are numbered; `MOST_WORDS` words of any language are fewer."""
_AT_ONCE = 1 << 17
_BASE = 0x9E3779B97F4A7C15
_WRAP = 1 << 64
_MIX = np.uint64(0xBF58476D1CE4E5B9)

Numbers = NDArray[np.uint64]


class PassageWords(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The words of one passage; ``numbers`` holds two bytes a word, the low one first.

    ``letter`` is 0 for what belongs to the message's own sender, else the quoted letter's number.
    """

    origin: Origin
    letter: int
    numbers: bytes


class Wording(msgspec.Struct, frozen=True, array_like=True):
    """What comparing letters needs of one message's text."""

    passages: list[PassageWords]
    letters: list[QuotedLetter]


def wordings(bodies: Sequence[BodyText]) -> list[Wording]:
    """Return the words of texts by passage; beyond `MOST_WORDS` words of a text they are left out."""
    told = [[item for item in body.passages if not item.header] for body in bodies]
    numbered = iter(
        word_numbers(
            [
                body.text[item.start : item.end]
                for body, passages in zip(bodies, told, strict=True)
                for item in passages
            ]
        )
    )
    return [
        Wording(_within_bounds(passages, numbered), _letters(body.passages))
        for body, passages in zip(bodies, told, strict=True)
    ]


def _within_bounds(passages: list[Passage], numbered: Iterator[bytes]) -> list[PassageWords]:
    """Return the words of one text's passages, whose numbers come next."""
    found = []
    room = 2 * MOST_WORDS
    for passage in passages:
        numbers = next(numbered)[:room]
        room -= len(numbers)
        if numbers:
            found.append(PassageWords(passage.origin, passage.letter, numbers))
    return found


def _letters(passages: Sequence[Passage]) -> list[QuotedLetter]:
    pieces: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.letter:
            pieces.setdefault(passage.letter, []).append(passage)
    return [_letter(some) for some in pieces.values()]


def word_numbers(texts: Sequence[str]) -> list[bytes]:
    """Return the words of each text as numbers of two bytes, the low one first."""
    found: list[bytes] = []
    waiting: list[bytes] = []
    size = 0
    for text in texts:
        encoded = index_form(text).encode()[:_MOST_BYTES]
        waiting.append(encoded)
        size += len(encoded)
        if size >= _AT_ONCE:
            found += _numbered(waiting)
            waiting, size = [], 0
    return found + _numbered(waiting)


def _numbered(texts: list[bytes]) -> list[bytes]:
    """Return the numbers of the words of some texts in index form."""
    buffer = np.frombuffer(b"\n%b\n" % b"\n".join(texts), np.uint8)
    inside = _IN_WORD[buffer]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    before, last = edges[0::2], edges[1::2]
    sums = np.cumsum(_VALUES[buffer] * _POWERS.first(len(buffer)))
    hashes = (sums[last] - sums[before]) * _INVERSE.first(len(buffer))[before]
    hashes ^= hashes >> np.uint64(32)
    hashes *= _MIX
    numbers = (hashes >> np.uint64(48)).astype("<u2").tobytes()
    ends = np.cumsum([0, *(len(text) + 1 for text in texts)])
    places = (2 * np.searchsorted(before, ends)).tolist()
    return [numbers[start:end] for start, end in pairwise(places)]


class _Powers:
    """Powers of a number modulo 2^64: a row that grows to the longest text seen."""

    def __init__(self, base: int) -> None:
        self._base = base
        self._row = np.ones(1, np.uint64)

    def first(self, count: int) -> Numbers:
        if len(self._row) < count:
            row = np.full(2 * count, self._base, np.uint64)
            row[0] = 1
            self._row = np.cumprod(row)
        return self._row[:count]


_POWERS, _INVERSE = _Powers(_BASE), _Powers(pow(_BASE, -1, _WRAP))


def _value(byte: int) -> int:
    """Return a number for a byte, the same for both cases of an ASCII letter (splitmix64)."""
    folded = byte + 32 if 0x41 <= byte <= 0x5A else byte
    mixed = (folded + 1) * _BASE % _WRAP
    mixed = (mixed ^ (mixed >> 30)) * int(_MIX) % _WRAP
    return mixed ^ (mixed >> 27)


_VALUES = np.array([_value(byte) for byte in range(256)], np.uint64)
_IN_WORD = np.array([byte >= 0x80 or chr(byte).isalnum() for byte in range(256)], np.bool_)


def _letter(pieces: list[Passage]) -> QuotedLetter:
    """Return a quoted letter from its passages: the first that states a thing states it for all."""
    first = pieces[0]
    named = next((item for item in pieces if item.author or item.author_address), first)
    return QuotedLetter(
        letter=first.letter,
        origin=next((p.origin for p in pieces if not p.header), first.origin),
        depth=first.depth,
        start=min(item.start for item in pieces),
        end=max(item.end for item in pieces),
        author=named.author,
        author_address=named.author_address,
        date=next((item.date for item in pieces if item.date), ""),
        to=next((item.to for item in pieces if item.to), ""),
        subject=next((item.subject for item in pieces if item.subject), ""),
    )
