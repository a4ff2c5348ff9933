"""The bytes of a container, read at any place: mapped from disk, or held in memory."""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from onrecord.readers import Container, Limits

_LET_GO_BYTES = 8 * 1024**2


class Octets(Protocol):
    """What bytes and a mapped file have in common."""

    def __len__(self) -> int:
        """Return the length in bytes."""
        ...

    def __getitem__(self, place: slice, /) -> bytes:
        """Return a copy of a stretch of bytes."""
        ...

    def find(self, sub: bytes, start: int = ..., end: int = ..., /) -> int:
        """Return where ``sub`` first stands, or -1."""
        ...


@contextmanager
def opened(container: Container) -> Iterator[Octets]:
    """Give access to a container's bytes without reading a file on disk into memory."""
    if container.path is None or container.path.stat().st_size == 0:  # mmap refuses empty files
        yield container.content
        return
    with (
        container.path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
    ):
        yield mapped


def let_go(octets: Octets, start: int, end: int) -> int:
    """Give the pages of a stretch that has been read back to the system; return where it ends.

    A mapped mailbox would else be all in memory by its end. Stretches of less than a few megabytes
    are left until more has gathered.
    """
    if not isinstance(octets, mmap.mmap) or end - start < _LET_GO_BYTES:
        return start
    begin = start - start % mmap.PAGESIZE
    octets.madvise(mmap.MADV_DONTNEED, begin, end - begin)
    return end


def whole(container: Container, limits: Limits) -> bytes | None:
    """Return all bytes of a file that is one message; None if larger than a message may be."""
    if container.path is None:
        return container.content if len(container.content) <= limits.message_bytes else None
    with container.path.open("rb") as file:
        content = file.read(limits.message_bytes + 1)
    return content if len(content) <= limits.message_bytes else None
