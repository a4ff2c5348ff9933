"""Decompression that cannot run away: bytes are counted as they come, and refused past a bound."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable
from typing import IO

from onrecord.readers import Limits

CHUNK = 256 * 1024
DAMAGE = (OSError, EOFError, ValueError, RuntimeError, zlib.error, lzma.LZMAError)
"""What the decompressors of the standard library raise for damaged or unsupported content."""

_UNSUSPICIOUS = 32 * 1024 * 1024
"""Bytes of output below which the ratio is not looked at: a short file of blanks is no bomb."""

_Unpacked = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
_OPENERS: dict[bytes, Callable[[IO[bytes]], _Unpacked]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
_PEEKERS: dict[bytes, Callable[[bytes, int], bytes]] = {
    b"\x1f\x8b": lambda head, size: zlib.decompressobj(31).decompress(head, size),
    b"BZh": lambda head, size: bz2.BZ2Decompressor().decompress(head, size),
    b"\xfd7zXZ\x00": lambda head, size: lzma.LZMADecompressor().decompress(head, size),
}


class RefusedError(ValueError):
    """Content that is not read, because it goes past a bound or is damaged; the text says why."""


class Allowance:
    """How many bytes one container may still give, over all of its members."""

    def __init__(self, packed_size: int, limits: Limits) -> None:
        self._limits = limits
        self._packed_size = max(packed_size, 1)
        self._given = 0

    def spend(self, size: int) -> None:
        """Count bytes that were given out; refuse when the container has given too many."""
        self._given += size
        if self._given > self._limits.total_bytes:
            raise RefusedError(f"it holds more than {self._limits.total_bytes} bytes")
        ratio = self._given / self._packed_size
        if self._given > _UNSUSPICIOUS and ratio > self._limits.ratio:
            raise RefusedError(f"it unpacks to more than {self._limits.ratio} times its size")

    def read(self, file: IO[bytes] | _Unpacked) -> bytes:
        """Read a member to its end, within the bounds."""
        whole = bytearray()
        while chunk := file.read(CHUNK):
            whole += chunk
            if len(whole) > self._limits.member_bytes:
                raise RefusedError(f"it is larger than {self._limits.member_bytes} bytes")
            self.spend(len(chunk))
        return bytes(whole)


def compression(head: bytes) -> bytes:
    """Return the magic bytes of the compression (gzip, bzip2, xz) a file begins with, or b""."""
    return next((magic for magic in _OPENERS if head.startswith(magic)), b"")


def decompressed(file: IO[bytes]) -> IO[bytes] | _Unpacked:
    """Return a file that reads what a gzip, bzip2 or xz file holds; any other file itself."""
    magic = compression(file.read(6))
    file.seek(0)
    return _OPENERS[magic](file) if magic else file


def peek(head: bytes, size: int) -> bytes:
    """Return up to ``size`` first bytes of what a file holds, as far as its head tells."""
    magic = compression(head)
    if not magic:
        return head[:size]
    try:
        return _PEEKERS[magic](head, size)
    except DAMAGE:
        return b""
