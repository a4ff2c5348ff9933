"""A person in a query: asked for by permalink or by full name, found under all addresses and names.

Words that are no person's full name, and addresses, are looked for as they stand.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import permutations

from onrecord.archive.store import Holdings
from onrecord.people.name_form import read_name
from onrecord.people.person_permalink import PREFIX, written_person_permalink
from onrecord.people.sightings import Correspondent, Where, name_key
from onrecord.pipeline.who.whos_who import WhosWho
from onrecord.register.port import PersonRow, Register
from onrecord.search.query import Among, And, Between, Not, Or, Person, Query, Role, Word
from onrecord.text.terms import fold, words

_NAMED_IN = {
    Role.FROM: ("from", "sender"),
    Role.TO: ("to",),
    Role.CC: ("cc",),
    Role.BCC: ("bcc",),
    Role.WITH: ("from", "sender", "to", "cc", "bcc"),
}
_RECEIVED = (Role.TO, Role.CC, Role.BCC)
_LEAST_WORDS = 2


class AskedPeople:
    """Replaces persons in a query by what they are found by."""

    def __init__(self, holdings: Holdings, register: Callable[[], Register]) -> None:
        self._holdings = holdings
        self._register = register

    def resolved(self, query: Person | Between) -> Query:
        """Return what finds the letters of the one person that is meant, or the query as it is."""
        named = [query.terms] if isinstance(query, Person) else [query.one, query.other]
        if not any(map(self._may_be_person, named)):
            return query
        with self._register().at_one_moment():
            if isinstance(query, Person):
                return self._in_role(query.terms, query.role) or query
            return Or(
                tuple(
                    And((self._named(author, Role.FROM), Or(self._received(recipient))))
                    for author, recipient in permutations(named)
                )
            )

    def _received(self, terms: tuple[Word, ...]) -> tuple[Query, ...]:
        return tuple(self._named(terms, role) for role in _RECEIVED)

    def _named(self, terms: tuple[Word, ...], role: Role) -> Query:
        return self._in_role(terms, role) or Person(role, terms)

    def _may_be_person(self, terms: Sequence[Word]) -> bool:
        plain = [term for term in terms if isinstance(term, str)]
        if len(plain) != len(terms) or len(plain) < _LEAST_WORDS:
            return False
        return bool(_permalink(plain)) or read_name(" ".join(plain)).full

    def _in_role(self, terms: tuple[Word, ...], role: Role) -> Query | None:
        """Return what finds a person in a role; None where the words are to be looked for as they stand."""
        if not self._may_be_person(terms):
            return None
        plain = [str(term) for term in terms]
        permalink = _permalink(plain)
        if permalink:
            persons = self._register().person_at(permalink)
            return self._letters(persons[0], role) if len(persons) == 1 else Or(())
        who = WhosWho(self._register())
        either = (" ".join(plain), f"{plain[0]}, {' '.join(plain[1:])}")
        bearers = {row.number: row for name in either for row in who.bearing(name)}
        if len(bearers) != 1:
            return None
        (person,) = bearers.values()
        return Or((Person(role, terms), self._letters(person, role)))

    def _letters(self, person: PersonRow, role: Role) -> Query:
        everybody = self._register().correspondents(person.number)
        addresses = [item.address for item in everybody if item.address]
        found: list[Query] = [Person(role, words(address)) for address in addresses]
        short: set[str] = set()
        for written in sorted(_names(everybody)):
            if read_name(written).full:
                found.append(self._by_name(written, person, role))
            elif any(name_key(written) == item.key for item in everybody):
                short.add(written)
        if short:
            found.append(Among(tuple(self._holdings.naming_people(short, _NAMED_IN[role]))))
        return Or(tuple(dict.fromkeys(found)))

    def _by_name(self, written: str, person: PersonRow, role: Role) -> Query:
        """Return what finds a full name in a role, less the addresses of others who bear it."""
        named = Person(role, words(written))
        _, bearers = self._register().search([fold(written)], 50, 0)
        others = [row.number for row in bearers if row.number != person.number]
        addresses = [
            Person(role, words(item.address))
            for number in others
            for item in self._register().correspondents(number)
            if item.address
        ]
        return And((named, Not(Or(tuple(addresses))))) if addresses else named


def _permalink(terms: Sequence[str]) -> str:
    """Return the permalink that two words of a query, parted by its stroke, write; "" if they do not."""
    if len(terms) != 2 or terms[0] != PREFIX.rstrip("/"):
        return ""
    return written_person_permalink(PREFIX + terms[1]) or ""


def _names(everybody: Iterable[Correspondent]) -> set[str]:
    """Return the names that stand for a person in headers and reply headers."""
    return {
        form.written
        for item in everybody
        for form in item.forms
        if form.where in (Where.HEADER, Where.REPLY_HEADER) and words(form.written)
    }
