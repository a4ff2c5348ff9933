"""The date a story states near a quotation, as far as it states one."""

import re
from datetime import date, timedelta

import msgspec

from onrecord.message.structure import StatedDate

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>Jan(?:\.|uary)?|Feb(?:\.|ruary)?|Mar(?:\.|ch)?|Apr(?:\.|il)?|May|June?|July?"
    r"|Aug(?:\.|ust)?|Sept?(?:\.|ember)?|Oct(?:\.|ober)?|Nov(?:\.|ember)?|Dec(?:\.|ember)?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WRITTEN = (
    re.compile(rf"\b{_MONTH}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?:,?\s+{_YEAR}\b)?"),
    re.compile(rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+{_MONTH}(?!\w)(?:,?\s+{_YEAR}\b)?"),
    re.compile(rf"\b{_MONTH}(?!\w),?\s+(?:of\s+)?{_YEAR}\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b"),
)


class StoryDate(msgspec.Struct, frozen=True):
    """A day or month a story states, as written in ``text``. What it does not state is 0."""

    text: str
    year: int
    month: int
    day: int

    def distance(self, stated: StatedDate | None) -> int:
        """Return how far a message's date is off: 0 not at all, 1 a day (zones differ), 2 more."""
        if stated is None:
            return 2
        sent = stated.instant.date()
        if self._holds(sent):
            return 0
        near = (sent - timedelta(days=1), sent + timedelta(days=1))
        return 1 if self.day and any(self._holds(day) for day in near) else 2

    def _holds(self, day: date) -> bool:
        return (
            self.year in (0, day.year) and self.month in (0, day.month) and self.day in (0, day.day)
        )

    def days(self) -> tuple[date, date] | None:
        """Return the first day and the day after the last, a day wider each; None without a year."""
        if not self.year:
            return None
        first = date(self.year, self.month, self.day or 1)
        length = 1 if self.day else 31
        return first - timedelta(days=1), first + timedelta(days=length + 1)


def dates_in(text: str) -> list[tuple[int, int]]:
    """Return where a stretch of a story states dates, without overlaps."""
    found = sorted(
        (match.start(), -match.end())
        for written in _WRITTEN
        for match in written.finditer(text)
        if _read(match) is not None
    )
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, -end))
    return kept


def stated_date(text: str) -> StoryDate | None:
    """Return the last date that a stretch of a story states, None if it states none."""
    found = [match for written in _WRITTEN for match in written.finditer(text)]
    found.sort(key=lambda match: (match.end(), match.end() - match.start()))
    dates = [read for match in found if (read := _read(match)) is not None]
    return dates[-1] if dates else None


def _read(match: re.Match[str]) -> StoryDate | None:
    said = match.groupdict()
    number = said.get("number")
    month = int(number) if number else _MONTHS.index(str(said["month"])[:3].lower()) + 1
    year, day = int(said.get("year") or 0), int(said.get("day") or 0)
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return None
    return StoryDate(match.group(), year, month, day)
