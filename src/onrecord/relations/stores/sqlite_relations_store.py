"""Writing what is judged of letters to SQLite."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from onrecord.archive.projection import WritableProjection
from onrecord.relations.port import (
    MOST_OF_A_SUBJECT,
    AnswerRecord,
    FreshPrints,
    LetterRecord,
    LikenessRecord,
    PrintColumns,
    SurvivorRecord,
)
from onrecord.relations.stores.schema import FOR_NOW, SHAPE, TABLES
from onrecord.relations.stores.sqlite_relations import (
    ANSWER_COLUMNS,
    LETTER_COLUMNS,
    SqliteRelations,
    letter_of,
)
from onrecord.text.prints import Hashes, Letters


class SqliteRelationsStore(SqliteRelations, WritableProjection):
    """`onrecord.relations.port.RelationsStore` on one SQLite file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, read_only=False)
        self._make(TABLES, SHAPE)
        self.database.executescript(FOR_NOW)

    def put_wordings(self, wordings: Iterable[tuple[int, bytes]]) -> None:
        """Keep the words of messages, encoded by the caller."""
        self._begin()
        self.database.executemany("INSERT OR REPLACE INTO wording VALUES (?, ?)", wordings)

    def put_drafts(self, texts: Iterable[tuple[int, str]]) -> None:
        """Keep the texts of quoted letters by key until the next commit, with their quote marks."""
        self._begin()
        self.database.executemany("INSERT OR REPLACE INTO draft VALUES (?, ?)", texts)

    def drafts(self, keys: Sequence[int]) -> dict[int, str]:
        """Return the texts that are kept of quoted letters."""
        return dict(self._rows("SELECT key, text FROM draft WHERE key IN", keys))

    def with_wording(self, messages: Sequence[int]) -> set[int]:
        """Return those of the messages whose words are kept."""
        rows = self._rows("SELECT message FROM wording WHERE message IN", messages)
        return {number for (number,) in rows}

    def wordings(self, messages: Sequence[int]) -> dict[int, bytes]:
        """Return the kept words of messages."""
        return dict(self._rows("SELECT message, body FROM wording WHERE message IN", messages))

    def put_fresh(self, prints: FreshPrints) -> None:
        """Keep the prints of new messages until the next commit."""
        self._begin()
        self.database.execute(
            "INSERT INTO fresh (messages, own_hashes, own_letters, quoted_hashes, quoted_letters) "
            "VALUES (?, ?, ?, ?, ?)",
            (
                np.array(prints.messages, "<u8").tobytes(),
                prints.own.hashes,
                prints.own.letters,
                prints.quoted.hashes,
                prints.quoted.letters,
            ),
        )

    def fresh(self) -> Iterator[FreshPrints]:
        """Yield the prints of new messages, in the order they were put."""
        rows = self.database.execute("SELECT serial FROM fresh ORDER BY serial").fetchall()
        for row in rows:
            messages, *columns = self.database.execute(
                "SELECT messages, own_hashes, own_letters, quoted_hashes, quoted_letters "
                "FROM fresh WHERE serial = ?",
                row,
            ).fetchone()
            yield FreshPrints(
                np.frombuffer(messages, "<u8").tolist(),
                PrintColumns(*columns[:2]),
                PrintColumns(*columns[2:]),
            )

    def add_prints(self, own: tuple[Hashes, Letters], quoted: tuple[Hashes, Letters]) -> None:
        """Keep prints, sorted by hash: of messages' own words by number, of letters by key."""
        self._begin()
        self.database.executemany(
            "INSERT INTO prints (kind, hashes, letters) VALUES (?, ?, ?)",
            [
                (kind, hashes.astype("<u8").tobytes(), letters.astype("<u8").tobytes())
                for kind, (hashes, letters) in (("own", own), ("quoted", quoted))
                if len(hashes)
            ],
        )

    def own_prints(self) -> list[tuple[Hashes, Letters]]:
        """Return the kept prints of own words, one pair of arrays for each time some were added."""
        return self._prints("own")

    def quoted_prints(self) -> list[tuple[Hashes, Letters]]:
        """Return the kept prints of quoted letters."""
        return self._prints("quoted")

    def put_letters(self, records: Iterable[LetterRecord]) -> None:
        """Record quoted letters; those known are replaced."""
        self._begin()
        self.database.executemany(
            f"INSERT OR REPLACE INTO letter VALUES ({','.join('?' * 16)})",  # noqa: S608
            (_row(record) for record in records),
        )

    def unlinked(self) -> Iterator[LetterRecord]:
        """Yield all quoted letters without original."""
        rows = self.database.execute(
            f"SELECT {LETTER_COLUMNS} FROM letter WHERE original = 0 ORDER BY key"  # noqa: S608
        )
        return map(letter_of, rows)

    def all_survivors(self) -> dict[int, SurvivorRecord]:
        """Return all copies of recovered messages by key."""
        rows = self.database.execute("SELECT key, permalink, lead FROM survivor")
        return {row[0]: SurvivorRecord(*row) for row in rows}

    def number_recovered(self, leads: Iterable[int]) -> dict[int, int]:
        """Return the number of each recovered message by its leading copy; new ones get one."""
        asked = list(leads)
        self._begin()
        self.database.executemany(
            "INSERT OR IGNORE INTO recovered (lead) VALUES (?)", ((lead,) for lead in asked)
        )
        return dict(self._rows("SELECT lead, number FROM recovered WHERE lead IN", asked))

    def forget_recovered(self, leads: Iterable[int]) -> list[int]:
        """Forget the numbers of letters that lead no recovered message any more; return them."""
        asked = list(leads)
        known = dict(self._rows("SELECT lead, number FROM recovered WHERE lead IN", asked))
        self._begin()
        self.database.executemany(
            "DELETE FROM recovered WHERE lead = ?", ((lead,) for lead in asked)
        )
        return list(known.values())

    def put_survivors(self, records: Iterable[SurvivorRecord], gone: Iterable[int]) -> None:
        """Record copies of recovered messages, and forget those that are none any more."""
        self._begin()
        self.database.executemany("DELETE FROM survivor WHERE key = ?", ((key,) for key in gone))
        self.database.executemany(
            "INSERT OR REPLACE INTO survivor VALUES (?, ?, ?)",
            ((item.key, item.permalink, item.lead) for item in records),
        )

    def put_answers(self, records: Iterable[AnswerRecord], messages: Iterable[int]) -> None:
        """Record all that these messages answer by other evidence than their headers."""
        self._begin()
        self.database.executemany(
            "DELETE FROM answer WHERE message = ?", ((number,) for number in messages)
        )
        self.database.executemany(
            "INSERT INTO answer (message, parent, evidence, rank) VALUES (?, ?, ?, ?)",
            ((item.message, item.parent, item.evidence, item.rank) for item in records),
        )

    def answering(self, parents: Iterable[int]) -> list[AnswerRecord]:
        """Return the answers to messages or recovered letters."""
        rows = self._rows(f"SELECT {ANSWER_COLUMNS} FROM answer WHERE parent IN", parents)  # noqa: S608
        return [AnswerRecord(*row) for row in rows]

    def put_subjects(self, subjects: Iterable[tuple[int, str]]) -> None:
        """Record the base subject of each message."""
        self._begin()
        self.database.executemany("INSERT OR REPLACE INTO subject VALUES (?, ?)", subjects)

    def base_subjects(self, messages: Sequence[int]) -> dict[int, str]:
        """Return the recorded base subject of each message."""
        return dict(self._rows("SELECT message, base FROM subject WHERE message IN", messages))

    def of_the_same_subjects(self, messages: Sequence[int]) -> set[int]:
        """Return all messages that share a base subject with one of these."""
        return {mate for mates in self.same_subject(messages).values() for mate in mates}

    def same_subject(self, messages: Sequence[int]) -> dict[int, list[int]]:
        """Return for each message all that share its base subject, itself among them."""
        bases = dict(
            self._rows(
                "SELECT message, base FROM subject WHERE base <> '' AND message IN", messages
            )
        )
        mates: dict[str, list[int]] = {base: [] for base in bases.values()}
        for base, number in self._rows(
            "SELECT base, message FROM subject WHERE base <> '' AND base IN", list(mates)
        ):
            mates[base].append(number)
        return {
            number: mates[base]
            for number, base in bases.items()
            if len(mates[base]) <= MOST_OF_A_SUBJECT
        }

    def put_letter_keys(self, keys: Iterable[tuple[int, int]]) -> None:
        """Record the letter key of each message; 0 for none."""
        self._begin()
        self.database.executemany("INSERT OR REPLACE INTO letter_key VALUES (?, ?)", keys)

    def likenesses(self) -> dict[int, LikenessRecord]:
        """Return the groups of all messages that are in any."""
        rows = self.database.execute("SELECT message, near, mailing FROM likeness")
        return {row[0]: LikenessRecord(*row) for row in rows}

    def put_likenesses(self, records: Iterable[LikenessRecord], gone: Iterable[int]) -> None:
        """Record groups, and that some messages are in none any more."""
        self._begin()
        self.database.executemany(
            "DELETE FROM likeness WHERE message = ?", ((number,) for number in gone)
        )
        self.database.executemany(
            "INSERT OR REPLACE INTO likeness VALUES (?, ?, ?)",
            ((item.message, item.near, item.mailing) for item in records),
        )

    def put_threads(self, leads: Iterable[tuple[int, int]]) -> None:
        """Record the leading message of the thread of each message."""
        self._begin()
        self.database.executemany("INSERT OR REPLACE INTO thread VALUES (?, ?)", leads)

    def commit(self, watermark: int) -> None:
        """Make all of it durable, together with the revision it was read from."""
        self._begin()
        self.database.execute("DELETE FROM draft")
        self.database.execute("DELETE FROM fresh")
        self.database.execute("UPDATE counter SET value = ? WHERE name = 'watermark'", (watermark,))
        self.database.execute("COMMIT")

    def _prints(self, kind: str) -> list[tuple[Hashes, Letters]]:
        rows = self.database.execute(
            "SELECT hashes, letters FROM prints WHERE kind = ? ORDER BY serial", (kind,)
        )
        return [
            (np.frombuffer(hashes, "<u8"), np.frombuffer(letters, "<u8"))
            for hashes, letters in rows
        ]


def _row(record: LetterRecord) -> tuple[int | str, ...]:
    stated = record.stated
    return (
        record.key,
        stated.letter,
        stated.origin,
        stated.depth,
        stated.start,
        stated.end,
        stated.author,
        stated.author_address,
        stated.date,
        stated.to,
        stated.subject,
        record.words,
        record.prints,
        record.original,
        record.grounds,
        record.held,
    )
