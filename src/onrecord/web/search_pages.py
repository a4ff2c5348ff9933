"""The page of results, and results taken away."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any

import msgspec
from fastapi import Query, Request
from fastapi.responses import Response, StreamingResponse

from onrecord.errors import OnRecordError
from onrecord.pipeline.finding.grouping import Grouping
from onrecord.pipeline.finding.searching import Paging
from onrecord.pipeline.finding.searching_views import FacetValueView, FacetView, TimelinesView
from onrecord.pipeline.giving_back.tables import HIT_COLUMNS, csv_lines, hit_row
from onrecord.pipeline.showing.views import ResultView
from onrecord.search.engine import FacetField, Sort
from onrecord.web.addresses import Asking, search_address
from onrecord.web.answers import turned
from onrecord.web.downloads import attachment_disposition
from onrecord.web.forms import who_is
from onrecord.web.holding_pages import Offset
from onrecord.web.layout import shown_hits
from onrecord.web.narrowing import asks_for, looser, narrowed, within, without
from onrecord.web.pager import Pager, turn
from onrecord.web.paper import Paper
from onrecord.web.question import ways_to_ask
from onrecord.web.rooms import Rooms
from onrecord.web.timeline import drawn

HITS = 20
_SORTINGS = (
    (Sort.RELEVANCE, "Most relevant"),
    (Sort.DATE, "Oldest"),
    (Sort.NEWEST, "Newest"),
)
_FOLDINGS = (
    (Grouping.NONE, "Every message"),
    (Grouping.COPIES, "Copies folded"),
    (Grouping.THREAD, "One a thread"),
)
_FACETS = {
    FacetField.PLACE: "Where it stands",
    FacetField.SENDER: "From",
    FacetField.RECIPIENT: "To",
    FacetField.YEAR: "Year",
    FacetField.TRANCHE: "Tranche",
    FacetField.CUSTODIAN: "Custodian",
    FacetField.TYPE: "Attached",
}
_VALUES = 8
_NAMED = 6
"""The persons in most letters, of whom two are named in examples: offices and lists are left out."""
_AT_ONCE = 50
_COUNTERS = 2
"""Threads that count: more would only keep one another, and the pages, waiting."""
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


Found = tuple[ResultView, tuple[FacetView, ...], TimelinesView]


class FacetLink(msgspec.Struct, frozen=True):
    """A value that results can be narrowed to (or, ``asked``, are): how many, and the way there.

    ``person`` is what the person is called whose address it is, "" where that is not known.
    """

    person: str
    name: str
    messages: int
    address: str
    asked: bool


class ShownFacet(msgspec.Struct, frozen=True):
    """A facet under its title."""

    title: str
    values: tuple[FacetLink, ...]


class SearchPages:
    """One method per address."""

    def __init__(self, rooms: Rooms, paper: Paper) -> None:
        self._searches = rooms.reading.searches
        self._people = rooms.people
        self._casework = rooms.casework
        self._paper = paper
        self._counter = ThreadPoolExecutor(_COUNTERS)

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses of these pages."""
        yield "GET", "/search", self.search
        yield "GET", "/search/within", self.within
        yield "GET", "/search/results.csv", self.table

    async def search(
        self,
        request: Request,
        q: str = "",
        sort: Sort = Sort.RELEVANCE,
        fold: Grouping = Grouping.NONE,
        offset: Offset = 0,
    ) -> Response:
        """Show a page of results, or how to ask."""
        asking = Asking(q, sort.value, fold.value)
        told = {"here": "search", "q": q, "asking": asking, "help": self._help, "error": None}
        if "q" not in request.query_params:
            return self._paper.page("search.html", **told, result=None)
        try:
            result, counts, times = await self._found(
                q, Paging(sort=sort, limit=HITS, offset=offset, grouping=fold)
            )
        except OnRecordError as error:
            refused = {**told, "error": error, "result": None}
            return self._paper.page("search.html", 400, **refused)
        return self._paper.page(
            "search.html",
            **told,
            result=result,
            looser=() if result.total else self._looser(q),
            hits=shown_hits(result.hits),
            facets=_shown_facets(counts, asking),
            drawing=drawn(times.lines[0], times.step),
            undated=times.lines[0].undated,
            step=times.step,
            sortings=[
                (label, _way(asking, sort=each.value), each == sort) for each, label in _SORTINGS
            ],
            foldings=[
                (label, _way(asking, fold=each.value), each == fold) for each, label in _FOLDINGS
            ],
            within=_ways_within(asking),
            pager=_pager(result, asking),
            cases=self._casework.cases(),
            who=who_is(request),
        )

    async def _found(self, q: str, paging: Paging) -> Found:
        """Return results, counts and timeline; what the index counts is counted beside the reading."""
        counter = self._searches.counter(q, _FACETS, _VALUES)
        counting = asyncio.get_running_loop().run_in_executor(self._counter, counter)
        result = self._searches.search(q, paging)
        facets, times = await counting
        return result, self._searches.named(facets), times

    def _help(self) -> tuple[tuple[str, str], ...]:
        """Return how to ask, with persons of this archive where it knows any."""
        return ways_to_ask(self._people.people(limit=_NAMED).persons)

    def _looser(self, q: str) -> tuple[tuple[str, int], ...]:
        """Return questions that ask for less and find something, and how many messages each finds."""
        found = ((less, self._searches.search(less, Paging(limit=1)).total) for less in looser(q))
        return tuple((less, total) for less, total in found if total)

    async def within(
        self, q: str = "", first: Day = "", last: Day = "", sort: Sort = Sort.RELEVANCE
    ) -> Response:
        """Lead to the same search within some days; an end that is not given is open."""
        if not first and not last:
            return turned(search_address(Asking(q, sort.value)))
        question = within(q, first, last) if first != last else within(q, first, first)
        return turned(search_address(Asking(question, sort.value)))

    async def table(self, q: str = "", sort: Sort = Sort.DATE) -> Response:
        """Hand out all results as a table that is safe in spreadsheets."""
        self._searches.extent(q)  # a question that cannot be read is told before anything is sent
        headers = {"Content-Disposition": attachment_disposition("results.csv")}
        return StreamingResponse(self._lines(q, sort), media_type="text/csv", headers=headers)

    async def _lines(self, q: str, sort: Sort) -> AsyncIterator[bytes]:
        """Yield the table some lines at a time; other readers are served in between."""
        lines = csv_lines(HIT_COLUMNS, map(hit_row, self._searches.all_hits(q, sort)))
        waiting: list[str] = []
        for line in lines:
            waiting.append(line)
            if len(waiting) >= _AT_ONCE:
                yield "".join(waiting).encode("utf-8", "replace")
                waiting.clear()
                await asyncio.sleep(0)
        yield "".join(waiting).encode("utf-8", "replace")


