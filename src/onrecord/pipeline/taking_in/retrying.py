"""Trying again what failed, and bringing index, relations and register up where they lag."""

from datetime import UTC, datetime

import msgspec

from onrecord.archive.ledger import FailureRecord, State, manifest_digest
from onrecord.archive.store import NewRecord, PackEnd
from onrecord.pipeline.archive import Originals, WritableArchive
from onrecord.pipeline.describing.batch import Batch, Item, describe_batch, descriptions
from onrecord.pipeline.enrolling.enrolling import enrol, keep_seen
from onrecord.pipeline.relating.indexing import catch_up
from onrecord.pipeline.relating.relating import relate
from onrecord.pipeline.relating.wordings import keep_words
from onrecord.pipeline.taking_in.adding import WORKERS
from onrecord.pipeline.work import Lost, Workers
from onrecord.readers import RawMessage

_SECONDS = 900.0


class RetryOutcome(msgspec.Struct, frozen=True):
    """How many failures there were, how many could be read now, and how many could not."""

    failures: int
    read: int
    failed: int


def retry(archive: WritableArchive) -> RetryOutcome:
    """Read again every failure whose bytes are a message that a worker gave up.

    What a container itself could not give (a damaged zip entry, an unreadable file) stays a
    failure: its bytes are not here. Mend the file and add it again.
    """
    store = archive.store
    failures = store.failures()
    again = [item for item in failures if item.reference == "message/not-read"]
    if not again:
        _bring_up(archive)
        return RetryOutcome(len(failures), 0, len(failures))
    originals = Originals(archive.directory, store)
    workers = Workers(describe_batch, count=WORKERS, seconds=_SECONDS)
    read = 0
    try:
        batches = (_batch(item, originals, archive.packs.dictionary) for item in again)
        for failure, (_, result) in zip(again, workers.results(batches), strict=False):
            read += _settle(archive, failure, result)
    finally:
        workers.close()
        originals.close()
    _sign(archive, len(failures), read)
    return RetryOutcome(len(failures), read, len(failures) - read)


def _batch(failure: FailureRecord, originals: Originals, dictionary: bytes) -> Batch:
    raw = RawMessage(
        originals.read(failure.sha256),
        failure.offset,
        printed=failure.container.format == "printed-page",
    )
    return Batch((Item(failure.container.number, failure.ordinal, raw, keep=False),), dictionary)


def _settle(archive: WritableArchive, failure: FailureRecord, result: bytes | Lost) -> bool:
    if isinstance(result, Lost):
        return False
    batch = descriptions(result)
    described = batch.described[0]
    if described is None:
        return False
    store = archive.store
    record = next(
        item for item in store.records(failure.container.number) if item.ordinal == failure.ordinal
    )
    store.settle_failure(failure.container.number, failure.ordinal)
    number, _ = store.add_message(described.description)
    store.add_record(
        NewRecord(
            container=failure.container.number,
            ordinal=failure.ordinal,
            offset=failure.offset,
            length=failure.length,
            separator=record.separator,
            trailer=record.trailer,
            publisher_id="",
            sha256=failure.sha256,
        )
    )
    store.close_container(failure.container.number, State.COMPLETE)
    keep_words(archive.relations, [number], batch)
    keep_seen(archive.register, [number], batch)
    return True


def _sign(archive: WritableArchive, failures: int, read: int) -> None:
    store = archive.store
    pack, valid = archive.packs.flush()
    store.set_pack_end(PackEnd(pack, valid))
    if read:
        manifest = manifest_digest(store.containers())
        facts: dict[str, str | int] = {"failures": failures, "read": read, "manifest": manifest}
        store.add_custody(datetime.now(UTC), "retry", facts)
    store.commit()
    _bring_up(archive)


def _bring_up(archive: WritableArchive) -> None:
    relate(archive)
    enrol(archive)
    catch_up(archive)
    archive.engine.commit(archive.store.revision())
