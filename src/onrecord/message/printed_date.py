"""Dates as mail programs print them, read through the noise of a scanned page.

``Monday, June 29, 2009 6:29 PM`` · ``Sat Jan 23 08:59:27 2010`` · ``1/23/2010 9:14 AM`` ·
``23 January 2010 09:14``. Letters that a scanner reads for digits (``2OO9``) are read as digits
inside numbers only; a month must be recognisable. A date that cannot be read is not guessed.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

from onrecord.message.structure import StatedDate

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = r"(?P<hour>\d{1,2})[\s:.;,]{0,2}(?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d))?"
_HALF = r"(?:\W{0,3}(?P<half>[AP])\W?M\b)?"
_ZONE = r"(?:\W{0,2}(?P<zone>[+-](?:0\d|1[0-4])[0-5]\d|GMT\b|UTC\b))?"
_BETWEEN = r"[\s,;.'@•_-]{0,5}(?:at[ ]{1,3})?"
_MONTH = r"(?P<month>[A-Z][a-z•' ]{1,10}?)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_MONTH}[\s.,']{{0,3}}{_DAY}[\s,;.]{{1,4}}{_YEAR}{_BETWEEN}{_TIME}{_HALF}{_ZONE}",
        rf"{_MONTH}[\s.]{{1,3}}{_DAY}[\s,]{{1,4}}{_TIME}{_HALF}(?:\s[A-Z]{{3,4}})?{_ZONE}\s{{1,3}}{_YEAR}",
        rf"\b{_DAY}[\s.-]{{0,3}}{_MONTH}[\s.,-]{{0,3}}{_YEAR}{_BETWEEN}{_TIME}{_HALF}{_ZONE}",
        rf"(?<!\d)(?P<number>\d{{1,2}})/{_DAY}/(?P<year>(?:19|20)?\d\d){_BETWEEN}{_TIME}{_HALF}{_ZONE}",
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)[T\s]{{1,3}}{_TIME}{_HALF}{_ZONE}",
    )
)
_NUMBER = re.compile(
    r"(?<![A-Za-z])(?:[\dOoIl|i]{0,8}\d[\dOoIl|i]{0,8}(?![A-Za-z])|[OoIl|]{1,2}(?=:\d))"
)
_MISREAD = str.maketrans("OoIl|i", "001111")
_WEEKDAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)da?y?(?=[A-Z\s,;.]|$)[\s,;.]*"
    r"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b[\s,;.]*"
)
_DAY_ALONE = re.compile(rf"{_MONTH}[\s.,']{{0,3}}{_DAY}[\s,;.]{{1,4}}{_YEAR}\W*$", re.IGNORECASE)
_LONGEST = 200
_PIVOT = 70
"""Two-digit years from this on belong to the 20th century."""


def printed_date(value: str) -> StatedDate | None:
    """Return the date that a printed value states; None where it states none that can be read.

    The instant is the printed wall clock read as UTC, unless an offset is printed with it; where
    only a day is printed it is that day's first moment.
    """
    text = _WEEKDAY.sub("", value[:_LONGEST])
    text = _NUMBER.sub(lambda found: found.group().translate(_MISREAD), text)
    for form in (*_FORMS, _DAY_ALONE):
        for match in form.finditer(text):
            stated = _stated(match.groupdict())
            if stated is not None:
                return stated
    return None


def states_time(value: str) -> bool:
    """Tell whether a printed value states a time of day, not only a day."""
    text = _WEEKDAY.sub("", value[:_LONGEST]).strip()
    return printed_date(value) is not None and _DAY_ALONE.match(text) is None


def _stated(found: dict[str, str | None]) -> StatedDate | None:
    month = _month(found)
    hour = _hour(int(found.get("hour") or 0), found.get("half"))
    if month is None or hour is None:
        return None
    number, day = month, int(found["day"] or 0)
    if found.get("number") and number > 12 >= day:  # printed with the day first
        number, day = day, number
    zone = _zone(found.get("zone"))
    try:
        instant = datetime(
            _year(found["year"] or ""), number, day, hour,
            int(found.get("minute") or 0), int(found.get("second") or 0), tzinfo=zone or UTC,
        )  # fmt: skip
    except ValueError:
        return None
    return StatedDate(instant, zone is not None)


def _month(found: dict[str, str | None]) -> int | None:
    if found.get("number"):
        return int(found["number"] or 0)
    return _month_number(found["month"] or "")


def _month_number(word: str) -> int | None:
    """Return the month a word names; letters may be missing (``Se tember``), none may be added."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    fitting = [
        number
        for number, month in enumerate(_MONTHS, 1)
        if len(letters) >= 3 and (month.startswith(letters) or _is_thinned(letters, month))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_thinned(letters: str, month: str) -> bool:
    """Tell whether a word is the month less one or two letters that the scanner lost."""
    if not len(month) - 2 <= len(letters) <= len(month):
        return False
    rest = iter(month)
    return all(letter in rest for letter in letters)


def _hour(hour: int, half: str | None) -> int | None:
    if not half:
        return hour if hour < 24 else None
    if hour > 12:
        return hour if hour < 24 and half in "Pp" else None
    return hour % 12 + (12 if half in "Pp" else 0)


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _zone(stated: str | None) -> timezone | None:
    if not stated:
        return None
    if stated[0] not in "+-":
        return UTC
    size = timedelta(hours=int(stated[1:3]), minutes=int(stated[3:5]))
    return timezone(-size if stated[0] == "-" else size)
