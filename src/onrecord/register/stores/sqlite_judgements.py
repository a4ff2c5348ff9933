"""Keeping the judgement of who is who in SQLite."""

import sqlite3
from collections.abc import Sequence

from onrecord.people.grounds import Ground
from onrecord.register.port import JudgedPerson
from onrecord.register.stores.sqlite_register import SqliteRegister

_PATIENCE = 0.5
"""Seconds to wait for a writer; after that the judgement is kept in memory."""

_TIES = """
INSERT INTO tie
SELECT here, there, sum(letters), sum(mailed) FROM (
  SELECT a.person AS here, b.person AS there, e.letters, e.mailed FROM edge e
    JOIN member a ON a.correspondent = e.author JOIN member b ON b.correspondent = e.recipient
  UNION ALL
  SELECT b.person, a.person, e.letters, e.mailed FROM edge e
    JOIN member a ON a.correspondent = e.author JOIN member b ON b.correspondent = e.recipient
) WHERE here <> there GROUP BY here, there
"""

_ACTIVITY = """
INSERT INTO activity
SELECT person, month, sum(sent), sum(received), sum(sent_mailed), sum(received_mailed) FROM (
  SELECT a.person AS person, e.month AS month, e.letters AS sent, 0 AS received,
    e.mailed AS sent_mailed, 0 AS received_mailed
  FROM edge e JOIN member a ON a.correspondent = e.author
    JOIN member b ON b.correspondent = e.recipient WHERE a.person <> b.person
  UNION ALL
  SELECT b.person, e.month, 0, e.letters, 0, e.mailed
  FROM edge e JOIN member a ON a.correspondent = e.author
    JOIN member b ON b.correspondent = e.recipient WHERE a.person <> b.person
) GROUP BY person, month
"""
_ALL_ACTIVITY = """
INSERT INTO activity
SELECT 0, month, sum(sent), sum(received), sum(sent_mailed), sum(received_mailed)
FROM activity GROUP BY month
"""


class SqliteJudgements(SqliteRegister):
    """`onrecord.register.port.Judgements` on one SQLite file.

    Where it cannot be written (another process writes, or the disk may only be read), the judgement is
    made on a copy in memory.
    """

    _in_memory = False

    def put_judgement(self, persons: Sequence[JudgedPerson], basis: str) -> None:
        """Record a judgement in the place of the one before, durably where that can be."""
        if not self._begin():
            self._copy()
            self.database.execute("BEGIN")
        for table in ("person", "member", "ground", "tie", "activity"):
            self.database.execute(f"DELETE FROM {table}")  # noqa: S608 - five names of ours
        self._put(list(enumerate(persons, 1)))
        for counted in (_TIES, _ACTIVITY, _ALL_ACTIVITY):
            self.database.execute(counted)
        self.database.execute("UPDATE counter SET value = ? WHERE name = 'judged from'", (basis,))
        self.database.execute("COMMIT")

    def _is_outdated(self) -> bool:
        return self._in_memory or super()._is_outdated()

    def _reopen(self) -> bool:
        opened = super()._reopen()
        self._in_memory = self._in_memory and not opened
        return opened

    def _begin(self) -> bool:
        try:
            writing = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=rw",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
                timeout=_PATIENCE,
            )
        except sqlite3.OperationalError:
            return False
        try:
            writing.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            writing.close()
            return False
        if super()._is_outdated():  # what was read and judged is another file
            writing.close()
            return False
        self.database.close()
        self.database = writing
        return True

    def _copy(self) -> None:
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.database.backup(copy)
        self.database.close()
        self.database = copy
        self._in_memory = True

    def _put(self, numbered: Sequence[tuple[int, JudgedPerson]]) -> None:
        self.database.executemany(
            "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number, item.permalink, item.name, item.impersonal, item.messages,
                    item.first, item.last, item.words,
                )
                for number, item in numbered
            ),
        )  # fmt: skip
        known = dict(self.database.execute("SELECT key, id FROM correspondent"))
        self.database.executemany(
            "INSERT INTO member VALUES (?, ?, ?, ?)",
            (
                (known[key], number, place, permalink)
                for number, item in numbered
                for place, (key, permalink) in enumerate(zip(item.keys, item.aliases, strict=True))
            ),
        )
        self.database.executemany(
            "INSERT INTO ground VALUES (?, ?, ?, ?, ?, ?, ?)",
            (_ground_row(number, ground) for number, item in numbered for ground in item.grounds),
        )


def _ground_row(number: int, item: Ground) -> tuple[int, str, str, str, int, str, str]:
    return number, item.kind.value, item.first, item.second, item.count, item.detail, item.example
