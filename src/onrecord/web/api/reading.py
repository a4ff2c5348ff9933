"""The JSON interface to what is read: overview, search, messages, threads, people."""

from collections.abc import Iterable
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
from onrecord.web.people_pages import known_as
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
        yield "GET", "/r/{name}", self.recovered, "Recovered"
        yield "GET", "/t/{name}", self.thread, "Thread"
        yield "GET", "/tranches", self.tranches, "Tranches"
        yield "GET", "/tranches/{name}", self.tranche, "Tranche"
        yield "GET", "/problems", self.problems, "Problems"
        yield "GET", "/people", self.people, "PeopleView"
        yield "GET", "/p/{name}", self.person, "PersonView"
        yield "GET", "/p/{name}/about", self.about, "About"
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

    async def recovered(self, name: Name) -> Response:
        """Return a message that survives only in quotations."""
        return answer(recovered_shape(self._room.recovered(f"r/{name}")))

    async def thread(self, name: Name) -> Response:
        """Return a conversation in reading order."""
        return answer(thread_shape(self._room.thread(f"t/{name}")))

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
        self, name: Name, by: Who = "", limit: Limit = 40, offset: Offset = 0
    ) -> Response:
        """Return every sentence in somebody's own words that names a person, in time order."""
        who = known_as(self._rooms.people.person(f"p/{name}", neighbours=1))
        asked = AboutAsked(who=who, by=by, limit=limit, offset=offset)
        return answer(about_shape(self._room.about(asked)))

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
