"""The audit: every byte read again and held against what the archive recorded of it."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import zstandard

from onrecord.archive.custody import broken_links
from onrecord.archive.fixity import blocks, file_sha256, first_difference
from onrecord.archive.ledger import Container, State, holdings_digest, manifest_digest
from onrecord.archive.store import Holdings, Stored
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.describing.describe import describe, read_message
from onrecord.search.engine import Engine, Sort
from onrecord.search.query import Flag, Is, Not

_AT_ONCE = 500


class Finding(msgspec.Struct, frozen=True):
    """Something that does not add up: a stable slug, where, and a sentence."""

    reference: str
    where: str
    note: str


class AuditReport(msgspec.Struct, frozen=True):
    """What was read again, and what did not add up. ``not_at_hand`` counts containers gone since."""

    originals: int
    parts: int
    containers: int
    compared: int
    not_at_hand: int
    custody_entries: int
    custody_head: str
    findings: tuple[Finding, ...]


class Bench(msgspec.Struct, frozen=True):
    """What an audit works on."""

    holdings: Holdings
    originals: Originals
    engine: Callable[[], Engine]
    tell: Callable[[int, int], None]


def audit(bench: Bench) -> AuditReport:
    """Read and hash everything again. ``tell`` is called with originals read, of all."""
    entries = list(bench.holdings.custody())
    containers = list(bench.holdings.containers())
    findings = [
        Finding("custody/broken", f"entry {number}", "does not follow from the entry before it.")
        for number in broken_links(entries)
    ]
    findings += _ledger(bench.holdings, containers)
    recorded = next((e.detail["manifest"] for e in reversed(entries) if "manifest" in e.detail), "")
    if containers and recorded != manifest_digest(containers):
        note = "the containers are not those the custody log signed last."
        findings.append(Finding("custody/manifest", "ledger", note))
    originals, bad = _originals(bench)
    parts, wrong = _parts(bench.holdings, bench.originals)
    compared, gone, differing = _compare(bench, containers)
    findings += [*bad, *wrong, *differing, *_index(bench)]
    return AuditReport(
        originals=originals,
        parts=parts,
        containers=len(containers),
        compared=compared,
        not_at_hand=gone,
        custody_entries=len(entries),
        custody_head=entries[-1].digest.hex() if entries else "",
        findings=tuple(findings),
    )


def _ledger(holdings: Holdings, containers: list[Container]) -> Iterator[Finding]:
    for item in containers:
        records = list(holdings.records(item.number))
        if item.state is State.READING:
            note = "was not read to its end: give the same `onrecord add` again."
            yield Finding("ledger/unfinished", item.path, note)
        elif not item.adds_up or len(records) != item.found:
            note = (
                f"found {item.found} is not stored {item.stored} + copies {item.copies} + failed "
                f"{item.failed}, or not the {len(records)} records that are there."
            )
            yield Finding("ledger/sum", item.path, note)
        elif holdings_digest(records) != item.holdings:
            note = "its records are not those that were bound when it was read."
            yield Finding("ledger/holdings", item.path, note)


def _originals(bench: Bench) -> tuple[int, list[Finding]]:
    findings = []
    total = sum(1 for _ in bench.holdings.originals())
    number = 0
    for number, (sha256, place, size) in enumerate(bench.holdings.originals(), 1):
        where = f"original {sha256.hex()}"
        if place is not None:
            where += f" (pack {place.pack}, bytes {place.offset}–{place.offset + place.length})"
        try:
            content = bench.originals.read(sha256)
        except (OSError, KeyError, zstandard.ZstdError) as error:
            findings.append(Finding("original/unreadable", where, f"cannot be read: {error}"))
        else:
            if len(content) != size or hashlib.sha256(content).digest() != sha256:
                note = f"these are not the {size} bytes received: the SHA-256 differs."
                findings.append(Finding("original/changed", where, note))
        if number % _AT_ONCE == 0:
            bench.tell(number, total)
    bench.tell(total, total)
    return number, findings


def _parts(holdings: Holdings, originals: Originals) -> tuple[int, list[Finding]]:
    count = 0
    findings = []
    for stored in _all_messages(holdings):
        recorded = [(part.path, part.sha256) for part in holdings.parts(stored.number)]
        count += len(recorded)
        try:
            content = originals.read(stored.sha256)
        except (OSError, KeyError, zstandard.ZstdError):
            continue  # told already, as an original that cannot be read
        description = describe(read_message(content, printed=stored.printed)).description
        now = [(part.path, part.sha256) for part in description.parts]
        if now != recorded:
            note = "its parts are not those recorded when it was taken in."
            findings.append(Finding("message/parts", stored.permalink, note))
    return count, findings


def _all_messages(holdings: Holdings) -> Iterator[Stored]:
    waiting: list[int] = []
    for _, number in holdings.numbers_after(0):
        waiting.append(number)
        if len(waiting) == _AT_ONCE:
            yield from holdings.messages(waiting)
            waiting = []
    yield from holdings.messages(waiting)


def _compare(bench: Bench, containers: list[Container]) -> tuple[int, int, list[Finding]]:
    """Hold each container that is still where it was against the archive, byte by byte."""
    compared, gone = 0, 0
    findings = []
    for item in containers:
        if not item.located or not item.found or item.failed:
            continue
        path = Path(item.located)
        try:
            same = file_sha256(path) == item.sha256
        except OSError:
            gone += 1
            if item.in_place:
                note = "is gone, and its messages were left in it."
                findings.append(Finding("container/gone", item.located, note))
            continue
        compared += 1
        if not same:
            findings.append(_differs(bench, item, path))
    return compared, gone, findings


def _differs(bench: Bench, item: Container, path: Path) -> Finding:
    if item.in_place:
        return Finding("container/changed", item.located, "is not the file that was taken in.")
    try:
        at = first_difference(_rebuilt(bench, item), blocks(path))
    except (OSError, KeyError, zstandard.ZstdError) as error:
        return Finding("container/changed", item.located, f"differs; no comparison: {error}")
    where = "in its SHA-256 only" if at is None else f"first at byte {at}"
    note = f"the file there now differs from what was taken in, {where}."
    return Finding("container/changed", item.located, note)


def _rebuilt(bench: Bench, item: Container) -> Iterator[bytes]:
    for record in bench.holdings.records(item.number):
        yield record.separator + bench.originals.read(record.sha256) + record.trailer


def _index(bench: Bench) -> Iterator[Finding]:
    engine = bench.engine()
    # recovered messages are in the index, and have no row of their own
    total = engine.search(Not(Is(Flag.RECOVERED)), sort=Sort.DATE, limit=1).total
    messages = bench.holdings.sums().messages
    if total != messages or engine.watermark() != bench.holdings.revision():
        note = f"the index holds {total} of {messages} messages: the next `onrecord add` mends it."
        yield Finding("index/behind", "search index", note)
