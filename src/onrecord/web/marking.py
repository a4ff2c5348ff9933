"""Text cut into runs, so that a template can mark words without building HTML from strings."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.recovered.altered import Change
from onrecord.text.passage import Origin
from onrecord.web.legible import legible, legible_line

LONGEST_SHOWN = 200_000

Marks = Sequence[tuple[int, int]]
"""Spans in order that do not overlap."""


class Run(msgspec.Struct, frozen=True):
    """A stretch of legible text, marked (searched for) or not."""

    text: str
    marked: bool


class Stretch(msgspec.Struct, frozen=True):
    """Runs that stand in the text quoted from, or that stand for other words there.

    ``altered`` numbers the latter from 1, in the order of the text; ``other`` are those words, empty
    where there are none. Without runs, words were left out here.
    """

    runs: tuple[Run, ...]
    altered: int = 0
    other: str = ""


def runs(text: str, marks: Iterable[tuple[int, int]], start: int, end: int) -> tuple[Run, ...]:
    """Return characters ``start``..``end`` of the text, cut where marks begin and end."""
    cut: list[Run] = []
    at = start
    for mark_start, mark_end in sorted(marks):
        left, right = max(mark_start, at), min(mark_end, end)
        if left >= right:
            continue
        if at < left:
            cut.append(Run(legible(text[at:left]), marked=False))
        cut.append(Run(legible(text[left:right]), marked=True))
        at = right
    if at < end:
        cut.append(Run(legible(text[at:end]), marked=False))
    return tuple(cut)


def stretches(
    text: str, marks: Marks, changes: Iterable[Change], span: tuple[int, int]
) -> tuple[Stretch, ...]:
    """Return a span of the text, cut where its words are not those of the text quoted from."""
    at, end = span
    cut: list[Stretch] = []
    in_order = sorted(changes, key=lambda change: change.copy_start)
    for number, change in enumerate(in_order, 1):
        left, right = max(change.copy_start, at), min(change.copy_end, end)
        if left > right or (left == right and change.copy_start < change.copy_end):
            continue
        if at < left:
            cut.append(Stretch(runs(text, _within(marks, at, left), at, left)))
        other = legible_line(" ".join(change.original.split()))
        cut.append(Stretch(runs(text, _within(marks, left, right), left, right), number, other))
        at = right
    if at < end:
        cut.append(Stretch(runs(text, _within(marks, at, end), at, end)))
    return tuple(cut)


def shown_text(text: str, marks: Marks, longest: int = LONGEST_SHOWN) -> tuple[Run, ...]:
    """Return a text of one origin (an attachment's) as runs, up to ``longest`` characters."""
    return runs(text, marks, 0, min(len(text), longest))


def inked(text: str, start: int, end: int, origin: Origin) -> tuple[int, int]:
    """Return the span without blank lines at its ends; indentation of its first line stays."""
    piece = text[start:end]
    kept = piece.rstrip()
    if not kept:
        return start, start
    blank = len(kept) - len(kept.lstrip())
    line = kept.rfind("\n", 0, blank) + 1
    # A signature's delimiter ("-- ", RFC 3676 §4.3) says nothing once the block is labelled.
    if origin is Origin.SIGNATURE and kept[line:].startswith("-- \n"):
        line += len("-- \n")
    return start + line, start + len(kept)


def _within(marks: Marks, start: int, end: int) -> Marks:
    """Return the marks that may reach into a span: a letter may hold thousands of both."""
    first = max(0, bisect_left(marks, (start, start)) - 1)
    return marks[first : bisect_left(marks, (end, end))]
