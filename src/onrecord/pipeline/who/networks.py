"""Who writes to whom: around a person, among the busiest, and by whom two are linked."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import msgspec

from onrecord.people.correspondence import nearby, shortest_path
from onrecord.pipeline.who.months import month_written, span_of
from onrecord.pipeline.who.people_views import (
    EdgeView,
    MonthView,
    NetworkView,
    NodeView,
    PathView,
    PersonLink,
)
from onrecord.pipeline.who.whos_who import WhosWho
from onrecord.register.port import MonthSpan, PersonRow, Register

_EVERYBODY = 0


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """Which letters count: of the months ``first_month``..``last_month`` (``2010-03``, "" for an open end).

    Letters without a date are in no month; mass mailings count if they are asked for.
    """

    first_month: str = ""
    last_month: str = ""
    mass_mailings: bool = False

    def span(self) -> MonthSpan | None:
        """Return the months. Raises OnRecordError for what is none."""
        return span_of(self.first_month, self.last_month)


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """How far a network goes: step by step, to how many of each person's busiest not yet in it.

    ``opened``: after the first step, only from these persons (permalinks), where it is given.
    ``besides`` are persons who are in it anyhow.
    """

    steps: tuple[int, ...] = (50,)
    opened: tuple[str, ...] | None = None
    besides: tuple[str, ...] = ()


class Networks:
    """Answers who writes to whom in one archive. ``who`` is as in `PeopleRoom`."""

    def __init__(self, register: Callable[[], Register]) -> None:
        """``register`` gives the register as it is now."""
        self._register = register

    def busiest(self, most: int, counted: Counted) -> NetworkView:
        """Return the network among the ``most`` busiest persons, of those who write to each other.

        Offices, lists and machines are left out.
        """
        asked = _Asked(self._register(), counted)
        with asked.register.at_one_moment():
            return _busiest(asked, most)

    def around(self, who: str, reach: Reach, counted: Counted) -> NetworkView:
        """Return who writes with whom around a person."""
        asked = _Asked(self._register(), counted)
        with asked.register.at_one_moment():
            return _around(asked, who, reach)

    def path(self, first: str, last: str, counted: Counted) -> PathView:
        """Return the fewest persons by whom two are linked."""
        asked = _Asked(self._register(), counted)
        with asked.register.at_one_moment():
            return _path(asked, first, last)


def _busiest(asked: "_Asked", most: int) -> NetworkView:
    rows = {row.number: row for row in asked.busiest(most)}
    pairs = asked.among(rows)
    tied = {end for pair in pairs for end in pair[:2]}
    nodes = [
        NodeView(row.permalink, row.name, 1, row.messages)
        for number, row in rows.items()
        if number in tied
    ]
    return asked.view(PersonLink("", ""), 0, nodes, _edges(rows, pairs), _EVERYBODY)


def _around(asked: "_Asked", who: str, reach: Reach) -> NetworkView:
    found = WhosWho(asked.register).one(who)
    opened = None if reach.opened is None else asked.numbers(reach.opened)
    inside = nearby(asked.ties, found.number, steps=reach.steps, opened=opened)
    inside |= asked.numbers(reach.besides)
    known = asked.register.persons(inside)
    pairs = asked.among(known)
    rings = _rings(found.number, pairs)
    depth = len(reach.steps)
    nodes = [
        NodeView(item.permalink, item.name, rings.get(number, depth), item.messages)
        for number, item in known.items()
    ]
    nodes.sort(key=lambda node: (node.ring, node.name, node.permalink))
    link = PersonLink(found.permalink, found.name)
    return asked.view(link, depth, nodes, _edges(known, pairs), found.number)


def _path(asked: "_Asked", first: str, last: str) -> PathView:
    who = WhosWho(asked.register)
    one, other = who.one(first), who.one(last)
    steps = shortest_path(asked.reached, one.number, other.number)
    known = asked.register.persons({*steps})
    letters = {pair[:2]: pair[2] for pair in asked.among(steps)}
    return PathView(
        PersonLink(one.permalink, one.name),
        PersonLink(other.permalink, other.name),
        tuple(PersonLink(known[step].permalink, known[step].name) for step in steps),
        tuple(letters[min(pair), max(pair)] for pair in pairwise(steps)),
        asked.counted.first_month,
        asked.counted.last_month,
    )


class _Asked:
    """The register, asked about the letters that count."""

    def __init__(self, register: Register, counted: Counted) -> None:
        self.register = register
        self.counted = counted
        self._span = counted.span()
        self._mass = counted.mass_mailings

    def ties(self, persons: Sequence[int]) -> Iterable[tuple[int, int, int]]:
        return self.register.ties(persons, mass_mailings=self._mass, span=self._span)

    def reached(self, persons: Sequence[int]) -> set[int]:
        return self.register.reached(persons, mass_mailings=self._mass, span=self._span)

    def among(self, persons: Iterable[int]) -> list[tuple[int, int, int]]:
        inside = sorted(persons)
        return list(self.register.ties_among(inside, mass_mailings=self._mass, span=self._span))

    def busiest(self, most: int) -> list[PersonRow]:
        return self.register.busiest(most, mass_mailings=self._mass, span=self._span)

    def numbers(self, permalinks: Iterable[str]) -> set[int]:
        """Return the persons that permalinks lead to; what leads to nobody, or to several, is left out."""
        found = (self.register.person_at(permalink) for permalink in permalinks)
        return {rows[0].number for rows in found if len(rows) == 1}

    def view(
        self,
        person: PersonLink,
        depth: int,
        nodes: Iterable[NodeView],
        edges: tuple[EdgeView, ...],
        about: int,
    ) -> NetworkView:
        months = self.register.months(about, mass_mailings=self._mass)
        return NetworkView(
            person,
            depth,
            tuple(nodes),
            edges,
            self.counted.first_month,
            self.counted.last_month,
            tuple(
                # every letter between two of everybody is sent and received
                MonthView(month_written(row.month), row.sent + (row.received if about else 0))
                for row in months
            ),
        )


def _edges(
    known: dict[int, PersonRow], pairs: Iterable[tuple[int, int, int]]
) -> tuple[EdgeView, ...]:
    edges = []
    for one, other, letters in pairs:
        first, second = sorted((known[one].permalink, known[other].permalink))
        edges.append(EdgeView(first, second, letters))
    return tuple(sorted(edges, key=lambda edge: (-edge.letters, edge.first, edge.second)))


def _rings(middle: int, pairs: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """Return how many steps everybody is from the middle."""
    around: dict[int, set[int]] = {}
    for one, other, _ in pairs:
        around.setdefault(one, set()).add(other)
        around.setdefault(other, set()).add(one)
    rings = {middle: 0}
    ring = [middle]
    while ring:
        ring = [
            other for one in ring for other in sorted(around.get(one, ())) if other not in rings
        ]
        rings |= dict.fromkeys(ring, max(rings.values()) + 1)
        ring = list(dict.fromkeys(ring))
    return rings
