"""Whether words stand in other words, on the numbers of `onrecord.text.wording`."""

from collections.abc import Sequence
from enum import StrEnum


class Held(StrEnum):
    """How the words of a quoted copy stand in the letter they were taken from."""

    WHOLE = "whole"
    """It is all of the letter."""
    RUNS = "runs"
    """Each piece of it is a run of the letter's words."""
    DIFFERS = "differs"
    """A piece is not: something was left out, put in or changed."""


def position(piece: bytes, whole: bytes) -> int:
    """Return the word at which ``piece`` stands in ``whole``, -1 if it does not."""
    found = whole.find(piece)
    while found >= 0 and found % 2:
        found = whole.find(piece, found + 1)
    return found // 2 if found >= 0 else -1


def held(pieces: Sequence[bytes], whole: bytes) -> Held:
    """Return how quoted pieces stand in the words of the letter they are linked to."""
    if b"".join(pieces) == whole:
        return Held.WHOLE
    if all(position(piece, whole) >= 0 for piece in pieces):
        return Held.RUNS
    return Held.DIFFERS
