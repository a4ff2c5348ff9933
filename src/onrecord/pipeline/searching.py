"""Searching an archive: hits as pages show them, each with the place where it stands."""

from collections.abc import Callable
from datetime import UTC, datetime

from onrecord.archive.description import Addressed
from onrecord.archive.store import Holdings, Stored
from onrecord.message.layout import attachment_parts
from onrecord.message.parse import parse
from onrecord.message.structure import Mailbox
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.asking import resolved
from onrecord.pipeline.describe import attachment_text
from onrecord.pipeline.indexing import RECOVERED_FROM
from onrecord.pipeline.letters import QuotedLetters
from onrecord.pipeline.stated import mailboxes, stated
from onrecord.pipeline.views import HitView, ResultView
from onrecord.relations.port import Relations
from onrecord.search.engine import Engine, Sort
from onrecord.search.highlight import body_matches, body_snippet, snippet
from onrecord.search.parser import parse_query
from onrecord.search.query import Query
from onrecord.text.body import read_body
from onrecord.text.passage import BodyText, Origin

_SNIPPET = 240
_PLACES = {
    Origin.OWN: "own words",
    Origin.QUOTED: "quoted text",
    Origin.FORWARDED: "forwarded text",
    Origin.PASTED: "pasted text",
    Origin.SIGNATURE: "signature",
    Origin.BOILERPLATE: "boilerplate",
}
_SURVIVES = "survives only as quotation"


class Searches:
    """Finds messages, and recovered ones among them."""

    def __init__(
        self,
        holdings: Holdings,
        originals: Originals,
        engine: Callable[[], Engine],
        relations: Relations,
    ) -> None:
        self._holdings = holdings
        self._originals = originals
        self._engine = engine
        self._relations = relations
        self._letters = QuotedLetters(holdings, originals, relations)

    def search(self, text: str, sort: Sort, *, limit: int, offset: int) -> ResultView:
        """Find messages. Raises OnRecordError for a query that cannot be understood."""
        asked = parse_query(text, today=datetime.now(UTC).date())
        query = resolved(asked.query, self._holdings, self._relations)
        page = self._engine().search(query, sort=sort, limit=limit, offset=offset)
        keys = [hit.key for hit in page.hits]
        hits = self._found(keys, asked.query) | self._recovered(keys, asked.query)
        shown = tuple(hits[key] for key in keys if key in hits)
        return ResultView(asked.text, asked.repairs, page.total, sort.value, limit, offset, shown)

    def numbers(self, query: Query) -> list[int]:
        """Return the row numbers of all messages a query finds, oldest first; not of recovered ones."""
        engine = self._engine()
        asked = resolved(query, self._holdings, self._relations)
        total = engine.search(asked, sort=Sort.DATE, limit=1).total
        page = engine.search(asked, sort=Sort.DATE, limit=max(total, 1))
        return [hit.key for hit in page.hits if hit.key < RECOVERED_FROM]

    def _found(self, keys: list[int], query: Query) -> dict[int, HitView]:
        stored = self._holdings.messages(key for key in keys if key < RECOVERED_FROM)
        people = self._holdings.addressed(item.number for item in stored)
        return {item.number: self._hit(item, people[item.number], query) for item in stored}

    def _hit(self, stored: Stored, people: list[Addressed], query: Query) -> HitView:
        raw = self._originals.read(stored.sha256)
        message = parse(raw, printed=stored.printed)
        body = read_body(raw, message)
        shown, place = body_snippet(body, query, _SNIPPET), _place(body, query)
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

    def _recovered(self, keys: list[int], query: Query) -> dict[int, HitView]:
        wanted = [key - RECOVERED_FROM for key in keys if key >= RECOVERED_FROM]
        leads = self._relations.recovered_by_number(wanted)
        return {
            RECOVERED_FROM + number: self._recovered_hit(lead, query)
            for number, lead in leads.items()
        }

    def _recovered_hit(self, lead: int, query: Query) -> HitView:
        view = self._letters.recovered_message(lead)
        (quoting,) = self._holdings.find_messages(view.copies[0].quoted_in)
        shown = snippet(view.text, query, _SNIPPET)
        author = Mailbox(view.author, view.author_address)
        return HitView(
            permalink=view.permalink,
            date=view.date,
            from_=(author,) if author.name or author.address else (),
            to=(Mailbox(view.to, ""),) if view.to else (),
            subject=view.subject,
            tranche=quoting.tranche,
            snippet=shown.text,
            marks=shown.marks,
            place=_SURVIVES,
            has_attachment=False,
            printed=quoting.printed,
        )


def _place(body: BodyText, query: Query) -> str:
    """Return where the words asked for stand: among own words, if any of them do."""
    starts = [start for start, _ in body_matches(body, query)]
    places = [
        _PLACES[passage.origin]
        for start in starts
        for passage in body.passages
        if passage.start <= start < passage.end
    ]
    own = _PLACES[Origin.OWN]
    return own if own in places else places[0] if places else ""
