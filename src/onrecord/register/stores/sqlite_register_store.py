"""Writing the register of persons to SQLite."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.archive.projection import WritableProjection
from onrecord.people.sightings import Correspondent, Evidence, Sightings
from onrecord.register.port import EdgeRow, LetterRow, RoleRow
from onrecord.register.stores.schema import SHAPE, TABLES
from onrecord.register.stores.sqlite_register import SqliteRegister
from onrecord.text.terms import fold

_LETTER = "SELECT message, author, sent, letter_key, near, mailing, lead FROM letter WHERE"


class SqliteRegisterStore(SqliteRegister, WritableProjection):
    """`onrecord.register.port.RegisterStore` on one SQLite file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, read_only=False)
        self._make(TABLES, SHAPE)

    def put_fresh(self, seen: Iterable[tuple[int, bytes]]) -> None:
        """Keep what a worker saw in new messages, encoded by the caller, until the next commit."""
        self._begin()
        self.database.executemany("INSERT OR REPLACE INTO fresh VALUES (?, ?)", seen)

    def fresh(self, messages: Sequence[int]) -> dict[int, bytes]:
        """Return what is kept of new messages."""
        return dict(self._rows("SELECT message, seen FROM fresh WHERE message IN", messages))

    def registered(self, messages: Sequence[int]) -> set[int]:
        """Return those of the messages that are registered."""
        rows = self._rows("SELECT message FROM letter WHERE message IN", messages)
        return {number for (number,) in rows}

    def numbers(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of correspondents; those not known have none."""
        return dict(self._rows("SELECT key, id FROM correspondent WHERE key IN", keys))

    def add_sightings(self, seen: Sightings) -> None:
        """Add what was seen of people in further messages."""
        self._begin()
        self.database.executemany(
            """
            INSERT INTO correspondent (key, messages, first, last, printed, is_list)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
              messages = messages + excluded.messages,
              first = min(ifnull(first, excluded.first), ifnull(excluded.first, first)),
              last = max(ifnull(last, excluded.last), ifnull(excluded.last, last)),
              printed = printed AND excluded.printed, is_list = is_list OR excluded.is_list
            """,
            (_seen_row(item) for item in seen.correspondents),
        )
        numbers = self.numbers(item.key for item in seen.correspondents)
        self.database.executemany(
            """
            INSERT INTO form VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
              count = count + excluded.count,
              first = min(ifnull(first, excluded.first), ifnull(excluded.first, first)),
              last = max(ifnull(last, excluded.last), ifnull(excluded.last, last))
            """,
            (
                (numbers[item.key], form.where, form.written, form.count, form.first, form.last)
                for item in seen.correspondents
                for form in item.forms
            ),
        )
        self.database.executemany(
            """
            INSERT INTO evidence VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
              count = count + excluded.count, example = min(example, excluded.example)
            """,
            (_evidence_row(item) for item in seen.evidence),
        )

    def put_evidence(self, kind: str, evidence: Iterable[Evidence]) -> None:
        """Record all evidence of a kind in the place of what was known."""
        self._begin()
        self.database.execute("DELETE FROM evidence WHERE kind = ?", (kind,))
        self.database.executemany(
            "INSERT INTO evidence VALUES (?, ?, ?, ?, ?)",
            (_evidence_row(item) for item in evidence),
        )

    def add_roles(self, roles: Iterable[RoleRow]) -> None:
        """Add roles that further messages state."""
        self._begin()
        self.database.executemany(
            "INSERT INTO role (message, key, name, title, organisation, source, dated, start, finish, "
            "words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    item.message, item.key, item.name, item.title, item.organisation, item.source,
                    item.dated, item.start, item.end,
                    " " + fold(f"{item.title} {item.organisation} {item.name}"),
                )
                for item in roles
            ),
        )  # fmt: skip

    def letters_in_groups(self) -> dict[int, tuple[int, int]]:
        """Return groups of near copies and mailings as registered, of messages that are in any."""
        rows = self.database.execute(
            "SELECT message, near, mailing FROM letter WHERE near <> 0 "
            "UNION SELECT message, near, mailing FROM letter WHERE mailing <> 0"
        )
        return {number: (near, mailing) for number, near, mailing in rows}

    def letters(self, messages: Iterable[int]) -> list[LetterRow]:
        """Return messages as letters."""
        return [LetterRow(*row) for row in self._rows(f"{_LETTER} message IN", messages)]

    def letters_like(self, letter_keys: Iterable[int], near: Iterable[int]) -> list[LetterRow]:
        """Return the letters that have one of these letter keys, or are in one of these groups."""
        rows = [
            *self._rows(f"{_LETTER} letter_key <> 0 AND letter_key IN", letter_keys),
            *self._rows(f"{_LETTER} near <> 0 AND near IN", near),
        ]
        return list({row[0]: LetterRow(*row) for row in rows}.values())

    def put_letters(self, letters: Iterable[LetterRow]) -> None:
        """Record letters; those known are replaced."""
        self._begin()
        self.database.executemany(
            "INSERT OR REPLACE INTO letter VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    item.message, item.author, item.sent, item.letter_key,
                    item.near, item.mailing, item.lead,
                )
                for item in letters
            ),
        )  # fmt: skip

    def add_edges(self, edges: Iterable[EdgeRow]) -> None:
        """Add to the counts of edges, or take away from them."""
        self._begin()
        changed = list(edges)
        self.database.executemany(
            """
            INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
              letters = letters + excluded.letters, mailed = mailed + excluded.mailed
            """,
            changed,
        )
        self.database.executemany(
            "DELETE FROM edge WHERE author = ? AND recipient = ? AND month = ? AND role = ? "
            "AND letters <= 0",
            (
                (item.author, item.recipient, item.month, item.role)
                for item in changed
                if item.letters < 0
            ),
        )

    def commit(self, watermark: int) -> None:
        """Make all of it durable, together with the revision it was read from."""
        self._begin()
        self.database.execute("DELETE FROM fresh")
        self.database.execute("UPDATE counter SET value = ? WHERE name = 'watermark'", (watermark,))
        self.database.execute("COMMIT")


def _seen_row(item: Correspondent) -> tuple[str, int, int | None, int | None, bool, bool]:
    return item.key, item.messages, item.first, item.last, item.printed, item.is_list


def _evidence_row(item: Evidence) -> tuple[str, str, str, int, str]:
    return item.kind.value, item.first, item.second, item.count, item.example
