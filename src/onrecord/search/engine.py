"""The port to search engines: documents in, our parsed query in, keys and exact totals out."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

import msgspec

from onrecord.search.query import Query


class Sort(StrEnum):
    """Order of results. ``DATE`` is oldest first; undated messages come last in both date orders.

    ``-date`` is read as ``NEWEST``.
    """

    RELEVANCE = "relevance"
    DATE = "date"
    NEWEST = "newest"

    @classmethod
    def _missing_(cls, value: object) -> "Sort | None":
        return cls.NEWEST if value == "-date" else None


class FacetField(StrEnum):
    """What hits can be counted by.

    Senders and recipients are addresses in lower case (the whole line where there is none), types are
    file extensions, years are ``2015``, months ``2015-07``. A place (``subject``, ``own``, ``quoted``,
    ``aside``, ``attachment``) counts hits where a word or phrase that was asked for stands there.
    """

    SENDER = "sender"
    RECIPIENT = "recipient"
    YEAR = "year"
    MONTH = "month"
    TRANCHE = "tranche"
    CUSTODIAN = "custodian"
    THREAD = "thread"
    TYPE = "type"
    PLACE = "place"


class Step(StrEnum):
    """The grain of a timeline. Weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What an engine needs to know of one message. Texts are as read: the engine folds them.

    ``key`` is the message's row in the archive's store; ``sent`` seconds since 1970 UTC, or None.
    The four people texts hold one mailbox a line: its name, a space, its address.
    """

    key: int
    subject: str
    own: tuple[str, ...]
    """What the sender wrote, passage by passage."""
    quoted: tuple[str, ...]
    """Somebody else's words: quoted, forwarded and pasted passages."""
    aside: tuple[str, ...]
    """Signatures and boilerplate."""
    attachments: str
    filenames: str
    from_: str
    to: str
    cc: str
    bcc: str
    sent: int | None
    tranches: tuple[str, ...]
    has_attachment: bool
    kind_flags: tuple[str, ...] = ()
    """Values of `onrecord.search.query.Flag`."""
    thread: str = ""
    """The thread's permalink; empty where it is not known."""
    list_id: str = ""
    custodians: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    """Paths of the containers it was found in."""
    names: tuple[str, ...] = ()
    """Its permalink, Message-ID, publisher's ids and other names."""
    attachment_types: tuple[str, ...] = ()
    """File extensions (``pdf``) and content types (``application/pdf``)."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One message found."""

    key: int
    score: float


class Page(msgspec.Struct, frozen=True):
    """One page of results; ``total`` is exact and counts all pages."""

    total: int
    hits: tuple[Hit, ...]


class Count(msgspec.Struct, frozen=True, gc=False):
    """How many of the messages found have a value."""

    value: str
    messages: int


class Days(msgspec.Struct, frozen=True):
    """How many messages were sent on each UTC day, counted from 1970-01-01, and how many on none known."""

    counts: dict[int, int]
    undated: int


class Engine(Protocol):
    """The port. An index is a projection of the archive: it can be thrown away and built again."""

    def add(self, documents: Iterable[Document]) -> None:
        """Take documents in; one whose key is there already replaces it. Visible after `commit`."""
        ...

    def remove(self, keys: Iterable[int]) -> None:
        """Take documents out; keys that are not there are passed over. Gone after `commit`."""
        ...

    def clear(self) -> None:
        """Take all documents out. Gone after `commit`."""
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

    def facets(
        self, query: Query, fields: Iterable[FacetField], limit: int
    ) -> dict[FacetField, tuple[Count, ...]]:
        """Count all messages found by each field: its ``limit`` most frequent values, exactly.

        Years and months are not counted here: they follow from `days`. Most frequent first, then by
        value. Of values equally frequent at the cut any may be left out.
        """
        ...

    def days(self, query: Query) -> Days:
        """Count all messages found by the day they were sent."""
        ...

    def close(self) -> None:
        """Release files and threads; uncommitted documents are dropped."""
        ...
