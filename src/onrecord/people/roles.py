"""Roles over time: what somebody was, from when to when; and on a day, unless nothing tells."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from onrecord.people.mailbox_address import canonical_address, organisation_domain
from onrecord.people.reviewer_table import LeftOver, parse_table, print_table
from onrecord.people.role_likeness import Stated, commonest_forms
from onrecord.people.role_reading import RoleReading, RoleSource

_DAY = 86_400
_NEAR = 180 * _DAY
"""How long before or after a reading a role is still taken to hold, where nothing speaks against it."""

_LEAST_OF_A_DOMAIN = 3
_COLUMNS = ("name", "address", "title", "organisation", "from", "to")


class Role(msgspec.Struct, frozen=True):
    """A title at an organisation, as stated between two dates (seconds since 1970, None: no date known).

    The dates are of the first and last letter that states it, not of appointment and leave, except where
    a user's table says them.
    """

    title: str
    organisation: str
    source: RoleSource
    first: int | None
    last: int | None
    readings: tuple[RoleReading, ...]


class RoleAnswer(msgspec.Struct, frozen=True):
    """What somebody was on a date: the role and why, or no role and why not."""

    role: Role | None
    reason: str


def roles_over_time(readings: Iterable[RoleReading]) -> tuple[Role, ...]:
    """Return one person's roles, earliest first; readings of one title and organisation are one role.

    They are one, too, where they differ by how words are shortened, or by what a scan misread.
    """
    found = list(readings)
    forms = _forms(found)
    groups: dict[Stated, list[RoleReading]] = defaultdict(list)
    for reading in found:
        groups[forms[_stated(reading)]].append(reading)
    roles = [_role(found) for found in groups.values()]
    return tuple(sorted(roles, key=_when))


def role_on(readings: Sequence[RoleReading], moment: int) -> RoleAnswer:
    """Return what one person was at a moment (seconds since 1970), or abstain.

    A table's period decides. Else signatures, then headers, then mentions: the same role before and
    after; or one within half a year, if no other is as near. Different roles on both sides tell nothing,
    unless one is the other with its title or its organisation left out.
    """
    tables = [
        item for item in readings if item.source is RoleSource.TABLE and _covers(item, moment)
    ]
    if tables:
        roles = roles_over_time(tables)
        if len(roles) == 1:
            return RoleAnswer(roles[0], "a table says so")
        return RoleAnswer(None, "tables state more than one role for this date")
    for source in (RoleSource.SIGNATURE, RoleSource.HEADER, RoleSource.MENTION):
        dated = [item for item in readings if item.source is source and item.dated is not None]
        answer = _between(dated, moment)
        if answer is not None:
            return answer
    return RoleAnswer(None, "nothing near this date states a role")


def parse_roles(text: str) -> tuple[tuple[RoleReading, ...], tuple[LeftOver, ...]]:
    """Return the roles of a user's CSV (name, address, title, organisation, from, to), and what is none.

    Dates are ISO 8601 days or months or years; the end is counted in. Never raises.
    """
    return parse_table(text, _COLUMNS, _of_table)


def print_roles(readings: Iterable[RoleReading]) -> str:
    """Return the table that `parse_roles` reads."""
    rows = (
        (
            item.name, item.address, item.title, item.organisation,
            day_of(item.dated), day_of(item.until),
        )
        for item in readings
    )  # fmt: skip
    return print_table(_COLUMNS, rows)


def organisation_hints(readings: Iterable[tuple[str, RoleReading]]) -> dict[str, str]:
    """Return which organisation a domain hints at, from addresses and the signatures they sent.

    Only a hint, never a role: it is given where three or more signatures name the same organisation.
    """
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for address, reading in readings:
        domain = organisation_domain(address)
        organisation = reading.organisation.rpartition(", ")[2]
        if domain and organisation and reading.source is RoleSource.SIGNATURE:
            counts[domain][organisation] += 1
    hints: dict[str, str] = {}
    for domain, found in counts.items():
        name, most = max(found.items(), key=lambda item: (item[1], item[0]))
        if most >= _LEAST_OF_A_DOMAIN and 2 * most > sum(found.values()):
            hints[domain] = name
    return hints


def _role(found: list[RoleReading]) -> Role:
    ordered = sorted(found, key=_reading_order)
    stated = [item.dated for item in ordered if item.dated is not None]
    ends = stated + [item.until for item in ordered if item.until is not None]
    source = max(item.source for item in ordered)
    forms = Counter(_stated(item) for item in ordered if item.source is source)
    ((title, organisation), _), *_ = forms.most_common(1)
    return Role(
        title, organisation, source,
        min(stated, default=None), max(ends, default=None), tuple(ordered),
    )  # fmt: skip


def _reading_order(item: RoleReading) -> tuple[int, int, int, str]:
    return item.dated if item.dated is not None else 1 << 62, -item.source, item.start, item.title


def _when(role: Role) -> tuple[int, int, str, str]:
    first = role.first if role.first is not None else 1 << 62
    return first, -role.source, role.title, role.organisation


def _covers(item: RoleReading, moment: int) -> bool:
    begun = item.dated is None or item.dated <= moment
    return begun and (item.until is None or moment <= item.until)


def _between(dated: list[RoleReading], moment: int) -> RoleAnswer | None:
    """Judge by the nearest readings before and after; None where none is near enough to say anything."""
    before = [item for item in dated if item.dated is not None and item.dated <= moment]
    after = [item for item in dated if item.dated is not None and item.dated > moment]
    last = max((item.dated or 0 for item in before), default=None)
    following = min((item.dated or 0 for item in after), default=None)
    forms = _forms(dated)
    earlier = {forms[_stated(item)] for item in before if item.dated == last}
    later = {forms[_stated(item)] for item in after if item.dated == following}
    if len(earlier) == 1 and earlier == later:
        return RoleAnswer(_found(dated, earlier, forms), "stated before and after")
    if last is not None and len(earlier) == 1 and moment - last < _DAY:
        return RoleAnswer(_found(dated, earlier, forms), "stated on this day")
    lesser = _lesser(earlier, later)
    if lesser is not None:
        fuller, stated = (later, following) if earlier == {lesser} else (earlier, last)
        if stated is not None and abs(moment - stated) <= _NEAR:
            return RoleAnswer(_found(dated, fuller, forms), "stated within half a year")
        return RoleAnswer(_found(dated, {lesser}, forms), "stated before and after")
    near = [
        named
        for named, moment_stated in ((earlier, last), (later, following))
        if moment_stated is not None and abs(moment - moment_stated) <= _NEAR
    ]
    if not near:
        return None
    if len(near) == 1 and len(near[0]) == 1 and (not earlier or not later):
        return RoleAnswer(_found(dated, near[0], forms), "stated within half a year")
    return RoleAnswer(None, "different roles are stated before and after")


def _lesser(earlier: set[Stated], later: set[Stated]) -> Stated | None:
    """Return the one role of two sides that is the other's with title or organisation left out."""
    if len(earlier) != 1 or len(later) != 1:
        return None
    (one,), (other,) = earlier, later
    for less, more in ((one, other), (other, one)):
        if all(half in ("", whole) for half, whole in zip(less, more, strict=True)):
            return less
    return None


