"""Search on tantivy, an engine inside this process.

Texts are indexed with positions and not stored. Relevance is BM25 over each text field; a match in the
subject counts twice one in the body. By date, undated messages come last both ways; equal dates
are ordered by key, so that pages never overlap.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import tantivy

from onrecord.errors import OnRecordError
from onrecord.search.engine import Document, Hit, Page, Sort
from onrecord.search.query import (
    And,
    HasAttachment,
    InTranche,
    Not,
    Or,
    Person,
    Query,
    Role,
    Sent,
    TextField,
    Words,
)
from onrecord.text.terms import index_form

_ANALYZER = "onrecord-words"
_TEXTS = ("subject", "body", "attachment", "filename", "from", "to", "cc", "bcc")
_ANY = ("subject", "body", "attachment")
_ROLES = ("from", "to", "cc", "bcc")
_SUBJECT_BOOST = 2.0
_HEAP_BYTES = 64_000_000
_KEY_BITS = 26
_BIAS = 1 << 37
_UNDATED = (1 << 38) - 1
_WATERMARK = "onrecord-watermark"
_LINE_END = " \ua66e "  # a letter nobody writes: stands between lines, so that no phrase spans two
_EPOCH = date(1970, 1, 1)


_ORDERS = {
    Sort.DATE: ("oldest", tantivy.Order.Asc),
    Sort.NEWEST: ("newest", tantivy.Order.Desc),
}


class TantivyEngine:
    """`onrecord.search.engine.Engine` in one directory."""

    def __init__(self, directory: Path, *, writable: bool) -> None:
        """Open, or make, the index. Raises OnRecordError if another writer has it open."""
        self._directory = directory
        self._schema = _schema()
        self._writer: tantivy.IndexWriter | None = None
        try:
            self._index = tantivy.Index(self._schema, path=str(directory), reuse=True)
            analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            self._index.register_tokenizer(
                _ANALYZER, analyzer.filter(tantivy.Filter.lowercase()).build()
            )
            if writable:
                self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
        except ValueError as error:
            raise _not_opened(directory, error) from error
        self._highest = self._highest_key() if writable else 0

    def add(self, documents: Iterable[Document]) -> None:
        """Take documents in; one whose key is there already replaces it. Visible after `commit`."""
        writer = self._writing()
        for document in documents:
            if document.key <= self._highest:
                known = tantivy.Query.term_query(self._schema, "key", document.key)
                writer.delete_documents_by_query(known)
            self._highest = max(self._highest, document.key)
            writer.add_document(_document(document))

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
        searcher = self._index.searcher()
        asked = self._translated(query)
        if sort is Sort.RELEVANCE:
            found = searcher.search(asked, limit=limit, count=True, offset=offset)
        else:
            field, order = _ORDERS[sort]
            found = searcher.search(
                asked, limit=limit, count=True, offset=offset, order_by_field=field, order=order
            )
        keys = _keys(searcher, found)
        scores = [score if sort is Sort.RELEVANCE else 0.0 for score, _ in found.hits]
        hits = tuple(Hit(key, float(score)) for key, score in zip(keys, scores, strict=True))
        return Page(found.count, hits)  # type: ignore[attr-defined] # its stub forgets it

    def close(self) -> None:
        """Release files and threads; uncommitted documents are dropped."""
        if self._writer is not None:
            self._writer.rollback()
            self._writer.wait_merging_threads()
            self._writer = None

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

    def _translated(self, query: Query) -> tantivy.Query:
        """Return tantivy's query for ours."""
        if isinstance(query, Words):
            return self._words(query)
        if isinstance(query, Person):
            roles = _ROLES if query.role is Role.WITH else (query.role.value,)
            return _any([self._phrase(role, query.terms) for role in roles])
        if isinstance(query, And):
            return self._all(query)
        if isinstance(query, Or):
            return _any([self._translated(item) for item in query.of])
        if isinstance(query, Not):
            return self._all(And((query,)))
        if isinstance(query, Sent):
            return self._sent(query)
        if isinstance(query, InTranche):
            return tantivy.Query.term_query(self._schema, "tranche", _tranche(query.name))
        return self._flag(query)

    def _flag(self, query: HasAttachment) -> tantivy.Query:
        del query
        return tantivy.Query.term_query(self._schema, "has_attachment", True)

    def _all(self, query: And) -> tantivy.Query:
        kept = [self._translated(item) for item in query.of if not isinstance(item, Not)]
        left_out = [self._translated(item.of) for item in query.of if isinstance(item, Not)]
        if not kept:
            kept = [tantivy.Query.all_query()]
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, item) for item in kept]
            + [(tantivy.Occur.MustNot, item) for item in left_out]
        )

    def _words(self, query: Words) -> tantivy.Query:
        if query.field is not TextField.ANY:
            return self._phrase(query.field.value, query.terms)
        return _any([self._phrase(field, query.terms) for field in _ANY])

    def _phrase(self, field: str, terms: tuple[str, ...]) -> tantivy.Query:
        if len(terms) == 1:
            found = tantivy.Query.term_query(self._schema, field, terms[0])
        else:
            found = tantivy.Query.phrase_query(self._schema, field, list(terms))
        return tantivy.Query.boost_query(found, _SUBJECT_BOOST) if field == "subject" else found

    def _sent(self, query: Sent) -> tantivy.Query:
        return tantivy.Query.range_query(
            self._schema,
            "oldest",
            tantivy.FieldType.Unsigned,
            lower_bound=_order(_seconds(query.since), 0) if query.since else 0,
            upper_bound=_order(_seconds(query.until) if query.until else None, 0),
            include_lower=True,
            include_upper=False,
        )


