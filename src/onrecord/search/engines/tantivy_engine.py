"""Search on tantivy, an engine inside this process.

Texts are indexed with positions and not stored. A message's relevance is the sum, over the words and
phrases asked for and the texts they stand in, of BM25 (k1 = 1.2, b = 0.75) in that text times its
weight: own words 3, subject 2, attachments 1, others' words 0.5, signatures and boilerplate 0.25.
(Asked for by three words that others quote, the letter that first wrote them comes first of all in 81
of 100 cases; in 68 with own words at 1, in 73 at 1.5.) People, dates, labels and kinds narrow and
never rank. By date, undated messages come last both ways; equal dates are ordered by key, so that
pages never overlap; so are equals in relevance. Where no words are asked for, nothing ranks, and the
newest come first.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import tantivy

from onrecord.errors import OnRecordError
from onrecord.search.asked import PLACES, asked_for, places_of
from onrecord.search.engine import Count, Days, Document, FacetField, Hit, Page, Sort
from onrecord.search.engines.tantivy_schema import (
    ANALYZER,
    DAY,
    analyzer,
    counted_as,
    kept,
    schema,
)
from onrecord.search.engines.tantivy_translation import Translation, any_of, too_wide
from onrecord.search.facets import most_frequent
from onrecord.search.query import Near, Query, Words
from onrecord.text.passage import READING

_HEAP_BYTES = 64_000_000
_THREADS = 1  # a second one gains nothing while Python hands the documents over
_WATERMARK = f"onrecord-watermark-{READING}"
"""An index of another reading has none, and is filled again at the next `onrecord add` or `retry`."""
_MOST_DAYS = 60_000
_REMEMBERED = 256
_EVERY = 1 << 31
_FEW_EQUALS, _MANY_EQUALS, _MORE = 60, 1000, 8
_REBUILD = "Remove the index folder: the next `onrecord add` builds it again from the archive."
_ORDERS = {
    Sort.DATE: ("oldest", tantivy.Order.Asc),
    Sort.NEWEST: ("newest", tantivy.Order.Desc),
}


class TantivyEngine:
    """`onrecord.search.engine.Engine` in one directory."""

    def __init__(self, directory: Path, *, writable: bool) -> None:
        """Open, or make, the index. Raises OnRecordError if another writer has it open."""
        self._directory = directory
        self._schema = schema()
        self._writer: tantivy.IndexWriter | None = None
        with _opening(directory):
            self._index = tantivy.Index(self._schema, path=str(directory), reuse=True)
            self._index.register_tokenizer(ANALYZER, analyzer())
            if writable:
                self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=_THREADS)
            self._highest = self._highest_key() if writable else 0
        self._seen = 0
        self._facets_in = lru_cache(_REMEMBERED)(self._count_facets)
        self._days_in = lru_cache(_REMEMBERED)(self._count_days)

    def add(self, documents: Iterable[Document]) -> None:
        """Take documents in; one whose key is there already replaces it. Visible after `commit`."""
        writer = self._writing()
        for document in documents:
            if document.key <= self._highest:
                known = tantivy.Query.term_query(self._schema, "key", document.key)
                writer.delete_documents_by_query(known)
            self._highest = max(self._highest, document.key)
            writer.add_document(kept(document))

    def remove(self, keys: Iterable[int]) -> None:
        """Take documents out; keys that are not there are passed over. Gone after `commit`."""
        writer = self._writing()
        for key in keys:
            known = tantivy.Query.term_query(self._schema, "key", key)
            writer.delete_documents_by_query(known)

    def clear(self) -> None:
        """Take all documents out. Gone after `commit`."""
        self._writing().delete_all_documents()
        self._highest = 0

    def commit(self, watermark: int) -> None:
        """Make all added documents findable, durably, and then record the watermark.

        Killed in between, the older watermark makes the caller add again what is there: it replaces.
        """
        self._writing().commit()
        pending = self._directory / f"{_WATERMARK}.new"
        pending.write_text(str(watermark))
        pending.replace(self._directory / _WATERMARK)
        self._index.reload()

    def watermark(self) -> int:
        """Return the watermark of the last commit, 0 for an empty index."""
        try:
            return int((self._directory / _WATERMARK).read_text())
        except (OSError, ValueError):
            return 0

    def search(self, query: Query, *, sort: Sort, limit: int, offset: int = 0) -> Page:
        """Find messages. The same query always gives the same total and order."""
        with _answering(self._directory):
            return self._page(query, sort, limit, offset)

    def facets(
        self, query: Query, fields: Iterable[FacetField], limit: int
    ) -> dict[FacetField, tuple[Count, ...]]:
        """Count all messages found by each field: its ``limit`` most frequent values, exactly."""
        with _answering(self._directory):
            return dict(self._facets_in(self._state(), query, tuple(fields), limit))

    def days(self, query: Query) -> Days:
        """Count all messages found by the day they were sent."""
        with _answering(self._directory):
            return self._days_in(self._state(), query)

    def close(self) -> None:
        """Release files and threads; uncommitted documents are dropped."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None

    def _state(self) -> int:
        """Return what changes with every commit, of whatever process, having loaded what is new.

        What is counted in one state holds until the next: pages of one question, and its sorts, share it.
        """
        state = (self._directory / "meta.json").stat().st_mtime_ns
        if state != self._seen:
            self._index.reload()
            self._seen = state
        return state

    def _count_facets(
        self, _state: int, query: Query, fields: tuple[FacetField, ...], limit: int
    ) -> dict[FacetField, tuple[Count, ...]]:
        asked = _Asked(self._schema, self._index.searcher(), query)
        return _facets(asked, list(fields), limit)

    def _count_days(self, _state: int, query: Query) -> Days:
        return _Asked(self._schema, self._index.searcher(), query).days()

    def _page(self, query: Query, sort: Sort, limit: int, offset: int) -> Page:
        searcher = self._index.searcher()
        asked = _Asked(self._schema, searcher, query)
        # tantivy takes memory for every place up to the last one asked for
        room = searcher.num_docs - offset
        if limit < 1 or room < 1:
            return Page(asked.total(), ())
        if sort is Sort.RELEVANCE and asked.ranks:
            return asked.ranked(offset, min(limit, room))
        field, order = _ORDERS.get(sort, _ORDERS[Sort.NEWEST])
        found = searcher.search(
            asked.query,
            limit=min(limit, room),
            offset=offset,
            order_by_field=field,
            order=order,
        )
        keys = _keys(searcher, [address for _, address in found.hits])
        return Page(_total(found), tuple(Hit(key, 0.0) for key in keys))

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise OnRecordError("search/read-only", "the index was opened for reading only.")
        return self._writer

    def _highest_key(self) -> int:
        searcher = self._index.searcher()
        found = searcher.search(
            tantivy.Query.all_query(), limit=1, order_by_field="key", order=tantivy.Order.Desc
        )
        return int(found.hits[0][0]) if found.hits else 0


