"""People: the list, and one person."""

from collections.abc import Iterable
from typing import Any

from fastapi.responses import Response

from onrecord.pipeline.finding.concordance import AboutAsked
from onrecord.pipeline.who.people_views import PersonView
from onrecord.web import addresses
from onrecord.web.activity import drawn_activity
from onrecord.web.answers import moved, turned
from onrecord.web.holding_pages import Offset
from onrecord.web.marking import runs
from onrecord.web.pager import turn
from onrecord.web.paper import Paper
from onrecord.web.rooms import Rooms

_ROWS = 50
_NEIGHBOURS = 30
_SENTENCES_OF = 40
"""Messages whose sentences about a person are shown on a page."""


class PeoplePages:
    """One method per address."""

    def __init__(self, rooms: Rooms, paper: Paper) -> None:
        self._people = rooms.people
        self._room = rooms.reading
        self._paper = paper

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses of these pages."""
        yield "GET", "/people", self.people
        yield "GET", "/who", self.who
        yield "GET", "/p/{name}", self.person
        yield "GET", "/p/{name}/about", self.about

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
            mail=_mail_of(view),
        )

    async def about(self, name: str, by: str = "", offset: Offset = 0) -> Response:
        """Show every sentence in somebody's own words that names a person."""
        person = self._people.person(f"p/{name}", neighbours=1)
        found = self._room.about(
            AboutAsked(who=known_as(person), by=by, limit=_SENTENCES_OF, offset=offset)
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


def known_as(person: PersonView) -> str:
    """Return by what to look for a person: an address where there is one, else the name."""
    found = next((each.address for each in person.correspondents if each.address), "")
    return found or person.name


def _mail_of(view: PersonView) -> list[tuple[str, str, str]]:
    """Return the person and each address with the searches for letters from it and to it."""
    named = [each.address for each in view.correspondents if each.address]
    asked = [("", view.permalink), *((name, f'"{name}"') for name in named)]
    return [
        (name, addresses.search_address(f"from:{words}"), addresses.search_address(f"to:{words}"))
        for name, words in asked
    ]
