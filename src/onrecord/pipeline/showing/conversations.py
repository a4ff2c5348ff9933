"""Threads as pages show them: messages, missing ones, and those that survive only as quotation."""

from collections.abc import Container, Iterable, Set

from onrecord.archive.description import Addressed
from onrecord.archive.store import Holdings, Stored
from onrecord.message.parse import parse
from onrecord.message.structure import Mailbox
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.showing.letters import QuotedLetters
from onrecord.pipeline.showing.stated import mailboxes, stated
from onrecord.pipeline.showing.views import RecoveredView, ThreadEntryView, ThreadView
from onrecord.relations.port import AnswerRecord, Relations, message_of
from onrecord.text.body import read_body
from onrecord.text.passage import BodyText, Origin
from onrecord.threads.conversation import Entry, Letter, conversation
from onrecord.threads.evidence import Evidence

_FIRST_WORDS = 160


class Conversations:
    """Draws threads."""

    def __init__(
        self, holdings: Holdings, originals: Originals, relations: Relations, letters: QuotedLetters
    ) -> None:
        self._holdings = holdings
        self._originals = originals
        self._relations = relations
        self._letters = letters

    def thread_name(self, stored: Stored) -> str:
        """Return the permalink of the thread a message is in."""
        lead = self._relations.threads_of([stored.number]).get(stored.number, stored.number)
        permalink = self._holdings.headings([lead])[lead].permalink
        return "t/" + permalink.removeprefix("m/")

    def of(self, asked: Stored, asked_as: str, read: Container[int] | None = None) -> ThreadView:
        """Return the conversation a message belongs to, in reading order.

        First words are read of entries in ``read`` (all, unless given): a thread may hold thousands.
        """
        lead = self._relations.threads_of([asked.number]).get(asked.number, asked.number)
        members = self._relations.members(lead) or [asked.number]
        stored = {item.number: item for item in self._holdings.messages(members)}
        answers = {
            number: records[0] for number, records in self._relations.answers(members).items()
        }
        recovered = {
            -item.parent: self._letters.recovered_message(-item.parent)
            for item in answers.values()
            if item.parent < 0
        }
        entries = conversation(self._told(stored, answers, recovered))
        people = self._holdings.addressed(stored)
        first = next((item for item in entries if item.key in stored), None)
        subject = stored[first.key].subject if first and first.key else asked.subject
        return ThreadView(
            asked_as,
            self.thread_name(asked),
            subject,
            tuple(
                self._entry(
                    entry, stored, people, recovered, first_words=read is None or at in read
                )
                for at, entry in enumerate(entries)
            ),
        )

    def _told(
        self,
        stored: dict[int, Stored],
        answers: dict[int, AnswerRecord],
        recovered: dict[int, RecoveredView],
    ) -> list[Letter]:
        """Return the letters of a thread; recovered ones have negative keys."""
        letters = [self._letter(item, answers.get(item.number)) for item in stored.values()]
        ghosts = _ghosts(letters, answers)
        above = self._above(recovered)
        for lead, view in recovered.items():
            sent = int(view.date.instant.timestamp()) if view.date else None
            parent, evidence = above.get(lead, (None, ""))
            letters.append(Letter(-lead, ghosts.get(-lead, ""), (), (), sent, parent, evidence))
        return letters

    def _letter(self, stored: Stored, answer: AnswerRecord | None) -> Letter:
        named = self._holdings.references(stored.number)
        return Letter(
            key=stored.number,
            message_id=stored.message_id,
            references=tuple(item.target for item in named if item.kind == "references"),
            in_reply_to=tuple(item.target for item in named if item.kind == "in-reply-to"),
            sent=stored.sent,
            parent=answer.parent if answer else None,
            evidence=answer.evidence if answer else "",
        )

    def _above(self, recovered: Iterable[int]) -> dict[int, tuple[int, str]]:
        """Return what recovered messages answer: the letter quoted within their leading copy."""
        found: dict[int, tuple[int, str]] = {}
        for lead in recovered:
            letters = self._relations.letters([message_of(lead)])[message_of(lead)]
            own = next(item for item in letters if item.key == lead)
            deeper = next(
                (i for i in letters if i.key > lead and i.stated.depth == own.stated.depth + 1),
                None,
            )
            if deeper is not None and deeper.original:
                found[lead] = (deeper.original, Evidence.QUOTED_WORDS)
            elif deeper is not None:
                survivor = self._relations.survivors([deeper.key]).get(deeper.key)
                if survivor is not None and survivor.lead != lead:
                    found[lead] = (-survivor.lead, Evidence.QUOTED_WORDS)
        return found

    def _entry(
        self,
        entry: Entry,
        stored: dict[int, Stored],
        people: dict[int, list[Addressed]],
        recovered: dict[int, RecoveredView],
        *,
        first_words: bool,
    ) -> ThreadEntryView:
        if entry.key is None:
            return ThreadEntryView(
                "", entry.message_id, entry.depth, entry.evidence, (), None, "", ""
            )
        if entry.key < 0:
            return _recovered_entry(entry, recovered[-entry.key])
        item = stored[entry.key]
        return ThreadEntryView(
            permalink=item.permalink,
            message_id=item.message_id,
            depth=entry.depth,
            evidence=entry.evidence,
            from_=mailboxes(people[item.number], "from"),
            date=stated(item),
            subject=item.subject,
            snippet=self._first_words(item) if first_words else "",
        )

    def _first_words(self, stored: Stored) -> str:
        raw = self._originals.read(stored.sha256)
        return _first_words(read_body(raw, parse(raw, printed=stored.printed)))


def _ghosts(letters: list[Letter], answers: dict[int, AnswerRecord]) -> dict[int, str]:
    """Return the Message-ID that a recovered message must have had: the missing one its copy answers."""
    here = {letter.message_id for letter in letters}
    found: dict[int, str] = {}
    taken: set[str] = set()
    for letter in sorted(letters, key=lambda item: item.message_id):
        answer = answers.get(letter.key)
        name = next(iter((*letter.in_reply_to, *reversed(letter.references))), "")
        if answer and answer.parent < 0 and name and name not in here and name not in taken:
            if answer.parent not in found:
                taken.add(name)
            found.setdefault(answer.parent, name)
    return found


def _recovered_entry(entry: Entry, view: RecoveredView) -> ThreadEntryView:
    words = " ".join(view.text[: _FIRST_WORDS * 4].split())
    return ThreadEntryView(
        permalink=view.permalink,
        message_id=entry.message_id,
        depth=entry.depth,
        evidence=entry.evidence,
        from_=(Mailbox(view.author, view.author_address),)
        if view.author or view.author_address
        else (),
        date=view.date,
        subject=view.subject,
        snippet=_shortened(words),
    )


def _first_words(body: BodyText) -> str:
    """Return the sender's first words; of a letter that has none, those it passes on, and say so."""
    own = _words(body, {Origin.OWN})
    if own:
        return _shortened(own)
    others = _words(body, {Origin.QUOTED, Origin.FORWARDED, Origin.PASTED})
    return _shortened(f"Not their words: {others}" if others else _words(body, set(Origin)))


def _words(body: BodyText, origins: Set[Origin]) -> str:
    text = " ".join(
        body.text[passage.start : passage.end]
        for passage in body.passages
        if passage.origin in origins and not passage.header
    )
    return " ".join(text[: _FIRST_WORDS * 4].split())


def _shortened(words: str) -> str:
    return words if len(words) <= _FIRST_WORDS else words[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"
