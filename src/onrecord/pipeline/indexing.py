"""Bringing the search index up to the store: after a crash, or from nothing."""

from onrecord.pipeline.archive import Originals, WritableArchive
from onrecord.pipeline.describe import describe, document

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
                description = describe(originals.read(stored.sha256), printed=stored.printed)
                tranches = store.tranches_of(stored.number)
                engine.add([document(stored.number, description, tranches)])
    finally:
        originals.close()
    engine.commit(store.revision())
    return len(behind)
