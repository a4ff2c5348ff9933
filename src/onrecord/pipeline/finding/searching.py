"""Searching an archive: hits as pages show them, counts over all hits, timelines."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

import msgspec

from onrecord.archive.store import Holdings
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.finding.asking import Judged, resolved
from onrecord.pipeline.finding.authors import Authors
from onrecord.pipeline.finding.counting import Counting, all_keys
from onrecord.pipeline.finding.grouping import Grouping, Groups, Rows
from onrecord.pipeline.finding.hits import Hits
from onrecord.pipeline.finding.searching_views import FacetView, TimelinesView
from onrecord.pipeline.recovered_keys import RECOVERED_FROM
from onrecord.pipeline.showing.views import HitView, ResultView
from onrecord.pipeline.who.registers import Registers
from onrecord.relations.port import Relations
from onrecord.search.engine import Engine, FacetField, Sort, Step
from onrecord.search.parser import ParsedQuery, parse_query
from onrecord.search.query import Query

_AT_ONCE = 200


class Paging(msgspec.Struct, frozen=True, kw_only=True):
    """Which page of the results, in what order, and what a row of it is."""

    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0
    grouping: Grouping = Grouping.NONE


class Extent(msgspec.Struct, frozen=True):
    """How many messages a query finds; ISO date and permalink of the first and the last, "" if undated."""

    messages: int
    first: str
    first_permalink: str
    last: str
    last_permalink: str


class Searches:
    """Finds messages, and recovered ones among them."""

    def __init__(
        self,
        holdings: Holdings,
        originals: Originals,
        engine: Callable[[], Engine],
        relations: Relations,
        registers: Registers | None = None,
    ) -> None:
        """``registers`` give who is who: what a query asks of persons, and who wrote what is found."""
        self._judged = Judged(holdings, relations, registers.judged if registers else None)
        self._authors = Authors(registers.known if registers else lambda: None)
        self._holdings = holdings
        self._engine = engine
        self._relations = relations
        self._hits = Hits(holdings, originals, relations)
        self._groups = Groups(holdings, relations)

    def search(self, text: str, paging: Paging) -> ResultView:
        """Find messages. Raises OnRecordError for a query that cannot be understood."""
        asked, query = self._asked(text)
        total, count, rows = self._page(query, paging)
        hits = self._hits.shown((row[0] for row in rows), asked.query)
        named = self._named(rows, paging.grouping)
        shown = self._authors.told(named(hits[row[0]], row) for row in rows if row[0] in hits)
        return ResultView(
            asked.text,
            asked.repairs,
            total,
            paging.sort.value,
            paging.limit,
            paging.offset,
            tuple(shown),
            count,
        )

    def facets(
        self, text: str, fields: Iterable[FacetField], limit: int = 10
    ) -> tuple[FacetView, ...]:
        """Count all messages found by each field: its ``limit`` most frequent values, exactly."""
        counting = self._counting(self._asked(text)[1])
        return self.named(counting.facets(fields, limit))

    def timeline(
        self, text: str, step: Step | None = None, *, by_tranche: bool = False
    ) -> TimelinesView:
        """Count all messages found by when they were sent; without a step, one that fits."""
        asked, query = self._asked(text)
        tranches = [item.name for item in self._holdings.tranches()] if by_tranche else []
        told_by, lines = self._counting(query).timelines(step, tranches)
        return TimelinesView(asked.text, asked.repairs, told_by.value, lines)

    def counter(
        self, text: str, fields: Iterable[FacetField], limit: int
    ) -> Callable[[], tuple[tuple[FacetView, ...], TimelinesView]]:
        """Return what counts `facets` and `timeline` at once, for less than both apart, in any thread.

        It asks the index alone, for a database is read by one thread: so persons are yet to be `named`,
        and threads cannot be counted.
        """
        asked, query = self._asked(text)
        counting = self._counting(query)

        def counted() -> tuple[tuple[FacetView, ...], TimelinesView]:
            told_by, lines = counting.timelines(None, ())
            timeline = TimelinesView(asked.text, asked.repairs, told_by.value, lines)
            return counting.facets(fields, limit), timeline

        return counted

    def named(self, facets: Iterable[FacetView]) -> tuple[FacetView, ...]:
        """Return counts with the persons whose addresses they count, if known."""
        return self._authors.named(facets)

    def numbers(self, query: Query) -> list[int]:
        """Return the row numbers of all messages a query finds, oldest first; not of recovered ones."""
        return [key for key in self.keys(query, Sort.DATE) if key < RECOVERED_FROM]

    def keys(self, query: Query, sort: Sort) -> list[int]:
        """Return the index's keys of all messages a query finds, recovered ones too, in order."""
        asked = resolved(query, self._judged)
        return all_keys(self._engine(), asked, sort)

    def all_hits(self, text: str, sort: Sort = Sort.DATE) -> Iterator[HitView]:
        """Yield every message found, in order, drawn some at a time: there may be very many."""
        asked, query = self._asked(text)
        waiting = iter(all_keys(self._engine(), query, sort))
        while some := [[key] for key in islice(waiting, _AT_ONCE)]:
            hits = self._hits.shown((row[0] for row in some), asked.query)
            named = self._named(some, Grouping.NONE)
            yield from self._authors.told(
                named(hits[row[0]], row) for row in some if row[0] in hits
            )

    def extent(self, text: str) -> Extent:
        """Return how many messages are found, and which are the first and the last that state a date."""
        _, query = self._asked(text)
        ends = []
        for sort in (Sort.DATE, Sort.NEWEST):
            page = self._engine().search(query, sort=sort, limit=1)
            found = self._hits.dated(hit.key for hit in page.hits)
            ends.append(found[0] if found else ("", ""))
        return Extent(page.total, *ends[0], *ends[1])

    def _counting(self, query: Query) -> Counting:
        return Counting(self._engine(), self._groups, query)

    def _asked(self, text: str) -> tuple[ParsedQuery, Query]:
        asked = parse_query(text, today=datetime.now(UTC).date())
        return asked, resolved(asked.query, self._judged)

    def _page(self, query: Query, paging: Paging) -> tuple[int, int, Rows]:
        """Return how many messages are found, how many rows they make, and the rows of the page."""
        end = paging.offset + paging.limit
        if paging.grouping is Grouping.NONE:
            page = self._engine().search(
                query, sort=paging.sort, limit=paging.limit, offset=paging.offset
            )
            return page.total, page.total, [[hit.key] for hit in page.hits]
        keys = all_keys(self._engine(), query, paging.sort)
        rows = self._groups.rows(keys, paging.grouping)
        return len(keys), len(rows), rows[paging.offset : end]

    def _named(self, rows: Rows, grouping: Grouping) -> Callable[[HitView, list[int]], HitView]:
        """Return what tells a hit its thread, and what else its row holds."""
        leads = self._groups.leads([row[0] for row in rows])
        names = self._groups.thread_names(set(leads.values()))
        folds = grouping is Grouping.COPIES
        links = self._hits.permalinks(key for row in rows for key in row[1:] if folds)

        def named(hit: HitView, row: list[int]) -> HitView:
            return msgspec.structs.replace(
                hit,
                thread=names.get(leads.get(row[0], 0), ("", ""))[0],
                copies=tuple(links[key] for key in row[1:] if key in links),
                others_in_thread=len(row) - 1 if grouping is Grouping.THREAD else 0,
            )

        return named
