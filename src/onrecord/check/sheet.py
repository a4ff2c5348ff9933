"""Sheets for a checker: a row for each quotation with columns to sign in, and one of the people quoted.

Comma-separated values (RFC 4180), with the mark by which spreadsheet programs know UTF-8. No cell can be
taken for a formula: one that begins like a formula gets an apostrophe before it.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from onrecord.check.people_quoted import people_quoted
from onrecord.check.report import Checked, CheckReport, Signed
from onrecord.check.sentences import shown
from onrecord.check.signs import state
from onrecord.text.spreadsheet_cell import safe_cell

_COLUMNS = (
    "number",
    "id",
    "where",
    "quotation",
    "speaker",
    "words",
    "whose",
    "state",
    "notes",
    "permalink",
    "also known as",
    "from",
    "to",
    "date",
    "subject",
    "text in the archive",
    "decision",
    "signed by",
    "signed on",
    "remarks",
)


def sheet(report: CheckReport) -> str:
    """Return the sheet of quotations. The last four columns are the checker's, filled where signed."""
    return _written(_COLUMNS, (_row(each) for each in report.quotations))


def people_sheet(report: CheckReport) -> str:
    """Return the sheet of people quoted; the last three columns are for asking them to reply."""
    numbers = {each.id: each.number for each in report.quotations}

    def named(ids: Iterable[str]) -> str:
        return " ".join(f"#{numbers[name]}" for name in ids)

    rows = (
        (
            each.name,
            str(len(each.quotations)),
            named(each.quotations),
            named(each.to_read),
            "",
            "",
            "",
        )
        for each in people_quoted(report)
    )
    columns = ("who", "quotations", "which", "to read", "asked on", "asked by", "reply")
    return _written(columns, rows)


def _row(checked: Checked) -> Sequence[str]:
    best = checked.evidence[0] if checked.evidence else None
    found = (
        (
            best.permalink,
            ", ".join(best.aliases),
            shown(best.from_),
            shown(best.to),
            best.date.iso() if best.date else "",
            best.subject,
            best.text,
        )
        if best
        else ("",) * 7
    )
    return (
        str(checked.number),
        checked.id,
        checked.where,
        checked.said,
        checked.speaker or checked.context.described,
        str(checked.words),
        str(checked.whose),
        state(checked),
        " ".join(checked.context.sentences),
        *found,
        *_signed(checked),
    )


def _signed(checked: Checked) -> tuple[str, str, str, str]:
    decided = [each for each in checked.signed if each.decision != "note"]
    remarks = "; ".join(_remark(each) for each in checked.signed if each.note or not each.stands)
    if not decided or not decided[-1].stands:
        return "", "", "", remarks
    return decided[-1].decision, decided[-1].who, decided[-1].on, remarks


def _remark(signed: Signed) -> str:
    reopened = "" if signed.stands else " (reopened: changed since)"
    return f"{signed.who}, {signed.on}: {signed.note or signed.decision}{reopened}"


def _written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    written = StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_on_one_line(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


def _on_one_line(cell: str) -> str:
    return safe_cell(" ".join(cell.split()))
