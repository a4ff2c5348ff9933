"""Bringing the relations up to the archive: quoted letters, recovered messages, threads.

What is new is read; of what was there before, only what the new touches. The outcome depends on what the
archive holds, not on the order in which it came.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from onrecord.pipeline.archive import Originals, WritableArchive
from onrecord.pipeline.describing.batch import described_together
from onrecord.pipeline.describing.describe import read_message
from onrecord.pipeline.relating.indexing import index_recovered
from onrecord.pipeline.relating.joining import join
from onrecord.pipeline.relating.likening import keep_likenesses, likenesses
from onrecord.pipeline.relating.linking import Linker, take_prints
from onrecord.pipeline.relating.recovering import recover
from onrecord.pipeline.relating.wordings import Wordings, keep_words

_BRIEF = 500


def relate(archive: WritableArchive) -> int:
    """Relate every message new since the relations' last commit; return how many there were."""
    store, relations = archive.store, archive.relations
    changed = [number for _, number in store.numbers_after(relations.watermark())]
    known = relations.threads_of(changed)
    new = sorted(number for number in changed if number not in known)
    if new:
        _read_missing(archive, new)
        times = take_prints(relations)
        own = relations.own_prints()
        with ThreadPoolExecutor(1) as aside:
            alike = aside.submit(likenesses, own)
            wordings = Wordings(relations)
            looked_at = Linker(store, relations, wordings).link(new, own, own[-times:])
            recovered = recover(store, relations, wordings)
            index_recovered(archive, recovered.leads, recovered.former_leads)
            join(store, relations, looked_at | recovered.messages, new)
            keep_likenesses(store, relations, alike.result())
    relations.commit(store.revision())
    return len(new)


def _read_missing(archive: WritableArchive, numbers: Sequence[int]) -> None:
    """Read the words of messages again that a crash, or another version, left without."""
    there = archive.relations.with_wording(numbers)
    missing = [number for number in numbers if number not in there]
    originals = Originals(archive.directory, archive.store)
    try:
        for start in range(0, len(missing), _BRIEF):
            headings = archive.store.headings(missing[start : start + _BRIEF])
            readings = [
                read_message(originals.read(item.sha256), printed=item.printed)
                for item in headings.values()
            ]
            read = described_together(readings, [b""] * len(readings))
            keep_words(archive.relations, list(headings), read)
    finally:
        originals.close()
