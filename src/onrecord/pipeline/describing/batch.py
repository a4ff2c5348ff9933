"""A batch of raw messages on its way to a worker, and what the worker makes of it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Self

import msgspec

from onrecord.archive.ledger import State
from onrecord.archive.originals import Compressor
from onrecord.pipeline.describing.describe import Described, Reading, describe, read_message
from onrecord.pipeline.describing.read_words import BatchWords, read_words
from onrecord.readers import Failure, RawMessage


class Item(msgspec.Struct, frozen=True):
    """One record of a container, by its number in the store and its place in the container's order.

    ``keep`` is false where the original stays in its container: then no frame is made of it.
    """

    container: int
    ordinal: int
    found: RawMessage | Failure
    keep: bool = True
    publisher_id: str = ""


class Finished(msgspec.Struct, frozen=True):
    """A container has been read to its end, or was found not to be mail."""

    container: int
    state: State


class Batch(msgspec.Struct, frozen=True):
    """Items that travel together; ``dictionary`` is that of the pack they will be kept in.

    ``finished`` names containers whose last record is in this batch or an earlier one.
    """

    items: tuple[Item, ...]
    dictionary: bytes
    finished: tuple[Finished, ...] = ()

    def singly(self) -> list[Self]:
        """Return batches of one item each, in order; the last carries the finished containers."""
        alone = [type(self)((item,), self.dictionary) for item in self.items]
        return [*alone, type(self)((), self.dictionary, self.finished)]


class DescribedBatch(msgspec.Struct, frozen=True, array_like=True):
    """What was read of messages, in order; None, and no words, in the place of each failure."""

    described: list[Described | None]
    words: BatchWords


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(DescribedBatch)
_NOTHING = read_message(b"", printed=False)


def describe_batch(batch: Batch) -> bytes:
    """Describe every message of a batch, in a worker; the result is read by `descriptions`."""
    compressor = _compressor(batch.dictionary)
    readings = [_reading(item) for item in batch.items]
    frames = [
        compressor.frame(item.found.content) if item.keep and reading else b""
        for item, reading in zip(batch.items, readings, strict=True)
    ]
    return _encoder.encode(described_together(readings, frames))


def described_together(
    readings: Sequence[Reading | None], frames: Sequence[bytes]
) -> DescribedBatch:
    """Describe messages; None stands for one that could not be read."""
    return DescribedBatch(
        [
            describe(reading, frame) if reading else None
            for reading, frame in zip(readings, frames, strict=True)
        ],
        read_words([(item.message, item.body) for item in (one or _NOTHING for one in readings)]),
    )


def descriptions(encoded: bytes) -> DescribedBatch:
    """Return what a worker read."""
    return _decoder.decode(encoded)


def _reading(item: Item) -> Reading | None:
    found = item.found
    if isinstance(found, Failure):
        return None
    return read_message(found.content, printed=found.printed)


@lru_cache(maxsize=2)
def _compressor(dictionary: bytes) -> Compressor:
    return Compressor(dictionary)
