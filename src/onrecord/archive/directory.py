"""The archive's directory on disk: what lies where, and who may write."""

import fcntl
import json
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.errors import OnRecordError

LAYOUT = 1
_MARKER = "onrecord-archive.json"
_READERS_ASK = 0.05
"""Seconds; a reader that asks holds the lock for some millionths of one."""


class ArchiveDirectory:
    """Paths inside one archive. Everything an archive is stands below one directory."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.marker = root / _MARKER
        self.database = root / "ledger.sqlite"
        self.originals = root / "originals"
        self.index = root / "index"
        self.relations = root / "relations.sqlite"
        self.register = root / "people.sqlite"
        self.lock = root / "writer.lock"
        self.under_way = root / "adding.json"


def create(root: Path) -> ArchiveDirectory:
    """Make an empty archive directory. Raises OnRecordError if something is there already."""
    directory = ArchiveDirectory(root)
    if directory.marker.exists():
        raise OnRecordError(
            "archive/exists",
            "there is an archive here already.",
            where=str(root),
            hint="Use `onrecord add` to take more mail in.",
        )
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise OnRecordError(
            "archive/not-empty",
            "an archive needs an empty or new directory.",
            where=str(root),
            hint="Name a directory that does not exist yet.",
        )
    try:
        for folder in (root, directory.originals, directory.index):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OnRecordError(
            "archive/not-writable", f"cannot make the archive: {error.strerror}.", where=str(root)
        ) from error
    return directory


def seal(directory: ArchiveDirectory) -> None:
    """Write the marker that makes the directory an archive; the last step of creation."""
    directory.marker.write_text(json.dumps({"onrecord": "archive", "layout": LAYOUT}) + "\n")


def locate(root: Path) -> ArchiveDirectory:
    """Return the archive at ``root``. Raises OnRecordError if it is none, or of a newer layout."""
    directory = ArchiveDirectory(root)
    try:
        layout = json.loads(directory.marker.read_text()).get("layout")
    except (OSError, ValueError, AttributeError) as error:
        raise OnRecordError(
            "archive/not-found",
            "this is not an archive.",
            where=str(root),
            hint="Make one with `onrecord init DIR`, or name one with --archive or ONRECORD_ARCHIVE.",
        ) from error
    if layout != LAYOUT:
        raise OnRecordError(
            "archive/layout",
            f"this archive has layout {layout}; this version of onrecord reads layout {LAYOUT}.",
            where=str(root),
            hint="Use the version of onrecord that wrote it, or a newer one.",
        )
    return directory


class WriterLock:
    """Held by the one process that writes; the operating system frees it if that process dies."""

    def __init__(self, directory: ArchiveDirectory) -> None:
        self._directory = directory
        self._descriptor = -1

    def __enter__(self) -> Self:
        """Take the lock. Raises OnRecordError at once if another process holds it."""
        self._descriptor = os.open(self._directory.lock, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            self._take()
        except OSError as error:
            os.close(self._descriptor)
            raise OnRecordError(
                "archive/writer-busy",
                "another onrecord process is writing to this archive.",
                where=str(self._directory.root),
                hint="Wait until it has finished, then try again.",
            ) from error
        # What a writer before this one left there tells of nothing that goes on.
        self._directory.under_way.unlink(missing_ok=True)
        return self

    def _take(self) -> None:
        """Take the lock, at the second try where a reader was just asking whether it is held."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            time.sleep(_READERS_ASK)
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock up."""
        os.close(self._descriptor)
