"""The JSON interface to what is read: overview, search, messages, threads, people."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Path, Query
from fastapi.responses import Response

from onrecord.pipeline.finding.concordance import AboutAsked
from onrecord.pipeline.finding.grouping import Grouping
from onrecord.pipeline.finding.searching import Paging
from onrecord.pipeline.reading.shapes import (
    about_shape,
    adding_shape,
    facets_shape,
    message_shape,
    recovered_shape,
    related_shape,
    search_shape,
    status_shape,
    thread_shape,
    timelines_shape,
    tranche_shape,
)
from onrecord.pipeline.who.networks import Counted, Reach
from onrecord.search.engine import FacetField, Sort, Step
from onrecord.web.api.answering import VERSION, answer
from onrecord.web.api.completing import completions
from onrecord.web.rooms import Rooms

Asked = Annotated[
    str,
    Query(description="A question in the query language; all messages if empty.", max_length=4000),
]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=2**31 - 1, description="How many to pass over.")]
Name = Annotated[
    str, Path(description="A permalink without the letter before its stroke.", max_length=200)
]
Who = Annotated[
    str, Query(description="A person's permalink, an address, or a name.", max_length=400)
]

Tranche = Annotated[str, Path(description="The name of a tranche.", max_length=400)]
Month = Annotated[
    str, Query(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$", description="2010-03; empty: an open end.")
]

Day = Annotated[
    str, Query(pattern=r"^([0-9]{4}(-[0-9]{2}){0,2})?$", description="2010, 2010-03 or 2010-03-31.")
]

_FURTHER = "How many more of each of those, in a second step."


class CountedQuery:
    """Which letters count, as a part of an address."""

    def __init__(
        self,
        from_: Annotated[Month, Query(alias="from")] = "",
        to: Month = "",
        mass_mailings: bool = False,
    ) -> None:
        self.asked = Counted(first_month=from_, last_month=to, mass_mailings=mass_mailings)


class DaysQuery:
    """From which day to which, as a part of an address."""

    def __init__(self, from_: Annotated[Day, Query(alias="from")] = "", to: Day = "") -> None:
        self.first, self.last = from_, to


class Reading:
    """One method per address."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._room = rooms.reading

    def routes(self) -> Iterable[tuple[str, str, Any, str]]:
        """Return method, address, what answers, and the name of the answer's schema."""
        yield "GET", "/overview", self.overview, "Overview"
        yield "GET", "/adding", self.adding, "Adding"
        yield "GET", "/search", self.search, "Results"
        yield "GET", "/facets", self.facets, "Facets"
        yield "GET", "/timeline", self.timeline, "Timelines"
        yield "GET", "/complete", self.complete, "Completions"
        yield "GET", "/m/{name}", self.message, "Message"
        yield "GET", "/m/{name}/related", self.related, "Related"
        yield "GET", "/r/{name}", self.recovered, "Recovered"
        yield "GET", "/t/{name}", self.thread, "Thread"
        yield "GET", "/t/{name}/people", self.thread_people, "ThreadPeople"
        yield "GET", "/tranches", self.tranches, "Tranches"
        yield "GET", "/tranches/{name}", self.tranche, "Tranche"
        yield "GET", "/problems", self.problems, "Problems"
        yield "GET", "/people", self.people, "PeopleView"
        yield "GET", "/p/{name}", self.person, "PersonView"
        yield "GET", "/p/{name}/about", self.about, "About"
        yield "GET", "/p/{name}/on", self.role_on, "RoleOnView"
        yield "GET", "/suggestions", self.suggestions, "Suggestions"
        yield "GET", "/decisions", self.decisions, "Decisions"
        yield "GET", "/network", self.network, "NetworkView"
        yield "GET", "/path", self.path, "PathView"

    async def overview(self) -> Response:
        """Return what the archive holds, in sums, with every container and every failure."""
        return answer(status_shape(self._room.status()))

    async def adding(self) -> Response:
        """Return what is being added, was broken off, and was added last."""
        return answer({"version": VERSION, **adding_shape(self._rooms.additions.view())})

    async def search(
        self,
        q: Asked = "",
        sort: Sort = Sort.RELEVANCE,
        fold: Grouping = Grouping.NONE,
        limit: Limit = 20,
        offset: Offset = 0,
    ) -> Response:
        """Find messages."""
        paging = Paging(sort=sort, limit=limit, offset=offset, grouping=fold)
        return answer(search_shape(self._room.searches.search(q, paging)))

    async def facets(
        self,
        q: Asked = "",
        field: Annotated[
            list[FacetField] | None, Query(description="All if none is named.")
        ] = None,
        limit: Limit = 10,
    ) -> Response:
        """Count all messages found by what they have in common."""
        fields = field or list(FacetField)
        return answer(facets_shape(self._room.searches.facets(q, fields, limit)))

    async def timeline(
        self, q: Asked = "", step: Step | None = None, by_tranche: bool = False
    ) -> Response:
        """Count all messages found by when they were sent; without a step, one that fits."""
        return answer(timelines_shape(self._room.searches.timeline(q, step, by_tranche=by_tranche)))

    async def complete(self, q: Asked = "") -> Response:
        """Return ways to go on with the last word of a question."""
        found = completions(q, self._rooms)
        return answer(
            {"version": VERSION, "completions": [msgspec.to_builtins(each) for each in found]}
        )

    async def message(self, name: Name) -> Response:
        """Return one message whole."""
        return answer(message_shape(self._room.message(f"m/{name}")))

    async def related(self, name: Name, limit: Limit = 10) -> Response:
        """Return messages on the same matter as one, likeliest first, each with its reasons."""
        permalink = self._room.find(f"m/{name}").permalink
        return answer(related_shape(permalink, self._room.related(permalink, limit)))

    async def recovered(self, name: Name) -> Response:
        """Return a message that survives only in quotations."""
        return answer(recovered_shape(self._room.recovered(f"r/{name}")))

    async def thread(self, name: Name) -> Response:
        """Return a conversation in reading order."""
        return answer(thread_shape(self._room.thread(f"t/{name}")))

    async def thread_people(self, name: Name) -> Response:
        """Return who was added to a conversation or left out of it, in which message and by whom."""
        thread = self._room.thread(f"t/{name}")
        steps = self._rooms.people.thread(thread)
        return answer({"version": VERSION, "permalink": thread.permalink, "steps": steps})

    async def tranches(self) -> Response:
        """Return the tranches in the order they came."""
        tranches = [msgspec.to_builtins(each) for each in self._room.status().tranches]
        return answer({"version": VERSION, "tranches": tranches})

    async def tranche(self, name: Tranche) -> Response:
        """Return what is new in a tranche, changed, or not in it, beside those that came before."""
        return answer(tranche_shape(self._rooms.news.of(name)))

    async def problems(self, limit: Limit = 100, offset: Offset = 0) -> Response:
        """Return what could not be read."""
        recorded = self._room.status().problems
        shown = [msgspec.to_builtins(each) for each in recorded[offset : offset + limit]]
        return answer({"version": VERSION, "total": len(recorded), "problems": shown})

    async def people(self, q: Asked = "", limit: Limit = 50, offset: Offset = 0) -> Response:
        """Find people by words of their names and addresses, those in most letters first."""
        return answer(self._rooms.people.people(q, limit=limit, offset=offset))

    async def person(self, name: Name, neighbours: Limit = 20) -> Response:
        """Return one person."""
        return answer(self._rooms.people.person(f"p/{name}", neighbours=neighbours))

    async def about(
        self,
        name: Name,
        days: Annotated[DaysQuery, Depends()],
        by: Who = "",
        limit: Limit = 40,
        offset: Offset = 0,
    ) -> Response:
        """Return every sentence in somebody's own words that names a person, oldest first."""
        asked = AboutAsked(
            who=f"p/{name}", by=by, since=days.first, until=days.last, limit=limit, offset=offset
        )
        return answer(about_shape(self._room.about(asked)))

    async def role_on(self, name: Name, day: date) -> Response:
        """Return what a person was on a day, or that it is not known."""
        return answer(self._rooms.people.role_on(f"p/{name}", day))

    async def suggestions(self, limit: Limit = 20) -> Response:
        """Return pairs of persons who may be one, those with most letters at stake first."""
        found = self._rooms.people.suggestions(limit)
        return answer({"version": VERSION, "suggestions": found})

    async def decisions(self) -> Response:
        """Return what reviewers decided of who is who, in the order they did."""
        return answer({"version": VERSION, "decisions": self._rooms.people.decisions()})

    async def network(
        self,
        counted: Annotated[CountedQuery, Depends()],
        who: Who = "",
        most: Limit = 50,
        further: Annotated[int, Query(ge=0, le=10, description=_FURTHER)] = 0,
    ) -> Response:
        """Return who writes with whom around a person, or among the busiest if nobody is named."""
        if not who.strip():
            return answer(self._rooms.networks.busiest(most, counted.asked))
        reach = Reach(steps=(most, further) if further else (most,))
        return answer(self._rooms.networks.around(who, reach, counted.asked))

    async def path(
        self, counted: Annotated[CountedQuery, Depends()], first: Who, last: Who
    ) -> Response:
        """Return the fewest people by whom two are linked."""
        return answer(self._rooms.networks.path(first, last, counted.asked))
