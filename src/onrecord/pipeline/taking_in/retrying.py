"""Trying again what failed, and bringing index, relations and register up where they lag."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from onrecord.archive.ledger import FailureRecord, State, manifest_digest
from onrecord.archive.store import NewRecord, PackEnd
from onrecord.pipeline.archive import Originals, WritableArchive
from onrecord.pipeline.describing.batch import Batch, Item, describe_batch, descriptions
from onrecord.pipeline.taking_in.bringing_up import WORKERS, Tell, bring_up
from onrecord.pipeline.work import Lost, Workers
from onrecord.readers import RawMessage

_SECONDS = 900.0


class RetryOutcome(msgspec.Struct, frozen=True):
    """How many failures there were, how many could be read now, and how many could not.

    ``brought_up`` counts other messages that were read again for index, relations or register.
    """

    failures: int
    read: int
    failed: int
    brought_up: int = 0


def retry(archive: WritableArchive, tell: Tell = lambda _read, _of: None) -> RetryOutcome:
    """Read again every failure whose bytes are a message that a worker gave up, and what lags.

    What a container itself could not give (a damaged zip entry, an unreadable file) stays a
    failure: its bytes are not here. Mend the file and add it again.
    """
    failures = archive.store.failures()
    again = [item for item in failures if item.reference == "message/not-read"]
    read = _read_again(archive, again) if again else 0
    if again:
        _sign(archive, len(failures), read)
    brought_up = bring_up(archive, tell)
    return RetryOutcome(len(failures), read, len(failures) - read, max(0, brought_up - read))


def _read_again(archive: WritableArchive, again: Sequence[FailureRecord]) -> int:
    originals = Originals(archive.directory, archive.store)
    workers = Workers(describe_batch, count=WORKERS, seconds=_SECONDS)
    try:
        batches = (_batch(item, originals, archive.packs.dictionary) for item in again)
        return sum(
            _settle(archive, failure, result)
            for failure, (_, result) in zip(again, workers.results(batches), strict=False)
        )
    finally:
        workers.close()
        originals.close()


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
    described = descriptions(result).described[0]
    if described is None:
        return False
    store = archive.store
    record = next(
        item for item in store.records(failure.container.number) if item.ordinal == failure.ordinal
    )
    store.settle_failure(failure.container.number, failure.ordinal)
    store.add_message(described.description)
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
