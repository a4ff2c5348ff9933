"""Taking a tranche in: containers, messages, descriptions, records, index; then custody.

The order of commits makes it safe to be killed at any moment: originals reach the disk before the
records that name them, records before the index; what is missing after a crash is what the same
accession does next time.
"""

import gc
import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import msgspec

from onrecord.archive.ledger import Container, State, manifest_digest
from onrecord.archive.originals import Compressor, train_dictionary
from onrecord.archive.store import NewContainer, NewRecord, PackEnd
from onrecord.archive.tranche import Tranche
from onrecord.message.problem import Problem
from onrecord.pipeline.archive import WritableArchive
from onrecord.pipeline.describing.batch import Batch, Finished, Item, describe_batch, descriptions
from onrecord.pipeline.describing.describe import Described, Occurrence, for_index
from onrecord.pipeline.enrolling.enrolling import enrol, keep_seen
from onrecord.pipeline.relating.indexing import occurrences
from onrecord.pipeline.relating.relating import relate
from onrecord.pipeline.relating.wordings import keep_words
from onrecord.pipeline.taking_in.accession import Addition, Event, Progress, events
from onrecord.pipeline.taking_in.bringing_up import SECONDS_A_BATCH, WORKERS, bring_up
from onrecord.pipeline.taking_in.noting import Tell, noting
from onrecord.pipeline.work import COLLECT_AFTER, Lost, Workers
from onrecord.readers import Failure, Limits, RawMessage

BATCH_MESSAGES = 400
BATCH_BYTES = 4 * 1024**2
COMMIT_MESSAGES = 4000


class Outcome(msgspec.Struct, frozen=True):
    """What an accession did. ``seen`` counts containers taken in before, ``not_mail`` names files."""

    found: int
    stored: int
    copies: int
    failed: int
    containers: int
    seen: int
    not_mail: tuple[str, ...]


def add(
    archive: WritableArchive, addition: Addition, *, tell: Tell, limits: Limits | None = None
) -> Outcome:
    """Take in all that is below the paths; a container taken in before is left as it is."""
    with noting(archive.directory, addition.tranche, tell) as told:
        return _add(archive, addition, told, limits)


def _add(
    archive: WritableArchive, addition: Addition, tell: Tell, limits: Limits | None
) -> Outcome:
    gc.set_threshold(COLLECT_AFTER)
    bring_up(archive)
    desk = _AccessionDesk(archive, addition, tell)
    workers = Workers(describe_batch, count=WORKERS, seconds=SECONDS_A_BATCH)
    try:
        batches = desk.batches(events(addition, desk.open_container, limits or Limits()))
        for batch, result in workers.results(batches):
            desk.record(batch, result)
    finally:
        workers.close()
    return desk.finish()


