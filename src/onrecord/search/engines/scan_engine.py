"""The oracle: a slow scan over documents that is right by looking at it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from onrecord.search.engine import Document, Hit, Page, Sort
from onrecord.search.query import (
    And,
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
from onrecord.text.terms import words


class ScanEngine:
    """`onrecord.search.engine.Engine` in memory. Relevance is by key: it has no opinion."""

    def __init__(self) -> None:
        self._added: dict[int, Document] = {}
        self._documents: dict[int, Document] = {}
        self._watermark = 0

    def add(self, documents: Iterable[Document]) -> None:
        """Take documents in; one whose key is there already replaces it."""
        self._added.update((document.key, document) for document in documents)

    def commit(self, watermark: int) -> None:
        """Make all added documents findable."""
        self._documents.update(self._added)
        self._added.clear()
        self._watermark = watermark

    def watermark(self) -> int:
        """Return the watermark of the last commit."""
        return self._watermark

    def search(self, query: Query, *, sort: Sort, limit: int, offset: int = 0) -> Page:
        """Find messages by looking at every one."""
        found = [item for item in self._documents.values() if holds(query, item)]
        if sort is Sort.RELEVANCE:
            found.sort(key=lambda item: item.key)
        elif sort is Sort.DATE:
            found.sort(key=lambda item: (item.sent is None, item.sent or 0, item.key))
        else:
            found.sort(key=lambda item: (item.sent is None, -(item.sent or 0), -item.key))
        hits = tuple(Hit(item.key, 0.0) for item in found[offset : offset + limit])
        return Page(len(found), hits)

    def close(self) -> None:
        """Forget what was not committed."""
        self._added.clear()


def holds(query: Query, document: Document) -> bool:
    """Tell whether a query holds for a document: what it means, in the plainest way."""
    if isinstance(query, And):
        return all(holds(item, document) for item in query.of)
    if isinstance(query, Or):
        return any(holds(item, document) for item in query.of)
    if isinstance(query, Not):
        return not holds(query.of, document)
    if isinstance(query, Words):
        return any(_stand_in(query.terms, text) for text in _texts(query.field, document))
    if isinstance(query, Person):
        lines = (line for text in _people(query.role, document) for line in text.split("\n"))
        return any(_stand_in(query.terms, line) for line in lines)
    if isinstance(query, Sent):
        return _sent(query, document)
    if isinstance(query, InTranche):
        return _plain(query.name) in [_plain(name) for name in document.tranches]
    return document.has_attachment


def _texts(field: TextField, document: Document) -> list[str]:
    if field is TextField.ANY:
        return [document.subject, document.body, document.attachments]
    if field is TextField.FILENAME:
        return document.filenames.split("\n")
    return {
        TextField.SUBJECT: [document.subject],
        TextField.BODY: [document.body],
        TextField.ATTACHMENT: [document.attachments],
    }[field]


def _people(role: Role, document: Document) -> list[str]:
    roles = {
        Role.FROM: document.from_,
        Role.TO: document.to,
        Role.CC: document.cc,
        Role.BCC: document.bcc,
    }
    return list(roles.values()) if role is Role.WITH else [roles[role]]


def _stand_in(terms: tuple[str, ...], text: str) -> bool:
    found = words(text)
    return any(
        found[start : start + len(terms)] == terms for start in range(len(found) - len(terms) + 1)
    )


def _sent(query: Sent, document: Document) -> bool:
    if query.since is None and query.until is None:
        return document.sent is not None
    if document.sent is None:
        return False
    day: date = datetime.fromtimestamp(document.sent, UTC).date()
    return (query.since is None or query.since <= day) and (
        query.until is None or day < query.until
    )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
