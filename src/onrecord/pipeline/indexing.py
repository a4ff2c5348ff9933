"""Bringing the search index up to the store: after a crash, or from nothing."""

from onrecord.archive.store import Holdings
from onrecord.pipeline.archive import Originals, WritableArchive
from onrecord.pipeline.describe import Occurrence, describe, for_index

_AT_ONCE = 1000


def catch_up(archive: WritableArchive) -> int:
    """Index every message new or changed since the index's last commit; return how many."""
    store, engine = archive.store, archive.engine
    behind = list(store.numbers_after(engine.watermark()))
    if not behind:
        return 0
    originals = Originals(archive.directory, store)
    try:
        for start in range(0, len(behind), _AT_ONCE):
            numbers = [number for _, number in behind[start : start + _AT_ONCE]]
            for stored in store.messages(numbers):
                described = describe(originals.read(stored.sha256), printed=stored.printed)
                engine.add([for_index(described, stored.number, occurrences(store, stored.number))])
    finally:
        originals.close()
    engine.commit(store.revision())
    return len(behind)


def occurrences(store: Holdings, number: int) -> list[Occurrence]:
    """Return where the copies of a message were found."""
    return [
        Occurrence(
            copy.tranche.name, copy.container.custodian, copy.container.path, copy.publisher_id
        )
        for copy in store.copies(number)
    ]
