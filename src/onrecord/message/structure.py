"""What a message is made of, as values: header fields, mailboxes, stated dates, MIME parts."""

from datetime import datetime

import msgspec

from onrecord.message.problem import Problem


class HeaderField(msgspec.Struct, frozen=True, gc=False):
    """One header field, in the order it stands in the message; duplicates are kept.

    ``name`` is as written. ``start``..``end`` are byte offsets of the whole field with its line
    ends (into the buffer the header stands in: the message, or the decoded part that holds a nested
    message); ``value_start`` is the byte after the colon. ``text`` is the unfolded value before
    any RFC 2047 decoding.
    """

    name: str
    text: str
    start: int
    value_start: int
    end: int


class Mailbox(msgspec.Struct, frozen=True, gc=False):
    """A name with an address (RFC 5322 §3.4), either of which may be empty in old or printed mail.

    ``group`` names the group the mailbox was listed in, if any.
    """

    name: str
    address: str
    group: str = ""


class StatedDate(msgspec.Struct, frozen=True, gc=False):
    """A date as a message states it.

    ``instant`` is always aware. Where the message states no zone (printed mail, ``-0000``),
    ``zone_stated`` is false and the instant is the stated wall clock read as UTC, good enough to
    order by and never shown with an offset.
    """

    instant: datetime
    zone_stated: bool

    def iso(self) -> str:
        """Return ISO 8601 text; without an offset where none was stated."""
        moment = self.instant if self.zone_stated else self.instant.replace(tzinfo=None)
        return moment.isoformat()


class Part(msgspec.Struct, frozen=True):
    """One MIME part (RFC 2045, 2046), found without recursion.

    ``path`` is the IMAP-like part number (``""`` for the message itself, then ``"1"``, ``"1.2"``).
    All spans are byte offsets into the buffer named by ``buffer``: ``""`` is the message itself,
    any other value the path of the encoded part whose decoded bytes they point into.
    ``filename`` is decoded (RFC 2231, 2047) and may be hostile: never use it as a path.
    """

    path: str
    parent: str | None
    content_type: str
    charset: str
    transfer_encoding: str
    disposition: str
    filename: str
    content_id: str
    flowed: bool
    delsp: bool
    buffer: str
    start: int
    body_start: int
    end: int
    fields: tuple[HeaderField, ...]
    is_container: bool


class PrintedMark(msgspec.Struct, frozen=True, gc=False):
    """Something stamped on a printed page that is not the letter's text, and where it stands.

    ``kind`` is ``"release"`` (RELEASE IN PART), ``"exemption"`` (B6) or ``"running-head"``.
    """

    kind: str
    text: str
    start: int
    end: int


class Message(msgspec.Struct, frozen=True):
    """One letter as its bytes state it. ``printed`` marks a page without original headers."""

    printed: bool
    fields: tuple[HeaderField, ...]
    parts: tuple[Part, ...]
    from_: tuple[Mailbox, ...]
    sender: tuple[Mailbox, ...]
    reply_to: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    bcc: tuple[Mailbox, ...]
    subject: str
    date: StatedDate | None
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    document_number: str
    problems: tuple[Problem, ...]
    marks: tuple[PrintedMark, ...] = ()
