"""The port to record stores: what an archive remembers, whatever keeps it.

The truth is the packs plus these records. `Store` is written by one process at a time; what is
added to it becomes durable, all together, by `commit`, so that a process killed at any moment
leaves the last committed state.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

import msgspec

from onrecord.archive.custody import CustodyEntry
from onrecord.archive.description import Addressed, Description, PartDescription, Reference
from onrecord.archive.ledger import Container, FailureRecord, Record, State, Sums
from onrecord.archive.originals import Place
from onrecord.archive.tranche import Tranche
from onrecord.message.problem import Problem
from onrecord.message.structure import Mailbox


class NewContainer(msgspec.Struct, frozen=True):
    """A container about to be read. Together the fields say whether it was taken in before."""

    tranche: str
    custodian: str
    parent: int | None
    path: str
    located: str
    format: str
    size: int
    sha256: bytes
    in_place: bool


class NewRecord(msgspec.Struct, frozen=True):
    """One record read from a container, with its description, or with the reason of its failure."""

    container: int
    ordinal: int
    offset: int
    length: int
    separator: bytes
    trailer: bytes
    publisher_id: str
    sha256: bytes
    name: str = ""
    problem: Problem | None = None


class Stored(msgspec.Struct, frozen=True):
    """A message as the store holds it. ``number`` is its row, good only inside this archive."""

    number: int
    permalink: str
    sha256: bytes
    size: int
    printed: bool
    subject: str
    message_id: str
    sent: int | None
    zone: int | None
    document_number: str
    tranche: str
    has_attachment: bool


class Heading(msgspec.Struct, frozen=True, gc=False):
    """What is asked of many messages at once. ``number`` is as in `Stored`."""

    number: int
    permalink: str
    sha256: bytes
    subject: str
    message_id: str
    sent: int | None
    printed: bool


class CopyPlace(msgspec.Struct, frozen=True):
    """One copy of a message: its tranche and container, and the record in it."""

    container: Container
    tranche: Tranche
    publisher_id: str
    record: Record


class PackEnd(msgspec.Struct, frozen=True):
    """How much of the newest pack is valid: its number and length in bytes (0, 0: no pack yet)."""

    pack: int
    valid: int


class Holdings(Protocol):
    """The port for reading. Missing things are None or empty; only damage of the store raises."""

    def close(self) -> None:
        """Release the store. What was not committed is dropped."""
        ...

    def tranches(self) -> list[Tranche]:
        """Return all tranches, in the order they were opened."""
        ...

    def containers(self) -> Iterator[Container]:
        """Yield all containers in the order they were taken in."""
        ...

    def records(self, container: int) -> Iterator[Record]:
        """Yield the records of a container, copies and failures, in their order in it."""
        ...

    def failures(self) -> list[FailureRecord]:
        """Return all failures, in the order of their containers."""
        ...

    def sums(self) -> Sums:
        """Return totals of the archive."""
        ...

    def custody(self) -> Iterator[CustodyEntry]:
        """Yield the custody log from its first entry."""
        ...

    def place(self, sha256: bytes) -> tuple[Place | None, int] | None:
        """Return where an original is kept and its size in bytes, or None if it is not known."""
        ...

    def in_place(self, sha256: bytes) -> CopyPlace | None:
        """Return the copy to read an original from that is kept in its container."""
        ...

    def originals(self) -> Iterator[tuple[bytes, Place | None, int]]:
        """Yield SHA-256, place and size of every original, in the order they were kept."""
        ...

    def find_messages(self, reference: str, limit: int = 2) -> list[Stored]:
        """Return the messages a user may mean: permalink or its start, Message-ID, publisher's id."""
        ...

    def messages(self, numbers: Iterable[int]) -> list[Stored]:
        """Return messages by row number, in the order asked; unknown numbers are left out."""
        ...

    def headings(self, numbers: Iterable[int]) -> dict[int, Heading]:
        """Return the headings of messages by number."""
        ...

    def senders(self, numbers: Iterable[int]) -> dict[int, list[Mailbox]]:
        """Return who each message says it is from, and who sent it on their behalf."""
        ...

    def references_of(self, numbers: Iterable[int]) -> dict[int, list[Reference]]:
        """Return the Message-IDs each of many messages names, in order."""
        ...

    def numbers_of(self, message_ids: Iterable[str]) -> dict[str, list[int]]:
        """Return the messages that carry each of these Message-IDs."""
        ...

    def answering_any(self, numbers: Iterable[int]) -> set[int]:
        """Return the messages that name at least one of these messages by its Message-ID."""
        ...

    def naming_any(self, message_ids: Iterable[str]) -> set[int]:
        """Return the messages that name at least one of these Message-IDs."""
        ...

    def with_thread_index(self, indexes: Iterable[str]) -> dict[str, int]:
        """Return a message that has each of these Thread-Indexes (hexadecimal)."""
        ...

    def numbers_after(self, revision: int) -> Iterator[tuple[int, int]]:
        """Yield (revision, message number) of messages new or changed since a revision, in order."""
        ...

    def revision(self) -> int:
        """Return the revision of the latest change to any message."""
        ...

    def addressed(self, numbers: Iterable[int]) -> dict[int, list[Addressed]]:
        """Return who is on each message, in the order stated."""
        ...

    def named_on(self, numbers: Iterable[int]) -> list[tuple[str, list[int], list[int]]]:
        """Return everybody on messages as columns of a role each: role, messages, numbers of mailboxes."""
        ...

    def mailboxes(self, numbers: Iterable[int]) -> dict[int, Mailbox]:
        """Return mailboxes by their numbers."""
        ...

    def naming_people(self, names: Iterable[str], roles: Iterable[str]) -> list[int]:
        """Return the messages that name somebody, in one of these roles, so and without an address."""
        ...

    def parts(self, number: int) -> list[PartDescription]:
        """Return the leaf parts of a message."""
        ...

    def problems(self, number: int) -> list[Problem]:
        """Return what is wrong with a message."""
        ...

    def copies(self, number: int) -> list[CopyPlace]:
        """Return all copies of a message, first taken in first."""
        ...

    def copies_of(self, numbers: Iterable[int]) -> dict[int, list[CopyPlace]]:
        """Return all copies of each of many messages, first taken in first."""
        ...

    def references(self, number: int) -> list[Reference]:
        """Return the Message-IDs a message names, in order."""
        ...

    def by_message_id(self, message_id: str) -> list[Stored]:
        """Return all messages that carry this Message-ID."""
        ...

    def naming(self, message_id: str) -> list[int]:
        """Return the numbers of the messages that name this Message-ID."""
        ...


