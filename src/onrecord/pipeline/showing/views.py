"""What the faces (command line, web, JSON) show: one value per page, made by `onrecord.pipeline`."""

import msgspec

from onrecord.duplicates.differences import FieldDifference
from onrecord.duplicates.template import Slot
from onrecord.message.problem import Problem
from onrecord.message.structure import Mailbox, PrintedMark, StatedDate
from onrecord.recovered.altered import Change
from onrecord.text.passage import BodyText


class TrancheView(msgspec.Struct, frozen=True):
    """A publisher's batch. ``published`` is the ISO date as given by the user, or empty."""

    name: str
    publisher: str
    published: str
    custodians: tuple[str, ...]
    containers: int
    messages: int
    copies: int
    failed: int


class ContainerView(msgspec.Struct, frozen=True):
    """A file that held messages, with its sum: found = stored + copies + failed."""

    path: str
    sha256: str
    tranche: str
    custodian: str
    format: str
    state: str
    found: int
    stored: int
    copies: int
    failed: int


class ProblemView(msgspec.Struct, frozen=True):
    """A failure in the ledger: where, why, and how many bytes of it are kept."""

    container: str
    offset: int
    length: int
    reference: str
    note: str


class StatusView(msgspec.Struct, frozen=True):
    """The ledger in sums. ``messages`` counts distinct messages, ``copies`` further exact copies."""

    messages: int
    copies: int
    failed: int
    attachments: int
    first_date: str
    last_date: str
    tranches: tuple[TrancheView, ...]
    containers: tuple[ContainerView, ...]
    problems: tuple[ProblemView, ...]


class AuthorView(msgspec.Struct, frozen=True):
    """The person whom an author, or a recipient, is judged to be: permalink and name."""

    permalink: str
    name: str


class HitView(msgspec.Struct, frozen=True):
    """One search result. ``snippet`` is text; ``marks`` are character spans in it to mark.

    ``from_`` is as written; ``author`` the person whom the first of them is judged to be, if known.
    ``thread`` is its thread's permalink ("" for a recovered message). Where results are folded,
    ``copies`` are the permalinks of further hits that are the same letter, or nearly; where they are
    grouped by thread, ``others_in_thread`` counts further hits of it.
    """

    permalink: str
    date: StatedDate | None
    from_: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    subject: str
    tranche: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    place: str
    has_attachment: bool
    printed: bool
    thread: str = ""
    copies: tuple[str, ...] = ()
    others_in_thread: int = 0
    author: AuthorView | None = None

    @property
    def named_otherwise(self) -> bool:
        """True if the person who wrote it is called otherwise than the message writes."""
        if not self.from_ or self.author is None:
            return False
        return self.author.name not in (self.from_[0].name, self.from_[0].address)


class ResultView(msgspec.Struct, frozen=True):
    """A page of search results. ``repairs`` tells what was mended in the query, in sentences.

    ``total`` counts messages; ``rows`` counts what pages are made of: messages, or groups of them.
    """

    query: str
    repairs: tuple[str, ...]
    total: int
    sort: str
    limit: int
    offset: int
    hits: tuple[HitView, ...]
    rows: int = 0


class CopyView(msgspec.Struct, frozen=True):
    """One occurrence of a message in one container (its provenance)."""

    container: str
    container_sha256: str
    tranche: str
    publisher: str
    custodian: str
    offset: int
    length: int
    publisher_id: str
    publisher_link: str


class AttachmentView(msgspec.Struct, frozen=True):
    """One attachment occurrence: identity is (message, part). ``text`` is empty if it has none."""

    part: str
    filename: str
    content_type: str
    size: int
    sha256: str
    searchable: bool
    text: str


class QuotedView(msgspec.Struct, frozen=True):
    """A quoted letter inside a message: what its reply header states, and what the archive knows of it.

    ``original`` is the permalink of the message it was taken from, ``grounds`` why that is believed;
    ``recovered`` the permalink of the recovered message it is a copy of; at most one is given.
    ``changes`` are words in which the copy differs from the original; their copy spans are in the
    message's text, their original spans in the original's.
    """

    letter: int
    origin: str
    depth: int
    author: str
    author_address: str
    date: str
    to: str
    subject: str
    words: int
    original: str
    grounds: str
    recovered: str
    changes: tuple[Change, ...]


class QuotingView(msgspec.Struct, frozen=True):
    """A message that quotes or forwards another; ``held`` tells how much of it, `Held`'s values."""

    permalink: str
    from_: tuple[Mailbox, ...]
    date: StatedDate | None
    origin: str
    held: str


