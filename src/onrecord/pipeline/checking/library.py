"""The archive as the checker's library: candidate messages with every text they hold."""

from collections.abc import Iterable
from functools import lru_cache

import zstandard

from onrecord.archive.description import Addressed
from onrecord.archive.store import Holdings, Stored
from onrecord.check.library import Candidate, Searched
from onrecord.errors import OnRecordError
from onrecord.message.layout import attachment_parts
from onrecord.message.parse import parse
from onrecord.message.structure import Mailbox
from onrecord.people.name_form import read_name
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.describing.attached import attachment_text
from onrecord.pipeline.recovered_keys import RECOVERED_FROM
from onrecord.pipeline.showing.letters import QuotedLetters
from onrecord.pipeline.showing.stated import aliases, mailboxes, stated
from onrecord.pipeline.who.directory import PeopleDirectory
from onrecord.relations.port import Relations, message_of
from onrecord.search.engine import Engine, Sort
from onrecord.search.query import Query
from onrecord.text.body import read_body
from onrecord.text.passage import Origin, Passage

_FIELDS = ("from", "to", "cc", "bcc")
_MOST_SHORT = 40
"""Short names of one message that are looked up."""


class ArchiveLibrary:
    """`onrecord.check.library.Library` over an archive and its index."""

    def __init__(
        self,
        holdings: Holdings,
        originals: Originals,
        engine: Engine,
        relations: Relations,
        people: PeopleDirectory | None = None,
    ) -> None:
        """``people`` knows who is meant by a short name; without it such a name stays as it is."""
        self._people = people
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

    def answered(self, candidate: Candidate) -> str:
        """Return the permalink of the message that a candidate's answers, or the Message-ID of one that is
        not here; empty where none is known.
        """
        found = self._holdings.find_messages(candidate.permalink)
        if len(found) != 1:
            return ""
        number = found[0].number
        named = [item.target for item in self._holdings.references(number)]
        held = self._holdings.numbers_of(named)
        parents = [held[name][0] for name in reversed(named) if held.get(name)]
        parents += [item.parent for item in self._relations.answers([number]).get(number, [])]
        links = [self._link(parent) for parent in parents if parent != number]
        return next((link for link in links if link), next(reversed(named), ""))

    def _link(self, parent: int) -> str:
        """Return the permalink of a message, or of a recovered one by its negative key."""
        if parent < 0:
            return next(iter(self._relations.survivors_led_by([-parent]).get(-parent, [])), "")
        heading = self._holdings.headings([parent]).get(parent)
        return heading.permalink if heading else ""

    def later(self, candidate: Candidate, limit: int) -> list[Candidate]:
        """Return the letters that the same sender sent later in the same thread, the earliest first."""
        if not candidate.thread or candidate.date is None or not candidate.from_:
            return []
        members = self._relations.members(int(candidate.thread))
        if len(members) < 2:
            return []
        moment = candidate.date.instant.timestamp()
        dated = [
            (heading.sent, number)
            for number, heading in self._holdings.headings(members).items()
            if heading.sent is not None and heading.sent > moment
        ]
        senders = self._holdings.senders([number for _, number in dated])
        mine = {each.address.casefold() or each.name for each in candidate.from_}
        same = [
            number
            for _, number in sorted(dated)
            if mine & {each.address.casefold() or each.name for each in senders.get(number, [])}
        ]
        return [
            each for number in same[:limit] for each in self._texts(number) if each.place == "body"
        ]

    def _candidates(self, number: int) -> tuple[Candidate, ...]:
        if number >= RECOVERED_FROM:
            leads = self._relations.recovered_by_number([number - RECOVERED_FROM])
            return tuple(self._recovered(lead) for lead in leads.values())
        found = self._holdings.messages([number])
        if not found:
            return ()
        stored = found[0]
        raw = self._read(stored)
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

    def _read(self, stored: Stored) -> bytes:
        try:
            return self._originals.read(stored.sha256)
        except (OSError, KeyError, zstandard.ZstdError) as error:
            raise OnRecordError(
                "archive/damaged", "an original cannot be read.", where=stored.permalink
            ) from error

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

    def _known_as(
        self, named: Iterable[Mailbox], passages: Iterable[Passage]
    ) -> dict[str, tuple[str, ...]]:
        """Return the full names of those whom the message names by less."""
        if self._people is None:
            return {}
        authors = (Mailbox(each.author, each.author_address) for each in passages)
        short = [
            each
            for each in dict.fromkeys((*named, *authors))
            if (each.name or each.address) and not read_name(each.name).full
        ]
        return self._people.known_as(short[:_MOST_SHORT]) if short else {}

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
            bcc=mailboxes(people, "bcc"),
            known_as=self._known_as(_senders_first(people), passages),
            date=stated(stored),
            subject=stored.subject,
            tranche=stored.tranche,
            place=place,
            text=text,
            passages=passages or (Passage(Origin.OWN, 0, len(text)),),
            thread=self._thread(stored.number),
            printed=stored.printed,
        )


def _senders_first(people: list[Addressed]) -> Iterable[Mailbox]:
    return (mailbox for field in _FIELDS for mailbox in mailboxes(people, field))
