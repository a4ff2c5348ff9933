"""The port to the register of persons: who was seen, who is judged to be who, who writes to whom.

A projection of the archive: it may lag behind the evidence (`watermark`), and may be thrown away. What a
reviewer decided is not in it.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

import msgspec

from onrecord.people.grounds import Ground
from onrecord.people.sightings import Correspondent, Evidence, Sightings

TO, CC, BCC = 0, 1, 2
"""How somebody received a letter, the strongest first."""


class LetterRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A message as a letter that is counted: messages of one ``lead`` are copies of one letter.

    ``author`` numbers a correspondent (0: none); ``letter_key``, ``near`` and ``mailing`` are as the
    relations know them; ``sent`` is in seconds since 1970.
    """

    message: int
    author: int
    sent: int | None
    letter_key: int
    near: int
    mailing: int
    lead: int


class EdgeRow(NamedTuple):
    """Letters from one correspondent to another in a month (``YYYYMM``, 0: no date) and role.

    ``mailed`` counts those of the ``letters`` that are part of a mass mailing.
    """

    author: int
    recipient: int
    month: int
    role: int
    letters: int
    mailed: int


class RoleRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A role as a message states it of the correspondent ``key``; ``source`` is a `RoleSource`.

    ``start``..``end`` are characters of the message's text, 0..0 for a header.
    """

    message: int
    key: str
    name: str
    title: str
    organisation: str
    source: int
    dated: int | None
    start: int
    end: int


class PersonRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A judged person. ``number`` is good only until the next judgement."""

    number: int
    permalink: str
    name: str
    impersonal: bool
    messages: int
    first: int | None
    last: int | None


class JudgedPerson(msgspec.Struct, frozen=True):
    """A person as the judgement gives it to the register; ``aliases`` are its keys' permalinks."""

    permalink: str
    name: str
    impersonal: bool
    messages: int
    first: int | None
    last: int | None
    keys: tuple[str, ...]
    aliases: tuple[str, ...]
    grounds: tuple[Ground, ...]
    words: str
    """Folded names and addresses, by which the person is looked for."""


class MonthRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Letters that somebody sent and received in a month (``YYYYMM``, 0: no date)."""

    month: int
    sent: int
    received: int


class MonthSpan(msgspec.Struct, frozen=True):
    """Months from one to another (``YYYYMM``), both among them; what has no date is in none."""

    first: int
    last: int


class NeighbourRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Letters sent to a person, and received from them."""

    person: int
    sent: int
    received: int


