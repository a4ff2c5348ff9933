r"""Originals: exact bytes received, in append-only packs of zstd frames.

A pack starts with ``ORPACK1\n``, the length of its compression dictionary (4 bytes, big-endian) and
the dictionary; frames follow, one for each original. A pack explains itself: with the store lost,
every frame can still be decompressed. Only the store knows how far a pack is valid, so bytes
after that point (left by a process that was killed) are cut off before anything is appended.
"""

import os
from pathlib import Path
from typing import BinaryIO

import msgspec
import zstandard

MAGIC = b"ORPACK1\n"
PACK_BYTES = 128 * 1024**2
_DICTIONARY_BYTES = 64 * 1024
_LEAST_SAMPLES = 200
_MOST_SAMPLE_BYTES = 4 * 1024**2
_LEVEL = 3


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Where a frame stands: pack number (from 1), byte offset, and length as stored."""

    pack: int
    offset: int
    length: int


def train_dictionary(samples: list[bytes]) -> bytes:
    """Return a compression dictionary for mail like the samples; empty if they are too few.

    The dictionary is what makes letters of a few kilobytes shrink three times, not twice.
    """
    chosen: list[bytes | bytearray | memoryview] = []
    size = 0
    for sample in samples:
        piece = sample[:16384]
        if piece and size < _MOST_SAMPLE_BYTES:
            chosen.append(piece)
            size += len(piece)
    if len(chosen) < _LEAST_SAMPLES:
        return b""
    try:
        trained = zstandard.train_dictionary(_DICTIONARY_BYTES, chosen, k=1024, d=8)
    except zstandard.ZstdError:
        return b""  # samples too alike to learn from: plain frames serve as well
    return trained.as_bytes()


class Compressor:
    """Compresses originals into frames against one pack's dictionary."""

    def __init__(self, dictionary: bytes) -> None:
        trained = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._compress = zstandard.ZstdCompressor(
            level=_LEVEL, dict_data=trained, write_checksum=True
        ).compress

    def frame(self, content: bytes) -> bytes:
        """Return the content as one zstd frame that states its size and carries a checksum."""
        return self._compress(content)


class PackReader:
    """Reads frames back from the packs of one directory; keeps each pack's file open."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._packs: dict[int, tuple[BinaryIO, zstandard.ZstdDecompressor]] = {}

    def read(self, place: Place, size: int) -> bytes:
        """Return the original of ``size`` bytes at a place.

        Raises OSError or zstandard.ZstdError if the pack is missing or damaged there.
        """
        file, decompressor = self._open(place.pack)
        frame = os.pread(file.fileno(), place.length, place.offset)
        return decompressor.decompress(frame, max_output_size=size)

    def close(self) -> None:
        """Close all packs."""
        for file, _ in self._packs.values():
            file.close()
        self._packs.clear()

    def _open(self, pack: int) -> tuple[BinaryIO, zstandard.ZstdDecompressor]:
        if pack not in self._packs:
            file = pack_path(self._directory, pack).open("rb")
            dictionary = read_dictionary(file)
            trained = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
            self._packs[pack] = (file, zstandard.ZstdDecompressor(dict_data=trained))
        return self._packs[pack]


class PackWriter:
    """Appends frames to the newest pack; starts a new one when it is full."""

    def __init__(self, directory: Path, *, pack: int, valid: int) -> None:
        """Open after the last committed frame: ``valid`` bytes of pack ``pack`` (0, 0: none yet)."""
        self._directory = directory
        self._pack = pack
        self._file: BinaryIO | None = None
        self.dictionary = b""
        if pack:
            self._file = pack_path(directory, pack).open("r+b")
            self.dictionary = read_dictionary(self._file)
            self._file.truncate(valid)
            self._file.seek(valid)

    def begin(self, dictionary: bytes) -> None:
        """Start the next pack with this dictionary."""
        self.close()
        self._pack += 1
        self.dictionary = dictionary
        self._file = pack_path(self._directory, self._pack).open("wb")
        self._file.write(MAGIC + len(dictionary).to_bytes(4, "big") + dictionary)

    @property
    def begun(self) -> bool:
        """Tell whether there is a pack to append to."""
        return self._file is not None

    def append(self, frame: bytes) -> Place:
        """Write a frame and return its place. It is durable after `flush`."""
        if self._file is None or self._file.tell() >= PACK_BYTES:
            self.begin(self.dictionary)
        assert self._file is not None
        offset = self._file.tell()
        self._file.write(frame)
        return Place(self._pack, offset, len(frame))

    def flush(self) -> tuple[int, int]:
        """Force all frames to disk; return the pack's number and how many bytes of it are valid."""
        if self._file is None:
            return (0, 0)
        self._file.flush()
        os.fsync(self._file.fileno())
        return (self._pack, self._file.tell())

    def close(self) -> None:
        """Close the pack that is written."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None


def pack_path(directory: Path, pack: int) -> Path:
    """Return the file of a pack."""
    return directory / f"pack-{pack:06d}.orp"


def read_dictionary(file: BinaryIO) -> bytes:
    """Return a pack's dictionary. Raises OSError if the file is not a pack."""
    file.seek(0)
    head = file.read(len(MAGIC) + 4)
    if head[: len(MAGIC)] != MAGIC or len(head) < len(MAGIC) + 4:
        raise OSError(f"{file.name} is not a pack of originals")
    return file.read(int.from_bytes(head[len(MAGIC) :], "big"))
