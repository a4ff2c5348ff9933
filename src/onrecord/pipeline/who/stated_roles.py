"""What people were, and when: roles from signatures, headers and mentions, and from users' tables."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from onrecord.archive.directory import ArchiveDirectory
from onrecord.archive.store import Holdings
from onrecord.message.parse import parse
from onrecord.people.mailbox_address import organisation_domain
from onrecord.people.name_form import read_name
from onrecord.people.role_reading import RoleReading, RoleSource, role_in_name
from onrecord.people.roles import Role, day_of, organisation_hints, role_on, roles_over_time
from onrecord.people.sightings import Correspondent, Where, name_key
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.who.decided import stated_roles
from onrecord.pipeline.who.people_views import RoleOnView, RolePassageView, RoleView
from onrecord.register.port import Register, RoleRow
from onrecord.text.body import read_body
from onrecord.text.terms import fold

_SHOWN = 4
"""Passages that are shown of a role: the first and the last ones."""

_Messages = dict[RoleReading, int]


class StatedRoles:
    """Reads roles of persons from the register and from the desk's table."""

    def __init__(
        self,
        directory: ArchiveDirectory,
        holdings: Holdings,
        originals: Originals,
        register: Register,
    ) -> None:
        self._directory = directory
        self._holdings = holdings
        self._originals = originals
        self._register = register

    def readings(self, everybody: Sequence[Correspondent]) -> _Messages:
        """Return all that states a role of a person, with the message (0: none) it stands in."""
        names = self._own_names(everybody)
        found: _Messages = {}
        for row in self._register.roles({item.key for item in everybody} | names):
            found.setdefault(reading_of(row), row.message)
        for item in everybody:
            for form in item.forms:
                if form.where in (Where.HEADER, Where.REPLY_HEADER):
                    stated = (role_in_name(form.written, day) for day in (form.first, form.last))
                    found |= {reading: 0 for reading in stated if reading is not None}
        addresses = {item.address for item in everybody if item.address}
        for reading in stated_roles(self._directory):
            if reading.address in addresses if reading.address else name_key(reading.name) in names:
                found[reading] = 0
        return found

    def of(self, everybody: Sequence[Correspondent]) -> tuple[RoleView, ...]:
        """Return a person's roles, earliest first, with the passages they were read from."""
        readings = self.readings(everybody)
        return tuple(self._view(role, readings) for role in roles_over_time(readings))

    def on(self, everybody: Sequence[Correspondent], day: date) -> RoleOnView:
        """Return what a person was on a day (UTC), unless that is not known."""
        readings = self.readings(everybody)
        end = datetime.combine(day, time.max, UTC)
        answer = role_on(list(readings), int(end.timestamp()))
        role = self._view(answer.role, readings) if answer.role else None
        return RoleOnView(day.isoformat(), role, answer.reason)

    def hints(self, everybody: Sequence[Correspondent]) -> tuple[tuple[str, str], ...]:
        """Return which organisations the domains of a person hint at."""
        domains = {organisation_domain(item.address) for item in everybody} - {""}
        found: dict[str, str] = {}
        for domain in sorted(domains):
            rows = self._register.roles_at(domain)
            found |= organisation_hints((row.key, reading_of(row)) for row in rows)
        return tuple(sorted(found.items()))

    def _own_names(self, everybody: Sequence[Correspondent]) -> set[str]:
        """Return the keys of a person's full names that nobody else in the archive bears."""
        written = {
            form.written
            for item in everybody
            for form in item.forms
            if form.where is not Where.SALUTATION and read_name(form.written).full
        }
        return {name_key(name) for name in written if self._is_one_persons(name)}

    def _is_one_persons(self, name: str) -> bool:
        return self._register.search([fold(name)], 0, 0)[0] == 1

    def _view(self, role: Role, messages: _Messages) -> RoleView:
        readings = role.readings
        shown = readings if len(readings) <= _SHOWN else (*readings[:2], *readings[-2:])
        return RoleView(
            role.title,
            role.organisation,
            role.source.name.lower(),
            day_of(role.first),
            day_of(role.last),
            tuple(self._passage(reading, messages[reading]) for reading in shown),
        )

    def _passage(self, reading: RoleReading, message: int) -> RolePassageView:
        source, day = reading.source.name.lower(), day_of(reading.dated)
        heading = self._holdings.headings([message]).get(message) if message else None
        if heading is None:
            return RolePassageView("", day, source, reading.name, 0, 0)
        raw = self._originals.read(heading.sha256)
        text = read_body(raw, parse(raw, printed=heading.printed)).text
        said = text[reading.start : reading.end]
        return RolePassageView(heading.permalink, day, source, said, reading.start, reading.end)


def reading_of(row: RoleRow) -> RoleReading:
    """Return a row of the register as a reading."""
    return RoleReading(
        row.name, row.title, row.organisation, RoleSource(row.source), row.dated, None,
        row.start, row.end,
    )  # fmt: skip
