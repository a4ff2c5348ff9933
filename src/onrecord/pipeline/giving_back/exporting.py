"""Giving mail back: what came from an mbox leaves byte for byte as it came."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import msgspec

from onrecord.archive.ledger import Container, Record
from onrecord.archive.store import Holdings
from onrecord.errors import OnRecordError
from onrecord.pipeline.archive import Originals
from onrecord.search.query import And, InTranche, Query

_FROM = re.compile(rb"^(>*From )", re.MULTILINE)
_SEPARATOR = b"From mboxrd@z Thu Jan  1 00:00:00 1970\n"
_UNSAFE = re.compile(r"[^\w.,@+=#()\[\] -]")


class Exported(msgspec.Struct, frozen=True):
    """How many records were written, and how many of them had to be put into mbox form."""

    written: int
    reframed: int


class Shelf(msgspec.Struct, frozen=True):
    """Where exported mail comes from."""

    holdings: Holdings
    originals: Originals


def export_mbox(shelf: Shelf, query: Query, numbers: Iterable[int], target: Path) -> Exported:
    """Write all copies found to one mbox file.

    Records of mboxes keep their separator lines, quoting and blank lines. Others are given them, in
    the mboxrd way. Raises OnRecordError if the file exists or cannot be written.
    """
    written, reframed = 0, 0
    with new_file(target) as file:
        for container, record in _records(shelf.holdings, query, numbers):
            content = shelf.originals.read(record.sha256)
            if container.format == "mbox":
                file.write(record.separator + content + record.trailer)
            else:
                file.write(as_mboxrd(record.separator + content + record.trailer))
                reframed += 1
            written += 1
    return Exported(written, reframed)


def export_files(shelf: Shelf, query: Query, numbers: Iterable[int], target: Path) -> Exported:
    """Write containers, or the parts of them that are found, as files below a new folder.

    A file whose every record is found is given back byte for byte, under the path it had.
    """
    if target.exists() and any(target.iterdir()):
        raise OnRecordError(
            "export/exists", "the folder is not empty.", where=str(target), hint="Name a new one."
        )
    written = 0
    for container, record in _records(shelf.holdings, query, numbers):
        path = target / _safe(container.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(record.separator + shelf.originals.read(record.sha256) + record.trailer)
        written += 1
    return Exported(written, 0)


def _records(
    holdings: Holdings, query: Query, numbers: Iterable[int]
) -> Iterator[tuple[Container, Record]]:
    """Yield the records to write: a whole tranche with its failures, or copies of what was found.

    A query that names tranches gives the copies that came in them; any other gives all copies.
    """
    named = tranches_named(query)
    if isinstance(query, InTranche):
        for container in holdings.containers():
            if container.tranche.casefold() in named:
                for record in holdings.records(container.number):
                    yield container, record
        return
    for number in numbers:
        for copy in holdings.copies(number):
            if named and copy.container.tranche.casefold() not in named:
                continue
            yield copy.container, copy.record


def tranches_named(query: Query) -> set[str]:
    """Return the tranches, case folded, that everything found must have come in."""
    if isinstance(query, InTranche):
        return {query.name.casefold()}
    if isinstance(query, And):
        return {item.name.casefold() for item in query.of if isinstance(item, InTranche)}
    return set()


def as_mboxrd(content: bytes) -> bytes:
    """Return a message with a separator line, its lines that look like one quoted."""
    ending = b"\n" if content.endswith(b"\n") else b"\n\n"
    return _SEPARATOR + _FROM.sub(rb">\1", content) + ending


def new_file(target: Path) -> BinaryIO:
    """Open a new file. Raises OnRecordError if it exists or cannot be written."""
    try:
        return target.open("xb")
    except FileExistsError as error:
        raise OnRecordError(
            "export/exists", "the file exists already.", where=str(target), hint="Name a new one."
        ) from error
    except OSError as error:
        raise OnRecordError(
            "export/not-writable", f"cannot be written: {error.strerror}.", where=str(target)
        ) from error


def _safe(path: str) -> PurePosixPath:
    """Return a relative path that cannot leave the folder it is put in."""
    parts = [_UNSAFE.sub("_", part) for part in path.split("/") if part not in ("", ".", "..")]
    return PurePosixPath(*parts) if parts else PurePosixPath("unnamed")