class _Asked:
    """A query put to one state of the index."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, query: Query) -> None:
        self._searcher = searcher
        self._translation = Translation(schema, searcher)
        self._leaves = list(asked_for(query))
        self._alone = isinstance(query, Words | Near)
        self.query = self._translation.of(query)

    @property
    def ranks(self) -> bool:
        """Tell whether it asks for words, by which messages rank."""
        return bool(self._leaves)

    def total(self) -> int:
        """Return how many messages it finds."""
        return _total(self._searcher.search(self.query, limit=1))

    def ranked(self, offset: int, limit: int) -> Page:
        """Return a page by relevance, equals in the order of their keys.

        Of equals at the last place that tantivy is asked for, it takes some or others by how many places
        that are. So it is asked for more until all equals of the page's last hit are there.
        """
        end, most = offset + limit, self._searcher.num_docs
        asked = end + (_MANY_EQUALS if any(map(_has_beginning, self._leaves)) else _FEW_EQUALS)
        while True:
            found = self._searcher.search(self.query, limit=min(asked, most))
            hits, total = found.hits, _total(found)
            if len(hits) == total or hits[end - 1][0] > hits[-1][0]:
                break
            asked *= _MORE
        page = hits[offset:end]
        if not page:
            return Page(total, ())
        first = bisect_left(hits, -page[0][0], key=_descending)
        last = bisect_right(hits, -page[-1][0], key=_descending)
        some = hits[first:last]
        keys = _keys(self._searcher, [address for _, address in some])
        scored = zip((-float(score) for score, _ in some), keys, strict=True)
        ordered = sorted(scored)[offset - first : end - first]
        return Page(total, tuple(Hit(key, -score) for score, key in ordered))

    def counts(self, limits: Mapping[str, int]) -> dict[str, dict[str, int]]:
        """Return how many of them have each of the most frequent values of some fields, at one go."""
        wanted = {
            field: {"terms": {"field": field, "size": limit, "segment_size": _EVERY}}
            for field, limit in limits.items()
        }
        found = self._searcher.aggregate(self.query, wanted) if wanted else {}
        return {
            field: {str(item["key"]): int(item["doc_count"]) for item in found[field]["buckets"]}
            for field in limits
        }

    def days(self) -> Days:
        """Return how many of them were sent on each day, and on none known."""
        wanted = {
            DAY: {"terms": {"field": DAY, "size": _MOST_DAYS, "segment_size": _EVERY}},
            "all": {"value_count": {"field": "key"}},
        }
        found = self._searcher.aggregate(self.query, wanted)
        days = {int(item["key"]): int(item["doc_count"]) for item in found[DAY]["buckets"]}
        return Days(days, int(found["all"]["value"]) - sum(days.values()))

    def places(self) -> dict[str, int]:
        """Return in how many of them words that are asked for stand in each place."""
        counts = {place: self._standing(place) for place in PLACES}
        return {place: count for place, count in counts.items() if count}

    def _standing(self, place: str) -> int:
        leaves = [leaf for leaf in self._leaves if place in places_of(leaf.field)]
        here = any_of([self._translation.standing(leaf, place) for leaf in leaves])
        if self._alone:  # where it stands, it is found
            return _total(self._searcher.search(here, limit=1))
        both = [(tantivy.Occur.Must, self.query), (tantivy.Occur.Must, here)]
        return _total(self._searcher.search(tantivy.Query.boolean_query(both), limit=1))


def _facets(
    asked: _Asked, fields: list[FacetField], limit: int
) -> dict[FacetField, tuple[Count, ...]]:
    counts = asked.counts(
        {counted_as(field): limit for field in fields if field is not FacetField.PLACE}
    )
    return {
        field: most_frequent(
            asked.places() if field is FacetField.PLACE else counts[counted_as(field)], limit
        )
        for field in fields
    }


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined] # its stub forgets it


def _keys(searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress]) -> list[int]:
    values = searcher.fast_field_values("key", addresses) if addresses else []
    return [int(value or 0) for value in values]


def _descending(hit: tuple[float, tantivy.DocAddress]) -> float:
    return -hit[0]


def _has_beginning(leaf: Words | Near) -> bool:
    words = leaf.terms if isinstance(leaf, Words) else (*leaf.left, *leaf.right)
    return len(words) == 1 and not isinstance(words[0], str)


@contextmanager
def _opening(directory: Path) -> Iterator[None]:
    """Say in words why the index cannot be opened."""
    try:
        yield
    except (ValueError, OSError) as error:
        reason = str(error).lower()
        if "lock" in reason:
            raise OnRecordError(
                "search/writer-busy",
                "another process is writing to the search index.",
                where=str(directory),
                hint="Wait until it has finished, then try again.",
            ) from error
        other_version = "the search index was made by another version."
        raise OnRecordError(
            "search/damaged",
            other_version if "schema" in reason else "the search index cannot be opened.",
            where=str(directory),
            hint=_REBUILD,
        ) from error


@contextmanager
def _answering(directory: Path) -> Iterator[None]:
    """Say in words why a question cannot be answered."""
    try:
        yield
    except (ValueError, OSError) as error:
        reason = str(error).lower()
        if "max expansions" in reason or "1000 states" in reason:
            raise too_wide() from error
        raise OnRecordError(
            "search/unanswered",
            "the search index cannot answer this query.",
            where=str(directory),
            hint=f"Ask for less at once. If nothing can be found: {_REBUILD}",
        ) from error
