"""Months as users write them (``2010-03``) and as the register counts by them (``201003``)."""

import re

from onrecord.errors import OnRecordError
from onrecord.register.port import MonthSpan

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_OPEN = MonthSpan(1, 999_912)


def month_written(number: int) -> str:
    """Return a month of the register as users write it, "" for letters without a date."""
    return f"{number // 100:04d}-{number % 100:02d}" if number else ""


def span_of(first: str, last: str) -> MonthSpan | None:
    """Return the months ``first``..``last``; "" leaves an end open, and both open ask for all time.

    Raises OnRecordError for what is no month, and for a first month after the last.
    """
    if not first and not last:
        return None
    span = MonthSpan(
        _number(first) if first else _OPEN.first, _number(last) if last else _OPEN.last
    )
    if span.first > span.last:
        raise OnRecordError(
            "people/no-months", "the first month is after the last.", where=f"{first} to {last}"
        )
    return span


def _number(month: str) -> int:
    found = _MONTH.fullmatch(month)
    if found is None:
        raise OnRecordError(
            "people/no-month", "this is no month.", where=month, hint="Write one as 2010-03."
        )
    return int(found[1]) * 100 + int(found[2])