class RecoveredCopyView(msgspec.Struct, frozen=True):
    """One quoted copy of a recovered message, and the words in which it differs from the leading one."""

    permalink: str
    quoted_in: str
    from_: tuple[Mailbox, ...]
    date: StatedDate | None
    words: int
    text: str
    changes: tuple[Change, ...]


class AddedView(msgspec.Struct, frozen=True):
    """Characters of a recovered message's text that only another copy kept, by its permalink."""

    start: int
    end: int
    copy: str


class RecoveredView(msgspec.Struct, frozen=True):
    """A message that survives only because others quoted it: weaker than an original.

    All it states of itself is what reply headers state, as written. ``text`` is that of its longest copy,
    with what only others kept put in (``added``).
    ``copies`` are the first of ``copies_total``.
    """

    permalink: str
    asked: str
    author: str
    author_address: str
    stated_date: str
    date: StatedDate | None
    to: str
    subject: str
    text: str
    copies: tuple[RecoveredCopyView, ...]
    copies_total: int = 0
    added: tuple[AddedView, ...] = ()


class AlteredView(msgspec.Struct, frozen=True):
    """A quoted copy whose words differ from its original's."""

    permalink: str
    from_: tuple[Mailbox, ...]
    date: StatedDate | None
    original: str
    original_from: tuple[Mailbox, ...]
    changes: tuple[Change, ...]


class SameLetterView(msgspec.Struct, frozen=True):
    """Another message that is the same letter, or (``near``) nearly: with how its headers differ.

    ``only_here`` are recipients (role, name or address) that the message shown has and this one has not,
    ``only_there`` those that only this one shows: a finding, where somebody was copied in silence.
    """

    permalink: str
    from_: tuple[Mailbox, ...]
    date: StatedDate | None
    near: bool
    only_here: tuple[tuple[str, str], ...]
    only_there: tuple[tuple[str, str], ...]
    fields: tuple[FieldDifference, ...]
    routing: int


class MailingView(msgspec.Struct, frozen=True):
    """The mass mailing a message is part of: so many letters of one mould, by and to so many.

    ``template`` is read from some of them (``read``): fixed words, and slots with the values seen there.
    """

    letters: int
    senders: int
    recipients: int
    first_date: str
    last_date: str
    members: tuple[str, ...]
    read: int
    template: tuple[Slot, ...]


class MessageView(msgspec.Struct, frozen=True):
    """One message, whole, as a page shows it. ``marks`` are what is stamped on a printed page.

    ``date`` is what the sender states, ``received`` what the last server that took it in states.
    """

    permalink: str
    sha256: str
    size: int
    aliases: tuple[str, ...]
    printed: bool
    from_: tuple[Mailbox, ...]
    sender: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    bcc: tuple[Mailbox, ...]
    date: StatedDate | None
    subject: str
    message_id: str
    headers: tuple[tuple[str, str], ...]
    body: BodyText
    attachments: tuple[AttachmentView, ...]
    copies: tuple[CopyView, ...]
    problems: tuple[Problem, ...]
    marks: tuple[PrintedMark, ...] = ()
    quoted: tuple[QuotedView, ...] = ()
    quoted_by: tuple[QuotingView, ...] = ()
    quoted_by_total: int = 0
    thread: str = ""
    same: tuple[SameLetterView, ...] = ()
    same_total: int = 0
    mailing: MailingView | None = None
    received: StatedDate | None = None


class ThreadEntryView(msgspec.Struct, frozen=True):
    """A place in a thread. A missing message (ghost) has no permalink, only its Message-ID.

    ``evidence`` says why it hangs under its parent (`onrecord.threads.evidence.Evidence`; ``""`` for a
    first message). A recovered message has a permalink that begins with ``r/``.
    """

    permalink: str
    message_id: str
    depth: int
    evidence: str
    from_: tuple[Mailbox, ...]
    date: StatedDate | None
    subject: str
    snippet: str

    @property
    def recovered(self) -> bool:
        """True for a message that survives only in quotations."""
        return self.permalink.startswith("r/")

    @property
    def missing(self) -> bool:
        """True for a message that others refer to and that is not in the archive."""
        return not self.permalink


class ThreadView(msgspec.Struct, frozen=True):
    """A conversation in reading order. ``asked`` is the permalink the user came from.

    ``permalink`` is the thread's own: ``t/`` and the name of its first message. A thread that grows an
    older first message takes its name; every older name leads to it.
    """

    asked: str
    permalink: str
    subject: str
    entries: tuple[ThreadEntryView, ...]