class _AccessionDesk:
    """Everything one accession has in hand: the open archive, and the containers it touches."""

    def __init__(self, archive: WritableArchive, addition: Addition, tell: Tell) -> None:
        self._archive = archive
        self._addition = addition
        self._tell = tell
        self._since_commit = 0
        self._messages = 0
        self._seen = 0
        self._touched: dict[int, Container] = {}
        self._due: list[Finished] = []
        self._progress = Progress(0, 0)
        wanted = Tranche(
            addition.tranche, addition.publisher, addition.published, addition.id_template
        )
        self._tranche = archive.store.open_tranche(wanted).name

    def open_container(self, new: NewContainer) -> Container:
        """Record a container, and remember whether this accession has anything to do in it."""
        container = self._archive.store.open_container(
            msgspec.structs.replace(new, tranche=self._tranche)
        )
        if container.state is State.READING:
            self._touched[container.number] = container
        else:
            self._seen += 1
        return container

    def batches(self, found: Iterable[Event]) -> Iterator[Batch]:
        """Gather items into batches of bounded size; train the first pack's dictionary on them."""
        items: list[Item] = []
        finished: list[Finished] = []
        size = 0
        for event in found:
            if isinstance(event, Progress):
                self._progress = event
            elif isinstance(event, Finished):
                finished.append(event)
            else:
                items.append(event)
                size += len(event.found.content)
            if (
                len(items) >= BATCH_MESSAGES
                or size >= BATCH_BYTES
                or len(finished) > BATCH_MESSAGES
            ):
                yield self._batch(items, finished)
                items, finished, size = [], [], 0
        yield self._batch(items, finished)

    def record(self, batch: Batch, result: bytes | Lost) -> None:
        """Record what a worker made of a batch; commit when enough has gathered."""
        if isinstance(result, Lost):
            for item in batch.items:
                self._record_failure(item, result.reason)
        else:
            read = descriptions(result)
            numbers = [
                self._record_item(item, described)
                for item, described in zip(batch.items, read.described, strict=True)
            ]
            keep_words(self._archive.relations, numbers, read)
            keep_seen(self._archive.register, numbers, read)
        self._due.extend(batch.finished)
        self._since_commit += len(batch.items) + len(batch.finished)
        self._messages += len(batch.items)
        if self._since_commit >= COMMIT_MESSAGES:
            self._commit()
        self._tell(self._progress, self._messages)

    def finish(self) -> Outcome:
        """Commit the rest, sign the custody log, make everything findable."""
        store = self._archive.store
        self._write()
        containers = list(store.containers())
        outcome = self._outcome([item for item in containers if item.number in self._touched])
        manifest = manifest_digest(containers)
        if manifest != self._signed():
            store.add_custody(datetime.now(UTC), "accession", self._custody(outcome, manifest))
        store.commit()
        relate(self._archive)
        with ThreadPoolExecutor(1) as aside:
            found = aside.submit(self._archive.engine.commit, store.revision())
            enrol(self._archive)
            found.result()
        return outcome

    def _batch(self, items: list[Item], finished: list[Finished]) -> Batch:
        packs = self._archive.packs
        keep = not self._addition.in_place
        if keep and not packs.begun and items:
            packs.begin(train_dictionary([item.found.content for item in items]))
        return Batch(tuple(items), packs.dictionary, tuple(finished))

    def _record_item(self, item: Item, described: Described | None) -> int:
        """Record a message or a failure; return the number of the message if it is a new one, else 0."""
        if described is not None and isinstance(item.found, RawMessage):
            return self._record_message(item, item.found, described)
        self._record_failure(item, "")
        return 0

    def _record_message(self, item: Item, raw: RawMessage, described: Described) -> int:
        store = self._archive.store
        description = described.description
        if not store.known(description.sha256):
            in_place = self._touched[item.container].in_place
            place = None if in_place else self._archive.packs.append(description.frame)
            store.add_original(description.sha256, description.size, place)
        number, new = store.add_message(description)
        changed = store.add_record(
            NewRecord(
                container=item.container,
                ordinal=item.ordinal,
                offset=raw.offset,
                length=description.size,
                separator=raw.separator,
                trailer=raw.trailer,
                publisher_id=item.publisher_id,
                sha256=description.sha256,
            )
        )
        if new:
            container = self._touched[item.container]
            here = Occurrence(self._tranche, container.custodian, container.path, item.publisher_id)
            self._archive.engine.add([for_index(described, number, [here])])
        elif changed:
            found = occurrences(store, [number])[number]
            self._archive.engine.add([for_index(described, number, found)])
        return number if new else 0

    def _record_failure(self, item: Item, lost: str) -> None:
        record = failure_record(item, lost)
        keep_failed(self._archive, record, item.found.content)
        self._archive.store.add_record(record)

    def _commit(self) -> None:
        self._write()
        self._archive.store.commit()
        self._since_commit = 0

    def _write(self) -> None:
        store = self._archive.store
        pack, valid = self._archive.packs.flush()
        store.set_pack_end(PackEnd(pack, valid))
        for finished in self._due:
            store.close_container(finished.container, finished.state)
        self._due.clear()

    def _signed(self) -> str | int:
        """Return the manifest that the custody log signed last; "" if it signed none."""
        entries = list(self._archive.store.custody())
        return next((e.detail["manifest"] for e in reversed(entries) if "manifest" in e.detail), "")

    def _outcome(self, touched: list[Container]) -> Outcome:
        before = self._touched
        return Outcome(
            found=sum(item.found - before[item.number].found for item in touched),
            stored=sum(item.stored - before[item.number].stored for item in touched),
            copies=sum(item.copies - before[item.number].copies for item in touched),
            failed=sum(item.failed - before[item.number].failed for item in touched),
            containers=len(touched),
            seen=self._seen,
            not_mail=tuple(item.path for item in touched if item.state is State.NOT_MAIL),
        )

    def _custody(self, outcome: Outcome, manifest: str) -> dict[str, str | int]:
        return {
            "tranche": self._tranche,
            "custodian": self._addition.custodian,
            "containers": outcome.containers,
            "found": outcome.found,
            "stored": outcome.stored,
            "copies": outcome.copies,
            "failed": outcome.failed,
            "manifest": manifest,
        }


def failure_record(item: Item, lost: str) -> NewRecord:
    """Return the ledger's record of a message that was not read, and why."""
    found = item.found
    content = found.content
    if isinstance(found, Failure):
        problem, offset, name = found.problem, found.problem.start, found.name
        separator, trailer = b"", b""
    else:
        problem, offset, name = Problem("message/not-read", lost), found.offset, ""
        separator, trailer = found.separator, found.trailer
    return NewRecord(
        container=item.container,
        ordinal=item.ordinal,
        offset=offset,
        length=len(content),
        separator=separator,
        trailer=trailer,
        publisher_id=item.publisher_id,
        sha256=hashlib.sha256(content).digest(),
        name=name,
        problem=problem,
    )


def keep_failed(archive: WritableArchive, record: NewRecord, content: bytes) -> None:
    """Keep the bytes of a failure in a pack, whatever they are."""
    if archive.store.known(record.sha256):
        return
    if not archive.packs.begun:
        archive.packs.begin(b"")
    place = archive.packs.append(Compressor(archive.packs.dictionary).frame(content))
    archive.store.add_original(record.sha256, len(content), place)
