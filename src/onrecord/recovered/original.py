"""Which message of the archive a quoted letter was taken from, and on what grounds."""

from collections.abc import Sequence

import msgspec

_SLACK = 26 * 3600
"""Seconds by which a clock or an unstated zone may put an answer before what it answers."""
_ENOUGH = 0.5
"""The share of a letter's prints that must stand in its original, where nothing else speaks for it."""
_AGAINST_AUTHOR = 0.8


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A message that shares prints with a quoted letter.

    ``shared`` counts them. ``named`` is its place among the messages that the quoting message names as
    those it answers, 1 the nearest, 0 for none. ``author`` tells whether it was sent by whom the reply
    header states, and ``date`` whether it was sent when that states; None where that cannot be told.
    ``sent`` is in seconds since 1970.
    """

    number: int
    permalink: str
    shared: int
    named: int
    author: bool | None
    sent: int | None
    date: bool | None = None


class Choice(msgspec.Struct, frozen=True, gc=False):
    """The message a quoted letter was taken from; ``grounds`` are what speaks for it."""

    number: int
    grounds: str


WORDS = "its words"
NAMED = "its words, and the message says that it answers it"
AUTHOR = "its words and its author"


def possible(sent: int | None, quoted_at: int | None) -> bool:
    """Tell whether a message may be older than the one that quotes it."""
    return sent is None or quoted_at is None or sent <= quoted_at + _SLACK


def enough(shared: int, prints: int) -> bool:
    """Tell whether a message may be the original by how many of a letter's prints it shares.

    One that headers name may be it for less.
    """
    return shared >= prints * _ENOUGH / 2


def choose(prints: int, candidates: Sequence[Candidate]) -> Choice | None:
    """Return the message a letter with so many prints was taken from; None rather than a guess.

    A message that headers name comes first, the nearest before all. Among others that share about as many
    of its words comes the one sent when and by whom the reply header states, then the one that shares
    most, then the latest. One sent at another time than the reply header states is none of them.
    """
    fit = [item for item in candidates if _fits(item, prints)]
    if not fit:
        return None
    named = [item for item in fit if item.named]
    if named:
        return Choice(min(named, key=_order).number, NAMED)
    best = max(item.shared for item in candidates)
    chosen = min((item for item in fit if 2 * item.shared >= best), key=_order, default=None)
    if chosen is None:
        return None
    return Choice(chosen.number, AUTHOR if chosen.author else WORDS)


def _fits(item: Candidate, prints: int) -> bool:
    share = item.shared / max(prints, 1)
    if item.date is False and not item.named:
        return False  # another letter of the same words: an earlier draft, a form, a resent patch
    if item.named and item.author:
        return item.shared >= 1  # headers say the rest
    if item.author is False:
        return item.shared >= 2 and share >= (_ENOUGH if item.named else _AGAINST_AUTHOR)
    if item.named or item.author:
        return share >= _ENOUGH / 2
    return share >= _ENOUGH and item.shared >= 2


def _order(item: Candidate) -> tuple[bool, int, bool, int, int, int, str]:
    author = {True: 0, None: 1, False: 2}[item.author]
    sent = item.sent if item.sent is not None else 0
    return not item.named, item.named, not item.date, author, -item.shared, -sent, item.permalink
