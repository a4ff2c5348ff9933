"""Reading an archive's records from SQLite."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.archive.custody import CustodyEntry
from onrecord.archive.description import Addressed, PartDescription, Reference
from onrecord.archive.ledger import Container, FailureRecord, Record, State, Sums
from onrecord.archive.originals import Place
from onrecord.archive.permalink import written_permalink
from onrecord.archive.store import CopyPlace, Heading, PackEnd, Stored
from onrecord.archive.stores.migrations import version_of
from onrecord.archive.tranche import Tranche
from onrecord.message.problem import Problem
from onrecord.message.structure import Mailbox

_CONTAINER = """
  c.id, t.name, c.custodian, c.parent, c.path, c.located, c.format, c.size, c.sha256, c.state,
  c.found, c.stored, c.copies, c.failed, c.holdings, c.in_place
"""
_STORED = """
  SELECT m.id, m.permalink, o.sha256, o.size, m.printed, m.subject, m.message_id, m.sent, m.zone,
         m.document_number,
         (SELECT t.name FROM copy JOIN container c ON c.id = copy.container
            JOIN tranche t ON t.id = c.tranche WHERE copy.message = m.id
            ORDER BY copy.container, copy.ordinal LIMIT 1),
         m.has_attachment
  FROM message m JOIN original o ON o.id = m.original
"""
_COPY = f"""
  SELECT {_CONTAINER}, t.publisher, t.published, t.id_template, k.publisher_id,
         k.ordinal, k.start, k.length, k.separator, k.trailer, o.sha256, m.permalink, m.id
  FROM copy k JOIN container c ON c.id = k.container JOIN tranche t ON t.id = c.tranche
    JOIN message m ON m.id = k.message JOIN original o ON o.id = m.original
