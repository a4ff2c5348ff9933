"""Dates as messages state them (RFC 5322 §3.3, §4.3), and the commonest other ways."""

import re
from datetime import UTC, datetime, timedelta, timezone

from onrecord.message.structure import StatedDate

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ZONES = {"ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5}
_ZONES |= {"mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_TIME = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:\.\d+)?"
_ZONE = r"(?:\s*\(?(?P<zone>[+-]\s?\d{1,2}:?\d{2}|[A-Za-z]{1,5})\b)?"
_FORMS = (
    re.compile(
        r"(?:[A-Za-z]{2,9}\.?\s*,?\s*)?(?P<day>\d{1,2})[\s-]+(?P<month>[A-Za-z]{3})[a-z]*\.?[\s,-]+"
        r"(?P<year>\d{2,4}),?\s+" + _TIME + r"\s*(?P<half>[AaPp][Mm]\b)?" + _ZONE
    ),
    re.compile(
        r"(?:[A-Za-z]{2,9}\.?\s*,?\s+)?(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})[\s,]+"
        + _TIME
        + r"\s*(?:(?P<zone>[+-]\d{4}|[A-Z]{2,5})\s+)?(?P<year>\d{4})(?P<half>)"
    ),
    re.compile(
        r"(?:[A-Za-z]{2,9}\.?\s*,?\s+)?(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})[\s,]+"
        r"(?P<year>\d{4}),?\s+(?:at\s+)?" + _TIME + r"\s*(?P<half>[AaPp][Mm]\b)?" + _ZONE
    ),
    re.compile(
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})[T\s]+" + _TIME + r"(?P<half>)" + _ZONE
    ),
    re.compile(
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{2,4}),?\s+"
        + _TIME
        + r"\s*(?P<half>[AaPp][Mm]\b)?"
        + _ZONE
    ),
    re.compile(
        r"(?:[A-Za-z]{2,9}\.?\s*,?\s+)?(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?P<day>\d{1,2})[\s,]+"
        r"(?P<year>\d{4})\b(?P<hour>)(?P<minute>)(?P<second>)(?P<half>)(?P<zone>)"
    ),
    re.compile(
        r"(?:[A-Za-z]{2,9}\.?\s*,?\s*)?(?P<day>\d{1,2})[\s-]+(?P<month>[A-Za-z]{3})[a-z]*\.?[\s,-]+"
        r"(?P<year>\d{4})(?P<hour>)(?P<minute>)(?P<second>)(?P<half>)(?P<zone>)"
    ),
)
_SPELT_ZONE = re.compile(
    r"\b([ECMP])(?:astern|entral|ountain|acific) ([SD])(?:tandard|aylight) Time\b"
)
_STOPPED_HALF = re.compile(r"\b([AaPp])\.([Mm])\.")
_CENTURY_TURN = 50
_EARLIEST, _LATEST = 1900, 9998
_LONGEST = 200  # characters: a longer text states no date


def stated_date(text: str) -> StatedDate | None:
    """Return the date a field states; None if it states none that can be."""
    stated = " ".join(text[: 4 * _LONGEST].split())[:_LONGEST]
    if stated.endswith("Time") or ".m." in stated.lower():
        stated = _STOPPED_HALF.sub(r"\1\2", _SPELT_ZONE.sub(r"\1\2T", stated))
    for form in _FORMS:
        found = form.match(stated)
        if found:
            return _date(found.groupdict())
    return None


def _date(stated: dict[str, str | None]) -> StatedDate | None:
    year = _year(stated["year"] or "")
    month = _month(stated["month"] or "")
    hour = _hour(int(stated["hour"] or 0), (stated["half"] or "").lower())
    zone = _offset(stated["zone"])
    if month is None or not _EARLIEST <= year <= _LATEST:
        return None
    try:
        wall = datetime(
            year,
            month,
            int(stated["day"] or 0),
            hour,
            int(stated["minute"] or 0),
            min(int(stated["second"] or 0), 59),  # leap seconds are stated as 60
            tzinfo=UTC if zone is None else timezone(zone),
        )
    except ValueError:
        return None
    return StatedDate(wall, zone is not None)


def _year(written: str) -> int:
    """Two digits: 00 to 49 are 2000 on, else 1900 on; three digits: 1900 on (RFC 5322 §4.3)."""
    year = int(written)
    if len(written) == 2:
        return year + (2000 if year < _CENTURY_TURN else 1900)
    return year + 1900 if len(written) == 3 else year


def _month(written: str) -> int | None:
    return int(written) if written.isdigit() else _MONTHS.get(written.lower())


def _hour(hour: int, half: str) -> int:
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half == "pm" else 0)


def _offset(zone: str | None) -> timedelta | None:
    """Return the offset of a zone, None where none is stated: also ``-0000`` (RFC 5322 §3.3)."""
    if not zone:
        return None
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").strip().zfill(4)
        if zone[0] == "-" and digits == "0000":
            return None
        offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        if offset >= timedelta(hours=24):
            return None
        return -offset if zone[0] == "-" else offset
    hours = _ZONES.get(zone.lower())
    return None if hours is None else timedelta(hours=hours)