def _shown_facets(facets: Iterable[FacetView], asking: Asking) -> tuple[ShownFacet, ...]:
    shown = (
        ShownFacet(
            _FACETS[FacetField(facet.field)],
            tuple(_link(value, asking) for value in facet.values),
        )
        for facet in facets
    )
    return tuple(facet for facet in shown if facet.values)


def _link(value: FacetValueView, asking: Asking) -> FacetLink:
    term = value.narrowing
    asked = asks_for(asking.q, term)
    question = without(asking.q, term) if asked else narrowed(asking.q, term)
    address = search_address(msgspec.structs.replace(asking, q=question)) if term else ""
    return FacetLink(value.called, value.name, value.messages, address, asked)


def _way(asking: Asking, **other: str) -> str:
    """Return where the same search is, but for something."""
    return search_address(msgspec.structs.replace(asking, **other))


def _ways_within(asking: Asking) -> Callable[[str, str], str]:
    """Return what gives the same search within some days; a page has a hundred such ways."""
    mark = "0001-01-01"
    before, _, after = _way(asking, q=within(asking.q, mark, mark)).rpartition(mark)
    return lambda first, last: f"{before}{first if first == last else f'{first}..{last}'}{after}"


def _pager(result: ResultView, asking: Asking) -> Pager:
    return turn(
        result.rows or result.total,
        result.offset,
        HITS,
        lambda at: search_address(asking, at),
    )