class Store(Holdings, Protocol):
    """The port for taking in."""

    def commit(self) -> None:
        """Make all changes since the last commit durable, together."""
        ...

    def open_tranche(self, tranche: Tranche) -> Tranche:
        """Record a tranche, or complete what is known of it; return it as it now stands."""
        ...

    def open_container(self, new: NewContainer) -> Container:
        """Return the container if it was taken in before, else record it as being read."""
        ...

    def close_container(self, number: int, state: State) -> Container:
        """Count the container's records, bind them by a digest, set its state."""
        ...

    def known(self, sha256: bytes) -> bool:
        """Tell whether an original with this SHA-256 is kept."""
        ...

    def add_original(self, sha256: bytes, size: int, place: Place | None) -> None:
        """Record where an original is kept; place None: in a container taken in place."""
        ...

    def add_message(self, description: Description) -> tuple[int, bool]:
        """Record a message whose original is recorded already; return its number, and if it is new."""
        ...

    def add_record(self, record: NewRecord) -> bool:
        """Record a copy (or a failure, if it has a problem) and count it for its container.

        Returns True if an older message came in a container it had not been in.
        """
        ...

    def settle_failure(self, container: int, ordinal: int) -> None:
        """Remove a failure that has been read after all; its copy is added in its place."""
        ...

    def set_pack_end(self, end: PackEnd) -> None:
        """Record how much of the newest pack is valid."""
        ...

    def pack_end(self) -> PackEnd:
        """Return how much of the newest pack is valid."""
        ...

    def add_custody(self, at: datetime, action: str, detail: dict[str, str | int]) -> None:
        """Append an entry to the custody log."""
        ...
