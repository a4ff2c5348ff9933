"""A reviewer decides who is who: each decision is written to the desk, where the next judgement finds it.

Deciding changes nothing in the archive itself, and can be done while mail is taken in.
"""

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from onrecord.archive.directory import ArchiveDirectory
from onrecord.errors import OnRecordError
from onrecord.people.decisions import Act, Decision, parse_decisions
from onrecord.people.reviewer_table import LeftOver
from onrecord.people.roles import parse_roles
from onrecord.people.sightings import correspondent_key
from onrecord.pipeline.who.decided import decide, decided_in, state_roles
from onrecord.pipeline.who.whos_who import WhosWho
from onrecord.register.port import Register


class Desk(msgspec.Struct, frozen=True):
    """Where decisions are written, and the register in which whom they are about is looked up."""

    directory: ArchiveDirectory
    register: Register


class Said(msgspec.Struct, frozen=True):
    """What a reviewer says, in words of their own: ``first`` and ``second`` name whom it is about."""

    act: Act
    first: str
    second: str = ""
    name: str = ""
    note: str = ""
    who: str = ""


class Imported(msgspec.Struct, frozen=True):
    """What became of a file: lines read, lines about people of this archive, new ones, lines left over."""

    read: int
    matched: int
    new: int
    left_over: tuple[LeftOver, ...]


def review(desk: Desk, said: Sequence[Said]) -> tuple[Decision, ...]:
    """Write decisions down; return them as written.

    Raises OnRecordError if whom they are about is not known, or may be several.
    """
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    made = tuple(_decision(desk.register, item, now) for item in said)
    decide(desk.directory, made)
    return made


def undo(directory: ArchiveDirectory, decision: str, who: str = "") -> Decision:
    """Take a decision back; return it. Raises OnRecordError if there is none of this id."""
    known = decided_in(directory).decisions
    found = [item for item in known if item.id.startswith(decision.strip().lower())]
    if not decision.strip() or len(found) != 1:
        raise OnRecordError(
            "people/unknown-decision",
            "several decisions begin like this." if found else "there is no such decision.",
            where=decision,
            hint="`onrecord people decisions` lists them.",
        )
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    decide(directory, (Decision(Act.UNDO, found[0].id, who=who or _reviewer(), when=now),))
    return found[0]


def take_decisions(desk: Desk, text: str) -> Imported:
    """Add the decisions of a file, such as `print_decisions` makes."""
    decisions, left_over = parse_decisions(text)
    known = {item.id for item in decided_in(desk.directory).decisions}
    keys = {key for item in decisions for key in _about(item)}
    here = desk.register.persons_of(keys)
    decide(desk.directory, decisions)
    return Imported(
        len(decisions) + len(left_over),
        sum(all(key in here for key in _about(item)) for item in decisions),
        sum(item.id not in known for item in decisions),
        left_over,
    )


def take_roles(desk: Desk, text: str) -> Imported:
    """Add the roles of a table (name, address, title, organisation, from, to)."""
    readings, left_over = parse_roles(text)
    who = WhosWho(desk.register)
    matched = sum(len(who.all(item.address or item.name)) == 1 for item in readings)
    new = state_roles(desk.directory, readings)
    return Imported(len(readings) + len(left_over), matched, new, left_over)


def _about(item: Decision) -> tuple[str, ...]:
    if item.act is Act.UNDO:
        return ()
    return tuple(key for key in (item.first, item.second) if key)


def _decision(register: Register, said: Said, now: str) -> Decision:
    alone = said.act is Act.SPLIT
    first = _key(register, said.first, alone=alone)
    second = _key(register, said.second, alone=False) if said.second else ""
    if said.act in (Act.MERGE, Act.NOT_SAME) and first == second:
        raise OnRecordError("people/same", "both are one correspondent.", where=said.second)
    return Decision(said.act, first, second, said.name, said.who or _reviewer(), now, said.note)


def _key(register: Register, written: str, *, alone: bool) -> str:
    """Return the correspondent a reviewer means: as written, or the founding one of the person meant."""
    key = correspondent_key(written.removeprefix("name:"))
    if key and register.persons_of([key]):
        return key
    if alone:
        raise OnRecordError(
            "people/unknown-correspondent",
            "only an address or a printed name of the archive can be taken out of a person.",
            where=written,
            hint="`onrecord person WHO` lists them.",
        )
    person = WhosWho(register).one(written)
    return register.correspondents(person.number)[0].key


def _reviewer() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
