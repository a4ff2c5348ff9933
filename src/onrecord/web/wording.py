"""Values as people read them: dates, numbers, sizes, correspondents, kinds of passage."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from onrecord.message.structure import Mailbox, StatedDate
from onrecord.text.passage import Origin, Passage
from onrecord.web.legible import legible_line

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))
_LABELS = {
    Origin.OWN: "Own words",
    Origin.QUOTED: "Quoted",
    Origin.FORWARDED: "Forwarded",
    Origin.PASTED: "Pasted from elsewhere",
    Origin.SIGNATURE: "Signature",
    Origin.BOILERPLATE: "Boilerplate",
}


def number(value: int) -> str:
    """Return a whole number with its thousands set apart."""
    return f"{value:,}"


def counted(value: int, one: str, many: str) -> str:
    """Return ``1 message`` or ``2,000 messages``."""
    return f"{value:,} {one if value == 1 else many}"


def begun(sentence: str) -> str:
    """Return a sentence with a capital at its beginning: on a page it stands alone."""
    return sentence[:1].upper() + sentence[1:]


def size(octets: int) -> str:
    """Return a size in bytes, or in units of 1,000 bytes (IEC 80000-13 kB, MB, GB)."""
    if octets < 1000:
        return counted(octets, "byte", "bytes")
    amount, unit = octets / 1000, "kB"
    for larger in ("MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{amount:.1f} {unit}" if amount < 10 else f"{amount:.0f} {unit}"


def day(date: StatedDate | None) -> str:
    """Return the calendar day a message states, in its own zone."""
    if date is None:
        return "No date"
    return f"{date.instant.day} {_MONTHS[date.instant.month - 1]} {date.instant.year}"


def short_day(date: StatedDate | None) -> str:
    """Return the day with the month cut to three letters, for columns."""
    if date is None:
        return "No date"
    return f"{date.instant.day} {_MONTHS[date.instant.month - 1][:3]} {date.instant.year}"


def clock(date: StatedDate | None) -> str:
    """Return hours, minutes and the stated offset; without an offset where none was stated."""
    if date is None:
        return ""
    told = f"{date.instant:%H:%M}"
    return f"{told} {_offset(date.instant.utcoffset())}" if date.zone_stated else told


def apart(date: StatedDate | None, received: StatedDate | None) -> str:
    """Return how far from the date it states a message was received: ``2 days after the date stated``.

    Empty within five minutes, which clocks and queues account for, and where a zone is not stated.
    """
    if not (date and received and date.zone_stated and received.zone_stated):
        return ""
    seconds = round((received.instant - date.instant).total_seconds())
    if abs(seconds) < 5 * 60:
        return ""
    side = "after" if seconds > 0 else "before"
    length, one = next(unit for unit in _UNITS if abs(seconds) >= unit[0])
    return f"{counted(abs(seconds) // length, one, one + 's')} {side} the date stated"


def written_day(iso: str) -> str:
    """Return an ISO date as people write it; anything else, such as ``2014-03``, unchanged."""
    year, _, rest = iso[:10].partition("-")
    month, _, date = rest.partition("-")
    if not (year.isdecimal() and month.isdecimal() and date.isdecimal() and 1 <= int(month) <= 12):
        return legible_line(iso)
    return f"{int(date)} {_MONTHS[int(month) - 1]} {int(year)}"


def written_month(month: str) -> str:
    """Return a month (``2014-03``) as people write it; anything else unchanged."""
    year, _, number = month.partition("-")
    if not (year.isdecimal() and number.isdecimal() and 1 <= int(number) <= 12):
        return legible_line(month)
    return f"{_MONTHS[int(number) - 1]} {int(year)}"


def moment_written(iso: str) -> str:
    """Return a moment (ISO 8601, UTC) as people write it: ``3 May 2024, 14:05 UTC``."""
    clock = iso[11:16]
    return f"{written_day(iso)}, {clock} UTC" if len(clock) == 5 else written_day(iso)


def noted(moment: datetime) -> str:
    """Return when something was noted at the desk (UTC): ``3 May 2024, 14:05 UTC``."""
    return moment_written(moment.isoformat())


def _offset(offset: timedelta | None) -> str:
    minutes = int((offset or timedelta()).total_seconds()) // 60
    sign = "\u2212" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def called(mailbox: Mailbox) -> str:
    """Return what to call a correspondent in lists: the name if stated, else the address."""
    return legible_line(mailbox.name or mailbox.address) or "(unnamed)"


def called_all(mailboxes: tuple[Mailbox, ...], most: int = 3) -> str:
    """Return the first few correspondents by name and how many more there are."""
    told = ", ".join(called(mailbox) for mailbox in mailboxes[:most])
    more = len(mailboxes) - most
    return f"{told} and {more:,} more" if more > 0 else told


def passage_label(passage: Passage) -> str:
    """Return the kind of a passage in words, with its depth where that is more than one."""
    label = _LABELS[passage.origin]
    return f"{label}, level {passage.depth}" if passage.depth > 1 else label


def passage_author(passage: Passage) -> str:
    """Return who and when, as the reply header states it; empty where none does."""
    who = stated_author(passage.author, passage.author_address)
    return ", ".join(stated for stated in (who, legible_line(passage.date)) if stated)


def stated_author(author: str, author_address: str) -> str:
    """Return an author as a reply header states it: name, address or both."""
    name, address = legible_line(author), legible_line(author_address)
    return f"{name} <{address}>" if name and address and name != address else name or address


def outward_link(address: str) -> str:
    """Return the address if a browser may follow it (http, https), else an empty string."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""
