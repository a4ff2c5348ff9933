"""Reading what is judged of letters from SQLite."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from onrecord.archive.projection import Projection
from onrecord.relations.port import (
    MOST_LETTERS,
    AnswerRecord,
    LetterRecord,
    LikenessRecord,
    LinkedLetter,
    SurvivorRecord,
)
from onrecord.relations.stores.schema import SHAPE, TABLES
from onrecord.text.passage import Origin
from onrecord.text.quoted_letter import QuotedLetter

LETTER_COLUMNS = (
    "key, letter, origin, depth, start, finish, author, address, stated_date, stated_to, subject, "
    "words, prints, original, grounds, held"
)
ANSWER_COLUMNS = "message, parent, evidence, rank"


class SqliteRelations(Projection):
    """`onrecord.relations.port.Relations` on one SQLite file; none there reads as nothing known."""

    def __init__(self, path: Path, *, read_only: bool = True) -> None:
        super().__init__(path, TABLES, SHAPE, read_only=read_only)

    def watermark(self) -> int:
        """Return the revision of the archive up to which relations are known."""
        row = self.database.execute("SELECT value FROM counter WHERE name = 'watermark'").fetchone()
        return int(row[0])

    def letters(self, messages: Iterable[int]) -> dict[int, list[LetterRecord]]:
        """Return the quoted letters of messages, in their order."""
        asked = sorted(messages)
        found: dict[int, list[LetterRecord]] = {number: [] for number in asked}
        for first, last in _runs(asked):
            rows = self.database.execute(
                f"SELECT {LETTER_COLUMNS} FROM letter WHERE key >= ? AND key < ? ORDER BY key",  # noqa: S608
                (first * MOST_LETTERS, (last + 1) * MOST_LETTERS),
            )
            for row in rows:
                found[row[0] // MOST_LETTERS].append(letter_of(row))
        return found

    def stated_authors(self, messages: Iterable[int]) -> dict[tuple[str, str], list[int]]:
        """Return whom reply headers name: name and address as stated, with the messages that hold them."""
        found: dict[tuple[str, str], list[int]] = {}
        for first, last in _runs(sorted(messages)):
            rows = self.database.execute(
                f"SELECT DISTINCT author, address, key / {MOST_LETTERS} FROM letter "  # noqa: S608
                "WHERE key >= ? AND key < ? AND (author <> '' OR address <> '')",
                (first * MOST_LETTERS, (last + 1) * MOST_LETTERS),
            )
            for author, address, message in rows:
                found.setdefault((author, address), []).append(message)
        return found

    def letters_by_key(self, keys: Iterable[int]) -> dict[int, LetterRecord]:
        """Return quoted letters by key."""
        rows = self._rows(f"SELECT {LETTER_COLUMNS} FROM letter WHERE key IN", keys)  # noqa: S608
        return {row[0]: letter_of(row) for row in rows}

    def quoting(self, message: int) -> list[LetterRecord]:
        """Return the quoted letters that were taken from a message."""
        rows = self.database.execute(
            f"SELECT {LETTER_COLUMNS} FROM letter WHERE original = ? ORDER BY key",  # noqa: S608
            (message,),
        )
        return [letter_of(row) for row in rows]

    def linked(self) -> Iterator[LinkedLetter]:
        """Yield the quoted letters that have an original and name an author or somebody addressed."""
        rows = self.database.execute(
            "SELECT key, origin, depth, author, address, stated_to, original FROM letter "
            "WHERE original <> 0 AND (author <> '' OR address <> '' OR stated_to <> '')"
        )
        return map(LinkedLetter._make, rows)

    def altered(self) -> Iterator[LetterRecord]:
        """Yield the quoted letters whose words differ from those of their original."""
        rows = self.database.execute(
            f"SELECT {LETTER_COLUMNS} FROM letter WHERE held = 'differs' ORDER BY key"  # noqa: S608
        )
        return map(letter_of, rows)

    def survivors(self, keys: Iterable[int]) -> dict[int, SurvivorRecord]:
        """Return what is known of quoted letters that have no original."""
        rows = self._rows("SELECT key, permalink, lead FROM survivor WHERE key IN", keys)
        return {row[0]: SurvivorRecord(*row) for row in rows}

    def survivor(self, permalink: str) -> SurvivorRecord | None:
        """Return the copy of a recovered message that has this permalink."""
        row = self.database.execute(
            "SELECT key, permalink, lead FROM survivor WHERE permalink = ?", (permalink,)
        ).fetchone()
        return SurvivorRecord(*row) if row else None

    def survivors_led_by(self, leads: Iterable[int]) -> dict[int, list[str]]:
        """Return the permalinks of all copies of recovered messages by their leading copies."""
        found: dict[int, list[str]] = {}
        for lead, name in self._rows("SELECT lead, permalink FROM survivor WHERE lead IN", leads):
            found.setdefault(lead, []).append(name)
        return found

    def recovered_copies(self, lead: int) -> list[int]:
        """Return the keys of all copies of a recovered message."""
        return self._numbers("SELECT key FROM survivor WHERE lead = ? ORDER BY key", lead)

    def recovered_by_number(self, numbers: Iterable[int]) -> dict[int, int]:
        """Return the leading copies of recovered messages by the numbers that search knows."""
        return dict(self._rows("SELECT number, lead FROM recovered WHERE number IN", numbers))

    def recovered(self) -> Iterator[int]:
        """Yield the leading copies of all recovered messages."""
        rows = self.database.execute("SELECT key FROM survivor WHERE lead = key ORDER BY key")
        return (key for (key,) in rows)

    def answers(self, messages: Iterable[int]) -> dict[int, list[AnswerRecord]]:
        """Return what messages answer by other evidence than their headers."""
        found: dict[int, list[AnswerRecord]] = {}
        for row in self._rows(f"SELECT {ANSWER_COLUMNS} FROM answer WHERE message IN", messages):  # noqa: S608
            found.setdefault(row[0], []).append(AnswerRecord(*row))
        return found

    def threads_of(self, messages: Iterable[int]) -> dict[int, int]:
        """Return the leading message of the thread each message is in."""
        return dict(self._rows("SELECT message, lead FROM thread WHERE message IN", messages))

    def same_letters(self, message: int) -> list[int]:
        """Return the other messages that have the same letter key."""
        return self._numbers(
            "SELECT o.message FROM letter_key k JOIN letter_key o ON o.value = k.value AND o.value <> 0 "
            "WHERE k.message = ?1 AND o.message <> ?1 ORDER BY o.message",
            message,
        )

    def likeness(self, message: int) -> LikenessRecord:
        """Return the groups a message is in."""
        row = self.database.execute(
            "SELECT message, near, mailing FROM likeness WHERE message = ?", (message,)
        ).fetchone()
        return LikenessRecord(*row) if row else LikenessRecord(message, 0, 0)

    def alike(self, messages: Iterable[int]) -> dict[int, tuple[int, int]]:
        """Return letter key and group of near copies of those messages that have one; 0 for none."""
        asked = list(messages)
        keys = dict(self._rows("SELECT message, value FROM letter_key WHERE message IN", asked))
        groups = dict(self._rows("SELECT message, near FROM likeness WHERE message IN", asked))
        return {
            number: (keys.get(number, 0), groups.get(number, 0))
            for number in keys.keys() | groups.keys()
        }

    def near_copies(self, group: int) -> list[int]:
        """Return the messages of a group of near copies."""
        return self._numbers(
            "SELECT message FROM likeness WHERE near = ? AND near <> 0 ORDER BY message", group
        )

    def mailing(self, group: int) -> list[int]:
        """Return the messages of a mass mailing."""
        return self._numbers(
            "SELECT message FROM likeness WHERE mailing = ? AND mailing <> 0 ORDER BY message",
            group,
        )

    def in_mailings(self) -> list[int]:
        """Return all messages that are part of a mass mailing."""
        rows = self.database.execute("SELECT message FROM likeness WHERE mailing <> 0")
        return [number for (number,) in rows]

    def members(self, lead: int) -> list[int]:
        """Return the messages of the thread that a message leads."""
        return self._numbers("SELECT message FROM thread WHERE lead = ? ORDER BY message", lead)

    def _numbers(self, query: str, value: int) -> list[int]:
        return [number for (number,) in self.database.execute(query, (value,))]


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of numbers that follow one another."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def letter_of(row: tuple[Any, ...]) -> LetterRecord:
    """Return the record of a row of the letter columns."""
    stated = QuotedLetter(row[1], Origin(row[2]), *row[3:11])
    return LetterRecord(row[0], stated, *row[11:])
