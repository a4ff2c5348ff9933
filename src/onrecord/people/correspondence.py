"""Who writes to whom: letters counted between persons by month and role, and what that shows.

Letters count, not copies; mass mailings only if asked for. The rows are such as an edge table holds, so
that one can be kept up as mail comes in: each letter adds to a few rows, and tranches add up.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

import msgspec


class Received(StrEnum):
    """How somebody received a letter."""

    TO = "to"
    CC = "cc"
    BCC = "bcc"


class Correspondence(msgspec.Struct, frozen=True, gc=False):
    """One letter as it is counted: names are keys of correspondents, or permalinks of persons.

    ``letter`` is its permalink: copies share it. ``behalf`` is who sent it for the author, "" for nobody.
    """

    letter: str
    sent: int | None
    author: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    mass_mailing: bool = False
    behalf: str = ""


class Edge(msgspec.Struct, frozen=True, gc=False):
    """How many letters one sent to another in a month and role.

    ``month`` is ``YYYY-MM`` (UTC), "" for letters without a date.
    """

    author: str
    recipient: str
    month: str
    received: Received
    letters: int


class Neighbour(msgspec.Struct, frozen=True, gc=False):
    """One whom somebody writes with, and how many letters went each way."""

    person: str
    sent: int
    received: int


class Step(msgspec.Struct, frozen=True, gc=False):
    """A change of who is on a thread: in ``letter``, ``by`` added or dropped ``person``."""

    letter: str
    by: str
    person: str
    added: bool


def edges(letters: Iterable[Correspondence], *, mass_mailings: bool = False) -> tuple[Edge, ...]:
    """Return the edge table of letters; each is counted once, in the strongest role of each recipient."""
    counts: dict[tuple[str, str, str, Received], int] = defaultdict(int)
    seen: set[str] = set()
    for letter in letters:
        if letter.letter in seen or (letter.mass_mailing and not mass_mailings):
            continue
        seen.add(letter.letter)
        for recipient, received in recipients(letter).items():
            if letter.author and recipient != letter.author:
                counts[letter.author, recipient, month_of(letter.sent), received] += 1
    return tuple(Edge(*key, count) for key, count in sorted(counts.items()))


def recipients(letter: Correspondence) -> dict[str, Received]:
    """Return who received a letter, each once: To before Cc before Bcc."""
    found: dict[str, Received] = {}
    for received, persons in (
        (Received.TO, letter.to), (Received.CC, letter.cc), (Received.BCC, letter.bcc),
    ):  # fmt: skip
        for person in persons:
            if person:
                found.setdefault(person, received)
    return found


def month_of(sent: int | None) -> str:
    """Return the month of a moment in seconds since 1970, "" for none or one that no calendar has."""
    try:
        return "" if sent is None else datetime.fromtimestamp(sent, UTC).strftime("%Y-%m")
    except (OverflowError, ValueError, OSError):
        return ""


def renamed(table: Iterable[Edge], person_of: Callable[[str], str]) -> tuple[Edge, ...]:
    """Return an edge table of correspondents as one of persons; letters to oneself drop out."""
    counts: dict[tuple[str, str, str, Received], int] = defaultdict(int)
    for edge in table:
        author, recipient = person_of(edge.author), person_of(edge.recipient)
        if author != recipient:
            counts[author, recipient, edge.month, edge.received] += edge.letters
    return tuple(Edge(*key, count) for key, count in sorted(counts.items()))


def neighbours(table: Iterable[Edge], person: str, most: int = 50) -> tuple[Neighbour, ...]:
    """Return whom somebody writes with, those with most letters first."""
    sent: dict[str, int] = defaultdict(int)
    received: dict[str, int] = defaultdict(int)
    for edge in table:
        if edge.author == person:
            sent[edge.recipient] += edge.letters
        elif edge.recipient == person:
            received[edge.author] += edge.letters
    everybody = (Neighbour(other, sent[other], received[other]) for other in {*sent, *received})
    return tuple(heapq.nsmallest(most, everybody, key=_busiest))


def _busiest(item: Neighbour) -> tuple[int, str]:
    return -(item.sent + item.received), item.person


def months(table: Iterable[Edge], person: str) -> dict[str, tuple[int, int]]:
    """Return letters sent and received by month, in order (a letter to five counts five times)."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for edge in table:
        if edge.author == person:
            counts[edge.month][0] += edge.letters
        if edge.recipient == person:
            counts[edge.month][1] += edge.letters
    return {month: (found[0], found[1]) for month, found in sorted(counts.items())}


_AT_ONCE = 250

Node = TypeVar("Node", str, int)
"""A person in a network: a permalink, or a number."""

Adjacent = Callable[[Sequence[Node]], Iterable[tuple[Node, Node, int]]]
"""Asks an edge table for the rows of some persons: (one of them, the other, letters both ways)."""

