"""Bringing index, relations and register up to the archive, after a crash or another version.

What any of them lacks is read again from the originals, once for all three.
"""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from onrecord.pipeline.archive import Originals, WritableArchive
from onrecord.pipeline.describing.batch import (
    Batch,
    DescribedBatch,
    Item,
    describe_batch,
    descriptions,
)
from onrecord.pipeline.describing.describe import for_index
from onrecord.pipeline.enrolling.enrolling import enrol, keep_seen
from onrecord.pipeline.relating.indexing import index_recovered, occurrences
from onrecord.pipeline.relating.relating import relate
from onrecord.pipeline.relating.wordings import keep_words
from onrecord.pipeline.work import Lost, Workers
from onrecord.readers import RawMessage

WORKERS = 2
SECONDS_A_BATCH = 300.0
_AT_ONCE = 400

Tell = Callable[[int, int], None]
"""Told how many messages were read again, of how many."""


class _Lacking(msgspec.Struct, frozen=True):
    """Messages that the index, the relations and the register do not know as they are now."""

    index: frozenset[int]
    relations: frozenset[int]
    register: frozenset[int]

    def numbers(self) -> list[int]:
        """Return all of them, in order."""
        return sorted(self.index | self.relations | self.register)


def bring_up(archive: WritableArchive, tell: Tell = lambda _read, _of: None) -> int:
    """Read what is lacking again, relate, register and index it; return how many messages it was."""
    behind = (
        archive.engine.watermark(),
        archive.relations.watermark(),
        archive.register.watermark(),
    )
    if all(watermark == archive.store.revision() for watermark in behind):
        return 0
    if not archive.engine.watermark():
        archive.engine.clear()  # to replace its documents one by one takes longer than all else
    lacking = _lacking(archive)
    numbers = lacking.numbers()
    if numbers:
        _read_again(archive, lacking, numbers, tell)
    all_indexed = not archive.relations.watermark()  # relating indexes the recovered ones it finds
    relate(archive)
    enrol(archive)
    if lacking.index and not all_indexed:
        index_recovered(archive, archive.relations.recovered(), ())
    archive.engine.commit(archive.store.revision())
    return len(numbers)


def _lacking(archive: WritableArchive) -> _Lacking:
    store, relations, register = archive.store, archive.relations, archive.register
    unrelated = [number for _, number in store.numbers_after(relations.watermark())]
    unregistered = [number for _, number in store.numbers_after(register.watermark())]
    return _Lacking(
        frozenset(number for _, number in store.numbers_after(archive.engine.watermark())),
        frozenset(unrelated) - relations.with_wording(unrelated),
        frozenset(unregistered) - register.registered(unregistered),
    )


def _read_again(
    archive: WritableArchive, lacking: _Lacking, numbers: Sequence[int], tell: Tell
) -> None:
    workers = Workers(describe_batch, count=WORKERS, seconds=SECONDS_A_BATCH)
    read = 0
    try:
        for batch, result in workers.results(_batches(archive, numbers)):
            if not isinstance(result, Lost):
                some = [item.ordinal for item in batch.items]
                _keep(archive, lacking, some, descriptions(result))
            read += len(batch.items)
            tell(read, len(numbers))
    finally:
        workers.close()


def _batches(archive: WritableArchive, numbers: Sequence[int]) -> Iterator[Batch]:
    originals = Originals(archive.directory, archive.store)
    try:
        for start in range(0, len(numbers), _AT_ONCE):
            headings = archive.store.headings(numbers[start : start + _AT_ONCE])
            yield Batch(
                tuple(
                    Item(
                        0,
                        number,
                        RawMessage(originals.read(item.sha256), 0, printed=item.printed),
                        keep=False,
                    )
                    for number, item in headings.items()
                ),
                b"",
            )
    finally:
        originals.close()


def _keep(
    archive: WritableArchive, lacking: _Lacking, numbers: Sequence[int], read: DescribedBatch
) -> None:
    def only(some: frozenset[int]) -> list[int]:
        return [number if number in some else 0 for number in numbers]

    keep_words(archive.relations, only(lacking.relations), read)
    keep_seen(archive.register, only(lacking.register), read)
    places = occurrences(archive.store, [number for number in numbers if number in lacking.index])
    archive.engine.add(
        for_index(described, number, places[number])
        for number, described in zip(numbers, read.described, strict=True)
        if described is not None and number in lacking.index
    )
