"""What new messages show of people, counted: mailboxes from the ledger, the rest as workers read it."""

from collections.abc import Iterable, Mapping

import msgspec
import numpy as np

from onrecord.archive.store import Heading
from onrecord.people.letter_sightings import DirectoryEntry, Mention, mention
from onrecord.people.sightings import (
    NAME_PREFIX,
    Evidence,
    EvidenceKind,
    Sighting,
    Sightings,
    Where,
    gather,
)
from onrecord.pipeline.describing.seen_people import SeenPeople
from onrecord.pipeline.enrolling.named_rows import FROM, SENDER, Mentions, NamedRows, Numbers
from onrecord.register.port import TO, RoleRow

_NEVER = np.int64(1 << 62)
_Form = tuple[str, str, Where, bool]
"""Name, key, where, and whether another form there counts the letter already."""


class Correspondents(msgspec.Struct, frozen=True):
    """Whom a message's header names by key, "" for nobody or several: author, sender, sole addressee."""

    author: str
    sender: str
    addressee: str


class _Tally:
    """Occurrences of one form while they are counted."""

    __slots__ = ("first", "last", "printed", "times")

    def __init__(self) -> None:
        self.times = 0
        self.first: int | None = None
        self.last: int | None = None
        self.printed = True

    def add(self, heading: Heading) -> None:
        sent = heading.sent
        self.times += 1
        self.printed = self.printed and heading.printed
        if sent is not None:
            self.first = sent if self.first is None or sent < self.first else self.first
            self.last = sent if self.last is None or sent > self.last else self.last


