"""Taking results away: every hit of a query, as a table, as JSON, or as the mail itself."""

import zipfile
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

    Files are named by their number in order and their permalink; printed pages are text, not mail.
    """
    if form is Form.MBOX:
        with new_file(target) as file:
            return Taken(sum(file.write(each) > 0 for each in mbox_records(shelf, numbers)))
    folder = new_folder(target)
    written = 0
    for name, content in mail_files(shelf, numbers):
        (folder / name).write_bytes(content)
        written += 1
    return Taken(written)


def mbox_records(shelf: Shelf, numbers: Iterable[int]) -> Iterator[bytes]:
    """Yield messages as the records of one mbox.

    What came from an mbox keeps its separator line; other messages are quoted the mboxrd way.
    """
    for stored in _in_order(shelf, numbers):
        copy = shelf.holdings.copies(stored.number)[0]
        record = copy.record
        framed = record.separator + shelf.originals.read(stored.sha256) + record.trailer
        yield _ended(framed) if copy.container.format == "mbox" else as_mboxrd(framed)


def mail_files(shelf: Shelf, numbers: Iterable[int]) -> Iterator[tuple[str, bytes]]:
    """Yield messages as files: name and content."""
    for number, stored in enumerate(_in_order(shelf, numbers), 1):
        ending = "txt" if stored.printed else "eml"
        name = f"{number:06}-{stored.permalink.removeprefix('m/')}.{ending}"
        yield name, shelf.originals.read(stored.sha256)


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield the bytes of a zip of files, as it grows; it says nothing of when it was made."""
    grown = _Grown()
    with zipfile.ZipFile(grown, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            yield grown.taken()
    yield grown.taken()


class _Grown:
    """What a zip is written to: it cannot be gone back in."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._waiting.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Do nothing: what is written is taken soon."""

    def close(self) -> None:
        """Do nothing."""

    def taken(self) -> bytes:
        content = b"".join(self._waiting)
        self._waiting.clear()
        return content


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


def _ended(framed: bytes) -> bytes:
    """Return a record with the empty line that must stand before the next one's separator."""
    if framed.endswith((b"\n\n", b"\n\r\n")):
        return framed
    return framed + (b"\n" if framed.endswith(b"\n") else b"\n\n")
