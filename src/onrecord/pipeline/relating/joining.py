"""Joining messages into threads, and keeping the threads up as mail comes in.

A thread is all messages that are joined by answering one another, by whatever evidence. Only threads that a
new message, or a newly linked quotation, touches are read again.
"""

from collections.abc import Iterable, Sequence

from onrecord.archive.store import Heading, Store
from onrecord.recovered.containment import Held
from onrecord.recovered.original import AUTHOR
from onrecord.relations.port import AnswerRecord, LetterRecord, RelationsStore
from onrecord.text.joined import Joined
from onrecord.text.passage import Origin
from onrecord.threads.base_subject import base_subject
from onrecord.threads.by_subject import Headed, answered_by_subject
from onrecord.threads.evidence import Evidence
from onrecord.threads.thread_index import ancestors

_AT_ONCE = 20_000
_SOME_WORDS = 8
_NAMING = ("references", "in-reply-to")


def join(
    store: Store, relations: RelationsStore, looked_at: Iterable[int], new: Sequence[int]
) -> None:
    """Find out what messages answer, and bring their threads up to it."""
    touched = set(looked_at) | store.answering_any(new)
    touched |= relations.of_the_same_subjects(sorted(touched))
    seeds = sorted(touched)
    for start in range(0, len(seeds), _AT_ONCE):
        _Answers(store, relations, seeds[start : start + _AT_ONCE]).record()
    mates = {
        mate
        for lead in set(relations.threads_of(seeds).values())
        for mate in relations.members(lead)
    }
    _Threads(store, relations).join(touched | mates)


class _Answers:
    """What some messages answer by other evidence than their headers."""

    def __init__(self, store: Store, relations: RelationsStore, numbers: Sequence[int]) -> None:
        self._store = store
        self._relations = relations
        self._numbers = numbers
        self._references = store.references_of(numbers)

    def record(self) -> None:
        """Find it out and record it."""
        by_id = self._store.numbers_of(
            {
                ref.target
                for refs in self._references.values()
                for ref in refs
                if ref.kind in _NAMING
            }
        )
        open_ones = [number for number in self._numbers if not self._parent_is_here(number, by_id)]
        found = self._by_index(open_ones)
        found |= self._by_words([number for number in open_ones if number not in found])
        silent = [n for n in open_ones if n not in found and not self._references[n]]
        found |= self._by_subject(silent)
        self._relations.put_answers(
            [record for records in found.values() for record in records], self._numbers
        )

    def _parent_is_here(self, number: int, by_id: dict[str, list[int]]) -> bool:
        """Tell whether the nearest message that headers name is in the archive."""
        named = self._references[number]
        nearest = [ref.target for ref in named if ref.kind == "in-reply-to"]
        nearest += [ref.target for ref in named if ref.kind == "references"][-1:]
        return any(other != number for name in nearest for other in by_id.get(name, ()))

    def _names_any(self, number: int) -> bool:
        return any(ref.kind in _NAMING for ref in self._references[number])

    def _by_index(self, numbers: Sequence[int]) -> dict[int, list[AnswerRecord]]:
        above = {
            number: ancestors(ref.target)
            for number in numbers
            for ref in self._references[number]
            if ref.kind == "thread-index"
        }
        holding = self._store.with_thread_index(
            {index for indexes in above.values() for index in indexes}
        )
        return {
            number: [AnswerRecord(number, parent, Evidence.THREAD_INDEX)]
            for number, indexes in above.items()
            for parent in [next((holding[index] for index in indexes if index in holding), 0)]
            if parent and parent != number
        }

    def _by_words(self, numbers: Sequence[int]) -> dict[int, list[AnswerRecord]]:
        letters = self._relations.letters(numbers)
        leads = self._relations.survivors(
            item.key for some in letters.values() for item in some if not item.original
        )
        originals = {item.original for some in letters.values() for item in some if item.original}
        bases = self._relations.base_subjects([*numbers, *originals])
        found: dict[int, list[AnswerRecord]] = {}
        for number, some in letters.items():
            records: dict[int, AnswerRecord] = {}
            for item in sorted(some, key=_nearest):
                lead = leads.get(item.key)
                same = bool(bases.get(number)) and bases.get(number) == bases.get(item.original)
                if item.original and self._names_any(number):
                    continue  # its headers name another message, though a missing one
                if item.original and item.original != number and _answers(item, same_subject=same):
                    records[item.original] = AnswerRecord(
                        number, item.original, Evidence.QUOTED_WORDS, len(records)
                    )
                    break
                if lead is not None:
                    records.setdefault(
                        -lead.lead,
                        AnswerRecord(number, -lead.lead, Evidence.SAME_QUOTATION, len(records)),
                    )
            if records:
                found[number] = list(records.values())
        return found

    def _by_subject(self, numbers: Sequence[int]) -> dict[int, list[AnswerRecord]]:
        headings = self._store.headings(numbers)
        answering = [n for n in numbers if base_subject(headings[n].subject).answers]
        groups = self._relations.same_subject(answering)
        headed = _headed(self._store, {mate for mates in groups.values() for mate in mates})
        found = {}
        for number, mates in groups.items():
            others = [headed[mate] for mate in mates]
            parent = answered_by_subject(headed[number], others)
            if parent is not None:
                found[number] = [AnswerRecord(number, parent, Evidence.SUBJECT)]
        return found


