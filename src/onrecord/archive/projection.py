"""A projection of the archive on one SQLite file: may lag behind the evidence, and may be thrown away."""

import gc
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from onrecord.errors import OnRecordError

_AT_ONCE = 500


File = tuple[int, int] | None
"""What tells one file from another (device and inode); None for no file."""


class Projection:
    """A projection that is read; none there reads as one with nothing in it.

    One thread reads it (two that ask the same at once could get each other's rows, from Python 3.12 on);
    any may `refresh` it. A projection is never changed to another shape, but made anew under its name.
    """

    def __init__(self, path: Path, tables: str, shape: int, *, read_only: bool) -> None:
        """Open it; ``tables`` are the statements that make it, ``shape`` their number.

        Raises OnRecordError for one to be read that holds tables of another shape.
        """
        self._path = path
        self._made = (tables, shape)
        self._turn = Lock()
        self._reading = 0
        self._overdue = False
        self._file: File = None
        if read_only:
            self.database, self._file = self._found()
        else:
            self.database = _opened(path, "rwc")

    def close(self) -> None:
        """Release it."""
        self.database.close()

    def refresh(self) -> None:
        """Open the file again if another stands in its place, once nobody reads `at_one_moment`.

        What was open stays so where the other cannot be opened yet, and where it holds tables of
        another shape: for these it raises OnRecordError.
        """
        with self._turn:
            self._overdue = self._reading > 0
            if not self._reading:
                self._catch_up()

    def _catch_up(self) -> None:
        with suppress(sqlite3.OperationalError):  # a file that is just being made
            if self._is_outdated():
                self._reopen()

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Read it as it is now, until the end, whatever others write. One may stand in another."""
        with self._turn:
            if not self._reading:
                self.database.execute("BEGIN")  # the first question decides what moment it is
            self._reading += 1
        try:
            yield
        finally:
            with self._turn:
                self._reading -= 1
                if not self._reading:
                    self._end_moment()

    def _end_moment(self) -> None:
        if self.database.in_transaction:
            self.database.execute("COMMIT")
        if self._overdue:
            self._overdue = False
            with suppress(OnRecordError):  # `refresh` tells it, the next time it is asked
                self._catch_up()

    def _is_outdated(self) -> bool:
        """Tell whether another file stands at the path. One that is gone is read on until then."""
        there = _file_at(self._path)
        return there is not None and there != self._file

    def _reopen(self) -> bool:
        """Open what stands at the path now; tell whether it can be read yet."""
        found, file = self._found()
        if file is None:
            found.close()
            return False
        self.database, self._file = found, file
        # Whoever still reads from the connection before keeps it; else it is closed here, and the room
        # on the disk is free: without this it would wait, for it and its statements hold each other.
        gc.collect()
        return True

    def _found(self) -> tuple[sqlite3.Connection, File]:
        """Return the file at the path, opened, and which it is; without one, tables in memory."""
        tables, shape = self._made
        while (file := _file_at(self._path)) is not None:
            found = _read(self._path, file)
            if found is None:  # another file by now
                continue
            database, known = found
            if known == shape:
                return database, file
            database.close()
            if known:
                raise _of_another_version(self._path)
            break  # a writer is about to make its tables
        nothing = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        nothing.executescript(tables)
        return nothing, None

    def _shape(self) -> int:
        return _shape_of(self.database)

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

    def refresh(self) -> None:
        """Do nothing: there is no other that could change it."""

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


def _file_at(path: Path) -> File:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _read(path: Path, file: File) -> tuple[sqlite3.Connection, int] | None:
    """Return a file, opened, and its shape; None if another one has come to stand at the path.

    Only then is it certain that the log beside it, which is found by its name, belongs to it.
    """
    database = None
    try:
        database = _opened(path, "ro")
        known = _shape_of(database)
    except sqlite3.OperationalError:
        if _file_at(path) == file:
            raise
        known = 0
    if database is not None and _file_at(path) == file:
        return database, known
    if database is not None:
        database.close()
    return None


def _shape_of(database: sqlite3.Connection) -> int:
    number: int = database.execute("PRAGMA user_version").fetchone()[0]
    return number


def _of_another_version(path: Path) -> OnRecordError:
    return OnRecordError(
        "archive/of-another-version",
        "this was made by another version of On Record.",
        where=str(path),
        hint="Make it anew from the originals with `onrecord retry`; nothing is lost by it.",
    )


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
