"""A thread's depths as steps through nested lists, without recursion (threads may be very deep)."""

import msgspec

from onrecord.pipeline.showing.views import ThreadEntryView

DEEPEST_SHOWN = 12


class Step(msgspec.Struct, frozen=True):
    """One entry: lists to open before it, lists to close before it, and its indentation level."""

    entry: ThreadEntryView
    opens: int
    closes: int
    level: int


class Branching(msgspec.Struct, frozen=True):
    """All steps, and how many lists remain to be closed after the last."""

    steps: tuple[Step, ...]
    closes: int


def branching(entries: tuple[ThreadEntryView, ...], *, flat: bool = False) -> Branching:
    """Return the steps. A level opens one list at most; below ``DEEPEST_SHOWN`` all stay level.

    ``flat``: all of them stay level, as in an order that is not that of answers.
    """
    deepest = 0 if flat else DEEPEST_SHOWN
    steps: list[Step] = []
    level = -1
    for entry in entries:
        below = min(max(entry.depth, 0), deepest, level + 1)
        steps.append(Step(entry, max(0, below - level), max(0, level - below), below))
        level = below
    return Branching(tuple(steps), level + 1)
