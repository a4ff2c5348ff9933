"""The ledger: for each container, messages found = stored + exact copies + failed."""

import hashlib
from collections.abc import Iterable
from enum import StrEnum

import msgspec


class State(StrEnum):
    """How far a container has been read."""

    READING = "reading"
    COMPLETE = "complete"
    NOT_MAIL = "not mail"


class Container(msgspec.Struct, frozen=True):
    """A container as the archive records it.

    ``path`` is shown to people; ``located`` is where the file was on disk, "" for a member of another
    container. ``holdings`` binds every record in it (see `holdings_digest`), empty until complete.
    """

    number: int
    tranche: str
    custodian: str
    parent: int | None
    path: str
    located: str
    format: str
    size: int
    sha256: bytes
    state: State
    found: int
    stored: int
    copies: int
    failed: int
    holdings: bytes = b""
    in_place: bool = False

    @property
    def adds_up(self) -> bool:
        """Tell whether found = stored + copies + failed."""
        return self.found == self.stored + self.copies + self.failed


class Record(msgspec.Struct, frozen=True):
    """One record of a container in its order: a copy of a message, or a failure (no permalink).

    separator + content + trailer are the container's own bytes from ``offset - len(separator)``.
    """

    ordinal: int
    offset: int
    length: int
    separator: bytes
    trailer: bytes
    sha256: bytes
    permalink: str
    name: str = ""


class FailureRecord(msgspec.Struct, frozen=True):
    """What could not be read: where, why, and the SHA-256 under which its bytes are kept."""

    container: Container
    ordinal: int
    offset: int
    length: int
    reference: str
    note: str
    name: str
    sha256: bytes


class Sums(msgspec.Struct, frozen=True):
    """Totals of an archive; ``copies`` are exact copies beyond the first of each message."""

    messages: int
    copies: int
    failed: int
    attachments: int
    unsearchable: int
    first_sent: int | None
    last_sent: int | None


def holdings_digest(records: Iterable[Record]) -> bytes:
    """Return the SHA-256 that binds a container's records: place, length and content of each."""
    digest = hashlib.sha256()
    for record in records:
        line = f"{record.ordinal} {record.offset} {record.length} {record.sha256.hex()} "
        digest.update(line.encode("ascii") + record.separator.hex().encode() + b"\n")
    return digest.digest()


def manifest_digest(containers: Iterable[Container]) -> str:
    """Return the hexadecimal SHA-256 that binds containers with their sums, for the custody log."""
    digest = hashlib.sha256()
    for item in containers:
        sums = f"{item.found} {item.stored} {item.copies} {item.failed}"
        line = f"{item.sha256.hex()} {item.holdings.hex()} {sums} {item.path}\n"
        digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