def _stated(item: RoleReading) -> Stated:
    return item.title, item.organisation


def _forms(readings: Iterable[RoleReading]) -> dict[Stated, Stated]:
    return commonest_forms(Counter(map(_stated, readings)))


def _found(dated: list[RoleReading], named: set[Stated], forms: Mapping[Stated, Stated]) -> Role:
    return _role([item for item in dated if forms[_stated(item)] in named])


def _of_table(cells: Mapping[str, str]) -> RoleReading | str:
    """Return a line's role, or why it states none."""
    name, address = cells.get("name", ""), canonical_address(cells.get("address", ""))
    title, organisation = cells.get("title", ""), cells.get("organisation", "")
    if not name and not address:
        return "neither a name nor an address"
    if not title and not organisation:
        return "neither a title nor an organisation"
    dates: list[int | None] = []
    for column, at_end in (("from", False), ("to", True)):
        stated = cells.get(column, "")
        moment = _day(stated, at_end=at_end) if stated else None
        if stated and moment is None:
            return f"the date in column {column} is not ISO 8601"
        dates.append(moment)
    if dates[0] is not None and dates[1] is not None and dates[1] < dates[0]:
        return "it ends before it begins"
    return RoleReading(
        name, title, organisation, RoleSource.TABLE, dates[0], dates[1], address=address
    )


def day_of(moment: int | None) -> str:
    """Return the day (ISO, UTC) of a moment, "" for none or one that no calendar has."""
    try:
        return "" if moment is None else datetime.fromtimestamp(moment, UTC).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return ""


def _day(stated: str, *, at_end: bool) -> int | None:
    """Return the first or last second of a day, month or year (UTC)."""
    for form, step in (("%Y-%m-%d", "day"), ("%Y-%m", "month"), ("%Y", "year")):
        try:
            begun = datetime.strptime(stated, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        if not at_end:
            return int(begun.timestamp())
        return int(_next(begun, step).timestamp()) - 1
    return None


def _next(begun: datetime, step: str) -> datetime:
    if step == "day":
        return datetime.fromtimestamp(begun.timestamp() + _DAY, UTC)
    if step == "year" or begun.month == 12:
        return begun.replace(year=min(begun.year + 1, 9999), month=1, day=1)
    return begun.replace(month=begun.month + 1)