Reached = Callable[[Sequence[Node]], set[Node]]
"""Asks for everybody whom some persons write with."""


def adjacency(table: Iterable[Edge]) -> Adjacent[str]:
    """Return the question that a network is walked with, for an edge table in memory."""
    around: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for edge in table:
        around[edge.author][edge.recipient] += edge.letters
        around[edge.recipient][edge.author] += edge.letters

    def asked(persons: Sequence[str]) -> Iterator[tuple[str, str, int]]:
        for person in persons:
            for other, letters in around.get(person, {}).items():
                yield person, other, letters

    return asked


def nearby(
    adjacent: Adjacent[Node],
    person: Node,
    *,
    steps: Sequence[int] = (50,),
    opened: Container[Node] | None = None,
) -> set[Node]:
    """Return the persons of the network around somebody, who is among them.

    ``steps`` says, step by step, to how many it goes on from each person: the busiest of those not yet
    reached; after the first step from those ``opened`` alone, where that is given.
    """
    inside = {person}
    ring = [person]
    for most in steps:
        following: set[Node] = set()
        for rows in _by_person(adjacent(ring)).values():
            fresh = (row for row in rows if row[0] not in inside)
            busy = heapq.nsmallest(most, fresh, key=lambda row: (-row[1], row[0]))
            following.update(other for other, _ in busy)
        ring = sorted(one for one in following if opened is None or one in opened)
        inside.update(following)
    return inside


def _by_person(rows: Iterable[tuple[Node, Node, int]]) -> dict[Node, list[tuple[Node, int]]]:
    found: dict[Node, list[tuple[Node, int]]] = defaultdict(list)
    for one, other, letters in rows:
        found[one].append((other, letters))
    return found


def shortest_path(
    reached: Reached[Node], first: Node, last: Node, *, longest: int = 8
) -> tuple[Node, ...]:
    """Return the fewest persons by whom two are linked, both ends included; () if there is no such path.

    Searched from both ends. Of several, it is always the same one in one archive.
    """
    if first == last:
        return (first,)
    sides: list[list[set[Node]]] = [[{first}], [{last}]]
    for _ in range(longest):
        here, there = sorted(sides, key=lambda rings: len(rings[-1]))
        meeting = _next_ring(reached, here, there[-1])
        if meeting is not None:
            return _joined(reached, meeting, sides)
        if not here[-1]:
            return ()
    return ()


def _next_ring(reached: Reached[Node], rings: list[set[Node]], other: set[Node]) -> Node | None:
    """Add the ring one step further, or return one in it whom the other side has reached.

    A ring is read some at a time, until the sides meet.
    """
    ring = sorted(rings[-1])
    found: set[Node] = set()
    for start in range(0, len(ring), _AT_ONCE):
        found |= reached(ring[start : start + _AT_ONCE])
        meeting = found & other
        if meeting:
            return min(meeting)
    rings.append(found.difference(*rings))
    return None


def _joined(
    reached: Reached[Node], meeting: Node, sides: Sequence[list[set[Node]]]
) -> tuple[Node, ...]:
    """Return the way from end to end by where the sides met."""
    way = _back(reached, meeting, sides[0])
    way.reverse()
    way.append(meeting)
    way += _back(reached, meeting, sides[1])
    return tuple(way)


def _back(reached: Reached[Node], person: Node, rings: list[set[Node]]) -> list[Node]:
    """Return the way from somebody a side has reached back to its end, by the lowest of each ring."""
    way: list[Node] = []
    for ring in reversed(rings):
        if person in ring:
            continue
        person = min(reached([person]) & ring)
        way.append(person)
    return way


def changes(thread: Iterable[tuple[Correspondence, Correspondence]]) -> tuple[Step, ...]:
    """Return who was added to or dropped from a thread, and by whom, answer by answer.

    ``thread`` pairs each letter with the one it answers. All who are named on a letter, its author
    among them, are on it; nobody drops themselves by answering.
    """
    steps: list[Step] = []
    for parent, answer in thread:
        was = {parent.author, *recipients(parent)} - {""}
        now = {answer.author, *recipients(answer)} - {""}
        joined, left = sorted(now - was - {answer.author}), sorted(was - now)
        steps.extend(Step(answer.letter, answer.author, person, added=True) for person in joined)
        steps.extend(Step(answer.letter, answer.author, person, added=False) for person in left)
    return tuple(steps)


def sent_on_behalf(letters: Iterable[Correspondence]) -> dict[tuple[str, str], int]:
    """Return how many letters each assistant sent for whom: (assistant, author) and their number."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    seen: set[str] = set()
    for letter in letters:
        if letter.behalf and letter.behalf != letter.author and letter.letter not in seen:
            seen.add(letter.letter)
            counts[letter.behalf, letter.author] += 1
    return dict(sorted(counts.items()))
