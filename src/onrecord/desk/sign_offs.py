"""Sign-offs of quotations: who read one beside its evidence, when, and what they decided.

They are kept in one file of the archive's desk, ``sign-offs.jsonl``, a line each, in the order they were
made. Lines are added and never changed; taking one back is a line too. What a sign-off rested on is
kept with it as a fingerprint, so that it stands until the story or the archive changes there.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from onrecord.errors import OnRecordError

FILE = "sign-offs.jsonl"
LONGEST_NOTE = 10_000
"""Characters."""


class Decision(StrEnum):
    """What a reader decided: the line may stand, it must change, or only a note was made."""

    FAIR = "fair"
    CHANGE = "change"
    NOTE = "note"


class SignOff(msgspec.Struct, frozen=True):
    """One decision on one quotation. ``number`` counts the lines of the file from 1.

    ``basis`` is the fingerprint of what was read; ``words`` the quotation as it then was.
    """

    number: int
    at: datetime
    who: str
    story: str
    quotation: str
    basis: str
    words: str
    decision: Decision
    note: str = ""


class Reading(msgspec.Struct, frozen=True):
    """What somebody read and decides on, before it has a time and a number."""

    who: str
    story: str
    quotation: str
    basis: str
    words: str
    decision: Decision
    note: str = ""


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the file: a sign-off, or one that takes line ``undoes`` back."""

    number: int
    at: datetime
    who: str
    story: str = ""
    quotation: str = ""
    basis: str = ""
    words: str = ""
    decision: Decision = Decision.NOTE
    note: str = ""
    undoes: int = 0


def sign_offs(desk: Path) -> tuple[SignOff, ...]:
    """Return the sign-offs that were not taken back, in the order they were made."""
    lines = _lines(desk)
    undone = {line.undoes for line in lines if line.undoes}
    return tuple(_sign_off(line) for line in lines if not line.undoes and line.number not in undone)


def latest(made: Iterable[SignOff]) -> Mapping[str, SignOff]:
    """Return the last decision on each quotation, notes left aside."""
    return {each.quotation: each for each in made if each.decision is not Decision.NOTE}


def sign(desk: Path, reading: Reading) -> SignOff:
    """Add a sign-off. Raises OnRecordError if it names nobody or nothing, or cannot be written."""
    if not reading.who.strip() or not reading.quotation:
        raise OnRecordError(
            "desk/unsigned", "a sign-off needs a name and a quotation.", hint="Say who signs."
        )
    if len(reading.note) > LONGEST_NOTE:
        raise OnRecordError("desk/long-note", f"a note has at most {LONGEST_NOTE:,} characters.")
    said = {name: getattr(reading, name) for name in Reading.__struct_fields__}
    return _sign_off(_add(desk, said | {"who": reading.who.strip()}))


def undo(desk: Path, number: int, who: str) -> SignOff:
    """Take a sign-off back, and return it. Raises OnRecordError if there is none of this number."""
    if not who.strip():
        raise OnRecordError("desk/unsigned", "taking a sign-off back needs a name.")
    standing = {each.number: each for each in sign_offs(desk)}
    if number not in standing:
        raise OnRecordError("desk/no-sign-off", f"there is no sign-off {number} to take back.")
    _add(desk, {"who": who.strip(), "undoes": number})
    return standing[number]


def _sign_off(line: _Line) -> SignOff:
    return SignOff(**{name: getattr(line, name) for name in SignOff.__struct_fields__})


def _lines(desk: Path) -> list[_Line]:
    try:
        content = (desk / FILE).read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _unreadable(desk, error.strerror or "") from error
    return _decoded(desk, content)


def _decoded(desk: Path, content: bytes) -> list[_Line]:
    """Read whole lines. A last line without its end was cut off while written: it never counted."""
    whole = content[: content.rfind(b"\n") + 1]
    try:
        return [msgspec.json.decode(line, type=_Line) for line in whole.split(b"\n") if line]
    except msgspec.DecodeError as error:
        raise _unreadable(desk, "a line is not what this program writes") from error


def _unreadable(desk: Path, note: str) -> OnRecordError:
    return OnRecordError(
        "desk/damaged", "the sign-offs cannot be read.", where=str(desk / FILE), note=note + "."
    )


def _add(desk: Path, said: dict[str, object]) -> _Line:
    """Write one line, alone: the file is locked while its lines are counted and the new one added."""
    try:
        desk.mkdir(exist_ok=True)
        with (desk / FILE).open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            content = file.read()
            lines = _decoded(desk, content)
            number = lines[-1].number + 1 if lines else 1
            now = datetime.now(UTC).replace(microsecond=0)
            line = msgspec.convert({"number": number, "at": now} | said, _Line)
            file.truncate(content.rfind(b"\n") + 1)
            file.write(_encoded(line))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OnRecordError(
            "desk/not-writable", f"cannot be written: {error.strerror}.", where=str(desk / FILE)
        ) from error
    return line


def _encoded(line: _Line) -> bytes:
    return json.dumps(msgspec.to_builtins(line), ensure_ascii=True).encode("ascii") + b"\n"
