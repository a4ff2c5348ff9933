"""Bringing the relations up to the archive: quoted letters, recovered messages, threads.

What is new is read; of what was there before, only what the new touches. The outcome depends on what the
archive holds, not on the order in which it came.
"""

from concurrent.futures import ThreadPoolExecutor

from onrecord.pipeline.archive import WritableArchive
from onrecord.pipeline.relating.indexing import index_recovered
from onrecord.pipeline.relating.joining import join
from onrecord.pipeline.relating.likening import keep_likenesses, likenesses
from onrecord.pipeline.relating.linking import Linker, take_prints
from onrecord.pipeline.relating.recovering import recover
from onrecord.pipeline.relating.wordings import Wordings


def relate(archive: WritableArchive) -> int:
    """Relate every message new since the relations' last commit; return how many there were."""
    store, relations = archive.store, archive.relations
    changed = [number for _, number in store.numbers_after(relations.watermark())]
    known = relations.threads_of(changed)
    new = sorted(number for number in changed if number not in known)
    if new:
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
