"""Days as a query states them: ``2015``, ``2015-07``, ``2015-07-31``, ``today``, ``30d``."""

import calendar
import re
from datetime import date, timedelta

import msgspec

_STATED = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")
_AGO = re.compile(r"([0-9]{1,5})([dwmy])", re.IGNORECASE)
_NAMED = {"today": 0, "yesterday": 1}
_MONTHS = {"m": 1, "y": 12}


class Days(msgspec.Struct, frozen=True):
    """The days from ``first`` to before ``after``; None if no calendar has a day after them."""

    first: date
    after: date | None


def is_relative(written: str) -> bool:
    """Tell whether these days follow from the day the query is asked on."""
    return written.lower() in _NAMED or _AGO.fullmatch(written) is not None


def read_days(written: str, today: date | None) -> Days | None:
    """Return the days a text states, None if it states none.

    ``30d`` is the day thirty days before today; weeks (``w``), months and years count back the same
    way, to the month's last day where it is shorter. Without ``today`` no relative day is known.
    """
    if is_relative(written):
        return None if today is None else _relative(written.lower(), today)
    found = _STATED.fullmatch(written)
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return Days(first, _after(first, bool(month), bool(day)))


def _after(first: date, month: bool, day: bool) -> date | None:
    try:
        if day:
            return first + timedelta(days=1)
        if month:
            return (first + timedelta(days=31)).replace(day=1)
        return first.replace(year=first.year + 1)
    except (ValueError, OverflowError):
        return None


def _relative(written: str, today: date) -> Days | None:
    try:
        if written in _NAMED:
            first = today - timedelta(days=_NAMED[written])
        elif written[-1] in _MONTHS:
            first = _months_before(today, int(written[:-1]) * _MONTHS[written[-1]])
        else:
            first = today - timedelta(days=int(written[:-1]) * (7 if written[-1] == "w" else 1))
    except (ValueError, OverflowError):
        return None
    return Days(first, _after(first, month=True, day=True))


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    # before the year 1 there is none: `calendar` and `date` say so with a ValueError
    last = calendar.monthrange(max(year, 1), month + 1)[1]
    return date(year, month + 1, min(day.day, last))
