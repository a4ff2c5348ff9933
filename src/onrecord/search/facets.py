"""By what values a message is counted, and how counts are put in order."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from onrecord.search.engine import Count, Document, FacetField, Step
from onrecord.search.labels import COUNTED, label_keys, plain_name
from onrecord.search.query import Label

NAMED = (
    FacetField.SENDER,
    FacetField.RECIPIENT,
    FacetField.TRANCHE,
    FacetField.CUSTODIAN,
    FacetField.THREAD,
    FacetField.TYPE,
)
"""Facets whose values a document names; the others follow from its date and the query."""
INDEXED = (*NAMED, FacetField.PLACE)
"""Facets that an engine counts."""
_EPOCH = date(1970, 1, 1)
_SECONDS_A_DAY = 86400
_REMEMBERED = 16_384
_SHORT = 200
"""Characters of a line worth remembering: the same people are written to over and over."""
_FIRST_DAY, _LAST_DAY = (date.min - _EPOCH).days, (date.max - _EPOCH).days


def named_values(field: FacetField, document: Document) -> tuple[str, ...]:
    """Return the values of one of the `NAMED` facets, each once."""
    values: Iterable[str] = ()
    if field is FacetField.SENDER:
        values = _addresses(document.from_)
    elif field is FacetField.RECIPIENT:
        values = _addresses(f"{document.to}\n{document.cc}\n{document.bcc}")
    elif field is FacetField.TRANCHE:
        values = document.tranches
    elif field is FacetField.CUSTODIAN:
        values = document.custodians
    elif field is FacetField.THREAD:
        values = (document.thread,)
    elif field is FacetField.TYPE:
        values = (
            plain_name(kind).removeprefix(".")
            for kind in document.attachment_types
            if "/" not in kind
        )
    return tuple(dict.fromkeys(value for value in values if value))


def carried(label: Label, document: Document) -> tuple[str, ...]:
    """Return the names of one kind that a document carries, in the form in which they are compared."""
    if label in COUNTED:
        return named_values(FacetField(label.value), document)
    return label_keys(label, document)


def day_number(sent: int | None) -> int | None:
    """Return the UTC day a message was sent, counted from 1970-01-01; None where no calendar has it."""
    if sent is None:
        return None
    day = sent // _SECONDS_A_DAY
    return day if _FIRST_DAY <= day <= _LAST_DAY else None


def by_year(days: Mapping[int, int]) -> dict[str, int]:
    """Return counts by day number as counts by year."""
    return _gathered((_first_day(number, Step.MONTH)[:4], count) for number, count in days.items())


def by_month(days: Mapping[int, int]) -> dict[str, int]:
    """Return counts by day number as counts by month (``2015-07``)."""
    return _gathered((_first_day(number, Step.MONTH)[:7], count) for number, count in days.items())


CALENDAR = {FacetField.YEAR: by_year, FacetField.MONTH: by_month}
"""Facets that follow from the days messages were sent on."""


def steps(days: Mapping[int, int], step: Step) -> tuple[Count, ...]:
    """Return counts by day number as a timeline: the first day of each step, in order."""
    counts = _gathered((_first_day(number, step), count) for number, count in days.items())
    return tuple(Count(value, counts[value]) for value in sorted(counts))


def most_frequent(counts: Mapping[str, int], limit: int) -> tuple[Count, ...]:
    """Return the ``limit`` largest counts: largest first, then by value."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Count(value, count) for value, count in ordered[:limit])


def _addresses(lines: str) -> list[str]:
    return [
        _address(line) if len(line) <= _SHORT else _address_of(line)
        for line in lines.split("\n")
        if line.strip()
    ]


def _address_of(line: str) -> str:
    last = line.rsplit(maxsplit=1)[-1].strip("<>")
    return last.casefold() if "@" in last else plain_name(line)


_address = lru_cache(maxsize=_REMEMBERED)(_address_of)


@lru_cache(maxsize=_REMEMBERED)  # forty years by month: every question counts the same days again
def _first_day(number: int, step: Step) -> str:
    day = _EPOCH + timedelta(days=number)
    if step is Step.MONTH:
        day = day.replace(day=1)
    if step is Step.WEEK:
        # the year 1 begins on a Monday: no week begins before the calendar does
        day -= timedelta(days=day.weekday())
    return day.isoformat()


def _gathered(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    gathered: dict[str, int] = {}
    for value, count in counts:
        gathered[value] = gathered.get(value, 0) + count
    return gathered
