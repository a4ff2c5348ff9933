"""Where a quoted copy differs from the letter it was taken from, word by word.

White space, wrapping, marks, case and accents are no difference. Whole lines or sentences that a copy
leaves out are a shorter quotation, as is a long cut, and whole lines it puts in are an answer without
a mark: neither is an alteration. What is left is some words changed, dropped or added within what reads
as one piece.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from rapidfuzz.distance import Indel

from onrecord.text.terms import Term, terms

_MOST_WORDS = 20_000
_LONGEST_CHANGE = 12
"""More words left out, put in or replaced are a cut or another text, not a changed word."""
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")
_LONGEST_ADDRESS = 300
_TOKEN_END = re.compile(r"\S+\Z")
_WEB = re.compile(r"https?://|www\.|/%7E|/~", re.IGNORECASE)
_INDEX = re.compile(r"[\s>|]*index [0-9a-f]{7,40}\.\.[0-9a-f]{7,40}\b")
_NEAR = 3
"""Words on either side that must agree for a difference to stand within one piece of text."""


_Run = tuple[int, int, int]
_Place = tuple[int, int]


class Change(msgspec.Struct, frozen=True, gc=False):
    """A difference: the words of the original and those of the copy, with their spans in both texts.

    One of the two may be empty: words dropped, or put in.
    """

    original: str
    copy: str
    original_start: int
    original_end: int
    copy_start: int
    copy_end: int


def changes(original: str, copy: str, whole: str = "") -> tuple[Change, ...]:
    """Return what a piece of a quoted copy changed in the words of the original.

    ``whole`` is all of the original's text where ``original`` is only its sender's part of it: words that
    stand somewhere in it as they stand in the copy were not changed.
    """
    theirs, ours = terms(original)[:_MOST_WORDS], terms(copy)[:_MOST_WORDS]
    runs = _runs([item.text for item in theirs], [item.text for item in ours])
    if sum(run[2] for run in runs) < _NEAR:
        return ()
    gaps = [
        (_Gap(original, theirs, *gone), _Gap(copy, ours, *put))
        for gone, put in [*_inner(runs, len(ours)), *_outer(runs, len(theirs), len(ours))]
    ]
    found = [(gone, put) for gone, put in gaps if _is_change(gone, put)]
    if not found:
        return ()
    everything = _spaced([item.text for item in terms(whole or original)[:_MOST_WORDS]])
    made = [_change(gone, put) for gone, put in found if put.surrounded() not in everything]
    return tuple(sorted(made, key=lambda item: item.copy_start))


def of_another_version(found: Sequence[Change], copy: str) -> bool:
    """Tell whether changes are those of another version of a patch, by the line that names its files.

    Git's ``index`` line holds a checksum of the file before and after: where it differs, the copy was
    taken from another letter.
    """
    return any(
        _INDEX.match(copy, copy.rfind("\n", 0, item.copy_start) + 1, item.copy_end + 60)
        for item in found
    )


def _inner(runs: list[_Run], ours: int) -> Iterator[tuple[_Place, _Place]]:
    """Yield the gaps between runs of equal words that are long enough, or reach the copy's ends.

    A word or two at an end stand by chance wherever else the original has them: only next to a few words
    do they say that these were changed.
    """
    for before, after in pairwise(runs):
        gone = before[0] + before[2], after[0]
        put = before[1] + before[2], after[1]
        few = max(gone[1] - gone[0], put[1] - put[0]) <= _NEAR
        if (before[2] >= _NEAR or (few and before[1] == 0)) and (
            after[2] >= _NEAR or (few and after[1] + after[2] == ours)
        ):
            yield gone, put


def _outer(runs: list[_Run], theirs: int, ours: int) -> Iterator[tuple[_Place, _Place]]:
    """Yield a copy's first and last words, where they stand for as many of the original's."""
    first, last = runs[0], runs[-1]
    if 0 < first[1] <= _NEAR <= first[2]:
        yield (max(0, first[0] - first[1]), first[0]), (0, first[1])
    end, left = last[0] + last[2], ours - last[1] - last[2]
    if 0 < left <= _NEAR <= last[2]:
        yield (end, min(theirs, end + left)), (ours - left, ours)


class _Gap(msgspec.Struct, frozen=True):
    """Words ``first`` up to, not including, ``last`` of a text: what one side has and the other has not."""

    text: str
    words: Sequence[Term]
    first: int
    last: int

    def said(self) -> tuple[str, ...]:
        return tuple(item.text for item in self.words[self.first : self.last])

    def surrounded(self) -> str:
        """Return the words and some on both sides, spaced."""
        first, last = max(0, self.first - _NEAR), self.last + _NEAR
        return _spaced([item.text for item in self.words[first:last]])

    def span(self) -> tuple[int, int]:
        """Return the characters the words take; a place between words for none."""
        if self.first < self.last:
            return self.words[self.first].start, self.words[self.last - 1].end
        at_end = self.first >= len(self.words)
        place = self.words[-1].end if at_end else self.words[self.first].start
        return place, place

    def in_address(self) -> bool:
        """Tell whether the words are part of a web address: programs rewrite those, and lists have many."""
        start, _ = self.span()
        before = _TOKEN_END.search(self.text, max(0, start - _LONGEST_ADDRESS), start)
        return before is not None and _WEB.search(before.group()) is not None

    def over_lines(self) -> bool:
        """Tell whether the words are whole lines or sentences, or go from one line into another."""
        start, end = self.span()
        return self.whole_lines() or "\n" in self.text[start:end]

    def whole_lines(self) -> bool:
        """Tell whether the words begin and end where lines or sentences do."""
        if self.first == self.last:
            return False
        start, end = self.words[self.first].start, self.words[self.last - 1].end
        before = self.text[self.words[self.first - 1].end : start] if self.first else "\n"
        after = (
            self.text[end : self.words[self.last].start] if self.last < len(self.words) else "\n"
        )
        return _parts(before) and _parts(after)


def _spaced(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


def _parts(between: str) -> bool:
    return "\n" in between or _ENDS.search(between.rstrip()) is not None


def _is_change(gone: _Gap, put: _Gap) -> bool:
    theirs, ours = gone.said(), put.said()
    if "".join(theirs) == "".join(ours):
        return False
    if not ours:
        return len(theirs) <= _LONGEST_CHANGE and not gone.whole_lines()
    if not theirs:
        return len(ours) <= _LONGEST_CHANGE and not put.whole_lines()
    if max(len(theirs), len(ours)) > _LONGEST_CHANGE or (gone.in_address() and put.in_address()):
        return False
    return not (
        (gone.whole_lines() and put.over_lines()) or (put.whole_lines() and gone.over_lines())
    )


def _runs(theirs: list[str], ours: list[str]) -> list[_Run]:
    """Return runs of equal words as (place in the original, place in the copy, length)."""
    blocks = Indel.opcodes(theirs, ours)
    return [
        (item.src_start, item.dest_start, item.src_end - item.src_start)
        for item in blocks
        if item.tag == "equal"
    ]


def _change(gone: _Gap, put: _Gap) -> Change:
    first, last = gone.span()
    start, end = put.span()
    return Change(gone.text[first:last], put.text[start:end], first, last, start, end)
