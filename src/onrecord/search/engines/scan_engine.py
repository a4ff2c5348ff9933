"""The oracle: a slow scan over documents that is right by looking at it."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime

from onrecord.search.asked import PLACES, asked_for, places_of
from onrecord.search.engine import Count, Days, Document, FacetField, Hit, Page, Sort
from onrecord.search.facets import (
    NAMED,
    carried,
    day_number,
    most_frequent,
    named_values,
)
from onrecord.search.labels import label_key, plain_name
from onrecord.search.likeness import likeness
from onrecord.search.query import (
    Among,
    And,
    Between,
    InTranche,
    Is,
    Labelled,
    Near,
    Not,
    Or,
    Person,
    Query,
    Role,
    Sent,
    TextField,
    Word,
    Words,
)
from onrecord.text.terms import words


class ScanEngine:
    """`onrecord.search.engine.Engine` in memory. Relevance is by key: it has no opinion."""

    def __init__(self) -> None:
        self._added: dict[int, Document] = {}
        self._documents: dict[int, Document] = {}
        self._removed: set[int] = set()
        self._watermark = 0

    def add(self, documents: Iterable[Document]) -> None:
        """Take documents in; one whose key is there already replaces it."""
        self._added.update((document.key, document) for document in documents)

    def remove(self, keys: Iterable[int]) -> None:
        """Take documents out; keys that are not there are passed over. Gone after `commit`."""
        for key in keys:
            self._added.pop(key, None)
            self._removed.add(key)

    def clear(self) -> None:
        """Take all documents out. Gone after `commit`."""
        self._added.clear()
        self._removed.update(self._documents)

    def commit(self, watermark: int) -> None:
        """Make all added documents findable."""
        for key in self._removed:
            self._documents.pop(key, None)
        self._removed.clear()
        self._documents.update(self._added)
        self._added.clear()
        self._watermark = watermark

    def watermark(self) -> int:
        """Return the watermark of the last commit."""
        return self._watermark

    def search(self, query: Query, *, sort: Sort, limit: int, offset: int = 0) -> Page:
        """Find messages by looking at every one."""
        found = self._found(query)
        if sort is Sort.RELEVANCE:
            found.sort(key=lambda item: item.key)
        elif sort is Sort.DATE:
            found.sort(key=lambda item: (item.sent is None, item.sent or 0, item.key))
        else:
            found.sort(key=lambda item: (item.sent is None, -(item.sent or 0), -item.key))
        hits = tuple(Hit(item.key, 0.0) for item in found[offset : offset + limit])
        return Page(len(found), hits)

    def facets(
        self, query: Query, fields: Iterable[FacetField], limit: int
    ) -> dict[FacetField, tuple[Count, ...]]:
        """Count all messages found by each field."""
        found = self._found(query)
        return {field: most_frequent(_counted(field, found, query), limit) for field in fields}

    def days(self, query: Query) -> Days:
        """Count all messages found by the day they were sent."""
        found = self._found(query)
        numbers = (day_number(item.sent) for item in found)
        days = Counter(number for number in numbers if number is not None)
        return Days(dict(days), len(found) - days.total())

    def close(self) -> None:
        """Forget what was not committed."""
        self._added.clear()

    def _found(self, query: Query) -> list[Document]:
        return [item for item in self._documents.values() if holds(query, item)]


def holds(query: Query, document: Document) -> bool:
    """Tell whether a query holds for a document: what it means, in the plainest way."""
    if isinstance(query, And):
        return all(holds(item, document) for item in query.of)
    if isinstance(query, Or):
        return any(holds(item, document) for item in query.of)
    if isinstance(query, Not):
        return not holds(query.of, document)
    if isinstance(query, Words | Near):
        return any(_stands_in(query, text) for text in _texts(query.field, document))
    if isinstance(query, Person):
        return _is_named(query.terms, _people(query.role, document))
    if isinstance(query, Between):
        return _wrote(query.one, query.other, document) or _wrote(query.other, query.one, document)
    return _is_so(query, document)


def _is_so(query: Query, document: Document) -> bool:
    if isinstance(query, Sent):
        return _sent(query, document)
    if isinstance(query, InTranche):
        return plain_name(query.name) in [plain_name(name) for name in document.tranches]
    if isinstance(query, Labelled):
        return label_key(query.label, query.name) in carried(query.label, document)
    if isinstance(query, Among):
        return document.key in query.keys
    if isinstance(query, Is):
        return query.flag.value in document.kind_flags
    return document.has_attachment


def _texts(field: TextField, document: Document) -> tuple[str, ...]:
    body = document.own + document.quoted + document.aside
    return {
        TextField.ANY: (document.subject, *body, document.attachments),
        TextField.SUBJECT: (document.subject,),
        TextField.OWN: document.own,
        TextField.QUOTED: document.quoted,
        TextField.BODY: body,
        TextField.ATTACHMENT: (document.attachments,),
        TextField.FILENAME: tuple(document.filenames.split("\n")),
        TextField.LIST: (document.list_id,),
        TextField.CUSTODIAN: document.custodians,
        TextField.MAILBOX: document.mailboxes,
    }[field]


def _place(place: str, document: Document) -> tuple[str, ...]:
    return document.aside if place == "aside" else _texts(TextField(place), document)


def _people(role: Role, document: Document) -> str:
    roles = {
        Role.FROM: document.from_,
        Role.TO: document.to,
        Role.CC: document.cc,
        Role.BCC: document.bcc,
    }
    return "\n".join(roles.values()) if role is Role.WITH else roles[role]


def _is_named(name: tuple[Word, ...], people: str) -> bool:
    return any(_stands_in(Words(name), line) for line in people.split("\n"))


def _wrote(writer: tuple[Word, ...], reader: tuple[Word, ...], document: Document) -> bool:
    readers = "\n".join((document.to, document.cc, document.bcc))
    return _is_named(writer, document.from_) and _is_named(reader, readers)


def _stands_in(query: Words | Near, text: str) -> bool:
    found = words(text)
    if isinstance(query, Words):
        return any(_ends(query.terms, found, start, query.slop) for start in range(len(found)))
    return _follow(query.left, query.right, query.distance, found) or _follow(
        query.right, query.left, query.distance, found
    )


def _follow(
    first: tuple[Word, ...], second: tuple[Word, ...], distance: int, found: tuple[str, ...]
) -> bool:
    """Tell whether the second phrase stands after the first with at most ``distance`` between."""
    return any(
        _ends(second, found, end + gap, 0)
        for start in range(len(found))
        for end in _ends(first, found, start, 0)
        for gap in range(distance + 1)
    )


def _ends(terms: tuple[Word, ...], found: tuple[str, ...], start: int, slop: int) -> set[int]:
    """Return after which words a run ends that starts here, passing over ``slop`` at most."""
    if not terms or start >= len(found) or not likeness(terms[0])(found[start]):
        return set()
    if len(terms) == 1:
        return {start + 1}
    return {
        end
        for gap in range(slop + 1)
        for end in _ends(terms[1:], found, start + 1 + gap, slop - gap)
    }


def _sent(query: Sent, document: Document) -> bool:
    if document.sent is None:
        return False
    since = query.since is None or _begins(query.since) <= document.sent
    return since and (query.until is None or document.sent < _begins(query.until))


def _begins(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _counted(field: FacetField, found: list[Document], query: Query) -> dict[str, int]:
    if field in NAMED:
        return Counter(value for item in found for value in named_values(field, item))
    return Counter(place for item in found for place in _standing_places(query, item))


def _standing_places(query: Query, document: Document) -> list[str]:
    return [
        place
        for place in PLACES
        if any(
            _stands_in(leaf, text)
            for leaf in asked_for(query)
            if place in places_of(leaf.field)
            for text in _place(place, document)
        )
    ]