"""  # noqa: S608 - columns of our own, no user's text
_AT_ONCE = 500


class SqliteHoldings:
    """`onrecord.archive.store.Holdings` on one SQLite file; several may read while one writes."""

    def __init__(self, path: Path, *, read_only: bool = True) -> None:
        mode = "ro" if read_only else "rwc"
        self.database = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=30,
        )
        if read_only:
            self.database.execute("PRAGMA mmap_size=1073741824")
            version_of(self.database)

    def close(self) -> None:
        """Release the store. What was not committed is dropped."""
        self.database.close()

    def tranches(self) -> list[Tranche]:
        """Return all tranches, in the order they were opened."""
        rows = self.database.execute(
            "SELECT name, publisher, published, id_template FROM tranche ORDER BY id"
        )
        return [Tranche(*row) for row in rows]

    def containers(self) -> Iterator[Container]:
        """Yield all containers in the order they were taken in."""
        return self._containers("ORDER BY c.id")

    def records(self, container: int) -> Iterator[Record]:
        """Yield the records of a container, copies and failures, in their order in it."""
        rows = self.database.execute(
            """
            SELECT k.ordinal, k.start, k.length, k.separator, k.trailer, o.sha256, m.permalink, ''
              FROM copy k JOIN message m ON m.id = k.message JOIN original o ON o.id = m.original
              WHERE k.container = ?1
            UNION ALL
            SELECT f.ordinal, f.start, f.length, f.separator, f.trailer, o.sha256, '', f.name
              FROM failure f JOIN original o ON o.id = f.original WHERE f.container = ?1
            ORDER BY 1
            """,
            (container,),
        )
        return (Record(*row) for row in rows)

    def failures(self) -> list[FailureRecord]:
        """Return all failures, in the order of their containers."""
        rows = self.database.execute(
            f"""
            SELECT {_CONTAINER}, f.ordinal, f.start, f.length, f.reference, f.note, f.name, o.sha256
              FROM failure f JOIN container c ON c.id = f.container
              JOIN tranche t ON t.id = c.tranche JOIN original o ON o.id = f.original
              ORDER BY f.container, f.ordinal
            """  # noqa: S608
        )
        return [FailureRecord(container_of(row[:16]), *row[16:]) for row in rows]

    def sums(self) -> Sums:
        """Return totals of the archive."""
        copies, failed = self.database.execute(
            "SELECT coalesce(sum(copies), 0), coalesce(sum(failed), 0) FROM container"
        ).fetchone()
        messages, first, last = self.database.execute(
            "SELECT count(*), min(sent), max(sent) FROM message"
        ).fetchone()
        attachments, searchable = self.database.execute(
            "SELECT count(*), coalesce(sum(searchable), 0) FROM part WHERE attachment"
        ).fetchone()
        return Sums(messages, copies, failed, attachments, attachments - searchable, first, last)

    def custody(self) -> Iterator[CustodyEntry]:
        """Yield the custody log from its first entry."""
        rows = self.database.execute(
            "SELECT number, at, action, detail, digest FROM custody ORDER BY number"
        )
        return (
            CustodyEntry(number, at, action, json.loads(detail), digest)
            for number, at, action, detail, digest in rows
        )

    def place(self, sha256: bytes) -> tuple[Place | None, int] | None:
        """Return where an original is kept and its size in bytes, or None if it is not known."""
        row = self.database.execute(
            "SELECT pack, start, length, size FROM original WHERE sha256 = ?", (sha256,)
        ).fetchone()
        return (_place(*row[:3]), row[3]) if row else None

    def in_place(self, sha256: bytes) -> CopyPlace | None:
        """Return the copy to read an original from that is kept in its container."""
        row = self.database.execute(
            f"{_COPY} WHERE o.sha256 = ? AND c.in_place ORDER BY k.container LIMIT 1",
            (sha256,),
        ).fetchone()
        return _copy_of(row) if row else None

    def originals(self) -> Iterator[tuple[bytes, Place | None, int]]:
        """Yield SHA-256, place and size of every original, in the order they were kept."""
        rows = self.database.execute(
            "SELECT sha256, pack, start, length, size FROM original ORDER BY id"
        )
        return ((row[0], _place(*row[1:4]), row[4]) for row in rows)

    def find_messages(self, reference: str, limit: int = 2) -> list[Stored]:
        """Return the messages a user may mean: permalink or its start, Message-ID, publisher's id."""
        written = written_permalink(reference)
        if written:
            found = self._stored(
                "WHERE m.permalink >= ? AND m.permalink < ? ORDER BY m.permalink LIMIT ?",
                (written, written + "~", limit),
            )
            if found:
                return found
        name = reference.strip()
        return self._stored(
            "WHERE m.id IN (SELECT id FROM message WHERE message_id = ?1 AND ?1 <> '' "
            "UNION SELECT id FROM message WHERE document_number = ?2 AND ?2 <> '' "
            "UNION SELECT message FROM copy WHERE publisher_id = ?2 AND ?2 <> '') "
            "ORDER BY m.id LIMIT ?3",
            (name.removeprefix("<").removesuffix(">"), name, limit),
        )

    def messages(self, numbers: Iterable[int]) -> list[Stored]:
        """Return messages by row number, in the order asked; unknown numbers are left out."""
        asked = list(numbers)
        found: dict[int, Stored] = {}
        for some in _chunks(asked):
            marks = ",".join("?" * len(some))
            found |= {item.number: item for item in self._stored(f"WHERE m.id IN ({marks})", some)}
        return [found[number] for number in asked if number in found]

    def headings(self, numbers: Iterable[int]) -> dict[int, Heading]:
        """Return the headings of messages by number."""
        rows = self._runs(
            "SELECT m.id, m.permalink, o.sha256, m.subject, m.message_id, m.sent, m.printed "
            "FROM message m JOIN original o ON o.id = m.original WHERE m.id",
            numbers,
        )
        return {
            number: Heading(number, permalink, sha256, subject, message_id, sent, bool(printed))
            for number, permalink, sha256, subject, message_id, sent, printed in rows
        }

    def senders(self, numbers: Iterable[int]) -> dict[int, list[Mailbox]]:
        """Return who each message says it is from, and who sent it on their behalf."""
        asked = list(numbers)
        found: dict[int, list[Mailbox]] = {number: [] for number in asked}
        rows = self._many(
            "SELECT a.message, p.name, p.address FROM addressed a "
            "JOIN correspondent p ON p.id = a.correspondent "
            "WHERE a.role IN ('from', 'sender') AND a.message IN",
            asked,
        )
        for number, name, address in rows:
            found[number].append(Mailbox(name, address))
        return found

    def references_of(self, numbers: Iterable[int]) -> dict[int, list[Reference]]:
        """Return the Message-IDs each of many messages names, in order."""
        asked = list(numbers)
        found: dict[int, list[Reference]] = {number: [] for number in asked}
        for number, kind, target in self._many(
            "SELECT message, kind, target FROM reference WHERE message IN", asked
        ):
            found[number].append(Reference(kind, target))
        return found

    def numbers_of(self, message_ids: Iterable[str]) -> dict[str, list[int]]:
        """Return the messages that carry each of these Message-IDs."""
        found: dict[str, list[int]] = {}
        for name, number in self._many(
            "SELECT message_id, id FROM message WHERE message_id <> '' AND message_id IN",
            message_ids,
        ):
            found.setdefault(name, []).append(number)
        return found

    def answering_any(self, numbers: Iterable[int]) -> set[int]:
        """Return the messages that name at least one of these messages by its Message-ID."""
        rows = self._many(
            "SELECT r.message FROM message m JOIN reference r ON r.target = m.message_id "
            "WHERE m.message_id <> '' AND m.id IN",
            numbers,
        )
        return {number for (number,) in rows}

    def naming_any(self, message_ids: Iterable[str]) -> set[int]:
        """Return the messages that name at least one of these Message-IDs."""
        rows = self._many("SELECT message FROM reference WHERE target IN", message_ids)
        return {number for (number,) in rows}

    def with_thread_index(self, indexes: Iterable[str]) -> dict[str, int]:
        """Return a message that has each of these Thread-Indexes (hexadecimal)."""
        rows = self._many(
            "SELECT target, message FROM reference WHERE kind = 'thread-index' AND target IN",
            indexes,
        )
        return dict(rows)

    def numbers_after(self, revision: int) -> Iterator[tuple[int, int]]:
        """Yield (revision, message number) of messages new or changed since a revision, in order."""
        return self.database.execute(
            "SELECT revision, id FROM message WHERE revision > ? ORDER BY revision", (revision,)
        )

    def revision(self) -> int:
        """Return the revision of the latest change to any message."""
        return self._counter("revision")

    def pack_end(self) -> PackEnd:
        """Return how much of the newest pack is valid."""
        return PackEnd(self._counter("pack"), self._counter("pack-valid"))

    def named_on(self, numbers: Iterable[int]) -> list[tuple[str, list[int], list[int]]]:
        """Return everybody on messages as columns of a role each: role, messages, numbers of mailboxes."""
        columns = "SELECT role, json_group_array(message), json_group_array(correspondent)"
        rows = self._runs(f"{columns} FROM addressed WHERE message", numbers, "GROUP BY role")
        return [(role, json.loads(messages), json.loads(boxes)) for role, messages, boxes in rows]

    def mailboxes(self, numbers: Iterable[int]) -> dict[int, Mailbox]:
        """Return mailboxes by their numbers."""
        rows = self._many("SELECT id, name, address FROM correspondent WHERE id IN", numbers)
        return {number: Mailbox(name, address) for number, name, address in rows}

    def naming_people(self, names: Iterable[str], roles: Iterable[str]) -> list[int]:
        """Return the messages that name somebody, in one of these roles, so and without an address."""
        asked = list(roles)
        named = self._many("SELECT id FROM correspondent WHERE address = '' AND name IN", names)
        rows = self._many(
            "SELECT message, role FROM addressed WHERE correspondent IN", [box for (box,) in named]
        )
        found = {number for number, role in rows if role in asked}
        return sorted(found)

    def addressed(self, numbers: Iterable[int]) -> dict[int, list[Addressed]]:
        """Return who is on each message, in the order stated."""
        asked = list(numbers)
        found: dict[int, list[Addressed]] = {number: [] for number in asked}
        columns = "SELECT a.message, a.role, p.name, p.address, a.grouped FROM addressed a"
        rows = self._runs(
            f"{columns} JOIN correspondent p ON p.id = a.correspondent WHERE a.message",
            asked,
            "ORDER BY a.message, a.position",
        )
        for number, *person in rows:
            found[number].append(Addressed(*person))
        return found

    def parts(self, number: int) -> list[PartDescription]:
        """Return the leaf parts of a message."""
        rows = self.database.execute(
            "SELECT path, content_type, charset, transfer_encoding, disposition, filename, buffer, "
            "start, body_start, finish, size, sha256, attachment, searchable FROM part "
            "WHERE message = ? ORDER BY position",
            (number,),
        )
        return [PartDescription(*[*row[:12], bool(row[12]), bool(row[13])]) for row in rows]

    def problems(self, number: int) -> list[Problem]:
        """Return what is wrong with a message."""
        rows = self.database.execute(
            "SELECT reference, note, start, finish, part FROM problem WHERE message = ? "
            "ORDER BY position",
            (number,),
        )
        return [Problem(*row) for row in rows]

    def copies(self, number: int) -> list[CopyPlace]:
        """Return all copies of a message, first taken in first."""
        return self.copies_of([number])[number]

    def copies_of(self, numbers: Iterable[int]) -> dict[int, list[CopyPlace]]:
        """Return all copies of each of many messages, first taken in first."""
        asked = list(numbers)
        found: dict[int, list[CopyPlace]] = {number: [] for number in asked}
        for row in self._many(f"{_COPY} WHERE k.message IN", asked):
            found[row[-1]].append(_copy_of(row))
        for copies in found.values():
            copies.sort(key=lambda copy: (copy.container.number, copy.record.ordinal))
        return found

    def references(self, number: int) -> list[Reference]:
        """Return the Message-IDs a message names, in order."""
        rows = self.database.execute(
            "SELECT kind, target FROM reference WHERE message = ? ORDER BY position", (number,)
        )
        return [Reference(*row) for row in rows]

    def by_message_id(self, message_id: str) -> list[Stored]:
        """Return all messages that carry this Message-ID."""
        return self._stored("WHERE m.message_id = ? AND ?1 <> '' ORDER BY m.id", (message_id,))

    def naming(self, message_id: str) -> list[int]:
        """Return the numbers of the messages that name this Message-ID."""
        rows = self.database.execute(
            "SELECT DISTINCT message FROM reference WHERE target = ? ORDER BY message",
            (message_id,),
        )
        return [number for (number,) in rows]

    def _many(self, query: str, values: Iterable[int] | Iterable[str]) -> Iterator[Any]:
        """Yield the rows of a query that ends in IN, for however many values."""
        for some in _chunks(list(values)):
            yield from self.database.execute(f"{query} ({','.join('?' * len(some))})", some)

    def _runs(self, query: str, numbers: Iterable[int], ending: str = "") -> Iterator[Any]:
        """Yield the rows of a query that ends in a column; numbers without a gap are asked for at once."""
        asked = sorted(set(numbers))
        if asked and asked[-1] - asked[0] == len(asked) - 1:
            yield from self.database.execute(
                f"{query} BETWEEN ? AND ? {ending}", (asked[0], asked[-1])
            )
            return
        for some in _chunks(asked):
            marks = ",".join("?" * len(some))
            yield from self.database.execute(f"{query} IN ({marks}) {ending}", some)

    def _containers(self, where: str, values: tuple[int, ...] = ()) -> Iterator[Container]:
        rows = self.database.execute(
            f"SELECT {_CONTAINER} FROM container c JOIN tranche t ON t.id = c.tranche {where}",  # noqa: S608
            values,
        )
        return map(container_of, rows)

    def _counter(self, name: str) -> int:
        row = self.database.execute("SELECT value FROM counter WHERE name = ?", (name,)).fetchone()
        return int(row[0])

    def _stored(self, where: str, values: Iterable[str | int]) -> list[Stored]:
        rows = self.database.execute(_STORED + where, tuple(values))
        return [
            Stored(*[*row[:4], bool(row[4]), *row[5:10], row[10] or "", bool(row[11])])
            for row in rows
        ]


def container_of(row: tuple[Any, ...]) -> Container:
    """Return the container of a row of the container columns (typed by the STRICT table)."""
    located, state, in_place = os.fsdecode(row[5]), State(row[9]), bool(row[15])
    return Container(*[*row[:5], located, *row[6:9], state, *row[10:15], in_place])


def _copy_of(row: tuple[Any, ...]) -> CopyPlace:
    container = container_of(row[:16])
    tranche = Tranche(container.tranche, *row[16:19])
    return CopyPlace(container, tranche, row[19], Record(*row[20:27]))


def _place(pack: int, start: int, length: int) -> Place | None:
    return Place(pack, start, length) if pack else None


def _chunks(numbers: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
