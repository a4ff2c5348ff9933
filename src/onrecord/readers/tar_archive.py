"""Tar files, plain or compressed as a whole (gzip, bzip2, xz), read as a stream in stored order."""

import io
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import IO

from onrecord.message.problem import Problem
from onrecord.readers import Container, Failure, Found, Limits, Member
from onrecord.readers.bounds import (
    CHUNK,
    DAMAGE,
    Allowance,
    RefusedError,
    compression,
    decompressed,
    peek,
)
from onrecord.readers.member_name import shown_name

_BLOCK = 512
_MAGIC_AT = 257
_NAMES = (".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz")
_LARGEST_HEADER = 16 * 1024 * 1024


class TarReader:
    """Reads tar files of all common dialects; links and devices are told, never followed."""

    name = "tar"

    def recognises(self, head: bytes, name: str) -> bool:
        """Take what begins with a tar header, also when compressed; else go by the name."""
        if compression(head) and name.lower().endswith(_NAMES):
            return True
        block = peek(head, _BLOCK)
        return block[_MAGIC_AT : _MAGIC_AT + 5] == b"ustar" or _is_old_header(block)

    def read(self, container: Container, limits: Limits) -> Iterator[Found]:
        """Yield the files in stored order."""
        try:
            with ExitStack() as stack:
                stream = stack.enter_context(_Stream(container, limits))
                archive = stack.enter_context(
                    tarfile.open(fileobj=stream, mode="r:", errors="replace")
                )
                yield from _members(archive, limits)
        except (tarfile.TarError, RecursionError, *DAMAGE) as error:
            note = f"the tar file cannot be read to its end: {error}"
            yield Failure(Problem("tar/damaged", note), b"", container.name)


class _Stream(io.RawIOBase):
    """The tar file's bytes, counted as they are unpacked, whatever is asked of it.

    `tarfile` passes over a member by seeking; under compression that means unpacking, so it counts.
    """

    def __init__(self, container: Container, limits: Limits) -> None:
        self._stored: IO[bytes] = (
            container.path.open("rb") if container.path else io.BytesIO(container.content)
        )
        self._file = decompressed(self._stored)
        size = container.path.stat().st_size if container.path else len(container.content)
        self._allowance = Allowance(size, limits)
        self._furthest = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if not 0 <= size <= _LARGEST_HEADER:
            raise RefusedError("a header of it is unreasonably large")
        content = self._file.read(size)
        place = self._file.tell()
        self._allowance.spend(max(0, place - self._furthest))
        self._furthest = max(self._furthest, place)
        return content

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_CUR:
            offset += self.tell()
        while (gap := offset - max(self._furthest, self.tell())) > 0:
            self._file.seek(self._furthest)
            if not self.read(min(gap, CHUNK)):
                break
        return self._file.seek(offset)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        self._file.close()
        self._stored.close()
        super().close()


def _is_old_header(block: bytes) -> bool:
    """Tell a tar header without magic bytes by its checksum (POSIX.1-1988, ``v7`` tar)."""
    if len(block) < _BLOCK or not block[0]:
        return False
    stated = block[148:156].strip(b" \0")
    blanked = block[:148] + b" " * 8 + block[156:]
    return (
        stated.isdigit()
        and all(48 <= digit < 56 for digit in stated)
        and (int(stated, 8) == sum(blanked))
    )


def _members(archive: tarfile.TarFile, limits: Limits) -> Iterator[Found]:
    last = -1
    number = 0
    while (entry := archive.next()) is not None:
        archive.members.clear()  # type: ignore[attr-defined]  # it would keep every header for ever
        if entry.offset_data <= last:
            raise RefusedError("its headers lead in a circle")
        last = entry.offset_data
        if entry.isdir():
            continue
        number += 1
        name = shown_name(entry.name)
        if number > limits.members:
            note = f"only the first {limits.members} members are read"
            yield Failure(Problem("tar/too-many-members", note), b"", name)
            return
        yield _member(archive, entry, name, limits)


def _member(archive: tarfile.TarFile, entry: tarfile.TarInfo, name: str, limits: Limits) -> Found:
    if not entry.isreg():
        note = "the member is a link or a device: it holds no bytes of its own and is not followed"
        return Failure(Problem("tar/not-a-file", note), b"", name)
    if entry.issparse():
        note = "the member is a file with holes, which is not read"
        return Failure(Problem("tar/sparse", note), b"", name)
    if entry.size > limits.member_bytes:
        note = f"the member is larger than {limits.member_bytes} bytes"
        return Failure(Problem("tar/member-too-large", note), b"", name)
    return Member(name, entry.size, entry.offset, entry.size, _opener(archive, entry))


def _opener(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Callable[[], bytes]:
    """Return a function that reads the file, and raises `RefusedError` where it cannot."""

    def open_bytes() -> bytes:
        try:
            return _read(archive, entry)
        except RefusedError:
            raise
        except (tarfile.TarError, *DAMAGE) as error:
            raise RefusedError(f"the tar entry is damaged: {error}") from error

    return open_bytes


def _read(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(entry)
    if file is None:
        raise RefusedError("it is not a file")
    content = bytearray()
    with file:
        while chunk := file.read(CHUNK):
            content += chunk
    if len(content) != entry.size:
        raise RefusedError("the tar file breaks off inside it")
    return bytes(content)
