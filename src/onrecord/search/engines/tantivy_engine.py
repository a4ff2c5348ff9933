"""Search on tantivy, an engine inside this process.

Texts are indexed with positions and not stored. A message's relevance is the sum, over the words and
phrases asked for and the texts they stand in, of BM25 (k1 = 1.2, b = 0.75) in that text times its
weight: subject 2, own words 1.5, attachments 1, others' words 0.5, signatures and boilerplate 0.25.
Dates, labels and kinds narrow and never rank. By date, undated messages come last both ways; equal
dates are ordered by key, so that pages never overlap.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from onrecord.errors import OnRecordError
from onrecord.search.asked import PLACES, asked_for, places_of
from onrecord.search.engine import Count, Document, FacetField, Hit, Page, Sort, Step, Timeline
from onrecord.search.engines.tantivy_schema import (
    ANALYZER,
    DAY,
    analyzer,
    counted_as,
    kept,
    schema,
)
from onrecord.search.engines.tantivy_translation import Translation, any_of
from onrecord.search.facets import NAMED, by_month, by_year, most_frequent, steps
from onrecord.search.query import Query

_HEAP_BYTES = 64_000_000
_THREADS = 1  # a second one gains nothing while Python hands the documents over
_WATERMARK = "onrecord-watermark"
_MOST_DAYS = 60_000
_EVERY = 1 << 31
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
        with _told(directory):
            self._index = tantivy.Index(self._schema, path=str(directory), reuse=True)
            self._index.register_tokenizer(ANALYZER, analyzer())
            if writable:
                self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=_THREADS)
            self._highest = self._highest_key() if writable else 0

    def add(self, documents: Iterable[Document]) -> None:
        """Take documents in; one whose key is there already replaces it. Visible after `commit`."""
        writer = self._writing()
        for document in documents:
            if document.key <= self._highest:
                known = tantivy.Query.term_query(self._schema, "key", document.key)
                writer.delete_documents_by_query(known)
            self._highest = max(self._highest, document.key)
            writer.add_document(kept(document))

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
        searcher, asked = self._asked(query)
        # tantivy takes memory for every place up to the last one asked for
        room = searcher.num_docs - offset
        if limit < 1 or room < 1:
            return Page(_total(searcher.search(asked, limit=1)), ())
        field, order = _ORDERS.get(sort, (None, tantivy.Order.Desc))
        with _told(self._directory):
            found = searcher.search(
                asked, limit=min(limit, room), offset=offset, order_by_field=field, order=order
            )
        keys = _keys(searcher, found)
        scores = [0.0 if field else float(score) for score, _ in found.hits]
        hits = tuple(Hit(key, score) for key, score in zip(keys, scores, strict=True))
        return Page(_total(found), hits)

    def facets(
        self, query: Query, fields: Iterable[FacetField], limit: int
    ) -> dict[FacetField, tuple[Count, ...]]:
        """Count all messages found by each field: its ``limit`` most frequent values, exactly."""
        searcher, asked = self._asked(query)
        return {field: self._facet(searcher, query, asked, field, limit) for field in fields}

    def timeline(self, query: Query, step: Step) -> Timeline:
        """Count all messages found by the day, week or month they were sent (UTC)."""
        searcher, asked = self._asked(query)
        days = _days(searcher, asked)
        total = _total(searcher.search(asked, limit=1))
        return Timeline(steps(days, step), total - sum(days.values()))

    def close(self) -> None:
        """Release files and threads; uncommitted documents are dropped."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None

    def _asked(self, query: Query) -> tuple[tantivy.Searcher, tantivy.Query]:
        searcher = self._index.searcher()
        return searcher, Translation(self._schema, searcher).of(query)

    def _facet(
        self,
        searcher: tantivy.Searcher,
        query: Query,
        asked: tantivy.Query,
        field: FacetField,
        limit: int,
    ) -> tuple[Count, ...]:
        if field in NAMED:
            counts = _counts(searcher, asked, counted_as(field), limit)
        elif field is FacetField.PLACE:
            counts = self._places(searcher, query, asked)
        else:
            counts = (by_year if field is FacetField.YEAR else by_month)(_days(searcher, asked))
        return most_frequent(counts, limit)

    def _places(
        self, searcher: tantivy.Searcher, query: Query, asked: tantivy.Query
    ) -> dict[str, int]:
        translation = Translation(self._schema, searcher)
        counts = {}
        for place in PLACES:
            leaves = [leaf for leaf in asked_for(query) if place in places_of(leaf.field)]
            here = any_of([translation.standing(leaf, place) for leaf in leaves])
            both = [(tantivy.Occur.Must, asked), (tantivy.Occur.Must, here)]
            counts[place] = _total(searcher.search(tantivy.Query.boolean_query(both), limit=1))
        return {place: count for place, count in counts.items() if count}

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


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined] # its stub forgets it


def _keys(searcher: tantivy.Searcher, found: tantivy.SearchResult) -> list[int]:
    addresses = [address for _, address in found.hits]
    values = searcher.fast_field_values("key", addresses) if addresses else []
    return [int(value or 0) for value in values]


def _counts(
    searcher: tantivy.Searcher, asked: tantivy.Query, field: str, limit: int
) -> dict[str, int]:
    terms = {"field": field, "size": limit, "segment_size": _EVERY}
    found = searcher.aggregate(asked, {"by": {"terms": terms}})
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in found["by"]["buckets"]}


def _days(searcher: tantivy.Searcher, asked: tantivy.Query) -> dict[int, int]:
    return {int(day): count for day, count in _counts(searcher, asked, DAY, _MOST_DAYS).items()}


@contextmanager
def _told(directory: Path) -> Iterator[None]:
    """Say in words why the index cannot be used."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise _unusable(directory, str(error).lower()) from error


def _unusable(directory: Path, reason: str) -> OnRecordError:
    if "lock" in reason:
        return OnRecordError(
            "search/writer-busy",
            "another process is writing to the search index.",
            where=str(directory),
            hint="Wait until it has finished, then try again.",
        )
    return OnRecordError(
        "search/damaged",
        "the search index was made by another version."
        if "schema" in reason
        else "the search index cannot be opened.",
        where=str(directory),
        hint="Remove the index folder: the next `onrecord add` builds it again from the archive.",
    )
