"""The archive as the checker's library: candidate messages with every text they hold."""

from functools import lru_cache

from onrecord.archive.store import Holdings, Stored
from onrecord.check.library import Candidate, Searched
from onrecord.message.layout import attachment_parts
from onrecord.message.parse import parse
from onrecord.message.structure import Mailbox
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.describe import attachment_text
from onrecord.pipeline.indexing import RECOVERED_FROM
from onrecord.pipeline.letters import QuotedLetters
from onrecord.pipeline.stated import aliases, mailboxes, stated
from onrecord.relations.port import Relations, message_of
from onrecord.search.engine import Engine, Sort
from onrecord.search.query import Query
from onrecord.text.body import read_body
from onrecord.text.passage import Origin, Passage


class ArchiveLibrary:
    """`onrecord.check.library.Library` over an archive and its index."""

    def __init__(
        self, holdings: Holdings, originals: Originals, engine: Engine, relations: Relations
    ) -> None:
        self._holdings = holdings
        self._originals = originals
        self._engine = engine
        self._relations = relations
        self._letters = QuotedLetters(holdings, originals, relations)
        self._texts = lru_cache(maxsize=512)(self._candidates)

    def find(self, query: Query, limit: int) -> tuple[int, list[Candidate]]:
        """Return the exact total of messages found and the texts of the best ``limit`` of them."""
        page = self._engine.search(query, sort=Sort.RELEVANCE, limit=limit)
        found = [candidate for hit in page.hits for candidate in self._texts(hit.key)]
        return page.total, found

    def searched(self) -> Searched:
        """Return how much was searched."""
        sums = self._holdings.sums()
        return Searched(sums.messages, sums.attachments - sums.unsearchable, sums.unsearchable)

    def _candidates(self, number: int) -> tuple[Candidate, ...]:
        if number >= RECOVERED_FROM:
            leads = self._relations.recovered_by_number([number - RECOVERED_FROM])
            return tuple(self._recovered(lead) for lead in leads.values())
        found = self._holdings.messages([number])
        if not found:
            return ()
        stored = found[0]
        raw = self._originals.read(stored.sha256)
        message = parse(raw, printed=stored.printed)
        body = read_body(raw, message)
        texts = [("body", body.text, body.passages), ("subject", stored.subject, ())]
        for part in attachment_parts(message):
            name = f" ({part.filename})" if part.filename else ""
            said = attachment_text(raw, message, part)
            texts.append((f"attachment {part.path}{name}", said, ()))
        return tuple(
            self._candidate(stored, place, text, passages)
            for place, text, passages in texts
            if text
        )

    def _recovered(self, lead: int) -> Candidate:
        """Return a message that survives only in quotations: its words are somebody's quotation of them."""
        view = self._letters.recovered_message(lead)
        (quoting,) = self._holdings.find_messages(view.copies[0].quoted_in)
        author = Mailbox(view.author, view.author_address)
        return Candidate(
            permalink=view.permalink,
            aliases=tuple(
                copy.permalink for copy in view.copies if copy.permalink != view.permalink
            ),
            from_=(author,) if author.name or author.address else (),
            to=(Mailbox(view.to, ""),) if view.to else (),
            cc=(),
            date=view.date,
            subject=view.subject,
            tranche=quoting.tranche,
            place="body",
            text=view.text,
            passages=(
                Passage(
                    Origin.QUOTED,
                    0,
                    len(view.text),
                    1,
                    view.author,
                    view.author_address,
                    view.stated_date,
                    letter=1,
                ),
            ),
            thread=self._thread(message_of(lead)),
            printed=quoting.printed,
        )

    def _thread(self, number: int) -> str:
        return str(self._relations.threads_of([number]).get(number, number))

    def _candidate(
        self, stored: Stored, place: str, text: str, passages: tuple[Passage, ...]
    ) -> Candidate:
        people = self._holdings.addressed([stored.number])[stored.number]
        return Candidate(
            permalink=stored.permalink,
            aliases=aliases(stored, self._holdings.copies(stored.number)),
            from_=mailboxes(people, "from"),
            to=mailboxes(people, "to"),
            cc=mailboxes(people, "cc"),
            date=stated(stored),
            subject=stored.subject,
            tranche=stored.tranche,
            place=place,
            text=text,
            passages=passages or (Passage(Origin.OWN, 0, len(text)),),
            thread=self._thread(stored.number),
            printed=stored.printed,
        )
