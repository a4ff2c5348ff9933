"""Noting how far an addition is, some times a second, for whoever reads the archive meanwhile."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from onrecord.archive.directory import ArchiveDirectory
from onrecord.archive.under_way import UnderWay, forget, note
from onrecord.pipeline.taking_in.accession import Progress

_SECONDS = 0.4
"""Between two notes; what is told faster is left out."""

Tell = Callable[[Progress, int], None]


@contextmanager
def noting(directory: ArchiveDirectory, tranche: str, tell: Tell) -> Iterator[Tell]:
    """Give what tells ``tell`` and notes it too, until the addition is done.

    The note of one that fails, or is stopped, stays: readers tell that it was broken off.
    """
    begun = datetime.now(UTC).isoformat(timespec="seconds")
    last = time.monotonic()
    note(directory, UnderWay(tranche, begun))

    def told(progress: Progress, messages: int) -> None:
        nonlocal last
        tell(progress, messages)
        ended = progress.size > 0 and progress.read >= progress.size
        if ended or time.monotonic() - last >= _SECONDS:
            last = time.monotonic()
            note(
                directory,
                UnderWay(
                    tranche, begun, progress.container, progress.number, progress.containers,
                    messages, progress.read, progress.size,
                ),
            )  # fmt: skip

    yield told
    forget(directory)
