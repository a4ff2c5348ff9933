"""Who writes to whom: the page with its drawing, its months and its table."""

import re
from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Query
from fastapi.responses import Response

from onrecord.pipeline.finding.searching_views import StepView, TimelineView
from onrecord.pipeline.who.networks import Counted, Reach
from onrecord.pipeline.who.people_views import MonthView, NetworkView, PathView
from onrecord.web.addresses import NetworkAsking, network_address, person_address
from onrecord.web.answers import moved
from onrecord.web.arcs import ARC_WIDTH, ROW, drawn_arcs
from onrecord.web.graph import WIDTH, Dot, drawn_network
from onrecord.web.paper import Paper
from onrecord.web.rooms import Rooms
from onrecord.web.timeline import drawn

NETWORK = "/network"
_FURTHER = 3
"""How many more are shown beside each person, where two steps are asked for."""
_OPENED = 8
"""How many more are shown beside a person who was opened."""
_MOST_OPENED = 12
_TIES = 60
_MONTH = re.compile(r"\d{4}-\d{2}")


class NetworkQuery:
    """What stands in the address."""

    def __init__(  # noqa: PLR0913 - each is a part of it
        self,
        *,
        who: str = "",
        path: str = "",
        most: Annotated[int, Query(ge=3, le=80)] = 20,
        steps: Annotated[int, Query(ge=1, le=2)] = 1,
        opened: Annotated[list[str] | None, Query(alias="open")] = None,
        first: Annotated[str, Query(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$", alias="from")] = "",
        to: str = "",
        mass: bool = False,
    ) -> None:
        self.asked = NetworkAsking(
            who=who.strip(),
            path=path.strip(),
            most=most,
            steps=steps,
            opened=tuple(opened or ())[:_MOST_OPENED],
            first=first,
            last=to,
            mass=mass,
        )


class NetworkPages:
    """One page, at one address that holds all of its state."""

    def __init__(self, rooms: Rooms, paper: Paper) -> None:
        self._networks = rooms.networks
        self._paper = paper

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the address of this page."""
        yield "GET", NETWORK, self.network

    async def network(self, query: Annotated[NetworkQuery, Depends()]) -> Response:
        """Show who writes to whom: around a person, or among the busiest; and how two are linked."""
        asked = query.asked
        if asked.last and not _MONTH.fullmatch(asked.last):
            # an address from when this named the other person
            return moved(network_address(msgspec.structs.replace(asked, path=asked.last, last="")))
        return self._page(asked)

    def _page(self, asked: NetworkAsking) -> Response:
        counted = Counted(first_month=asked.first, last_month=asked.last, mass_mailings=asked.mass)
        way = self._networks.path(asked.who, asked.path, counted) if _two(asked) else None
        view = self._view(asked, way, counted)
        if asked.who:
            asked = msgspec.structs.replace(asked, who=view.person.permalink)
        months = drawn(_line(view.months), "month")
        names = {node.permalink: node.name for node in view.nodes}
        steps = [each.permalink for each in way.persons] if way else []
        return self._paper.page(
            "network.html",
            here="people",
            asked=asked,
            view=view,
            way=way,
            names=names,
            ties=view.edges[:_TIES],
            width=WIDTH,
            graph=drawn_network(view, steps),
            arcs_width=ARC_WIDTH,
            row=ROW,
            arcs=drawn_arcs(view, steps),
            where=lambda dot: _where(asked, dot),
            drawing=months,
            undated=next((each.letters for each in view.months if not each.month), 0),
            within=lambda first, last: _way(asked, first=first[:7], last=last[:7]),
            ways=_ways(asked),
        )

    def _view(self, asked: NetworkAsking, way: PathView | None, counted: Counted) -> NetworkView:
        if not asked.who:
            return self._networks.busiest(asked.most, counted)
        most = asked.most if asked.steps == 1 else min(asked.most, 40)
        reach = Reach(
            steps=(most, _FURTHER) if asked.steps > 1 else (most, _OPENED),
            opened=None if asked.steps > 1 else asked.opened,
            besides=tuple(each.permalink for each in way.persons) if way else (),
        )
        return self._networks.around(asked.who, reach, counted)


def _two(asked: NetworkAsking) -> bool:
    return bool(asked.who and asked.path)


def _way(asked: NetworkAsking, **other: object) -> str:
    """Return where the same network is, but for something."""
    return network_address(msgspec.structs.replace(asked, **other))


def _ways(asked: NetworkAsking) -> tuple[tuple[str, str], ...]:
    """Return ways on to networks near this one."""
    found = []
    if asked.most < 80:
        found.append(("More people", _way(asked, most=min(asked.most * 2, 80))))
    if asked.most > 5:
        found.append(("Fewer people", _way(asked, most=max(asked.most // 2, 5))))
    if asked.who and asked.steps == 1:
        found.append(("Two steps", _way(asked, steps=2, opened=())))
    if asked.who and (asked.steps > 1 or asked.opened):
        found.append(("One step", _way(asked, steps=1, opened=())))
    if asked.first or asked.last:
        found.append(("All time", _way(asked, first="", last="")))
    return tuple(found)


def _where(asked: NetworkAsking, dot: Dot) -> tuple[str, str]:
    """Return where a dot leads, and what to call that."""
    if dot.ring == 0:
        return person_address(dot.permalink), f"{dot.name}, their page"
    around = NetworkAsking(who=dot.permalink, first=asked.first, last=asked.last, mass=asked.mass)
    if not asked.who or dot.ring > 1 or asked.steps > 1:
        return network_address(around), f"Around {dot.name}"
    if dot.permalink in asked.opened:
        opened = tuple(each for each in asked.opened if each != dot.permalink)
        return f"{_way(asked, opened=opened)}#drawing", f"{dot.name}, close"
    opened = (*asked.opened, dot.permalink)[-_MOST_OPENED:]
    return f"{_way(asked, opened=opened)}#drawing", f"{dot.name}, show whom else they write with"


def _line(months: Iterable[MonthView]) -> TimelineView:
    """Return letters by month as a timeline, with the silences between them."""
    steps: list[StepView] = []
    before = 0
    undated = total = 0
    for each in months:
        total += each.letters
        if not each.month:
            undated = each.letters
            continue
        number = int(each.month[:4]) * 12 + int(each.month[5:])
        if steps and number - before > 1:
            steps.append(StepView("", 0, number - before - 1))
        steps.append(StepView(f"{each.month}-01", each.letters))
        before = number
    return TimelineView("", total, undated, tuple(steps))
