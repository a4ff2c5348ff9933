"""Many queries in one go: how much each finds, from when to when, and a table of hits for each."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from onrecord.errors import OnRecordError
from onrecord.pipeline.finding.searching import Extent, Searches
from onrecord.pipeline.giving_back.tables import csv_lines
from onrecord.pipeline.giving_back.taking_away import new_folder, new_text, write_csv
from onrecord.search.canonical import to_text
from onrecord.search.engine import Sort
from onrecord.search.parser import parse_query
from onrecord.search.query import And

_MOST_BYTES = 10_000_000
_MOST_QUERIES = 10_000
_UNSAFE = re.compile(r"[^\w-]+")
_LONGEST_NAME = 60
MATRIX = "matrix.csv"
COLUMNS = ("query", "name", "messages", "first", "last", "file", "problem")


class Named(msgspec.Struct, frozen=True):
    """A query of a list, and what the list calls it."""

    query: str
    name: str = ""


class Answered(msgspec.Struct, frozen=True):
    """A row of the matrix. ``file`` names the table of hits; ``problem`` says why a query has none."""

    query: str
    name: str
    messages: int
    first: str
    last: str
    file: str
    problem: str


def read_queries(path: Path) -> list[Named]:
    """Return the queries of a list: a query a line, or in ``.csv`` a query a row.

    A table may begin with a row of column names: ``query``, and ``name`` if it has one; without it, the
    first column holds the queries. Empty lines are passed over.
    Raises OnRecordError for a file that cannot be read, or is no list.
    """
    text = _text(path)
    if path.suffix.lower() != ".csv":
        found = [Named(line.strip()) for line in text.splitlines() if line.strip()]
    else:
        found = list(_rows(text))
    if len(found) > _MOST_QUERIES:
        raise OnRecordError(
            "query/too-many", f"the list has more than {_MOST_QUERIES:,} queries.", where=str(path)
        )
    if not found:
        raise OnRecordError("query/none", "the list holds no query.", where=str(path))
    return found


def answer(
    searches: Searches, queries: list[Named], within: str, folder: Path | None
) -> Iterator[Answered]:
    """Yield what each query finds; one that cannot be understood says so and stops no other.

    ``within`` is a query that all are narrowed by. With a folder, which must be new or empty, each
    query's hits are written there, oldest first, and the matrix beside them.
    """
    if folder is None:
        for asked in queries:
            yield _answered(searches, asked, within, None)
        return
    new_folder(folder)
    digits = len(str(len(queries)))
    rows = []
    for number, asked in enumerate(queries, 1):
        target = folder / f"{number:0{digits}}-{_slug(asked)}.csv"
        rows.append(_answered(searches, asked, within, target))
        yield rows[-1]
    with new_text(folder / MATRIX) as file:
        file.writelines(csv_lines(COLUMNS, (msgspec.structs.astuple(row) for row in rows)))


def _answered(searches: Searches, asked: Named, within: str, target: Path | None) -> Answered:
    try:
        text = _narrowed(asked.query, within)
        extent = searches.extent(text)
        if target is not None and extent.messages:
            write_csv(searches.all_hits(text, Sort.DATE), target)
    except OnRecordError as error:
        return Answered(asked.query, asked.name, 0, "", "", "", str(error))
    return _row(asked, extent, target.name if target and extent.messages else "")


def _narrowed(text: str, within: str) -> str:
    """Return a query with another; each is read alone, so that what is mended in one stays in it."""
    if not within.strip():
        return text
    today = datetime.now(UTC).date()
    return to_text(And((parse_query(text, today).query, parse_query(within, today).query)))


def _row(asked: Named, extent: Extent, file: str) -> Answered:
    return Answered(
        asked.query, asked.name, extent.messages, extent.first[:10], extent.last[:10], file, ""
    )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise OnRecordError(
            "query/unreadable", f"cannot be read: {error.strerror}.", where=str(path)
        ) from error
    if len(content) > _MOST_BYTES:
        raise OnRecordError("query/too-long", "the list is too long.", where=str(path))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _rows(text: str) -> Iterator[Named]:
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if any(map(str.strip, row))]
    if not rows:
        return
    head = [cell.strip().casefold() for cell in rows[0]]
    query, name = (head.index(column) if column in head else None for column in ("query", "name"))
    for row in rows if query is None else rows[1:]:
        asked = row[query or 0].strip() if len(row) > (query or 0) else ""
        called = (
            row[name].strip() if query is not None and name is not None and len(row) > name else ""
        )
        if asked:
            yield Named(asked, called)


def _slug(asked: Named) -> str:
    plain = _UNSAFE.sub("-", asked.name or asked.query).strip("-")
    return plain[:_LONGEST_NAME] or "query"
