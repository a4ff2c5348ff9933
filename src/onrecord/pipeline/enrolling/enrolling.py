"""Bringing the register of persons up to the archive: who was seen, and who writes to whom.

What is new is counted. The outcome depends on what the archive holds, not on the order in which it came.
"""

from collections.abc import Iterator, Sequence

from onrecord.archive.store import Heading
from onrecord.pipeline.archive import Originals, WritableArchive
from onrecord.pipeline.describing.batch import DescribedBatch
from onrecord.pipeline.describing.describe import read_message
from onrecord.pipeline.describing.seen_people import SeenPeople, decoded, see_people
from onrecord.pipeline.enrolling.counting_letters import Letters
from onrecord.pipeline.enrolling.linked_letters import linked_evidence
from onrecord.pipeline.enrolling.named_rows import Mentions, named_rows
from onrecord.pipeline.enrolling.sighting import Sighter
from onrecord.register.port import RegisterStore

_AT_ONCE = 20_000


def keep_seen(register: RegisterStore, numbers: Sequence[int], read: DescribedBatch) -> None:
    """Keep what a worker saw of people; ``numbers`` are as `keep_words` takes them."""
    register.put_fresh(
        (number, bytes(described.people))
        for number, described in zip(numbers, read.described, strict=True)
        if number and described is not None
    )


def enrol(archive: WritableArchive) -> int:
    """Register every message new since the register's last commit; return how many there were.

    To be called when the new messages have been related.
    """
    store, register = archive.store, archive.register
    changed = [number for _, number in store.numbers_after(register.watermark())]
    known = register.registered(changed)
    new = sorted(number for number in changed if number not in known)
    for start in range(0, len(new), _AT_ONCE):
        _enrol(archive, new[start : start + _AT_ONCE])
    if new:
        for kind, evidence in linked_evidence(archive).items():
            register.put_evidence(kind.value, evidence)
    register.commit(store.revision())
    return len(new)


def _enrol(archive: WritableArchive, numbers: Sequence[int]) -> None:
    store, register = archive.store, archive.register
    headings = store.headings(numbers)
    rows, mentions = named_rows(store, numbers), Mentions(store)
    sighter = Sighter(mentions, headings)
    sighter.see_headers(rows)
    sighter.see_letters(archive.relations.stated_authors(numbers))
    named = sighter.correspondents(rows)
    for number, seen in _seen(archive, headings):
        sighter.see_body(seen, named[number], number)
    register.add_sightings(sighter.sightings())
    register.add_roles(sighter.roles)
    Letters(store, archive.relations, register, mentions).count(rows, headings)


def _seen(
    archive: WritableArchive, headings: dict[int, Heading]
) -> Iterator[tuple[int, SeenPeople]]:
    """Yield what workers saw; what a crash, or another version, left out is read again."""
    kept = archive.register.fresh(list(headings))
    originals = Originals(archive.directory, archive.store)
    try:
        for number, heading in headings.items():
            if number in kept:
                yield number, decoded(kept[number])
            else:
                raw = originals.read(heading.sha256)
                reading = read_message(raw, printed=heading.printed)
                yield number, see_people(reading.message, reading.body, heading.sent)
    finally:
        originals.close()
