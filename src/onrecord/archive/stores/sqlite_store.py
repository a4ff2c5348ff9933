"""Taking mail into SQLite: rows are gathered and written together at each commit.

There is one writer, so row numbers are given here, in memory; that is what lets whole batches go to
SQLite as plain rows.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.archive.custody import CustodyEntry, next_entry
from onrecord.archive.description import Addressed, Description
from onrecord.archive.ledger import Container, State, holdings_digest
from onrecord.archive.originals import Place
from onrecord.archive.store import NewContainer, NewRecord, PackEnd
from onrecord.archive.stores.migrations import migrate
from onrecord.archive.stores.sqlite_holdings import SqliteHoldings
from onrecord.archive.tranche import Tranche

_WIDTHS = {
    "original": 6,
    "message": 11,
    "copy": 8,
    "failure": 10,
    "correspondent": 3,
    "addressed": 5,
    "reference": 4,
    "part": 16,
    "problem": 7,
}
_REMEMBERED = 200_000
_STORED, _COPY, _FAILED = range(3)


class SqliteStore(SqliteHoldings):
    """`onrecord.archive.store.Store` on one SQLite file (WAL, STRICT tables)."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, read_only=False)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=FULL")
        self.database.execute("PRAGMA foreign_keys=OFF")
        migrate(self.database)
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _WIDTHS}
        self._next = {
            table: self._highest(table) + 1 for table in ("original", "message", "correspondent")
        }
        self._revision = self.revision()
        self._uncommitted = self._next["original"]
        self._originals: dict[bytes, int] = {}
        self._messages: dict[int, int] = {}
        self._without_copy: set[int] = set()
        self._containers_new: dict[int, set[int]] = {}
        self._counts: dict[int, list[int]] = {}
        self._people: dict[tuple[str, str], int] = {}

    def commit(self) -> None:
        """Make all changes since the last commit durable, together."""
        self._write_rows()
        if self.database.in_transaction:
            self.database.execute("COMMIT")
        self._uncommitted = self._next["original"]
        self._originals.clear()
        self._messages.clear()
        self._containers_new.clear()
        if len(self._people) > _REMEMBERED:
            self._people.clear()

    def open_tranche(self, tranche: Tranche) -> Tranche:
        """Record a tranche, or complete what is known of it; return it as it now stands."""
        self._begin()
        self.database.execute(
            """
            INSERT INTO tranche (name, publisher, published, id_template) VALUES (?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET
              publisher = iif(excluded.publisher = '', publisher, excluded.publisher),
              published = iif(excluded.published = '', published, excluded.published),
              id_template = iif(excluded.id_template = '', id_template, excluded.id_template)
            """,
            (tranche.name, tranche.publisher, tranche.published, tranche.id_template),
        )
        return next(item for item in self.tranches() if item.name == tranche.name)

    def open_container(self, new: NewContainer) -> Container:
        """Return the container if it was taken in before, else record it as being read."""
        (tranche,) = self.database.execute(
            "SELECT id FROM tranche WHERE name = ?", (new.tranche,)
        ).fetchone()
        row = self.database.execute(
            "SELECT id FROM container WHERE sha256 = ? AND tranche = ? AND custodian = ? "
            "AND parent IS ? AND path = ?",
            (new.sha256, tranche, new.custodian, new.parent, new.path),
        ).fetchone()
        if row is None:
            self._begin()
            row = self.database.execute(
                "INSERT INTO container (tranche, custodian, parent, path, located, format, size, "
                "sha256, state, in_place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (
                    tranche,
                    new.custodian,
                    new.parent,
                    new.path,
                    os.fsencode(new.located),
                    new.format,
                    new.size,
                    new.sha256,
                    State.READING,
                    new.in_place,
                ),
            ).fetchone()
        return self._container(row[0])

    def close_container(self, number: int, state: State) -> Container:
        """Count the container's records, bind them by a digest, set its state."""
        self._write_rows()
        self._begin()
        self.database.execute(
            "UPDATE container SET state = ?, holdings = ? WHERE id = ?",
            (state, holdings_digest(self.records(number)), number),
        )
        return self._container(number)

    def known(self, sha256: bytes) -> bool:
        """Tell whether an original with this SHA-256 is kept."""
        return self._original(sha256) is not None

    def add_original(self, sha256: bytes, size: int, place: Place | None) -> None:
        """Record where an original is kept; place None: in a container taken in place."""
        number = self._take("original")
        where = place or Place(0, 0, 0)
        row = (number, sha256, size, where.pack, where.offset, where.length)
        self._rows["original"].append(row)
        self._originals[sha256] = number

    def add_message(self, description: Description) -> tuple[int, bool]:
        """Record a message whose original is recorded already; return its number, and if it is new."""
        original = self._original(description.sha256)
        assert original is not None
        known = None if original >= self._uncommitted else self._message(original)
        known = self._messages.get(original, known)
        if known is not None:
            return known, False
        number = self._take("message")
        self._revision += 1
        self._messages[original] = number
        self._without_copy.add(number)
        self._rows["message"].append(
            (
                number,
                original,
                description.permalink,
                description.printed,
                description.subject,
                description.message_id,
                description.sent,
                description.zone,
                description.document_number,
                description.has_attachment,
                self._revision,
            )
        )
        self._add_details(number, description)
        return number, True

    def add_record(self, record: NewRecord) -> bool:
        """Record a copy (or a failure, if it has a problem) and count it for its container.

        Returns True if an older message came into a tranche it had not been in.
        """
        original = self._original(record.sha256)
        place = (record.container, record.ordinal)
        framing = (record.offset, record.length, record.separator, record.trailer)
        if record.problem is not None:
            reason = (record.problem.reference, record.problem.note, record.name)
            self._rows["failure"].append((*place, original, *framing, *reason))
            self._count(record.container, _FAILED)
            return False
        message = self._message(original) if original is not None else None
        assert message is not None
        self._rows["copy"].append((*place, message, *framing, record.publisher_id))
        changed = self._note_container(message, record.container)
        first = message in self._without_copy
        self._without_copy.discard(message)
        self._count(record.container, _STORED if first else _COPY)
        return changed

    def settle_failure(self, container: int, ordinal: int) -> None:
        """Remove a failure that has been read after all; its copy is added in its place."""
        self._begin()
        self.database.execute(
            "DELETE FROM failure WHERE container = ? AND ordinal = ?", (container, ordinal)
        )
        self.database.execute(
            "UPDATE container SET failed = failed - 1, found = found - 1 WHERE id = ?", (container,)
        )

    def set_pack_end(self, end: PackEnd) -> None:
        """Record how much of the newest pack is valid."""
        self._set_counters({"pack": end.pack, "pack-valid": end.valid})

    def add_custody(self, at: datetime, action: str, detail: dict[str, str | int]) -> None:
        """Append an entry to the custody log."""
        self._begin()
        entry = next_entry(self._last_entry(), at.isoformat(timespec="seconds"), action, detail)
        self.database.execute(
            "INSERT INTO custody VALUES (?, ?, ?, ?, ?)",
            (entry.number, entry.at, action, json.dumps(detail, sort_keys=True), entry.digest),
        )

    def _last_entry(self) -> CustodyEntry | None:
        row = self.database.execute(
            "SELECT number, at, action, detail, digest FROM custody ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return CustodyEntry(*[*row[:3], json.loads(row[3]), row[4]]) if row else None

    def _add_details(self, number: int, description: Description) -> None:
        rows = self._rows
        for position, who in enumerate(description.addressed):
            rows["addressed"].append((number, position, who.role, self._person(who), who.group))
        for position, named in enumerate(description.references):
            rows["reference"].append((number, position, named.kind, named.target))
        for position, part in enumerate(description.parts):
            rows["part"].append(
                (
                    number,
                    position,
                    part.path,
                    part.content_type,
                    part.charset,
                    part.transfer_encoding,
                    part.disposition,
                    part.filename,
                    part.buffer,
                    part.start,
                    part.body_start,
                    part.end,
                    part.size,
                    part.sha256,
                    part.attachment,
                    part.searchable,
                )
            )
        for position, flaw in enumerate(description.problems):
            rows["problem"].append(
                (number, position, flaw.reference, flaw.note, flaw.start, flaw.end, flaw.part)
            )

    def _count(self, container: int, column: int) -> None:
        self._counts.setdefault(container, [0, 0, 0])[column] += 1

    def _note_container(self, message: int, container: int) -> bool:
        """Count a change of the message if it is new to this container, so that search learns it."""
        noted = self._containers_new.setdefault(message, set())
        first = message in self._without_copy
        if first or container in noted:
            noted.add(container)
            return False
        if self._came_in(message, container):
            return False
        noted.add(container)
        self._write_rows()
        self._begin()
        self._revision += 1
        self.database.execute(
            "UPDATE message SET revision = ? WHERE id = ?", (self._revision, message)
        )
        return True

    def _came_in(self, message: int, container: int) -> bool:
        row = self.database.execute(
            "SELECT 1 FROM copy WHERE message = ? AND container = ? LIMIT 1", (message, container)
        ).fetchone()
        return row is not None

    def _person(self, who: Addressed) -> int:
        key = (who.address, who.name)
        number = self._people.get(key)
        if number is None:
            row = self.database.execute(
                "SELECT id FROM correspondent WHERE address = ? AND name = ?", key
            ).fetchone()
            if row is None:
                number = self._take("correspondent")
                self._rows["correspondent"].append((number, *key))
            else:
                number = int(row[0])
            self._people[key] = number
        return number

    def _original(self, sha256: bytes) -> int | None:
        number = self._originals.get(sha256)
        if number is None:
            row = self.database.execute(
                "SELECT id FROM original WHERE sha256 = ?", (sha256,)
            ).fetchone()
            number = int(row[0]) if row else None
        return number

    def _message(self, original: int) -> int | None:
        number = self._messages.get(original)
        if number is None:
            row = self.database.execute(
                "SELECT id FROM message WHERE original = ?", (original,)
            ).fetchone()
            number = int(row[0]) if row else None
        return number

    def _take(self, table: str) -> int:
        number = self._next[table]
        self._next[table] = number + 1
        return number

    def _highest(self, table: str) -> int:
        row = self.database.execute(
            f"SELECT coalesce(max(id), 0) FROM {table}"  # noqa: S608 - our own table names
        ).fetchone()
        return int(row[0])

    def _container(self, number: int) -> Container:
        self._write_rows()
        return next(self._containers("WHERE c.id = ?", (number,)))

    def _begin(self) -> None:
        if not self.database.in_transaction:
            self.database.execute("BEGIN IMMEDIATE")

    def _set_counters(self, values: dict[str, int]) -> None:
        self._begin()
        self.database.executemany(
            "UPDATE counter SET value = ? WHERE name = ?",
            [(value, name) for name, value in values.items()],
        )

    def _write_rows(self) -> None:
        if not any(self._rows.values()) and not self._counts:
            return
        self._begin()
        for table, rows in self._rows.items():
            if rows:
                marks = ",".join("?" * _WIDTHS[table])
                self.database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
                rows.clear()
        self.database.executemany(
            "UPDATE container SET stored = stored + ?, copies = copies + ?, failed = failed + ?, "
            "found = found + ? WHERE id = ?",
            [(*counts, sum(counts), number) for number, counts in self._counts.items()],
        )
        self._counts.clear()
        self._set_counters({"revision": self._revision})
