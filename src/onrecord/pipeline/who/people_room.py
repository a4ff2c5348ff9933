"""Who is who, as the faces show it: people, a person, networks, suggestions. Reads only."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from onrecord.archive.directory import ArchiveDirectory
from onrecord.archive.store import Holdings
from onrecord.people.correspondence import ego_network, shortest_path
from onrecord.people.decisions import effective
from onrecord.people.judging import judge
from onrecord.people.letter_sightings import mention
from onrecord.people.person_permalink import person_permalink
from onrecord.people.roles import day_of
from onrecord.people.sightings import Correspondent
from onrecord.people.suggestions import suggestions
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.showing.views import ThreadView
from onrecord.pipeline.who.decided import decided_in
from onrecord.pipeline.who.people_views import (
    ActivityView,
    CorrespondentView,
    DecisionView,
    EdgeView,
    FormView,
    GroundView,
    HelperView,
    NeighbourView,
    NetworkView,
    NodeView,
    PathView,
    PeopleView,
    PersonLink,
    PersonRow,
    PersonView,
    SuggestionView,
    ThreadStepView,
)
from onrecord.pipeline.who.stated_roles import StatedRoles
from onrecord.pipeline.who.thread_people import thread_steps
from onrecord.pipeline.who.whos_who import WhosWho
from onrecord.register import port
from onrecord.register.port import Register
from onrecord.text.terms import words


class PeopleRoom:
    """Answers questions about the people of one archive; `OpenArchive.people()` gives one.

    ``who`` is a person's permalink (``p/…`` or its start), an address, or a name as written. Raises
    OnRecordError ``people/unknown`` where nobody is meant, and ``people/ambiguous`` where several may be.
    """

    def __init__(
        self,
        directory: ArchiveDirectory,
        holdings: Holdings,
        originals: Originals,
        register: Register,
        threads: Callable[[str], ThreadView],
    ) -> None:
        """``threads`` gives the thread that a reference names."""
        self._directory = directory
        self._holdings = holdings
        self._threads = threads
        self._register = register
        self._who = WhosWho(register)
        self._roles = StatedRoles(directory, holdings, originals, register)

    def people(self, query: str = "", *, limit: int = 50, offset: int = 0) -> PeopleView:
        """Return the persons whose names or addresses hold every word of a query, busiest first."""
        total, rows = self._register.search(words(query), limit, offset)
        return PeopleView(query, total, limit, offset, tuple(self._row(row) for row in rows))

    def person(self, who: str, *, neighbours: int = 20) -> PersonView:
        """Return one person whole, with that many of those they write with most."""
        found = self._who.one(who)
        number = found.number
        everybody = self._register.correspondents(number)
        for_them, by_them = self._register.behalf(number)
        links = self._links(other for other, _ in for_them + by_them)
        months = self._register.months(number, mass_mailings=False)
        return PersonView(
            asked=who,
            permalink=found.permalink,
            name=found.name,
            impersonal=found.impersonal,
            aliases=tuple(person_permalink(item.key) for item in everybody),
            messages=found.messages,
            first_date=day_of(found.first),
            last_date=day_of(found.last),
            correspondents=tuple(map(_correspondent, everybody)),
            grounds=tuple(
                GroundView(
                    item.kind.value, item.first, item.second, item.count, item.detail, item.example
                )
                for item in self._register.grounds(number)
            ),
            roles=self._roles.of(everybody),
            activity=tuple(
                ActivityView(_month(row.month), row.sent, row.received) for row in months
            ),
            neighbours=self._neighbours(number, neighbours),
            assistants=tuple(HelperView(*links[other], letters) for other, letters in for_them),
            assists=tuple(HelperView(*links[other], letters) for other, letters in by_them),
            domains=self._roles.hints(everybody),
        )

    def network(
        self, who: str, *, depth: int = 1, most: int = 50, mass_mailings: bool = False
    ) -> NetworkView:
        """Return who writes with whom around a person, going on from the ``most`` busiest of each."""
        found = self._who.one(who)
        rows = ego_network(
            lambda some: self._register.ties(some, mass_mailings=mass_mailings),
            found.number,
            depth=depth,
            most=most,
        )
        known = self._register.persons({found.number, *(one for row in rows for one in row[:2])})
        rings = _rings(found.number, rows)
        nodes = [
            NodeView(item.permalink, item.name, rings.get(number, depth), item.messages)
            for number, item in known.items()
        ]
        edges = [
            _edge(known[one].permalink, known[other].permalink, letters)
            for one, other, letters in rows
        ]
        return NetworkView(
            PersonLink(found.permalink, found.name),
            depth,
            tuple(sorted(nodes, key=lambda node: (node.ring, node.name, node.permalink))),
            tuple(sorted(edges, key=lambda edge: (-edge.letters, edge.first, edge.second))),
        )

    def path(self, first: str, last: str, *, mass_mailings: bool = False) -> PathView:
        """Return the fewest persons by whom two are linked."""
        one, other = self._who.one(first), self._who.one(last)
        steps = shortest_path(
            lambda some: self._register.ties(some, mass_mailings=mass_mailings),
            one.number,
            other.number,
        )
        links = self._links(steps)
        letters = [
            sum(
                count
                for _, end, count in self._register.ties([here], mass_mailings=mass_mailings)
                if end == there
            )
            for here, there in pairwise(steps)
        ]
        return PathView(
            PersonLink(one.permalink, one.name),
            PersonLink(other.permalink, other.name),
            tuple(PersonLink(*links[number]) for number in steps),
            tuple(letters),
        )

    def suggestions(self, limit: int = 20) -> tuple[SuggestionView, ...]:
        """Return pairs of persons who may be one, those with most letters at stake first."""
        decisions = decided_in(self._directory).decisions
        seen = self._register.sightings()
        people = judge(seen, decisions)
        names = {person.permalink: person.name for person in people.persons}
        return tuple(
            SuggestionView(
                PersonLink(item.first_person, names[item.first_person]),
                PersonLink(item.second_person, names[item.second_person]),
                item.first,
                item.second,
                item.reason,
                item.messages,
            )
            for item in suggestions(people, seen.evidence, decisions, limit)
        )

    def decisions(self) -> tuple[DecisionView, ...]:
        """Return a reviewer's decisions, in the order they were made."""
        made = decided_in(self._directory).decisions
        fails = {item.decision.id: item.reason for item in effective(made).conflicts}
        return tuple(
            DecisionView(
                item.id, item.act.value, item.first, item.second, item.name, item.who, item.when,
                item.note, fails.get(item.id, ""),
            )
            for item in made
        )  # fmt: skip

    def thread(self, reference: str) -> tuple[ThreadStepView, ...]:
        """Return who was added to a thread or dropped from it and by whom, in its order."""
        return thread_steps(self._threads(reference), self._holdings, self._register)

    def link(self, name: str, address: str) -> PersonLink | None:
        """Return the person of a mailbox as a message writes it; None where none is known."""
        named = mention(name, address)
        found = self._register.persons_of([named.key]) if named else {}
        return next((PersonLink(*self._links([number])[number]) for number in found.values()), None)

    def _neighbours(self, number: int, most: int) -> tuple[NeighbourView, ...]:
        rows = self._register.neighbours(number, mass_mailings=False)
        busiest = sorted(rows, key=lambda row: (-(row.sent + row.received), row.person))[:most]
        links = self._links(row.person for row in busiest)
        return tuple(NeighbourView(*links[row.person], row.sent, row.received) for row in busiest)

    def _links(self, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
        known = self._register.persons(set(numbers))
        return {number: (item.permalink, item.name) for number, item in known.items()}

    def _row(self, row: port.PersonRow) -> PersonRow:
        everybody = self._register.correspondents(row.number)
        return PersonRow(
            row.permalink,
            row.name,
            tuple(item.address for item in everybody if item.address),
            len({form.written for item in everybody for form in item.forms}),
            row.messages,
            day_of(row.first),
            day_of(row.last),
            row.impersonal,
        )


def _correspondent(item: Correspondent) -> CorrespondentView:
    return CorrespondentView(
        item.key,
        person_permalink(item.key),
        item.address,
        item.messages,
        tuple(
            FormView(
                form.written, form.where.value, form.count, day_of(form.first), day_of(form.last)
            )
            for form in item.forms
        ),
        item.printed,
        item.is_list,
    )


def _edge(one: str, other: str, letters: int) -> EdgeView:
    return EdgeView(min(one, other), max(one, other), letters)


def _month(month: int) -> str:
    return f"{month // 100:04d}-{month % 100:02d}" if month else ""


def _rings(middle: int, rows: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """Return how many steps everybody is from the middle."""
    around: dict[int, set[int]] = {}
    for one, other, _ in rows:
        around.setdefault(one, set()).add(other)
        around.setdefault(other, set()).add(one)
    rings = {middle: 0}
    ring = [middle]
    while ring:
        ring = [
            other for one in ring for other in sorted(around.get(one, ())) if other not in rings
        ]
        rings |= dict.fromkeys(ring, max(rings.values()) + 1)
        ring = list(dict.fromkeys(ring))
    return rings
