"""The reading room: everything the faces show of an archive, as values. Reads only."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone

from onrecord.archive.description import Addressed
from onrecord.archive.ledger import State
from onrecord.archive.store import CopyPlace, Holdings, Stored
from onrecord.archive.tranche import publisher_link
from onrecord.attachments.extract import readable
from onrecord.errors import OnRecordError
from onrecord.message.content import part_bytes
from onrecord.message.encoded_word import decode_words
from onrecord.message.layout import attachment_parts
from onrecord.message.parse import parse
from onrecord.message.structure import Mailbox, Message, StatedDate
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.describe import attachment_text
from onrecord.pipeline.views import (
    AttachmentView,
    ContainerView,
    CopyView,
    HitView,
    MessageView,
    ProblemView,
    ResultView,
    StatusView,
    ThreadEntryView,
    ThreadView,
    TrancheView,
)
from onrecord.search.engine import Engine, Sort
from onrecord.search.highlight import matches, snippet
from onrecord.search.parser import parse_query
from onrecord.search.query import Query
from onrecord.text.body import read_body
from onrecord.text.passage import BodyText, Origin
from onrecord.threads.conversation import Entry, Letter, conversation

_SNIPPET = 240
_FIRST_WORDS = 160
_PLACES = {
    Origin.OWN: "own words",
    Origin.QUOTED: "quoted text",
    Origin.FORWARDED: "forwarded text",
    Origin.PASTED: "pasted text",
    Origin.SIGNATURE: "signature",
    Origin.BOILERPLATE: "boilerplate",
}


class ReadingRoom:
    """Answers questions about one archive; several may be open while another process adds to it."""

    def __init__(
        self, holdings: Holdings, originals: Originals, engine: Callable[[], Engine]
    ) -> None:
        """``engine`` gives the index, and is asked only when something is searched for."""
        self._holdings = holdings
        self._originals = originals
        self._engine = engine

    def status(self) -> StatusView:
        """Return the ledger in sums, with every container and every failure."""
        sums = self._holdings.sums()
        containers = tuple(
            ContainerView(
                path=item.path,
                sha256=item.sha256.hex(),
                tranche=item.tranche,
                custodian=item.custodian,
                format=item.format,
                state=item.state.value,
                found=item.found,
                stored=item.stored,
                copies=item.copies,
                failed=item.failed,
            )
            for item in self._holdings.containers()
        )
        return StatusView(
            messages=sums.messages,
            copies=sums.copies,
            failed=sums.failed,
            attachments=sums.attachments,
            first_date=_day(sums.first_sent),
            last_date=_day(sums.last_sent),
            tranches=self._tranches(containers),
            containers=containers,
            problems=tuple(
                ProblemView(
                    item.name or item.container.path,
                    item.offset,
                    item.length,
                    item.reference,
                    item.note,
                )
                for item in self._holdings.failures()
            ),
        )

    def search(
        self, text: str, *, sort: str = "relevance", limit: int = 20, offset: int = 0
    ) -> ResultView:
        """Find messages. Raises OnRecordError for a query that cannot be understood."""
        asked = parse_query(text)
        order = Sort(sort)
        page = self._engine().search(asked.query, sort=order, limit=limit, offset=offset)
        found = self._holdings.messages(hit.key for hit in page.hits)
        people = self._holdings.addressed(item.number for item in found)
        hits = tuple(self._hit(item, people[item.number], asked.query) for item in found)
        return ResultView(asked.text, asked.repairs, page.total, order.value, limit, offset, hits)

    def numbers(self, query: Query) -> list[int]:
        """Return the row numbers of all messages a query finds, oldest first."""
        engine = self._engine()
        total = engine.search(query, sort=Sort.DATE, limit=1).total
        page = engine.search(query, sort=Sort.DATE, limit=max(total, 1))
        return [hit.key for hit in page.hits]

    def message(self, reference: str) -> MessageView:
        """Return one message whole, by permalink or its start, Message-ID, or publisher's id."""
        stored = self.find(reference)
        raw = self._originals.read(stored.sha256)
        message = parse(raw, printed=stored.printed)
        copies = self._holdings.copies(stored.number)
        return MessageView(
            permalink=stored.permalink,
            sha256=stored.sha256.hex(),
            size=stored.size,
            aliases=aliases(stored, copies),
            printed=stored.printed,
            from_=message.from_,
            sender=message.sender,
            to=message.to,
            cc=message.cc,
            bcc=message.bcc,
            date=message.date,
            subject=message.subject,
            message_id=message.message_id,
            headers=tuple((field.name, decode_words(field.text)) for field in message.fields),
            body=read_body(raw, message),
            attachments=tuple(_attachments(raw, message)),
            copies=tuple(_copy(copy) for copy in copies),
            problems=message.problems,
            marks=message.marks,
        )

    def raw(self, reference: str) -> bytes:
        """Return exactly the bytes received."""
        return self._originals.read(self.find(reference).sha256)

    def attachment(self, reference: str, part_path: str) -> bytes:
        """Return the decoded bytes of one part. Raises OnRecordError if there is no such part."""
        stored = self.find(reference)
        raw = self._originals.read(stored.sha256)
        message = parse(raw, printed=stored.printed)
        for part in message.parts:
            if part.path == part_path:
                return part_bytes(raw, message, part).content
        raise OnRecordError(
            "archive/unknown-part", f"the message has no part {part_path!r}.", where=reference
        )

    def thread(self, reference: str) -> ThreadView:
        """Return the conversation a message belongs to, in reading order."""
        asked = self.find(reference)
        members = self._conversation(asked)
        entries = conversation([self._letter(item) for item in members.values()])
        people = self._holdings.addressed(members)
        first = next((item for item in entries if item.key is not None), None)
        subject = members[first.key].subject if first and first.key else asked.subject
        return ThreadView(
            asked.permalink,
            subject,
            tuple(self._thread_entry(entry, members, people) for entry in entries),
        )

    def find(self, reference: str) -> Stored:
        """Return the one message a reference names.

        Raises OnRecordError if there is none, or if several begin with a shortened permalink.
        """
        found = self._holdings.find_messages(reference)
        if not found:
            raise OnRecordError(
                "archive/unknown-message",
                "no message of this archive has that permalink, Message-ID or publisher's id.",
                where=reference,
            )
        if len(found) > 1 and found[0].permalink.startswith(("m/" + reference, reference)):
            raise OnRecordError(
                "archive/ambiguous-permalink",
                "several permalinks begin like this.",
                where=reference,
                hint="Write more of it.",
            )
        return found[0]

    def _tranches(self, containers: tuple[ContainerView, ...]) -> tuple[TrancheView, ...]:
        views = []
        for tranche in self._holdings.tranches():
            own = [item for item in containers if item.tranche == tranche.name]
            views.append(
                TrancheView(
                    name=tranche.name,
                    publisher=tranche.publisher,
                    published=tranche.published,
                    custodians=tuple(
                        dict.fromkeys(item.custodian for item in own if item.custodian)
                    ),
                    containers=sum(item.state != State.NOT_MAIL for item in own),
                    messages=sum(item.stored for item in own),
                    copies=sum(item.copies for item in own),
                    failed=sum(item.failed for item in own),
                )
            )
        return tuple(views)

    def _hit(self, stored: Stored, people: list[Addressed], query: Query) -> HitView:
        raw = self._originals.read(stored.sha256)
        message = parse(raw, printed=stored.printed)
        body = read_body(raw, message)
        shown = snippet(body.text, query, _SNIPPET)
        marked = matches(body.text, query)
        place = _place(body, marked[0][0]) if marked else ""
        if not shown.marks:
            for part in attachment_parts(message):
                said = snippet(attachment_text(raw, message, part), query, _SNIPPET)
                if said.marks:
                    shown, place = said, f"attachment {part.filename or part.path}"
                    break
            else:
                place = "subject" if snippet(stored.subject, query, _SNIPPET).marks else ""
        return HitView(
            permalink=stored.permalink,
            date=stated(stored),
            from_=mailboxes(people, "from"),
            to=mailboxes(people, "to"),
            subject=stored.subject,
            tranche=stored.tranche,
            snippet=shown.text,
            marks=shown.marks,
            place=place,
            has_attachment=stored.has_attachment,
            printed=stored.printed,
        )

    def _conversation(self, asked: Stored) -> dict[int, Stored]:
        """Gather all messages joined by naming one another, or by naming the same message."""
        members = {asked.number: asked}
        waiting = [asked]
        followed: set[str] = set()
        while waiting:
            item = waiting.pop()
            named = [named.target for named in self._holdings.references(item.number)]
            for name in dict.fromkeys([item.message_id, *named]):
                if not name or name in followed:
                    continue
                followed.add(name)
                found = [
                    *self._holdings.by_message_id(name),
                    *self._holdings.messages(self._holdings.naming(name)),
                ]
                for other in found:
                    if other.number not in members:
                        members[other.number] = other
                        waiting.append(other)
        return members

    def _letter(self, stored: Stored) -> Letter:
        named = self._holdings.references(stored.number)
        return Letter(
            key=stored.number,
            message_id=stored.message_id,
            references=tuple(item.target for item in named if item.kind == "references"),
            in_reply_to=tuple(item.target for item in named if item.kind == "in-reply-to"),
            sent=stored.sent,
        )

    def _thread_entry(
        self, entry: Entry, members: dict[int, Stored], people: dict[int, list[Addressed]]
    ) -> ThreadEntryView:
        if entry.key is None:
            return ThreadEntryView(
                "", entry.message_id, entry.depth, entry.evidence, (), None, "", ""
            )
        stored = members[entry.key]
        raw = self._originals.read(stored.sha256)
        body = read_body(raw, parse(raw, printed=stored.printed))
        return ThreadEntryView(
            permalink=stored.permalink,
            message_id=stored.message_id,
            depth=entry.depth,
            evidence=entry.evidence,
            from_=mailboxes(people[stored.number], "from"),
            date=stated(stored),
            subject=stored.subject,
            snippet=_first_words(body),
        )


