"""Tables for spreadsheets: CSV in which no cell of somebody's mail can be taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from onrecord.message.structure import Mailbox
from onrecord.pipeline.finding.searching_views import AboutView, SentenceView
from onrecord.pipeline.showing.views import HitView
from onrecord.text.spreadsheet_cell import safe_cell

HIT_COLUMNS = (
    "permalink date from_name from_address author_name author_permalink to subject tranche place snippet "
    "has_attachment printed thread"
).split()
SENTENCE_COLUMNS = (
    "permalink date from_name from_address to cc subject tranche before sentence after names"
).split()


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a table, its header first (RFC 4180, UTF-8 when written)."""
    yield _line(columns)
    for row in rows:
        yield _line([safe_cell(cell) for cell in row])


def hit_row(hit: HitView) -> tuple[object, ...]:
    """Return a result as a row under `HIT_COLUMNS`."""
    return (
        hit.permalink,
        hit.date.iso() if hit.date else "",
        *_first(hit.from_),
        hit.author.name if hit.author else "",
        hit.author.permalink if hit.author else "",
        _all(hit.to),
        hit.subject,
        hit.tranche,
        hit.place,
        hit.snippet,
        "yes" if hit.has_attachment else "no",
        "yes" if hit.printed else "no",
        hit.thread,
    )


def sentence_rows(about: AboutView) -> Iterator[tuple[object, ...]]:
    """Yield a concordance as rows under `SENTENCE_COLUMNS`."""
    for item in about.sentences:
        yield _sentence_row(item)


def _sentence_row(item: SentenceView) -> tuple[object, ...]:
    return (
        item.permalink,
        item.date.iso() if item.date else "",
        *_first(item.from_),
        _all(item.to),
        _all(item.cc),
        item.subject,
        item.tranche,
        item.before,
        item.sentence,
        item.after,
        "; ".join(dict.fromkeys(item.sentence[start:end] for start, end in item.marks)),
    )


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _first(mailboxes: tuple[Mailbox, ...]) -> tuple[str, str]:
    return (mailboxes[0].name, mailboxes[0].address) if mailboxes else ("", "")


def _all(mailboxes: tuple[Mailbox, ...]) -> str:
    said = (f"{box.name} <{box.address}>" if box.address else box.name for box in mailboxes)
    return "; ".join(item.strip() for item in said)
