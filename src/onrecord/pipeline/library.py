"""The archive as the checker's library: candidate messages with every text they hold."""

from functools import lru_cache

from onrecord.archive.store import Holdings, Stored
from onrecord.check.library import Candidate, Searched
from onrecord.message.layout import attachment_parts
from onrecord.message.parse import parse
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.describe import attachment_text
from onrecord.pipeline.stated import aliases, mailboxes, stated
from onrecord.search.engine import Engine, Sort
from onrecord.search.query import Query
from onrecord.text.body import read_body
from onrecord.text.passage import Origin, Passage


class ArchiveLibrary:
    """`onrecord.check.library.Library` over an archive and its index."""

    def __init__(self, holdings: Holdings, originals: Originals, engine: Engine) -> None:
        self._holdings = holdings
        self._originals = originals
        self._engine = engine
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
        )
