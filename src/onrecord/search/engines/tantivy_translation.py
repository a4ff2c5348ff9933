"""From our query to tantivy's, exactly: where tantivy has no like of it, by more of its own queries.

tantivy's slop counts both ways from the place a word is put at. A word put at ``k`` with slop ``s``
stands at ``k - s`` to ``k + s``: so a range of distances between two words is one query, whatever its
ends. Of more words every way to share out the words between is a query of its own.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

import tantivy

from onrecord.errors import OnRecordError
from onrecord.search.engines.tantivy_schema import FLAGS, PEOPLE, counted_as, in_order, seconds
from onrecord.search.labels import COUNTED, label_key, plain_name
from onrecord.search.likeness import likeness
from onrecord.search.query import (
    Among,
    And,
    Between,
    Fuzzy,
    InTranche,
    Is,
    Labelled,
    Near,
    Not,
    Or,
    Person,
    Prefix,
    Query,
    Role,
    Sent,
    Stem,
    TextField,
    Word,
    Words,
)
from onrecord.search.stemming import beginning, stems

BOOSTS = {"subject": 2.0, "own": 3.0, "quoted": 0.5, "aside": 0.25}
_FIELDS = {
    TextField.ANY: ("subject", "own", "quoted", "aside", "attachment"),
    TextField.BODY: ("own", "quoted", "aside"),
}
_NARROWING = (TextField.LIST, TextField.CUSTODIAN, TextField.MAILBOX)
_MOST_STATES = 700  # tantivy's expressions have at most 1,000 states
_MOST_QUERIES = 5_000
_TELLING = 4
_FEW = 100


class Translation:
    """Translates for one state of the index: likeness and stems are looked up in its words."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher
        self._expressions_of = cache(self._expressions)

    def of(self, query: Query) -> tantivy.Query:
        """Return tantivy's query for ours. Only words asked for in texts add to relevance."""
        if isinstance(query, Words | Near) and query.field not in _NARROWING:
            fields = _FIELDS.get(query.field, (query.field.value,))
            return any_of([self.standing(query, field) for field in fields])
        if isinstance(query, And):
            return self._all(query)
        if isinstance(query, Or):
            return any_of([self.of(item) for item in query.of])
        if isinstance(query, Not):
            return self._all(And((query,)))
        return tantivy.Query.const_score_query(self._narrowing(query), 0.0)

    def standing(self, query: Words | Near, field: str) -> tantivy.Query:
        """Return the query for messages in whose field of this name the words stand."""
        found = (
            self._phrase(field, query.terms, query.slop)
            if isinstance(query, Words)
            else self._near(field, query)
        )
        boost = BOOSTS.get(field)
        return tantivy.Query.boost_query(found, boost) if boost else found

    def _narrowing(self, query: Query) -> tantivy.Query:
        if isinstance(query, Words | Near):
            return self.standing(query, query.field.value)
        if isinstance(query, Person):
            roles = PEOPLE if query.role is Role.WITH else (query.role.value,)
            return any_of([self._phrase(role, query.terms, 0) for role in roles])
        if isinstance(query, Between):
            ways = ((query.one, query.other), (query.other, query.one))
            return any_of([self._wrote(writer, reader) for writer, reader in ways])
        return self._labelled(query)

    def _labelled(self, query: Query) -> tantivy.Query:
        term = tantivy.Query.term_query
        if isinstance(query, Sent):
            return self._sent(query)
        if isinstance(query, InTranche):
            return term(self._schema, "tranche", plain_name(query.name))
        if isinstance(query, Labelled):
            name = query.label.value
            field = counted_as(name) if query.label in COUNTED else name
            return term(self._schema, field, label_key(query.label, query.name))
        if isinstance(query, Among):
            return self._among(query.keys)
        if isinstance(query, Is):
            return term(self._schema, FLAGS, query.flag.value)
        return term(self._schema, "has_attachment", True)

    def _among(self, keys: tuple[int, ...]) -> tantivy.Query:
        if not keys:
            return tantivy.Query.empty_query()
        return tantivy.Query.term_set_query(self._schema, "key", list(keys))

    def _all(self, query: And) -> tantivy.Query:
        kept = [self.of(item) for item in query.of if not isinstance(item, Not)]
        left_out = [self.of(item.of) for item in query.of if isinstance(item, Not)]
        if not kept:
            kept = [tantivy.Query.all_query()]
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, item) for item in kept]
            + [(tantivy.Occur.MustNot, item) for item in left_out]
        )

    def _wrote(self, writer: Sequence[Word], reader: Sequence[Word]) -> tantivy.Query:
        readers = any_of([self._phrase(role, reader, 0) for role in ("to", "cc", "bcc")])
        both = (self._phrase("from", writer, 0), readers)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, item) for item in both])

    def _sent(self, query: Sent) -> tantivy.Query:
        return tantivy.Query.range_query(
            self._schema,
            "oldest",
            tantivy.FieldType.Unsigned,
            lower_bound=in_order(seconds(query.since), 0) if query.since else 0,
            upper_bound=in_order(seconds(query.until) if query.until else None, 0),
            include_lower=True,
            include_upper=False,
        )

    def _phrase(self, field: str, words: Sequence[Word], slop: int) -> tantivy.Query:
        if not words:
            return tantivy.Query.empty_query()
        if len(words) == 1:
            return self._word(field, words[0])
        if len(words) == 2 and slop:
            return any_of(list(self._apart(field, words[:1], words[1:], 1 + slop)))
        return any_of([self._placed(field, words, at) for at in _shared_out(len(words), slop)])

    def _near(self, field: str, query: Near) -> tantivy.Query:
        left, right, farthest = query.left, query.right, query.distance + 1
        if not left or not right:
            return tantivy.Query.empty_query()
        two_words = (*left, *right)
        if len(two_words) == 2 and left != right and all(isinstance(w, str) for w in two_words):
            return self._placed(field, two_words, (0, 0), farthest)
        there = self._apart(field, left, right, farthest)
        back = self._apart(field, right, left, farthest)
        return any_of([*there, *back])

    def _apart(
        self, field: str, first: Sequence[Word], second: Sequence[Word], farthest: int
    ) -> Iterator[tantivy.Query]:
        """Yield queries for the second 1 to ``farthest`` places after the first's last word."""
        words = (*first, *second)
        if len(words) == 2 and farthest % 2 == 0 and _never_one(words):
            # two words never stand in one place: counting that in as well makes it one query
            yield self._placed(field, words, (0, farthest // 2), farthest // 2)
            return
        if len(words) == 2:
            even = (farthest - 1) // 2
            yield self._placed(field, words, (0, 1 + even), even)
            if farthest > 1 + 2 * even:
                yield self._placed(field, words, (0, farthest), 0)
            return
        at = tuple(range(len(first)))
        for step in range(1, farthest + 1):
            begin = at[-1] + step
            places = (*at, *range(begin, begin + len(second)))
            yield self._placed(field, words, places, 0)

    def _word(self, field: str, word: Word) -> tantivy.Query:
        if isinstance(word, str):
            return tantivy.Query.term_query(self._schema, field, word)
        if isinstance(word, Prefix):
            return self._beginning(field, word.start)
        if isinstance(word, Fuzzy):
            # so the word itself ranks before words like it
            itself = tantivy.Query.term_query(self._schema, field, word.word)
            alike = tantivy.Query.fuzzy_term_query(self._schema, field, word.word, word.edits)
            return any_of([itself, alike])
        forms = self._alike(field, word)
        return any_of([tantivy.Query.term_query(self._schema, field, term) for term in forms])

    def _beginning(self, field: str, start: str) -> tantivy.Query:
        """Return the query for a beginning: few words are asked for one by one, which is faster."""
        if len(start) >= _TELLING:
            known = self._known(field, start)
            if len(known) <= _FEW:
                each = [tantivy.Query.term_query(self._schema, field, term) for term in known]
                return tantivy.Query.const_score_query(any_of(each), 1.0)
        return tantivy.Query.regex_query(self._schema, field, f"{start}.*")

    def _placed(
        self, field: str, words: Sequence[Word], places: Sequence[int], slop: int = 0
    ) -> tantivy.Query:
        """Return the query for words at these places from one another."""
        plain = [word for word in words if isinstance(word, str)]
        if len(plain) == len(words):
            put: list[str | tuple[int, str]] = list(zip(places, plain, strict=True))
            return tantivy.Query.phrase_query(self._schema, field, put, slop)
        if not all(self._searcher.doc_freq(field, word) for word in plain):
            return tantivy.Query.empty_query()  # and no need to look for words like the others
        ways = [self._expressions_of(field, word) for word in words]
        found: list[tantivy.Query] = []
        for way in product(*ways):
            if len(found) == _MOST_QUERIES:
                raise too_wide()
            found.append(
                tantivy.Query.regex_phrase_query(
                    self._schema, field, list(zip(places, way, strict=True)), slop
                )
            )
        return any_of(found)

    def _expressions(self, field: str, word: Word) -> list[str]:
        """Return regular expressions that together are the words a word stands for."""
        if isinstance(word, str):
            return [word]
        if isinstance(word, Prefix):
            return [f"{word.start}.*"]
        expressions: list[str] = []
        waiting: list[str] = []
        states = 0
        for term in self._alike(field, word):
            states += len(term.encode()) + 1
            if states > _MOST_STATES and waiting:
                expressions.append(f"(?:{'|'.join(waiting)})")
                waiting, states = [], len(term.encode()) + 1
            waiting.append(term)
        return [*expressions, f"(?:{'|'.join(waiting)})"] if waiting else expressions

    def _alike(self, field: str, word: Fuzzy | Stem) -> list[str]:
        """Return the words of the index that one of likeness or stem stands for."""
        if isinstance(word, Fuzzy):
            alike = likeness(word)
            return [term for term in self._known(field, "") if alike(term)]
        stem = stems([word.word])[0]
        known = self._known(field, beginning(stem))
        others = stems(known) if known else []
        return [term for term, other in zip(known, others, strict=True) if other == stem]

    def _known(self, field: str, start: str) -> list[str]:
        return [term for term, _ in self._searcher.terms_with_prefix(field, start)]


def any_of(queries: list[tantivy.Query]) -> tantivy.Query:
    """Return the query that one of these holds."""
    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, item) for item in queries])


def _never_one(words: Sequence[Word]) -> bool:
    return all(isinstance(word, str) for word in words) and len(set(words)) == len(words)


def _shared_out(words: int, slop: int) -> list[tuple[int, ...]]:
    """Return every way to place words in order with at most ``slop`` others between, all told."""
    ways: list[tuple[int, ...]] = [(0,)]
    for _ in range(words - 1):
        ways = [
            (*way, way[-1] + 1 + gap) for way in ways for gap in range(slop + len(way) - way[-1])
        ]
    return ways


def too_wide() -> OnRecordError:
    """Return the error for words that tantivy cannot look for."""
    return OnRecordError(
        "query/too-wide",
        "words of the query are too long, or stand for too many others.",
        hint="Write whole words, or more of their letters.",
    )
