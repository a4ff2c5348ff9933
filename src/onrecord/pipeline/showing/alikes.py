"""Copies, near copies and mailings of a message, as pages show them."""

from datetime import UTC, datetime

from onrecord.archive.store import Holdings, Stored
from onrecord.duplicates.differences import differences
from onrecord.duplicates.same_letter import one_letter
from onrecord.duplicates.template import template
from onrecord.message.parse import parse
from onrecord.message.structure import Message
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.showing.stated import mailboxes, stated
from onrecord.pipeline.showing.views import MailingView, SameLetterView
from onrecord.relations.port import Relations
from onrecord.text.body import read_body
from onrecord.text.unquoted import letter_passages, unquoted

_MOST_COPIES = 50
_MOST_MEMBERS = 500
_MOST_READ = 12


class Alikes:
    """Answers which messages are one letter with another, or of one mould."""

    def __init__(self, holdings: Holdings, originals: Originals, relations: Relations) -> None:
        self._holdings = holdings
        self._originals = originals
        self._relations = relations

    def of(self, stored: Stored, message: Message) -> tuple[tuple[SameLetterView, ...], int]:
        """Return messages that are the same letter, then near copies, and how many there are.

        Each group is oldest first, and no more than `_MOST_COPIES` of it are listed.
        """
        same = [
            item
            for item in self._holdings.messages(self._relations.same_letters(stored.number))
            if one_letter(stored.sent, item.sent)
        ]
        known = {stored.number, *(item.number for item in same)}
        group = self._relations.likeness(stored.number).near
        near = [
            item
            for item in self._holdings.messages(self._relations.near_copies(group))
            if item.number not in known
        ]
        views = tuple(
            self._view(item, message, near=is_near)
            for items, is_near in ((same, False), (near, True))
            for item in sorted(items, key=_age)[:_MOST_COPIES]
        )
        return views, len(same) + len(near)

    def mailing(self, stored: Stored) -> MailingView | None:
        """Return the mass mailing a message is part of."""
        group = self._relations.likeness(stored.number).mailing
        numbers = self._relations.mailing(group)
        if not numbers:
            return None
        found = sorted(self._holdings.messages(numbers), key=_age)
        people = self._holdings.addressed(numbers)
        names = [
            (who.role, (who.address or who.name).casefold())
            for some in people.values()
            for who in some
        ]
        days = [_day(item.sent) for item in found if item.sent is not None]
        read = found[:_MOST_READ]
        return MailingView(
            letters=len(found),
            senders=len({name for role, name in names if role == "from"}),
            recipients=len({name for role, name in names if role in ("to", "cc", "bcc")}),
            first_date=min(days, default=""),
            last_date=max(days, default=""),
            members=tuple(item.permalink for item in found[:_MOST_MEMBERS]),
            read=len(read),
            template=template([self._own_words(item) for item in read]),
        )

    def _view(self, other: Stored, message: Message, *, near: bool) -> SameLetterView:
        found = differences(message, self._message(other))
        people = self._holdings.addressed([other.number])[other.number]
        return SameLetterView(
            permalink=other.permalink,
            from_=mailboxes(people, "from"),
            date=stated(other),
            near=near,
            only_here=found.only_here,
            only_there=found.only_there,
            fields=found.fields,
            routing=found.routing,
        )

    def _message(self, stored: Stored) -> Message:
        return parse(self._originals.read(stored.sha256), printed=stored.printed)

    def _own_words(self, stored: Stored) -> str:
        raw = self._originals.read(stored.sha256)
        body = read_body(raw, parse(raw, printed=stored.printed))
        return unquoted(body, letter_passages(body, 0))


def _age(stored: Stored) -> tuple[bool, int, str]:
    return stored.sent is None, stored.sent or 0, stored.permalink


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds >= 0 else ""
