"""The text of one quoted letter, without the marks of those who quoted it."""

import re
from collections.abc import Iterable

from onrecord.text.passage import BodyText, Passage

_NAMED = r"[ \t]{2,8}[A-Za-z]{1,7}>(?:[ \t]{1,2}|$)"
_MARKS = re.compile(
    rf"^(?:[ \t]{{0,3}}(?:(?:[A-Z]{{0,3}}>[ \t]?)|(?:\|[ \t]))+(?:{_NAMED})?|{_NAMED})",
    re.MULTILINE,
)
"""Marks at the start of a line; the last may be a quoted writer's initials or name, further in."""
_DEBRIS = re.compile(r"=(?:20|3D|09|0D|0A|A0)")


def letter_passages(body: BodyText, letter: int) -> list[Passage]:
    """Return the passages that hold a quoted letter's words, in order; 0 is the sender's own letter."""
    return [item for item in body.passages if item.letter == letter and not item.header]


def unquoted(body: BodyText, passages: Iterable[Passage]) -> str:
    """Return the passages' text without quote marks at the start of lines."""
    return "".join(
        _MARKS.sub("", body.text[item.start : item.end])
        if item.depth
        else body.text[item.start : item.end]
        for item in passages
    ).strip("\n")


def without_marks(text: str) -> str:
    """Return text with quote marks at the start of lines blanked, so that places stay the same."""
    return _MARKS.sub(lambda found: " " * len(found.group()), text)


def without_debris(text: str) -> str:
    """Return text with undone quoted-printable signs (``=20``, RFC 2045 §6.7) blanked, places kept."""
    return _DEBRIS.sub("   ", text) if "=" in text else text


def own_text(body: BodyText) -> str:
    """Return a text of the same length with all that is quoted blanked, so that places stay the same."""
    kept = []
    for item in body.passages:
        piece = body.text[item.start : item.end]
        kept.append(piece if not item.letter else re.sub(r"[^\n]", " ", piece))
    return "".join(kept)
