"""Who is who, as the faces show it: people, a person, suggestions. Reads only."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date

from onrecord.archive.directory import ArchiveDirectory
from onrecord.archive.store import Holdings
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
from onrecord.pipeline.who.months import month_written
from onrecord.pipeline.who.people_views import (
    ActivityView,
    CorrespondentView,
    DecisionView,
    FormView,
    GroundView,
    HelperView,
    NeighbourView,
    PeopleView,
    PersonLink,
    PersonRow,
    PersonView,
    RoleOnView,
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
    ) -> None:
        self._directory = directory
        self._holdings = holdings
        self._register = register
        self._who = WhosWho(register)
        self._roles = StatedRoles(directory, holdings, originals, register)

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Tell everything by one judgement until the end, whatever is judged meanwhile."""
        return self._register.at_one_moment()

    def people(self, query: str = "", *, limit: int = 50, offset: int = 0) -> PeopleView:
        """Return the persons whose names or addresses hold every word of a query, busiest first."""
        with self._register.at_one_moment():
            total, rows = self._register.search(words(query), limit, offset)
            return PeopleView(query, total, limit, offset, tuple(self._row(row) for row in rows))

    def person(self, who: str, *, neighbours: int = 20) -> PersonView:
        """Return one person whole, with that many of those they write with most."""
        with self._register.at_one_moment():
            return self._person(who, neighbours)

    def _person(self, who: str, neighbours: int) -> PersonView:
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
            correspondents=tuple(map(_correspondent, sorted(everybody, key=_most_seen))),
            grounds=tuple(
                GroundView(
                    item.kind.value, item.first, item.second, item.count, item.detail, item.example
                )
                for item in self._register.grounds(number)
            ),
            roles=self._roles.of(everybody),
            activity=tuple(
                ActivityView(month_written(row.month), row.sent, row.received) for row in months
            ),
            neighbours=self._neighbours(number, neighbours),
            assistants=tuple(HelperView(*links[other], letters) for other, letters in for_them),
            assists=tuple(HelperView(*links[other], letters) for other, letters in by_them),
            domains=self._roles.hints(everybody),
        )

    def role_on(self, who: str, day: date) -> RoleOnView:
        """Return what one person was on a day, or that it is not known."""
        with self._register.at_one_moment():
            return self._roles.on(self._register.correspondents(self._who.one(who).number), day)

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

    def thread(self, view: ThreadView) -> tuple[ThreadStepView, ...]:
        """Return who was added to a thread or dropped from it and by whom, in its order."""
        with self._register.at_one_moment():
            return thread_steps(view, self._holdings, self._register)

    def link(self, name: str, address: str) -> PersonLink | None:
        """Return the person of a mailbox as a message writes it; None where none is known."""
        named = mention(name, address)
        with self._register.at_one_moment():
            found = self._register.persons_of([named.key]) if named else {}
            return next(
                (PersonLink(*self._links([number])[number]) for number in found.values()), None
            )

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


def _most_seen(item: Correspondent) -> tuple[int, int, bool, str]:
    """Order a person's correspondents as a reader wants them, not by which came first."""
    return -item.messages, -sum(form.count for form in item.forms), not item.address, item.key


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