def _answers(letter: LetterRecord, *, same_subject: bool) -> bool:
    """Tell whether a message that holds a linked letter can be said to answer its original.

    Words alone do not join conversations: code, forms and standing phrases are quoted everywhere, and
    who quotes a letter under another subject begins another conversation, unless he forwards it.
    """
    if letter.grounds != AUTHOR:
        return same_subject and letter.held != Held.DIFFERS and letter.words >= _SOME_WORDS
    return same_subject or letter.stated.origin is Origin.FORWARDED


def _nearest(letter: LetterRecord) -> tuple[bool, int, int]:
    return letter.stated.origin is Origin.FORWARDED, letter.stated.depth, letter.key


def _headed(store: Store, numbers: set[int]) -> dict[int, Headed]:
    headings = store.headings(sorted(numbers))
    people = store.addressed(sorted(numbers))
    found = {}
    for number, item in headings.items():
        base = base_subject(item.subject)
        named = [(who.role, (who.address or who.name).casefold()) for who in people[number]]
        found[number] = Headed(
            number,
            item.permalink,
            base.text,
            base.answers,
            item.sent,
            frozenset(name for role, name in named if role in ("from", "sender")),
            frozenset(name for _, name in named),
        )
    return found


class _Threads:
    """Threads being joined again: every message that hangs together with the touched ones."""

    def __init__(self, store: Store, relations: RelationsStore) -> None:
        self._store = store
        self._relations = relations
        self._joined = Joined()
        self._headings: dict[int, Heading] = {}

    def join(self, touched: set[int]) -> None:
        """Read the messages that hang together with these, and record their threads."""
        waiting = set(touched)
        while waiting:
            some = sorted(waiting)[:_AT_ONCE]
            waiting -= set(some)
            waiting |= self._neighbours(some) - self._headings.keys()
        groups = self._joined.groups(self._headings)
        self._relations.put_threads(
            (number, lead)
            for members in groups
            for lead in [min(members, key=self._age)]
            for number in members
        )

    def _neighbours(self, numbers: Sequence[int]) -> set[int]:
        """Join some messages to what they name and answer; return the messages that touches."""
        self._headings |= self._store.headings(numbers)
        names: set[str] = set()
        for number in numbers:
            own = self._headings[number].message_id
            if own:
                names.add(own)
                self._joined.join(number, own)
        for number, refs in self._store.references_of(numbers).items():
            for ref in refs:
                names.add(ref.target)
                self._joined.join(number, ref.target)
        near = {n for found in self._store.numbers_of(names).values() for n in found}
        return near | self._store.naming_any(names) | self._answering(numbers)

    def _answering(self, numbers: Sequence[int]) -> set[int]:
        answers = [item for some in self._relations.answers(numbers).values() for item in some]
        nodes = {item.parent for item in answers if item.parent < 0}
        answers += self._relations.answering([*numbers, *sorted(nodes)])
        bases = self._relations.base_subjects([item.message for item in answers if item.parent < 0])
        for item in answers:
            node = f"r{item.parent} {bases.get(item.message, '')}"
            self._joined.join(item.message, node if item.parent < 0 else item.parent)
        return {number for item in answers for number in (item.message, item.parent) if number > 0}

    def _age(self, number: int) -> tuple[bool, int, str]:
        heading = self._headings[number]
        return heading.sent is None, heading.sent or 0, heading.permalink
