"""A batch of raw messages on its way to a worker, and what the worker makes of it."""

from functools import lru_cache
from typing import Self

import msgspec

from onrecord.archive.ledger import State
from onrecord.archive.originals import Compressor
from onrecord.pipeline.describe import Described, describe
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


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Described | None])


def describe_batch(batch: Batch) -> bytes:
    """Describe every message of a batch, in a worker; the result is read by `descriptions`."""
    compressor = _compressor(batch.dictionary)
    return _encoder.encode([_described(item, compressor) for item in batch.items])


def descriptions(encoded: bytes) -> list[Described | None]:
    """Return the descriptions a worker made, None in the place of each failure."""
    return _decoder.decode(encoded)


def _described(item: Item, compressor: Compressor) -> Described | None:
    found = item.found
    if isinstance(found, Failure):
        return None
    frame = compressor.frame(found.content) if item.keep else b""
    return describe(found.content, printed=found.printed, frame=frame)


@lru_cache(maxsize=2)
def _compressor(dictionary: bytes) -> Compressor:
    return Compressor(dictionary)
