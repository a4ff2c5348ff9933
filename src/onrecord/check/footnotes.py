"""The story cut where its quotations end, with the footnote that belongs there."""

from collections.abc import Iterator

import msgspec

from onrecord.check.report import Checked, CheckReport
from onrecord.check.sentences import shown

_CLOSING = "\"“”„«»‘’‚‛'‹›*_"
_MOST_CLOSING = 4


class Noted(msgspec.Struct, frozen=True):
    """Characters ``start``..``end`` of the story's body, and the quotation that ends there."""

    start: int
    end: int
    checked: Checked | None


def pieces(report: CheckReport, start: int = 0, end: int | None = None) -> Iterator[Noted]:
    """Yield a stretch of the story in pieces, each cut behind the closing marks of a quotation."""
    body = report.story.body
    stop = len(body) if end is None else end
    at = start
    for checked in report.quotations:
        here = checked.quotation.end
        if not start <= here <= stop:
            continue
        last = min(stop, here + _MOST_CLOSING)
        while here < last and body[here] in _CLOSING:
            here += 1
        if here > at:
            yield Noted(at, here, checked)
            at = here
    yield Noted(at, stop, None)


def footnote(checked: Checked) -> str:
    """Return the footnote of a quotation: verdicts, permalink, letter, and what is to be known."""
    whose = f", {checked.whose}"
    told = [f"{checked.words}{whose}."]
    for evidence in checked.evidence[:1]:
        names = ", ".join((evidence.permalink, *evidence.aliases[:2]))
        date = evidence.date.iso()[:10] if evidence.date else "undated"
        people = f"{shown(evidence.from_) or '?'} to {shown(evidence.to) or '?'}"
        told.append(f"{names}: {people}, {date}, “{evidence.subject}”.")
    return " ".join((*told, *checked.context.sentences))
