"""What the one writer notes of an addition while it runs, so that readers can tell how far it is.

The note stands beside the writer's lock. It counts for as long as the lock is held: a writer that was
killed leaves the note behind with the lock free. Nothing of any message is in it, and no path but the name
under which the ledger lists a container.
"""

import contextlib
import fcntl
import os

import msgspec

from onrecord.archive.directory import ArchiveDirectory


class UnderWay(msgspec.Struct, frozen=True):
    """How far an addition is: its tranche, the container being read and which of how many it is.

    ``messages`` were found so far; ``read`` and ``size`` are bytes of all containers, equal when all is
    read and is being made findable. ``begun`` is ISO 8601 in UTC.
    """

    tranche: str
    begun: str
    container: str = ""
    number: int = 0
    containers: int = 0
    messages: int = 0
    read: int = 0
    size: int = 0


def note(directory: ArchiveDirectory, now: UnderWay) -> None:
    """Put a note in the place of the one before, whole or not at all; no full disk stops a writer."""
    draft = directory.under_way.with_suffix(".draft")
    with contextlib.suppress(OSError):
        draft.write_bytes(msgspec.json.encode(now))
        draft.replace(directory.under_way)


def forget(directory: ArchiveDirectory) -> None:
    """Take the note away."""
    with contextlib.suppress(OSError):
        directory.under_way.unlink(missing_ok=True)


def noted(directory: ArchiveDirectory) -> UnderWay | None:
    """Return the note, None where there is none that can be read."""
    try:
        return msgspec.json.decode(directory.under_way.read_bytes(), type=UnderWay)
    except (OSError, msgspec.MsgspecError):
        return None


def writer_at_work(directory: ArchiveDirectory) -> bool:
    """Tell whether a process holds the writer's lock."""
    try:
        lock = os.open(directory.lock, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(lock)
    return False
