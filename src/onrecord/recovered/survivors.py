"""Quoted letters that have no original in the archive, brought together into recovered messages.

Copies of one letter share words: two that share half of the shorter one's prints, and do not state
different authors, are taken for copies of one.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from onrecord.text.joined import Joined
from onrecord.text.terms import words

PREFIX = "r/"
_LENGTH = 26
FEWEST_WORDS = 8
FEWEST_WORDS_SIGNED = 3


class Survivor(msgspec.Struct, frozen=True, gc=False):
    """A quoted letter without original: a copy of a recovered message.

    ``key`` is the caller's own number for it; ``author`` and ``date`` are as its reply header states.
    """

    key: int
    permalink: str
    words: int
    author: str
    date: str


def survivor_permalink(sha256: bytes, letter: int) -> str:
    """Return the stable name of the quoted letter of this number in the message of these bytes."""
    digest = hashlib.sha256(sha256 + letter.to_bytes(4, "big")).digest()
    return PREFIX + base64.b32encode(digest[:20]).decode("ascii").lower()[:_LENGTH]


def worth_recovering(words: int, *, signed: bool) -> bool:
    """Tell whether so few words can be known again and are worth a message of their own."""
    return words >= (FEWEST_WORDS_SIGNED if signed else FEWEST_WORDS)


def alike_stated(one: Survivor, other: Survivor) -> bool | None:
    """Tell whether two copies state the same author; None where one of them does not say."""
    first, second = _words(one.author), _words(other.author)
    return bool(first & second) if first and second else None


def leads(survivors: Iterable[Survivor], kin: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each survivor's key the key of the copy that speaks for its recovered message.

    ``kin`` are pairs of copies of one letter. The copy of most words leads, among those the one of the
    first permalink, so that the order in which mail is taken in changes nothing.
    """
    known = {item.key: item for item in survivors}
    joined = Joined()
    for first, second in kin:
        joined.join(first, second)
    groups = [[known[key] for key in group] for group in joined.groups(known)]
    return {item.key: _lead(group).key for group in groups for item in group}


def _lead(copies: Sequence[Survivor]) -> Survivor:
    return min(copies, key=lambda item: (-item.words, item.permalink))


@lru_cache(maxsize=100_000)
def _words(author: str) -> frozenset[str]:
    return frozenset(word for word in words(author) if len(word) > 2)