class Register(Protocol):
    """The port for reading."""

    def close(self) -> None:
        """Release it."""
        ...

    def watermark(self) -> int:
        """Return the revision of the archive up to which messages are registered."""
        ...

    def refresh(self) -> None:
        """Read what others have written since, where what is read is a copy of its own or was made anew."""
        ...

    def at_one_moment(self) -> AbstractContextManager[None]:
        """Read it as it is now, until the end, whatever others write: numbers of persons stay theirs."""
        ...

    def judged_from(self) -> str:
        """Return what the judgement rests on, as it was told; "" before the first."""
        ...

    def sightings(self) -> Sightings:
        """Return all that was seen of people."""
        ...

    def search(self, words: Sequence[str], limit: int, offset: int) -> tuple[int, list[PersonRow]]:
        """Return how many persons have all these words in names or addresses, and a page of them."""
        ...

    def person_at(self, permalink: str) -> list[PersonRow]:
        """Return the persons to whom a permalink, or the start of one, leads; at most two."""
        ...

    def persons(self, numbers: Iterable[int]) -> dict[int, PersonRow]:
        """Return persons by number."""
        ...

    def persons_of(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the persons of correspondents, by key."""
        ...

    def correspondents(self, person: int) -> list[Correspondent]:
        """Return the correspondents of a person, in the order of the judgement."""
        ...

    def grounds(self, person: int) -> list[Ground]:
        """Return why a person's correspondents are one."""
        ...

    def behalf(self, person: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return who sent letters for a person, and for whom a person sent: (person, letters)."""
        ...

    def roles(self, keys: Iterable[str]) -> list[RoleRow]:
        """Return the roles that messages state of correspondents."""
        ...

    def roles_with(self, words: Sequence[str]) -> list[RoleRow]:
        """Return the roles whose title, organisation or name holds every one of these folded words."""
        ...

    def roles_at(self, domain: str) -> list[RoleRow]:
        """Return the roles stated of addresses at a domain and below it."""
        ...

    def months(self, person: int, *, mass_mailings: bool) -> list[MonthRow]:
        """Return the letters of a person by month, in order; of person 0: of everybody together."""
        ...

    def busiest(
        self, most: int, *, mass_mailings: bool, span: MonthSpan | None = None
    ) -> list[PersonRow]:
        """Return the persons with most letters in a span, or in most headers; none impersonal."""
        ...

    def neighbours(self, person: int, *, mass_mailings: bool) -> list[NeighbourRow]:
        """Return whom a person writes with, in no order."""
        ...

    def ties(
        self, persons: Sequence[int], *, mass_mailings: bool, span: MonthSpan | None = None
    ) -> Iterable[tuple[int, int, int]]:
        """Return (one of the persons, another person, letters both ways), each once.

        With a span, letters of its months alone count.
        """
        ...

    def ties_among(
        self, persons: Sequence[int], *, mass_mailings: bool, span: MonthSpan | None = None
    ) -> Iterable[tuple[int, int, int]]:
        """Return (one person, another, letters both ways) of these persons alone, each pair once."""
        ...

    def reached(
        self, persons: Sequence[int], *, mass_mailings: bool, span: MonthSpan | None = None
    ) -> set[int]:
        """Return everybody whom these persons write with: `ties` without their figures."""
        ...


class Judgements(Register, Protocol):
    """The port for judging who is who: any reader may, at any time."""

    def put_judgement(self, persons: Sequence[JudgedPerson], basis: str) -> None:
        """Record a judgement in the place of the one before, durably where that can be."""
        ...


class RegisterStore(Register, Protocol):
    """The port for the one process that takes mail in; nothing lasts until `commit`."""

    def put_fresh(self, seen: Iterable[tuple[int, bytes]]) -> None:
        """Keep what a worker saw in new messages, encoded by the caller, until the next commit."""
        ...

    def fresh(self, messages: Sequence[int]) -> dict[int, bytes]:
        """Return what is kept of new messages."""
        ...

    def registered(self, messages: Sequence[int]) -> set[int]:
        """Return those of the messages that are registered."""
        ...

    def numbers(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of correspondents; those not known have none."""
        ...

    def add_sightings(self, seen: Sightings) -> None:
        """Add what was seen of people in further messages."""
        ...

    def put_evidence(self, kind: str, evidence: Iterable[Evidence]) -> None:
        """Record all evidence of a kind in the place of what was known."""
        ...

    def add_roles(self, roles: Iterable[RoleRow]) -> None:
        """Add roles that further messages state."""
        ...

    def letters_in_groups(self) -> dict[int, tuple[int, int]]:
        """Return groups of near copies and mailings as registered, of messages that are in any."""
        ...

    def letters(self, messages: Iterable[int]) -> list[LetterRow]:
        """Return messages as letters."""
        ...

    def letters_like(self, letter_keys: Iterable[int], near: Iterable[int]) -> list[LetterRow]:
        """Return the letters that have one of these letter keys, or are in one of these groups."""
        ...

    def put_letters(self, letters: Iterable[LetterRow]) -> None:
        """Record letters; those known are replaced."""
        ...

    def add_edges(self, edges: Iterable[EdgeRow]) -> None:
        """Add to the counts of edges, or take away from them."""
        ...

    def commit(self, watermark: int) -> None:
        """Make all of it durable, together with the revision it was read from."""
        ...
