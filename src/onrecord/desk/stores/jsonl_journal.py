"""A desk's entries in one file, a JSON object a line: readable without this program, and only added to."""

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from onrecord.desk.entries import Entry, Said, refuse_unfit
from onrecord.errors import OnRecordError

FILE = "entries.jsonl"


class JsonlJournal:
    """`onrecord.desk.journal.Journal` on ``entries.jsonl`` of a folder.

    What was read once is kept; a look at the file reads only what was added since.
    """

    def __init__(self, desk: Path) -> None:
        self._path = desk / FILE
        self._entries: list[Entry] = []
        self._read = 0

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries; none where nothing was noted yet."""
        try:
            with self._path.open("rb") as file:
                self._catch_up(file)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._unreadable(error.strerror or "") from error
        return tuple(self._entries)

    def add(self, said: Said) -> Entry:
        """Write one line, alone: the file is locked while its lines are counted and the new one added."""
        try:
            self._path.parent.mkdir(exist_ok=True)
            with self._path.open("a+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                self._catch_up(file)
                refuse_unfit(said, self._entries)
                entry = _numbered(said, len(self._entries) + 1)
                file.truncate(self._read)  # a line cut off while it was written never counted
                file.write(msgspec.json.encode(entry) + b"\n")
                file.flush()
                os.fsync(file.fileno())
                self._catch_up(file)
        except OSError as error:
            raise OnRecordError(
                "desk/not-writable", f"cannot be written: {error.strerror}.", where=str(self._path)
            ) from error
        return entry

    def _catch_up(self, file: BinaryIO) -> None:
        if os.fstat(file.fileno()).st_size < self._read:  # another file stands here now
            self._entries, self._read = [], 0
        file.seek(self._read)
        content = file.read()
        whole = content[: content.rfind(b"\n") + 1]
        try:
            added = [msgspec.json.decode(line, type=Entry) for line in whole.split(b"\n") if line]
        except msgspec.DecodeError as error:
            raise self._unreadable("a line is not what this program writes") from error
        self._entries += added
        self._read += len(whole)

    def _unreadable(self, note: str) -> OnRecordError:
        return OnRecordError(
            "desk/damaged", "the desk's entries cannot be read.", where=str(self._path), note=note
        )


def _numbered(said: Said, number: int) -> Entry:
    told = {name: getattr(said, name) for name in Said.__struct_fields__}
    told |= {
        "who": said.who.strip(),
        "text": said.text.strip() if said.start == said.end else said.text,
    }
    return Entry(**told, number=number, at=datetime.now(UTC).replace(microsecond=0))
