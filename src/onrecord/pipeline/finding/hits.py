"""Messages found, as pages show them: each with the place where it stands and the words marked."""

from collections.abc import Iterable

from onrecord.archive.description import Addressed
from onrecord.archive.store import Holdings, Stored
from onrecord.message.layout import attachment_parts
from onrecord.message.parse import parse
from onrecord.message.structure import Mailbox, Message
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.describing.attached import attachment_text
from onrecord.pipeline.recovered_keys import RECOVERED_FROM
from onrecord.pipeline.showing.letters import QuotedLetters
from onrecord.pipeline.showing.stated import mailboxes, stated
from onrecord.pipeline.showing.views import HitView
from onrecord.relations.port import Relations, message_of
from onrecord.search.highlight import Snippet, Standing, body_snippet, snippet
from onrecord.search.query import Query
from onrecord.text.body import read_body
from onrecord.text.passage import Origin

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


class Hits:
    """Draws messages and recovered messages for lists."""

    def __init__(self, holdings: Holdings, originals: Originals, relations: Relations) -> None:
        self._holdings = holdings
        self._originals = originals
        self._relations = relations
        self._letters = QuotedLetters(holdings, originals, relations)

    def shown(self, keys: Iterable[int], query: Query) -> dict[int, HitView]:
        """Return the messages with these keys of the index, with what the query asks for marked."""
        asked = list(keys)
        stored = self._holdings.messages(key for key in asked if key < RECOVERED_FROM)
        people = self._holdings.addressed(item.number for item in stored)
        views = {item.number: self._hit(item, people[item.number], query) for item in stored}
        wanted = [key - RECOVERED_FROM for key in asked if key >= RECOVERED_FROM]
        for number, lead in self._relations.recovered_by_number(wanted).items():
            views[RECOVERED_FROM + number] = self._recovered(lead, query)
        return views

    def permalinks(self, keys: Iterable[int]) -> dict[int, str]:
        """Return the permalinks of these messages of the index."""
        asked = list(keys)
        found = self._holdings.headings(key for key in asked if key < RECOVERED_FROM)
        names = {number: heading.permalink for number, heading in found.items()}
        wanted = [key - RECOVERED_FROM for key in asked if key >= RECOVERED_FROM]
        leads = self._relations.recovered_by_number(wanted)
        copies = self._relations.survivors(leads.values())
        names |= {RECOVERED_FROM + key: copies[lead].permalink for key, lead in leads.items()}
        return names

    def dated(self, keys: Iterable[int]) -> list[tuple[str, str]]:
        """Return date and permalink of those of these messages that state a date."""
        asked = list(keys)
        found = self._holdings.messages(key for key in asked if key < RECOVERED_FROM)
        told = [(stated(item), item.permalink) for item in found]
        wanted = [key - RECOVERED_FROM for key in asked if key >= RECOVERED_FROM]
        for lead in self._relations.recovered_by_number(wanted).values():
            view = self._letters.recovered_message(lead, with_copies=False)
            told.append((view.date, view.permalink))
        return [(date.iso(), permalink) for date, permalink in told if date]

    def _hit(self, stored: Stored, people: list[Addressed], query: Query) -> HitView:
        raw = self._originals.read(stored.sha256)
        shown, place = _standing(raw, parse(raw, printed=stored.printed), query)
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

    def _recovered(self, lead: int, query: Query) -> HitView:
        view = self._letters.recovered_message(lead, with_copies=False)
        (quoting,) = self._holdings.messages([message_of(lead)])
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


def _standing(raw: bytes, message: Message, query: Query) -> tuple[Snippet, str]:
    """Return what to show of a message and where that stands: the letter, an attachment, the subject."""
    shown = body_snippet(read_body(raw, message), query, _SNIPPET)
    if shown.answers:
        return shown.snippet, _PLACES[shown.origin]
    for part in attachment_parts(message):
        said = snippet(attachment_text(raw, message, part), query, _SNIPPET)
        if said.marks:
            return said, f"attachment {part.filename or part.path}"
    in_subject = snippet(message.subject, query, _SNIPPET).marks
    return shown.snippet, "; ".join(filter(None, ("subject" if in_subject else "", _unlike(shown))))


def _unlike(shown: Standing) -> str:
    """Return what is shown of a letter in which no word was found, where that is not its sender's own."""
    others = shown.origin is not Origin.OWN and shown.snippet.text
    return f"{_PLACES[shown.origin]} shown" if others else ""