def stated(stored: Stored) -> StatedDate | None:
    """Return the date a stored message states."""
    if stored.sent is None:
        return None
    zone = UTC if stored.zone is None else timezone(timedelta(minutes=stored.zone))
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=stored.sent)
    return StatedDate(moment.astimezone(zone), stored.zone is not None)


def mailboxes(people: Iterable[Addressed], role: str) -> tuple[Mailbox, ...]:
    """Return the mailboxes of one role."""
    return tuple(Mailbox(who.name, who.address, who.group) for who in people if who.role == role)


def aliases(stored: Stored, copies: list[CopyPlace]) -> tuple[str, ...]:
    """Return the other names of a message: publisher's ids, document number, Message-ID."""
    names = [
        *(copy.publisher_id for copy in copies),
        stored.document_number,
        stored.message_id,
    ]
    return tuple(dict.fromkeys(name for name in names if name))


def _attachments(raw: bytes, message: Message) -> Iterable[AttachmentView]:
    for part in attachment_parts(message):
        content = part_bytes(raw, message, part).content
        yield AttachmentView(
            part=part.path,
            filename=part.filename,
            content_type=part.content_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            searchable=readable(part) or part.is_container,
            text=attachment_text(raw, message, part),
        )


def _copy(copy: CopyPlace) -> CopyView:
    return CopyView(
        container=copy.container.path,
        container_sha256=copy.container.sha256.hex(),
        tranche=copy.tranche.name,
        publisher=copy.tranche.publisher,
        custodian=copy.container.custodian,
        offset=copy.record.offset,
        length=copy.record.length,
        publisher_id=copy.publisher_id,
        publisher_link=publisher_link(copy.tranche.id_template, copy.publisher_id),
    )


def _place(body: BodyText, position: int) -> str:
    for passage in body.passages:
        if passage.start <= position < passage.end:
            return _PLACES[passage.origin]
    return ""


def _first_words(body: BodyText) -> str:
    own = " ".join(
        body.text[passage.start : passage.end]
        for passage in body.passages
        if passage.origin is Origin.OWN
    )
    words = " ".join((own or body.text)[: _FIRST_WORDS * 4].split())
    return words if len(words) <= _FIRST_WORDS else words[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"


def _day(seconds: int | None) -> str:
    if seconds is None:
        return ""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date().isoformat()
