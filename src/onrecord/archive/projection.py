"""A projection of the archive on one SQLite file: may lag behind the evidence, and may be thrown away."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.errors import OnRecordError

_AT_ONCE = 500


class Projection:
    """A projection that is read; none there reads as one with nothing in it."""

    def __init__(self, path: Path, tables: str, shape: int, *, read_only: bool) -> None:
        """Open it; ``tables`` are the statements that make it, ``shape`` their number.

        Raises OnRecordError for one to be read that holds tables of another shape.
        """
        self._path = path
        if read_only and not path.exists():
            self.database = sqlite3.connect(":memory:", check_same_thread=False)
            self.database.executescript(tables)
        else:
            self.database = _opened(path, "ro" if read_only else "rwc")
        if read_only and path.exists() and self._shape() not in (0, shape):
            self.database.close()
            raise OnRecordError(
                "archive/of-another-version",
                "this was made by another version of On Record.",
                where=str(path),
                hint="Make it anew from the originals with `onrecord retry`; nothing is lost by it.",
            )

    def close(self) -> None:
        """Release it."""
        self.database.close()

    def _shape(self) -> int:
        number: int = self.database.execute("PRAGMA user_version").fetchone()[0]
        return number

    def _rows(
        self, query: str, values: Iterable[int] | Iterable[str], rest: str = ""
    ) -> Iterator[Any]:
        """Yield the rows of a query with IN before its ``rest``, for however many values."""
        asked = list(values)
        for start in range(0, len(asked), _AT_ONCE):
            some = asked[start : start + _AT_ONCE]
            yield from self.database.execute(f"{query} ({','.join('?' * len(some))}) {rest}", some)


class WritableProjection(Projection):
    """A projection that one process writes (WAL, STRICT tables).

    Commits are not forced to the disk at once: after a crash the watermark tells what to read again.
    """

    def _make(self, tables: str, shape: int) -> None:
        """Make the tables where there are none; a file with tables of another shape is made anew."""
        known = self._shape()
        if known not in (0, shape):
            self.database.close()
            _forget(self._path)
            self.database = _opened(self._path, "rwc")
            known = 0
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=NORMAL")
        if known == 0:
            self.database.executescript(f"BEGIN;{tables}PRAGMA user_version={shape};COMMIT;")

    def _begin(self) -> None:
        if not self.database.in_transaction:
            self.database.execute("BEGIN IMMEDIATE")


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=30,
    )


def _forget(path: Path) -> None:
    for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        name.unlink(missing_ok=True)
