"""Cases as the faces show them: what was noted, beside what the archive says of it now."""

from collections.abc import Iterable

import msgspec

from onrecord.archive.store import Holdings
from onrecord.desk.entries import Act, Case, Entry, Said, case, cases
from onrecord.desk.journal import Journal
from onrecord.errors import OnRecordError
from onrecord.message.structure import Mailbox, StatedDate
from onrecord.pipeline.reading.reading_room import ReadingRoom
from onrecord.pipeline.showing.stated import mailboxes, stated


class PinView(msgspec.Struct, frozen=True):
    """A pinned message, or words of it (``text``, characters ``start``..``end`` of its text).

    ``tags`` and ``notes`` are those made about the same message. ``found`` is false where the archive
    no longer has it: then there are no author, date and subject.
    """

    entry: Entry
    permalink: str
    from_: tuple[Mailbox, ...]
    date: StatedDate | None
    subject: str
    found: bool
    tags: tuple[Entry, ...]
    notes: tuple[Entry, ...]


class CaseRow(msgspec.Struct, frozen=True):
    """A case in a list."""

    number: int
    name: str
    opened: Entry
    pins: int
    notes: int
    searches: int


class CaseView(msgspec.Struct, frozen=True):
    """A case whole. ``notes`` are about the case itself or about messages that are not pinned."""

    number: int
    name: str
    opened: Entry
    pins: tuple[PinView, ...]
    notes: tuple[Entry, ...]
    searches: tuple[Entry, ...]
    undone: tuple[tuple[Entry, Entry], ...]


class Pinning(msgspec.Struct, frozen=True, kw_only=True):
    """Who pins what to which case. ``words`` are some of the message's text, or empty for all of it."""

    who: str
    case: int
    permalink: str
    words: str = ""


class Casework:
    """Keeps cases and shows them."""

    def __init__(self, journal: Journal, holdings: Holdings, room: ReadingRoom) -> None:
        self._journal = journal
        self._holdings = holdings
        self._room = room

    def cases(self) -> tuple[CaseRow, ...]:
        """Return all cases, the one noted in last first."""
        return tuple(
            CaseRow(
                each.number,
                each.name,
                each.opened,
                len(each.pins),
                len(each.notes),
                len(each.searches),
            )
            for each in cases(self._journal.entries())
        )

    def case(self, number: int) -> CaseView:
        """Return one case. Raises OnRecordError if there is none of this number."""
        found = case(self._journal.entries(), number)
        pinned = {entry.about for entry in found.pins}
        return CaseView(
            number=found.number,
            name=found.name,
            opened=found.opened,
            pins=tuple(self._pin(entry, found) for entry in found.pins),
            notes=tuple(entry for entry in found.notes if entry.about not in pinned),
            searches=found.searches,
            undone=found.undone,
        )

    def about(self, permalink: str) -> tuple[tuple[CaseRow, tuple[Entry, ...]], ...]:
        """Return what was noted about a message, by case."""
        entries = self._journal.entries()
        if not any(entry.about == permalink for entry in entries):
            return ()
        rows = {row.number: row for row in self.cases()}
        kept = {number: _about(case(entries, number), permalink) for number in rows}
        return tuple((rows[number], tuple(noted)) for number, noted in kept.items() if noted)

    def open(self, who: str, name: str) -> Entry:
        """Open a case."""
        return self._journal.add(Said(act=Act.OPEN, who=who, text=name))

    def pin(self, pinning: Pinning) -> Entry:
        """Pin a message, or words of it. Raises OnRecordError for words that it does not hold."""
        permalink, text = self._text(pinning.permalink)
        start, end = _span(text, pinning.words, permalink) if pinning.words.strip() else (0, 0)
        return self._journal.add(
            Said(
                act=Act.PIN,
                who=pinning.who,
                case=pinning.case,
                about=permalink,
                text=text[start:end],
                start=start,
                end=end,
            )
        )

    def note(self, who: str, number: int, text: str, about: str = "") -> Entry:
        """Keep a note on a case, or on a message in it."""
        return self._add(Act.NOTE, who, number, text, about)

    def tag(self, who: str, number: int, text: str, about: str) -> Entry:
        """Keep a tag on a message of a case."""
        return self._add(Act.TAG, who, number, text, about)

    def keep_search(self, who: str, number: int, query: str) -> Entry:
        """Keep a search with a case."""
        return self._add(Act.SEARCH, who, number, query)

    def rename(self, who: str, number: int, name: str) -> Entry:
        """Give a case another name."""
        return self._add(Act.RENAME, who, number, name)

    def undo(self, who: str, number: int) -> Entry:
        """Take an entry back, or an undo."""
        entries = self._journal.entries()
        of = next((each.case or each.number for each in entries if each.number == number), 0)
        return self._journal.add(Said(act=Act.UNDO, who=who, case=of, undoes=number))

    def _add(self, act: Act, who: str, number: int, text: str, about: str = "") -> Entry:
        named = self._text(about)[0] if about else ""
        return self._journal.add(Said(act=act, who=who, case=number, about=named, text=text))

    def _text(self, reference: str) -> tuple[str, str]:
        """Return a message's permalink and text. Raises OnRecordError if there is no such message."""
        if reference.startswith("r/"):
            view = self._room.recovered(reference)
            return view.permalink, view.text
        message = self._room.message(reference)
        return message.permalink, message.body.text

    def _pin(self, entry: Entry, of: Case) -> PinView:
        from_, date, subject, found = self._heading(entry.about)
        return PinView(
            entry=entry,
            permalink=entry.about,
            from_=from_,
            date=date,
            subject=subject,
            found=found,
            tags=tuple(each for each in of.tags if each.about == entry.about),
            notes=tuple(each for each in of.notes if each.about == entry.about),
        )

    def _heading(self, permalink: str) -> tuple[tuple[Mailbox, ...], StatedDate | None, str, bool]:
        try:
            if permalink.startswith("r/"):
                view = self._room.recovered(permalink)
                return (Mailbox(view.author, view.author_address),), view.date, view.subject, True
            stored = self._room.find(permalink)
        except OnRecordError:
            return (), None, "", False
        people = self._holdings.addressed([stored.number])[stored.number]
        return mailboxes(people, "from"), stated(stored), stored.subject, True


def _about(found: Case, permalink: str) -> Iterable[Entry]:
    noted = [*found.pins, *found.tags, *found.notes]
    return [entry for entry in noted if entry.about == permalink]


def _span(text: str, words: str, permalink: str) -> tuple[int, int]:
    """Return where words stand in a text, whatever the white space between them."""
    wanted = words.split()
    at = text.find(wanted[0])
    while at >= 0:
        end = _matched(text, at, wanted)
        if end:
            return at, end
        at = text.find(wanted[0], at + 1)
    raise OnRecordError(
        "desk/not-its-words",
        "these words do not stand in this message, one after the other.",
        where=permalink,
        hint="Copy them from its page, without the brackets that On Record adds.",
    )


def _matched(text: str, at: int, wanted: list[str]) -> int:
    """Return where the words that begin at a place end; 0 where others stand there."""
    for number, word in enumerate(wanted):
        if number:
            while at < len(text) and text[at].isspace():
                at += 1
        if not text.startswith(word, at):
            return 0
        at += len(word)
    return at
