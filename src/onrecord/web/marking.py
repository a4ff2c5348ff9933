"""Text cut into runs, so that a template can mark words without building HTML from strings."""

from collections.abc import Iterable, Sequence

import msgspec

from onrecord.text.passage import BodyText, Origin, Passage
from onrecord.web.legible import legible

LONGEST_SHOWN = 200_000

Marks = Sequence[tuple[int, int]]


class Run(msgspec.Struct, frozen=True):
    """A stretch of legible text, marked (searched for) or not."""

    text: str
    marked: bool


class ShownPassage(msgspec.Struct, frozen=True):
    """A passage as runs. Blank lines at its ends are left out: the page has space there."""

    passage: Passage
    runs: tuple[Run, ...]


class ShownBody(msgspec.Struct, frozen=True):
    """The passages of a letter, and how many characters at its end are not shown."""

    passages: tuple[ShownPassage, ...]
    left_out: int


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


def shown_body(body: BodyText, marks: Marks, longest: int = LONGEST_SHOWN) -> ShownBody:
    """Return the passages that hold more than blank space, up to ``longest`` characters."""
    shown = []
    for passage in body.passages:
        start, end = _inked(body.text, passage.start, min(passage.end, longest), passage.origin)
        if start < end:
            shown.append(ShownPassage(passage, runs(body.text, marks, start, end)))
    return ShownBody(tuple(shown), max(0, len(body.text) - longest))


def shown_text(text: str, marks: Marks, longest: int = LONGEST_SHOWN) -> tuple[Run, ...]:
    """Return a text of one origin (an attachment's) as runs, up to ``longest`` characters."""
    return runs(text, marks, 0, min(len(text), longest))


def _inked(text: str, start: int, end: int, origin: Origin) -> tuple[int, int]:
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
