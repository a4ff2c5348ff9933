"""People: the list, one person, and who writes to whom."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response

from onrecord.pipeline.finding.concordance import AboutAsked
from onrecord.pipeline.who.people_views import CorrespondentView, NetworkView, PathView, PersonView
from onrecord.web import addresses
from onrecord.web.activity import drawn_activity
from onrecord.web.answers import moved, turned
from onrecord.web.graph import drawn_network
from onrecord.web.holding_pages import Offset
from onrecord.web.marking import runs
from onrecord.web.pager import turn
from onrecord.web.paper import Paper
from onrecord.web.rooms import Rooms

_ROWS = 50
_NEIGHBOURS = 30
_SENTENCES_OF = 40
"""Messages whose sentences about a person are shown on a page."""
Most = Annotated[int, Query(ge=3, le=80)]
NETWORK = "/network"


class PeoplePages:
    """One method per address."""

    def __init__(self, rooms: Rooms, paper: Paper) -> None:
        self._people = rooms.people
        self._networks = rooms.networks
        self._room = rooms.reading
        self._paper = paper

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses of these pages."""
        yield "GET", "/people", self.people
        yield "GET", "/who", self.who
        yield "GET", "/p/{name}", self.person
        yield "GET", "/p/{name}/about", self.about
        yield "GET", NETWORK, self.network

    async def people(self, who: str = "", offset: Offset = 0) -> Response:
        """List people whose names or addresses hold some words, those in most letters first."""
        view = self._people.people(who, limit=_ROWS, offset=offset)
        return self._paper.page(
            "people.html",
            here="people",
            asked=who,
            view=view,
            pager=turn(view.total, offset, _ROWS, lambda at: addresses.people_address(who, at)),
        )

    async def who(self, name: str = "", address: str = "") -> Response:
        """Lead from a mailbox, as a message writes it, to the person."""
        link = self._people.link(name, address)
        if link is None:
            asked = f'from:"{address or name}"'.replace('""', '"')
            return turned(addresses.search_address(asked))
        return turned(addresses.person_address(link.permalink))

    async def person(self, name: str) -> Response:
        """Show one person."""
        view = self._people.person(f"p/{name}", neighbours=_NEIGHBOURS)
        if view.permalink != f"p/{name}":
            return moved(addresses.person_address(view.permalink))
        return self._paper.page(
            "person.html",
            here="people",
            view=view,
            activity=drawn_activity(view.activity),
            busiest=max((each.sent + each.received for each in view.neighbours), default=1),
            mail=_mail_of(view.correspondents),
        )

    async def about(self, name: str, by: str = "", offset: Offset = 0) -> Response:
        """Show every sentence in somebody's own words that names a person."""
        person = self._people.person(f"p/{name}", neighbours=1)
        found = self._room.about(
            AboutAsked(who=_known_as(person), by=by, limit=_SENTENCES_OF, offset=offset)
        )
        return self._paper.page(
            "about.html",
            here="people",
            person=person,
            by=by,
            found=found,
            sentences=[
                (each, runs(each.sentence, each.marks, 0, len(each.sentence)))
                for each in found.sentences
            ],
            pager=turn(
                found.messages,
                offset,
                _SENTENCES_OF,
                lambda at: addresses.about_address(person.permalink, by, at),
            ),
        )

    async def network(self, who: str = "", to: str = "", most: Most = 20) -> Response:
        """Show who writes to whom: around a person, or among the busiest; and how two are linked."""
        view = self._network(who, most)
        return self._paper.page(
            "network.html",
            here="people",
            who=who,
            to=to,
            most=most,
            view=view,
            names={node.permalink: node.name for node in view.nodes},
            graph=drawn_network(view, most),
            path=self._path(view, to),
            more=addresses.network_address(view.person.permalink, to, min(most * 2, 80)),
            fewer=addresses.network_address(view.person.permalink, to, max(most // 2, 5)),
        )

    def _network(self, who: str, most: int) -> NetworkView:
        if not who.strip():
            return self._networks.busiest(most)
        return self._people.network(who, depth=1, most=most)

    def _path(self, view: NetworkView, to: str) -> PathView | None:
        if not to.strip() or not view.person.permalink:
            return None
        return self._people.path(view.person.permalink, to)


def _known_as(person: PersonView) -> str:
    """Return by what to look for a person: an address where there is one, else the name."""
    found = next((each.address for each in person.correspondents if each.address), "")
    return found or person.name


def _mail_of(correspondents: Iterable[CorrespondentView]) -> list[tuple[str, str, str]]:
    """Return each address with the searches for letters from it and to it."""
    named = [each.address for each in correspondents if each.address]
    return [
        (name, addresses.search_address(f'from:"{name}"'), addresses.search_address(f'to:"{name}"'))
        for name in named
    ]