def _keys(searcher: tantivy.Searcher, found: tantivy.SearchResult) -> list[int]:
    addresses = [address for _, address in found.hits]
    values = searcher.fast_field_values("key", addresses) if addresses else []
    return [int(value or 0) for value in values]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", stored=False, indexed=True, fast=True)
    builder.add_unsigned_field("oldest", stored=False, indexed=True, fast=True)
    builder.add_unsigned_field("newest", stored=False, indexed=False, fast=True)
    builder.add_boolean_field("has_attachment", stored=False, indexed=True)
    builder.add_text_field("tranche", stored=False, tokenizer_name="raw", index_option="basic")
    for name in _TEXTS:
        builder.add_text_field(
            name, stored=False, tokenizer_name=_ANALYZER, index_option="position"
        )
    return builder.build()


def _document(document: Document) -> tantivy.Document:
    made = tantivy.Document()
    made.add_unsigned("key", document.key)
    made.add_unsigned("oldest", _order(document.sent, document.key))
    dated = document.sent is not None
    made.add_unsigned("newest", _order(document.sent, document.key) if dated else document.key)
    made.add_boolean("has_attachment", document.has_attachment)
    for tranche in document.tranches:
        made.add_text("tranche", _tranche(tranche))
    made.add_text("subject", index_form(document.subject))
    made.add_text("body", index_form(document.body))
    if document.attachments:
        made.add_text("attachment", index_form(document.attachments))
    for field, text in _people_and_files(document):
        if text:
            made.add_text(field, index_form(text).replace("\n", _LINE_END))
    return made


def _people_and_files(document: Document) -> tuple[tuple[str, str], ...]:
    return (
        ("filename", document.filenames),
        ("from", document.from_),
        ("to", document.to),
        ("cc", document.cc),
        ("bcc", document.bcc),
    )


def _order(sent: int | None, key: int) -> int:
    """Return one number that orders by date, then by key; undated after all others."""
    moment = _UNDATED if sent is None else min(max(sent + _BIAS, 1), _UNDATED - 1)
    return (moment << _KEY_BITS) | (key & ((1 << _KEY_BITS) - 1))


def _seconds(day: date) -> int:
    return (day - _EPOCH).days * 86400


def _tranche(name: str) -> str:
    return " ".join(name.casefold().split())


def _any(queries: list[tantivy.Query]) -> tantivy.Query:
    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, item) for item in queries])


def _not_opened(directory: Path, error: ValueError) -> OnRecordError:
    if "lock" in str(error).lower():
        return OnRecordError(
            "search/writer-busy",
            "another process is writing to the search index.",
            where=str(directory),
            hint="Wait until it has finished, then try again.",
        )
    return OnRecordError(
        "search/damaged",
        "the search index cannot be opened.",
        where=str(directory),
        hint="Remove the index folder: the next `onrecord add` builds it again from the archive.",
    )
