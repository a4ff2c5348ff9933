"""Whether two letters are of one mould, or only end alike.

Letters of one mould share their words from the beginning on, but for slots and a sentence more or less.
Letters that begin each with its own words and share only what comes last share a signature or a footer.
One pair alone cannot always tell: a letter of a mailing may begin with a sentence that the others have
not. The crowd can: in a mailing few pairs begin unlike, above one footer nearly all do.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec
from rapidfuzz.distance import Indel

from onrecord.text.joined import Joined

FEWEST_WORDS = 18
"""Words two letters must share to be of one mould."""
_SHARE = 0.5
_RUN = 3
"""Shorter runs of equal words are chance."""
_SAME = 0.8
"""The share of words that two texts must share to be as good as equal: misread pages differ that much."""
_BRIEF = 3
"""Words of a name in address, or of a short answer."""
_BEGINNING = 0.25
"""The share of words in runs by which two beginnings are alike; those of unrelated letters share none."""
_ADDRESS = 9
"""Words of a salutation with the first slots of the text."""
_SLOTS = 2
"""Slots within what comes last, from which on a beginning of some words may be one more of them."""
_MOST_WORDS = 1_500
_FOOTED = 0.5
"""The share of a letter's pairs that begin unlike, from which on what it shares is taken for a footer."""

_Run = tuple[int, int, int]


class Likeness(StrEnum):
    """How two letters are alike."""

    NONE = "none"
    MOULD = "mould"
    UNLIKE_BEGINNINGS = "unlike beginnings"
    """Most words are shared, all of them in one stretch at the end."""
    BRIEF_BEGINNINGS = "brief beginnings"
    """The same, and a word or three come before: a name, or an answer."""


class Pair(msgspec.Struct, frozen=True, gc=False):
    """Two letters, by number, and how they are alike."""

    one: int
    other: int
    likeness: Likeness


def likeness(one: Sequence[int], other: Sequence[int]) -> Likeness:
    """Return how two letters are alike by the numbers of their words."""
    one, other = one[:_MOST_WORDS], other[:_MOST_WORDS]
    runs = _runs(one, other)
    fixed = sum(run[2] for run in runs)
    if fixed < FEWEST_WORDS or 2 * fixed < _SHARE * (len(one) + len(other)):
        return Likeness.NONE
    start = _same_end(runs, len(one), len(other))
    if start is None:
        return Likeness.MOULD
    here, there = runs[start][0], runs[start][1]
    shared = sum(run[2] for run in runs[:start])
    if 2 * shared >= _BEGINNING * (here + there):
        return Likeness.MOULD
    slots = len(runs) - 1 - start
    if max(here, there) <= _ADDRESS and (slots >= _SLOTS or one[0] == other[0]):
        return Likeness.MOULD
    brief = max(here, there) <= _BRIEF
    return Likeness.BRIEF_BEGINNINGS if brief else Likeness.UNLIKE_BEGINNINGS


def moulds(pairs: Iterable[Pair]) -> list[list[int]]:
    """Return the letters that hang together as letters of one mould, two and more."""
    alike = [pair for pair in pairs if pair.likeness is not Likeness.NONE]
    like = _letters_of(alike, Likeness.MOULD)
    unlike = _letters_of(alike, Likeness.UNLIKE_BEGINNINGS)
    footed = {
        letter for letter, times in unlike.items() if times > _FOOTED * (times + like[letter])
    }
    joined = Joined()
    members: set[int] = set()
    for pair in alike:
        if _hold_together(pair, footed):
            joined.join(pair.one, pair.other)
            members |= {pair.one, pair.other}
    return joined.groups(sorted(members))


def _letters_of(pairs: Iterable[Pair], likeness: Likeness) -> Counter[int]:
    """Return how many of the pairs that are alike in this way each letter is in."""
    return Counter(
        letter for pair in pairs if pair.likeness is likeness for letter in (pair.one, pair.other)
    )


def _hold_together(pair: Pair, footed: set[int]) -> bool:
    return pair.likeness is Likeness.MOULD or not (pair.one in footed and pair.other in footed)


def _same_end(runs: list[_Run], one: int, other: int) -> int | None:
    """Return the first run from which on both letters are as good as equal to their ends; None for none."""
    fixed = 0
    found = None
    for at in range(len(runs) - 1, -1, -1):
        here, there, length = runs[at]
        fixed += length
        if 2 * fixed >= _SAME * (one - here + other - there):
            found = at
    return found


def _runs(one: Sequence[int], other: Sequence[int]) -> list[_Run]:
    """Return runs of equal words as (place in the one, place in the other, length)."""
    return [
        (item.src_start, item.dest_start, item.src_end - item.src_start)
        for item in Indel.opcodes(one, other)
        if item.tag == "equal" and item.src_end - item.src_start >= _RUN
    ]
