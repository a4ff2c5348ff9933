"""The pages of what the archive holds: overview, tranches, folders of containers, failures.

Page functions are ``async`` although they wait for nothing: so they run one at a time on the
server's own thread, which is what connections to the store want.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import HTMLResponse

from onrecord.errors import OnRecordError
from onrecord.web import addresses
from onrecord.web.ledger import MOST_IN_ONE_TABLE, folders, summed
from onrecord.web.narrowing import within
from onrecord.web.pager import turn
from onrecord.web.paper import Paper
from onrecord.web.rooms import Rooms
from onrecord.web.timeline import drawn
from onrecord.web.tokens import TOKENS

Offset = Annotated[int, Query(ge=0, le=2**31 - 1)]

_ROWS = 200
_FIRST_PROBLEMS = 20
_BUSIEST = 12


class HoldingPages:
    """One method per page."""

    def __init__(self, rooms: Rooms, paper: Paper) -> None:
        self._room = rooms.reading
        self._rooms = rooms
        self._paper = paper

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses of these pages."""
        yield "GET", "/", self.overview
        yield "GET", "/containers", self.containers
        yield "GET", "/problems", self.problems
        yield "GET", "/tranche/{name:path}", self.tranche
        yield "GET", "/design", self.design
        yield "GET", "/keys", self.keys

    async def overview(self) -> HTMLResponse:
        """Show what the archive holds and that it adds up."""
        status = self._room.status()
        times = self._room.searches.timeline("")
        many = len(status.containers) > MOST_IN_ONE_TABLE
        return self._paper.page(
            "overview.html",
            here="overview",
            status=status,
            total=summed(status.containers),
            folders=folders(status.containers) if many else (),
            problems=status.problems[:_FIRST_PROBLEMS],
            drawing=drawn(times.lines[0], times.step),
            undated=times.lines[0].undated,
            within=lambda first, last: addresses.search_address(within("", first, last)),
            busiest=self._rooms.people.people("", limit=_BUSIEST).persons,
        )

    async def tranche(self, name: str) -> HTMLResponse:
        """Show what a tranche brought, beside those before it."""
        return self._paper.page("tranche.html", here="overview", news=self._rooms.news.of(name))

    async def design(self) -> HTMLResponse:
        """Show the tokens and pieces of which all pages are made."""
        return self._paper.page("design.html", tokens=TOKENS)

    async def keys(self) -> HTMLResponse:
        """Tell which keys do what."""
        return self._paper.page("keys.html")

    async def containers(
        self, tranche: str = "", folder: str = "", offset: Offset = 0
    ) -> HTMLResponse:
        """Show the containers of one folder, a page at a time."""
        held = folders(self._room.status().containers)
        found = next(
            (each for each in held if (each.tranche, each.name) == (tranche, folder)), None
        )
        if found is None:
            raise OnRecordError(
                "archive/unknown-folder",
                "There is no such folder of containers in this archive.",
                hint="The overview lists the folders there are.",
            )
        return self._paper.page(
            "containers.html",
            here="overview",
            folder=found,
            shown=found.containers[offset : offset + _ROWS],
            pager=turn(
                len(found.containers),
                offset,
                _ROWS,
                lambda at: addresses.folder_address(tranche, folder, at),
            ),
        )

    async def problems(self, offset: Offset = 0) -> HTMLResponse:
        """Show the failures in the ledger, a page at a time."""
        recorded = self._room.status().problems
        return self._paper.page(
            "problems.html",
            here="overview",
            shown=recorded[offset : offset + _ROWS],
            pager=turn(len(recorded), offset, _ROWS, addresses.problems_address),
        )
