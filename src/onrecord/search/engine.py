"""The port to search engines: documents in, our parsed query in, keys and exact totals out."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

import msgspec

from onrecord.search.query import Query


class Sort(StrEnum):
    """Order of results. ``DATE`` is oldest first; undated messages come last in both date orders."""

    RELEVANCE = "relevance"
    DATE = "date"
    NEWEST = "newest"


class Document(msgspec.Struct, frozen=True):
    """What an engine needs to know of one message. Texts are as read: the engine folds them.

    ``key`` is the message's row in the archive's store; ``sent`` seconds since 1970 UTC, or None.
    The four people texts hold names and addresses of that role, one mailbox a line.
    """

    key: int
    subject: str
    body: str
    attachments: str
    filenames: str
    from_: str
    to: str
    cc: str
    bcc: str
    sent: int | None
    tranches: tuple[str, ...]
    has_attachment: bool


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One message found."""

    key: int
    score: float


class Page(msgspec.Struct, frozen=True):
    """One page of results; ``total`` is exact and counts all pages."""

    total: int
    hits: tuple[Hit, ...]


class Engine(Protocol):
    """The port. An index is a projection of the archive: it can be thrown away and built again."""

    def add(self, documents: Iterable[Document]) -> None:
        """Take documents in; one whose key is there already replaces it. Visible after `commit`."""
        ...

    def commit(self, watermark: int) -> None:
        """Make all added documents findable, durably, and record the watermark with them."""
        ...

    def watermark(self) -> int:
        """Return the watermark of the last commit, 0 for an empty index."""
        ...

    def search(self, query: Query, *, sort: Sort, limit: int, offset: int = 0) -> Page:
        """Find messages. The same query always gives the same total and order."""
        ...

    def close(self) -> None:
        """Release files and threads; uncommitted documents are dropped."""
        ...
