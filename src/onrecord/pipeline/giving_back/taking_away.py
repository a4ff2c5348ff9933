"""Taking results away: every hit of a query, as a table, as JSON, or as the mail itself."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TextIO

import msgspec

from onrecord.archive.store import Stored
from onrecord.errors import OnRecordError
from onrecord.pipeline.giving_back.exporting import Shelf, as_mboxrd, new_file
from onrecord.pipeline.giving_back.tables import HIT_COLUMNS, csv_lines, hit_row
from onrecord.pipeline.showing.views import HitView


class Form(StrEnum):
    """What is written: a table, a JSON object a line, one mbox file, or a folder of a file a message."""

    CSV = "csv"
    JSONL = "jsonl"
    MBOX = "mbox"
    EML = "eml"


class Taken(msgspec.Struct, frozen=True):
    """How many messages were written; recovered ones have no mail of their own to write."""

    written: int
    recovered: int = 0


def write_csv(hits: Iterable[HitView], target: Path) -> Taken:
    """Write results as a table that is safe in spreadsheets. Raises OnRecordError if the file exists."""
    with new_text(target) as file:
        lines = sum(file.write(line) > 0 for line in csv_lines(HIT_COLUMNS, map(hit_row, hits)))
    return Taken(lines - 1)


def write_jsonl(hits: Iterable[HitView], shape: Callable[[HitView], object], target: Path) -> Taken:
    """Write results as JSON, an object a line. Raises OnRecordError if the file exists."""
    encode = msgspec.json.Encoder().encode
    written = 0
    with new_file(target) as file:
        for hit in hits:
            file.write(encode(shape(hit)) + b"\n")
            written += 1
    return Taken(written)


def write_mail(shelf: Shelf, numbers: Iterable[int], form: Form, target: Path) -> Taken:
    """Write messages once each, byte for byte: to one mbox, or as files of a new folder.

    What came from an mbox keeps its separator line; other messages are quoted the mboxrd way. Files are
    named by their number in order and their permalink; printed pages are text, not mail.
    """
    found = _in_order(shelf, numbers)
    return _mbox(shelf, found, target) if form is Form.MBOX else _files(shelf, found, target)


def new_text(target: Path) -> TextIO:
    """Open a new text file. Raises OnRecordError if it exists or cannot be written."""
    new_file(target).close()
    return target.open("w", encoding="utf-8", newline="")


def new_folder(target: Path) -> Path:
    """Make a folder, or take an empty one. Raises OnRecordError if it holds anything."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        taken = any(target.iterdir())
    except OSError as error:
        raise OnRecordError(
            "export/not-writable", f"cannot be written: {error.strerror}.", where=str(target)
        ) from error
    if taken:
        raise OnRecordError(
            "export/exists", "the folder is not empty.", where=str(target), hint="Name a new one."
        )
    return target


def _in_order(shelf: Shelf, numbers: Iterable[int]) -> Iterator[Stored]:
    asked = list(numbers)
    for start in range(0, len(asked), 500):
        yield from shelf.holdings.messages(asked[start : start + 500])


def _mbox(shelf: Shelf, found: Iterable[Stored], target: Path) -> Taken:
    written = 0
    with new_file(target) as file:
        for stored in found:
            content = shelf.originals.read(stored.sha256)
            copy = shelf.holdings.copies(stored.number)[0]
            record = copy.record
            framed = record.separator + content + record.trailer
            file.write(_ended(framed) if copy.container.format == "mbox" else as_mboxrd(framed))
            written += 1
    return Taken(written)


def _ended(framed: bytes) -> bytes:
    """Return a record with the empty line that must stand before the next one's separator."""
    if framed.endswith((b"\n\n", b"\n\r\n")):
        return framed
    return framed + (b"\n" if framed.endswith(b"\n") else b"\n\n")


def _files(shelf: Shelf, found: Iterable[Stored], target: Path) -> Taken:
    folder, written = new_folder(target), 0
    for written, stored in enumerate(found, 1):
        ending = "txt" if stored.printed else "eml"
        name = f"{written:06}-{stored.permalink.removeprefix('m/')}.{ending}"
        (folder / name).write_bytes(shelf.originals.read(stored.sha256))
    return Taken(written)