class Sighter:
    """Counts what messages show of people."""

    def __init__(self, mentions: Mentions, headings: Mapping[int, Heading]) -> None:
        self._mentions = mentions
        self._headings = headings
        self._seen: list[Sighting] = []
        self._forms: dict[_Form, _Tally] = {}
        self._links: dict[tuple[EvidenceKind, str, str], tuple[int, str]] = {}
        self._lists: set[str] = set()
        self.roles: list[RoleRow] = []

    def see_headers(self, rows: NamedRows) -> None:
        """Count everybody on the messages."""
        boxes, places = np.unique(rows.mailboxes, return_inverse=True)
        read = self._mentions.of(boxes.tolist())
        for number, tally in zip(boxes.tolist(), self._tallies(rows, places), strict=True):
            named = read[number]
            if named is not None:
                self._seen.append(Sighting(named.name, "", Where.HEADER, *tally, named.key))
                self._note_list(named)
                if named.helper_key or named.beside_key:
                    self._see_beside(named, tally)
                    self._link_beside(named, rows.messages[rows.mailboxes == number].tolist())

    def correspondents(self, rows: NamedRows) -> dict[int, Correspondents]:
        """Return whom each message names as author, sender and sole addressee."""
        keys = self._mentions.keys(rows.mailboxes)
        authors, senders, addressees = (rows.only(role) for role in (FROM, SENDER, TO))
        return {
            number: Correspondents(
                keys.get(authors.get(number, 0), ""),
                keys.get(senders.get(number, 0), ""),
                keys.get(addressees.get(number, 0), ""),
            )
            for number in self._headings
        }

    def see_letters(self, authors: Mapping[tuple[str, str], list[int]]) -> None:
        """Count the authors that reply headers name, with the messages that hold them."""
        for (name, address), messages in authors.items():
            found = mention(name, address)
            if found is None:
                continue
            self._note_list(found)
            self._link_beside(found, messages)
            named = (
                (found.name, found.key),
                (found.helper, found.helper_key),
                (found.beside, found.beside_key),
            )
            for form, key in named:
                for message in messages if key else ():
                    self._form((form, key, Where.REPLY_HEADER), message)

    def see_body(self, seen: SeenPeople, named: Correspondents, message: int) -> None:
        """Count what a worker saw in a message, and who sent it for its author."""
        if seen.posted_to:
            self._lists.add(seen.posted_to)
        self._see_roles(seen, named.author, message)
        addressee = named.addressee
        if seen.directory_to and addressee:
            self._see_directory(seen.directory_to, addressee, message)
        if named.author:
            self._see_author(seen, named, message)
            if seen.greeted and addressee:
                self._form((seen.greeted, addressee, Where.SALUTATION), message)

    def _see_roles(self, seen: SeenPeople, author: str, message: int) -> None:
        for role in seen.roles:
            key = role.key or author
            if key:
                self.roles.append(
                    RoleRow(
                        message, key, role.name, role.title, role.organisation,
                        role.source, role.dated, role.start, role.end,
                    )
                )  # fmt: skip

    def _see_author(self, seen: SeenPeople, named: Correspondents, message: int) -> None:
        author = named.author
        if named.sender and named.sender != author:
            self._link(EvidenceKind.ON_BEHALF, named.sender, author, [message])
        if seen.behind and seen.behind != author:
            self._form(("", seen.behind, Where.HEADER), message, again=True)
            self._link(EvidenceKind.BESIDE, author, seen.behind, [message])
        if seen.directory:
            self._see_directory(seen.directory, author, message)
        if seen.signed and not author.startswith(NAME_PREFIX):
            self._form((seen.signed, author, Where.SIGNATURE), message)

    def sightings(self) -> Sightings:
        """Return all that was counted."""
        seen = self._seen + [
            Sighting(
                name, "", where, tally.first, tally.printed, tally.times, tally.last, key, again
            )
            for (name, key, where, again), tally in self._forms.items()
        ]
        unseen = sorted(self._lists - {item.key for item in seen})
        seen += [
            Sighting("", "", Where.HEADER, printed=True, key=key, again=True) for key in unseen
        ]
        links = self._links.items()
        counted = gather(
            seen, (Evidence(*link, count, example) for link, (count, example) in links)
        )
        if not self._lists:
            return counted
        return msgspec.structs.replace(
            counted,
            correspondents=tuple(
                msgspec.structs.replace(item, is_list=True) if item.key in self._lists else item
                for item in counted.correspondents
            ),
        )

    def _note_list(self, named: Mention) -> None:
        """Remember whatever wrote itself in an author's place as a list, or a service that is like one."""
        if named.list_key:
            self._lists.add(named.list_key)

    def _tallies(
        self, rows: NamedRows, places: Numbers
    ) -> Iterable[tuple[int | None, bool, int, int | None]]:
        """Return first date, whether all is printed, number and last date, by place of mailbox."""
        if not len(places):
            return []
        numbers = np.array(list(self._headings), np.int64)
        order = np.argsort(numbers)
        at = order[np.searchsorted(numbers, rows.messages, sorter=order)]
        headings = list(self._headings.values())
        sent = np.array([_NEVER if one.sent is None else one.sent for one in headings], np.int64)[
            at
        ]
        printed = np.array([one.printed for one in headings], bool)[at]
        grouped = np.argsort(places, kind="stable")
        starts = np.flatnonzero(np.diff(places[grouped], prepend=-1))
        first = np.minimum.reduceat(sent[grouped], starts)
        last = np.maximum.reduceat(np.where(sent == _NEVER, -_NEVER, sent)[grouped], starts)
        every = np.logical_and.reduceat(printed[grouped], starts)
        counts = np.diff(np.append(starts, len(places)))
        return [
            (None, page, times, None) if begin == _NEVER else (begin, page, times, end)
            for begin, page, times, end in zip(
                first.tolist(), every.tolist(), counts.tolist(), last.tolist(), strict=True
            )
        ]

    def _see_beside(self, named: Mention, tally: tuple[int | None, bool, int, int | None]) -> None:
        for name, key in ((named.helper, named.helper_key), (named.beside, named.beside_key)):
            if key:
                self._seen.append(Sighting(name, "", Where.HEADER, *tally, key))

    def _see_directory(self, entry: DirectoryEntry, author: str, message: int) -> None:
        told = entry.named(author)
        if told is not None:
            self._form((told[0], told[1], Where.HEADER), message, again=told[1] == author)
            if told[1] != author:
                self._link(EvidenceKind.BESIDE, told[1], author, [message])

    def _form(self, written: tuple[str, str, Where], message: int, *, again: bool = False) -> None:
        form = (*written, again)
        tally = self._forms.get(form)
        if tally is None:
            tally = self._forms[form] = _Tally()
        tally.add(self._headings[message])

    def _link_beside(self, named: Mention, messages: list[int]) -> None:
        if named.helper_key:
            self._link(EvidenceKind.ON_BEHALF, named.helper_key, named.key, messages)
        if named.beside_key:
            self._link(EvidenceKind.BESIDE, named.beside_key, named.key, messages)

    def _link(self, kind: EvidenceKind, first: str, second: str, messages: list[int]) -> None:
        count, example = self._links.get((kind, first, second), (0, ""))
        examples = [self._headings[number].permalink for number in messages]
        least = min([example, *examples] if example else examples)
        self._links[kind, first, second] = (count + len(messages), least)
