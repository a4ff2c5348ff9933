"""Whom a user means: a person by permalink, address, or name as written."""

from onrecord.errors import OnRecordError
from onrecord.people.fitting import Fit, fit
from onrecord.people.name_form import read_name
from onrecord.people.person_permalink import written_person_permalink
from onrecord.people.sightings import correspondent_key
from onrecord.register.port import PersonRow, Register
from onrecord.text.terms import words

_MOST = 200


class WhosWho:
    """Finds persons in the register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def one(self, who: str) -> PersonRow:
        """Return the person that is meant. Raises OnRecordError if it is nobody, or may be several."""
        found = self.all(who)
        if not found:
            raise OnRecordError(
                "people/unknown",
                "nobody in this archive has that permalink, address or name.",
                where=who,
                hint="Look for them with `onrecord people WORDS`.",
            )
        if len(found) > 1:
            several = "; ".join(f"{item.name} ({item.permalink[:10]})" for item in found[:5])
            raise OnRecordError(
                "people/ambiguous",
                f"this may be several people: {several}{' …' if len(found) > 5 else '.'}",
                where=who,
                hint="Write an address or a permalink.",
            )
        return found[0]

    def all(self, who: str) -> list[PersonRow]:
        """Return the persons that may be meant, the busiest first."""
        permalink = written_person_permalink(who)
        if permalink is not None:
            return self._register.person_at(permalink)
        numbers = self._register.persons_of(_keys(who))
        if numbers:
            return list(self._register.persons(numbers.values()).values())
        return self._named(who)

    def _named(self, who: str) -> list[PersonRow]:
        """Return persons a form of whose name is this one; else those whose name holds its words."""
        asked = words(who)
        if not asked:
            return []
        _, rows = self._register.search(asked, _MOST, 0)
        if not read_name(who).full:
            return rows
        return [row for row in rows if self._bears(row, who)] or rows

    def bearing(self, name: str) -> list[PersonRow]:
        """Return the persons who bear this full name, written in any order."""
        asked = words(name)
        _, rows = self._register.search(asked, _MOST, 0)
        return [row for row in rows if self._bears(row, name)]

    def _bears(self, row: PersonRow, who: str) -> bool:
        asked = read_name(who)
        return any(
            fit(asked, read_name(form.written)) is Fit.SAME
            for item in self._register.correspondents(row.number)
            for form in item.forms
            if read_name(form.written).full
        )


def _keys(who: str) -> list[str]:
    """Return the keys of correspondents that are meant; of ``Name <address>`` the address's."""
    key = correspondent_key(who, read_name(who).address if who.rstrip().endswith(">") else "")
    return [key] if key else []
