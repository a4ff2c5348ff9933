"""What a newsroom notes about an archive: cases, and what is kept in them.

Every entry says who made it and when. Nothing is ever changed or removed: taking an entry back is an
entry too, and so is taking that back. What stands is worked out from all of them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from onrecord.errors import OnRecordError

LONGEST_TEXT = 10_000
"""Characters of a note, a query or pinned words."""
LONGEST_NAME = 200
"""Characters of a case's name, a tag, and who makes an entry."""


class Act(StrEnum):
    """What an entry does."""

    OPEN = "open"
    RENAME = "rename"
    PIN = "pin"
    NOTE = "note"
    TAG = "tag"
    SEARCH = "search"
    UNDO = "undo"


class Said(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entry before it has a number and a time.

    ``case`` is the number of the entry that opened the case. ``about`` is the permalink of a message;
    of pinned words ``start``..``end`` are characters of its text. ``text`` is what the act is about: a
    case's name, the pinned words, a note, a tag, a query. ``undoes`` is the number of another entry.
    """

    act: Act
    who: str
    case: int = 0
    about: str = ""
    text: str = ""
    start: int = 0
    end: int = 0
    undoes: int = 0


class Entry(Said, frozen=True, kw_only=True, omit_defaults=True):
    """Something somebody noted. ``number`` counts all entries of a desk from 1."""

    number: int
    at: datetime


class Case(msgspec.Struct, frozen=True):
    """A case and everything in it that stands, in the order it was noted.

    ``undone`` are entries that were taken back, with who took them back and when.
    """

    number: int
    name: str
    opened: Entry
    pins: tuple[Entry, ...]
    notes: tuple[Entry, ...]
    tags: tuple[Entry, ...]
    searches: tuple[Entry, ...]
    undone: tuple[tuple[Entry, Entry], ...] = ()


def cases(entries: Sequence[Entry]) -> tuple[Case, ...]:
    """Return the cases that stand, the one noted in last first."""
    standing = stands(entries)
    last = {entry.case or entry.number: entry.number for entry in entries if entry.act != Act.UNDO}
    opened = [each for each in entries if each.act is Act.OPEN and each.number in standing]
    ordered = sorted(opened, key=lambda each: -last[each.number])
    return tuple(_case(each, entries, standing) for each in ordered)


def case(entries: Sequence[Entry], number: int) -> Case:
    """Return one case. Raises OnRecordError if there is none of this number, or it was taken back."""
    standing = stands(entries)
    for each in entries:
        if each.number == number and each.act is Act.OPEN and number in standing:
            return _case(each, entries, standing)
    raise OnRecordError(
        "desk/unknown-case", "there is no case of this number.", where=f"case {number}"
    )


def stands(entries: Sequence[Entry]) -> frozenset[int]:
    """Return the numbers of the entries that were not taken back.

    An undo counts unless it was itself taken back, which only a later entry can do: so the last entry
    is looked at first.
    """
    taken_back: set[int] = set()
    standing: set[int] = set()
    for entry in reversed(entries):
        if entry.number in taken_back:
            continue
        standing.add(entry.number)
        if entry.undoes:
            taken_back.add(entry.undoes)
    return frozenset(standing)


def refuse_unfit(said: Said, entries: Sequence[Entry]) -> None:
    """Raise OnRecordError for an entry that cannot be made: unsigned, empty, too long, or of nothing."""
    if not said.who.strip():
        raise OnRecordError(
            "desk/unsigned", "an entry needs the name of who makes it.", hint="Say who you are."
        )
    longest = LONGEST_NAME if said.act in _NAMES else LONGEST_TEXT
    if len(said.text) > longest or len(said.who) > LONGEST_NAME:
        raise OnRecordError("desk/too-long", f"at most {longest:,} characters can be kept here.")
    if said.act in _WORDED and not said.text.strip():
        raise OnRecordError("desk/empty", "there is nothing here to keep.", hint="Write something.")
    if said.act is Act.UNDO:
        _refuse_unknown_undo(said, entries)
    elif said.act is not Act.OPEN:
        case(entries, said.case)


_NAMES = frozenset({Act.OPEN, Act.RENAME, Act.TAG})
_WORDED = frozenset({Act.OPEN, Act.RENAME, Act.NOTE, Act.TAG, Act.SEARCH})


def _refuse_unknown_undo(said: Said, entries: Sequence[Entry]) -> None:
    if said.undoes not in stands(entries):
        raise OnRecordError(
            "desk/unknown-entry",
            "there is no entry of this number to take back.",
            where=f"entry {said.undoes}",
        )


def _case(opened: Entry, entries: Iterable[Entry], standing: frozenset[int]) -> Case:
    own = [entry for entry in entries if entry.case == opened.number]
    kept = [entry for entry in own if entry.number in standing]
    names = [opened, *(entry for entry in kept if entry.act is Act.RENAME)]
    lost = [entry for entry in own if entry.number not in standing and entry.act is not Act.UNDO]
    gone = {entry.number: entry for entry in lost}
    undos = [
        entry
        for entry in entries
        if entry.act is Act.UNDO and entry.number in standing and entry.undoes in gone
    ]
    return Case(
        number=opened.number,
        name=names[-1].text,
        opened=opened,
        pins=tuple(entry for entry in kept if entry.act is Act.PIN),
        notes=tuple(entry for entry in kept if entry.act is Act.NOTE),
        tags=tuple(entry for entry in kept if entry.act is Act.TAG),
        searches=tuple(entry for entry in kept if entry.act is Act.SEARCH),
        undone=tuple((gone[undo.undoes], undo) for undo in undos),
    )
