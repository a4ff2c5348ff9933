"""The words of a letter as numbers: small enough to keep for every letter, exact enough to compare.

Each word is folded (`onrecord.text.terms`) and becomes 16 bits of its CRC-32. Two texts of the same
words in the same order give the same numbers whatever their wrapping, marks, case or accents; two
texts that differ in a word give the same numbers once in 65,536 times. What is found this way is read
again in the texts before anything is said about it.
"""

import re
import sys
from array import array
from zlib import crc32

import msgspec

from onrecord.text.passage import BodyText, Origin, Passage
from onrecord.text.terms import words

MOST_WORDS = 60_000

_ASCII_WORD = re.compile(r"[a-z0-9]+")


class _Numbers(dict[str, int]):
    """Word to number; remembers what it has seen, up to a bound."""

    def __missing__(self, word: str) -> int:
        if len(self) > 500_000:
            self.clear()
        number = crc32(word.encode()) & 0xFFFF
        self[word] = number
        return number


_numbers = _Numbers()


class PassageWords(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The words of one passage; ``numbers`` holds two bytes a word, the low one first.

    ``letter`` is 0 for what belongs to the message's own sender, else the quoted letter's number.
    """

    origin: Origin
    letter: int
    numbers: bytes


class QuotedLetter(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A letter quoted or forwarded in a message, with what its reply header states, as written.

    ``start`` and ``end`` span all its passages in the text; others may stand in between.
    """

    letter: int
    origin: Origin
    depth: int
    start: int
    end: int
    author: str
    author_address: str
    date: str
    to: str
    subject: str


class Wording(msgspec.Struct, frozen=True, array_like=True):
    """What comparing letters needs of one message's text."""

    passages: list[PassageWords]
    letters: list[QuotedLetter]


def wording(body: BodyText) -> Wording:
    """Return the words of a text by passage; beyond `MOST_WORDS` words they are left out."""
    passages: list[PassageWords] = []
    letters: dict[int, list[Passage]] = {}
    room = MOST_WORDS
    for passage in body.passages:
        if passage.letter:
            letters.setdefault(passage.letter, []).append(passage)
        if passage.header or not room:
            continue
        numbers = word_numbers(body.text[passage.start : passage.end])[: 2 * room]
        room -= len(numbers) // 2
        if numbers:
            passages.append(PassageWords(passage.origin, passage.letter, numbers))
    return Wording(passages, [_letter(pieces) for pieces in letters.values()])


def word_numbers(text: str) -> bytes:
    """Return the words of a text as numbers of two bytes, the low one first."""
    found = _ASCII_WORD.findall(text.lower()) if text.isascii() else words(text)
    numbers = array("H", map(_numbers.__getitem__, found))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


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
