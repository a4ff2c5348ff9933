"""The reading room: everything the faces show of an archive, as values. Reads only."""

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from onrecord.archive.ledger import State
from onrecord.archive.store import CopyPlace, Holdings, Stored
from onrecord.archive.tranche import publisher_link
from onrecord.attachments.extract import readable
from onrecord.errors import OnRecordError
from onrecord.message.content import part_bytes
from onrecord.message.encoded_word import decode_words
from onrecord.message.layout import attachment_parts
from onrecord.message.parse import parse
from onrecord.message.structure import Message
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.describing.attached import attachment_text
from onrecord.pipeline.finding.concordance import AboutAsked, Concordance
from onrecord.pipeline.finding.related import RelatedMessages
from onrecord.pipeline.finding.searching import Paging, Searches
from onrecord.pipeline.finding.searching_views import AboutView, RelatedView
from onrecord.pipeline.showing.alikes import Alikes
from onrecord.pipeline.showing.conversations import Conversations
from onrecord.pipeline.showing.letters import QuotedLetters, names_recovered
from onrecord.pipeline.showing.stated import aliases, received
from onrecord.pipeline.showing.views import (
    AlteredView,
    AttachmentView,
    ContainerView,
    CopyView,
    MessageView,
    ProblemView,
    RecoveredView,
    ResultView,
    StatusView,
    ThreadView,
    TrancheView,
)
from onrecord.pipeline.who.naming import RegisteredNames, StoredNames
from onrecord.pipeline.who.registers import Registers
from onrecord.relations.port import Relations
from onrecord.search.engine import Engine, Sort
from onrecord.search.query import Query
from onrecord.text.body import read_body


class ReadingRoom:
    """Answers questions about one archive; several may be open while another process adds to it."""

    def __init__(
        self,
        holdings: Holdings,
        originals: Originals,
        engine: Callable[[], Engine],
        relations: Relations,
        registers: Registers | None = None,
    ) -> None:
        """``engine`` gives the index, and is asked only when something is searched for."""
        self._holdings = holdings
        self._originals = originals
        self.searches = Searches(holdings, originals, engine, relations, registers)
        stored = StoredNames(holdings, engine)
        names_of = RegisteredNames(stored, registers.judged) if registers else stored
        self._concordance = Concordance(holdings, originals, engine, names_of)
        self._related = RelatedMessages(holdings, originals, engine, relations)
        self._alikes = Alikes(holdings, originals, relations)
        self._letters = QuotedLetters(holdings, originals, relations)
        self._conversations = Conversations(holdings, originals, relations, self._letters)

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
        return self.searches.search(text, Paging(sort=Sort(sort), limit=limit, offset=offset))

    def numbers(self, query: Query) -> list[int]:
        """Return the row numbers of all messages a query finds, oldest first."""
        return self.searches.numbers(query)

    def about(self, asked: AboutAsked) -> AboutView:
        """Return every sentence in somebody's own words that names a person, in time order."""
        return self._concordance.about(asked)

    def related(self, reference: str, limit: int = 10) -> tuple[RelatedView, ...]:
        """Return messages on the same matter as one, likeliest first, each with its reasons."""
        return self._related.of(self.find(reference), limit)

    def message(self, reference: str) -> MessageView:
        """Return one message whole, by permalink or its start, Message-ID, or publisher's id."""
        stored = self.find(reference)
        raw = self._originals.read(stored.sha256)
        message = parse(raw, printed=stored.printed)
        copies = self._holdings.copies(stored.number)
        body = read_body(raw, message)
        quoted_by, quoted_by_total = self._letters.quoting(stored)
        same, same_total = self._alikes.of(stored, message)
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
            body=body,
            attachments=tuple(_attachments(raw, message)),
            copies=tuple(_copy(copy) for copy in copies),
            problems=message.problems,
            marks=message.marks,
            quoted=self._letters.of(stored, body),
            quoted_by=quoted_by,
            quoted_by_total=quoted_by_total,
            thread=self._conversations.thread_name(stored),
            same=same,
            same_total=same_total,
            mailing=self._alikes.mailing(stored),
            received=received(message.fields),
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

    def thread(self, reference: str, read: Container[int] | None = None) -> ThreadView:
        """Return the conversation a message belongs to, in reading order.

        It may be asked for by any of its messages, by its own permalink, or by one it had before. First
        words are read of entries in ``read``; of all, unless given.
        """
        if names_recovered(reference):
            view = self.recovered(reference)
            quoting = self.find(view.copies[0].quoted_in)
            return self._conversations.of(quoting, view.permalink, read)
        named = reference.strip()
        asked = self.find("m/" + named[2:] if named.startswith("t/") else named)
        return self._conversations.of(asked, asked.permalink, read)

    def recovered(self, reference: str) -> RecoveredView:
        """Return a message that survives only in quotations. Raises OnRecordError if there is none."""
        return self._letters.recovered(reference)

    def altered(self) -> Iterator[AlteredView]:
        """Yield every quoted copy whose words differ from its original's."""
        return self._letters.altered()

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


def _day(seconds: int | None) -> str:
    if seconds is None:
        return ""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date().isoformat()
