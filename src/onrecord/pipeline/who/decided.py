"""The desk's files on people: a reviewer's decisions, and roles from tables that users brought.

Both are opinions, not evidence: they stand in the archive's folder ``desk`` as CSV that anybody can read,
and survive whatever is thrown away and made anew.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from onrecord.archive.directory import ArchiveDirectory
from onrecord.errors import OnRecordError
from onrecord.people.decisions import Decision, parse_decisions, print_decisions
from onrecord.people.reviewer_table import LeftOver
from onrecord.people.role_reading import RoleReading
from onrecord.people.roles import parse_roles, print_roles


class Decided(msgspec.Struct, frozen=True):
    """All decisions of an archive; ``digest`` changes with them, "" for none."""

    decisions: tuple[Decision, ...]
    left_over: tuple[LeftOver, ...]
    digest: str


def decided_in(directory: ArchiveDirectory) -> Decided:
    """Return the decisions of an archive."""
    text = _text(_decisions(directory))
    decisions, left_over = parse_decisions(text)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""
    return Decided(decisions, left_over, digest)


def decide(directory: ArchiveDirectory, further: tuple[Decision, ...]) -> None:
    """Add decisions to those of an archive; one that is there already is not added again."""
    with _alone(directory):
        known = decided_in(directory)
        if known.left_over:
            raise OnRecordError(
                "people/unreadable-decisions",
                f"line {known.left_over[0].line} is no decision: {known.left_over[0].reason}.",
                where=str(_decisions(directory)),
                hint="Mend or remove the line; nothing was changed.",
            )
        ids = {item.id for item in known.decisions}
        new = [item for item in further if item.id not in ids]
        _write(_decisions(directory), print_decisions([*known.decisions, *new]))


def stated_roles(directory: ArchiveDirectory) -> tuple[RoleReading, ...]:
    """Return the roles that users' tables state."""
    return parse_roles(_text(_roles(directory)))[0]


def state_roles(directory: ArchiveDirectory, further: tuple[RoleReading, ...]) -> int:
    """Add roles from a table to those of an archive; return how many were new."""
    with _alone(directory):
        known = stated_roles(directory)
        new = [item for item in dict.fromkeys(further) if item not in known]
        _write(_roles(directory), print_roles([*known, *new]))
    return len(new)


def _decisions(directory: ArchiveDirectory) -> Path:
    return directory.root / "desk" / "people.csv"


def _roles(directory: ArchiveDirectory) -> Path:
    return directory.root / "desk" / "roles.csv"


@contextmanager
def _alone(directory: ArchiveDirectory) -> Iterator[None]:
    """Keep other processes from writing these files meanwhile."""
    desk = directory.root / "desk"
    try:
        desk.mkdir(exist_ok=True)
        with (desk / "people.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except PermissionError as error:
        raise OnRecordError(
            "people/not-writable", f"cannot be written: {error.strerror}.", where=str(desk)
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise OnRecordError(
            "people/unreadable-decisions", f"cannot be read: {error.strerror}.", where=str(path)
        ) from error


def _write(path: Path, text: str) -> None:
    """Put a file in the place of the old one, whole or not at all."""
    draft = path.with_suffix(".draft")
    try:
        with draft.open("w", encoding="utf-8", newline="") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise OnRecordError(
            "people/not-writable", f"cannot be written: {error.strerror}.", where=str(path)
        ) from error
