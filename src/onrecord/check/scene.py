"""The story around its quotations: sentences and paragraphs, with what is quoted blotted out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.check.mentions import People
from onrecord.check.quotation import Quotation
from onrecord.check.story import FILL, Kind, paragraphs, plain

BLOT = "\x01"
"""Stands for every character between quotation marks, and for the marks."""

_MARKS_AND_SPACE = frozenset("\"“”„‟«»‹›‘’‚‛'` \u00a0\u202f")
_MOST_MARKS = 6

LONGEST_SENTENCE = 2_000
"""Characters. What stands farther away says nothing of a quotation."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|St|Jr|Sr|Prof|Rev|Hon|Inc|Ltd|Co|Corp|No"
    r"|vs|etc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Calif|Mass|Conn|Minn|Kans?)|\b[A-Z])\Z"
)
_STOP = re.compile(rf"[.!?][)\]]?{BLOT}*(?=\s|\Z)")


class Scene:
    """A story's text outside its quotations, character for character where it was."""

    def __init__(self, text: str, found: Sequence[Quotation]) -> None:
        self.story = text
        self.text = _blotted(text, found)
        self.people = People(self.text)
        self._paragraphs = paragraphs(text)
        self._starts = [paragraph.start for paragraph in self._paragraphs]
        self._stops = sorted({*_sentence_stops(self.text), *self._stops_inside(found)})

    def _stops_inside(self, found: Sequence[Quotation]) -> Iterator[int]:
        """Yield where a full stop inside the marks ends the story's sentence, behind the marks."""
        for quotation in found:
            end = quotation.end
            while end < min(len(self.text), quotation.end + _MOST_MARKS) and self.text[end] == BLOT:
                end += 1
            following = self.text[end : end + 3].lstrip()
            if self.story[quotation.end - 1] == "." and not following[:1].islower():
                yield end

    def paragraph(self, at: int) -> tuple[int, int]:
        """Return the bounds of the paragraph that holds a place."""
        number = max(0, bisect_right(self._starts, at) - 1)
        return self._paragraphs[number].start, self._paragraphs[number].end

    def earlier_paragraphs(self, at: int, most: int) -> list[tuple[int, int]]:
        """Return the bounds of up to ``most`` paragraphs before the one of a place, nearest first."""
        number = bisect_right(self._starts, at) - 1
        earlier = self._paragraphs[max(0, number - most) : max(0, number)]
        return [(paragraph.start, paragraph.end) for paragraph in reversed(earlier)]

    def sentence_start(self, at: int) -> int:
        """Return where the sentence that holds a place begins, within its paragraph."""
        number = bisect_right(self._stops, at) - 1
        begun = self._stops[number] if number >= 0 else 0
        return max(begun, self.paragraph(at)[0], at - LONGEST_SENTENCE)

    def sentence_end(self, at: int) -> int:
        """Return where the sentence that holds a place ends, within its paragraph."""
        number = bisect_right(self._stops, at)
        end = self._stops[number] if number < len(self._stops) else len(self.text)
        return min(end, self.paragraph(at)[1], at + LONGEST_SENTENCE)

    def all_paragraphs(self) -> list[tuple[int, int]]:
        """Return the bounds of all paragraphs in order."""
        return [(paragraph.start, paragraph.end) for paragraph in self._paragraphs]

    def all_sentences(self) -> Iterator[tuple[int, int]]:
        """Yield the bounds of all sentences of running text, in order."""
        for paragraph in self._paragraphs:
            if paragraph.kind is not Kind.HEADING:
                yield from reversed(self.sentences(paragraph.start, paragraph.end))

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the sentences of a stretch, the last one first."""
        inside = self._stops[bisect_right(self._stops, start) : bisect_left(self._stops, end)]
        cuts = [start, *inside, end]
        pairs = [(first, last) for first, last in pairwise(cuts) if last > first]
        return pairs[::-1]


def _blotted(text: str, found: Sequence[Quotation]) -> str:
    letters = list(plain(text).replace(FILL, " "))
    for quotation in found:
        for segment in quotation.segments:
            letters[segment.start : segment.end] = BLOT * (segment.end - segment.start)
    for quotation in found:
        for segment in quotation.segments:
            for at in (
                *_marks_at(letters, segment.start - 1, -1),
                *_marks_at(letters, segment.end, 1),
            ):
                letters[at] = BLOT
    return re.sub('["“”„«»]', BLOT, "".join(letters))


def _marks_at(letters: list[str], at: int, step: int) -> list[int]:
    """Return the places of the marks right beside a quotation, and of the space between."""
    found: list[int] = []
    while 0 <= at < len(letters) and letters[at] in _MARKS_AND_SPACE and len(found) < _MOST_MARKS:
        found.append(at)
        at += step
    while found and letters[found[-1]] in " \u00a0\u202f":
        found.pop()
    return found


def _sentence_stops(text: str) -> list[int]:
    """Return where sentences end: after a stop that ends no abbreviation, before a capital or end."""
    stops = []
    for stop in _STOP.finditer(text):
        following = text[stop.end() : stop.end() + 3].lstrip()
        if text[stop.start()] == "." and _ABBREVIATION.search(
            text[max(0, stop.start() - 8) : stop.start()]
        ):
            continue
        if not following[:1].islower():
            stops.append(stop.end())
    return stops
