"""The page of a conversation."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response

from onrecord.pipeline.showing.views import ThreadView
from onrecord.pipeline.who.people_views import ThreadStepView
from onrecord.web import addresses
from onrecord.web.answers import moved
from onrecord.web.branching import branching
from onrecord.web.holding_pages import Offset
from onrecord.web.pager import turn
from onrecord.web.paper import Paper
from onrecord.web.rooms import Rooms

_TURNS = 200
_MOST_TOLD = 400
"""Messages of a thread up to which the page tells who came in and who was left out."""
Asked = Annotated[str, Query(alias="from")]
"""The permalink of the message one comes from."""


class ThreadPages:
    """One method per address."""

    def __init__(self, rooms: Rooms, paper: Paper) -> None:
        self._room = rooms.reading
        self._people = rooms.people
        self._paper = paper

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses of these pages."""
        yield "GET", "/t/{name}", self.thread
        yield "GET", "/t/m/{name}", self.thread_of_message
        yield "GET", "/t/r/{name}", self.thread_of_recovered

    async def thread(self, name: str, asked: Asked = "", offset: Offset = 0) -> Response:
        """Show a conversation; an address it had before it grew leads to the one it has."""
        named = addresses.THREAD + name
        view = self._room.thread(named, range(offset, offset + _TURNS))
        if view.permalink != named:
            return moved(addresses.thread_address(view.permalink, asked or view.asked))
        missing = sum(entry.missing for entry in view.entries)
        recovered = sum(entry.recovered for entry in view.entries)
        return self._paper.page(
            "thread.html",
            view=view,
            asked=asked if asked and any(e.permalink == asked for e in view.entries) else "",
            tree=branching(view.entries[offset : offset + _TURNS]),
            elsewhere=self._elsewhere(view, asked, offset),
            pager=turn(
                len(view.entries),
                offset,
                _TURNS,
                lambda at: addresses.thread_address(view.permalink, asked, at),
            ),
            missing=missing,
            recovered=recovered,
            present=len(view.entries) - missing - recovered,
            comings=self._comings(view),
        )

    async def thread_of_message(self, name: str) -> Response:
        """Lead from ``/t/m/…`` (``/t/`` before a message's permalink) to its thread."""
        return self._thread_of(addresses.MESSAGE + name)

    async def thread_of_recovered(self, name: str) -> Response:
        """Lead from ``/t/r/…`` to the thread of a recovered message."""
        return self._thread_of(addresses.RECOVERED + name)

    def _comings(self, view: ThreadView) -> tuple[ThreadStepView, ...]:
        """Return who was added to the thread or dropped from it, unless it is too long to tell."""
        return self._people.thread(view) if len(view.entries) <= _MOST_TOLD else ()

    def _elsewhere(self, view: ThreadView, asked: str, offset: int) -> str:
        """Return the page of a long thread that holds the message one comes from, if not this one."""
        places = [at for at, each in enumerate(view.entries) if asked and each.permalink == asked]
        if not places or places[0] // _TURNS == offset // _TURNS:
            return ""
        return addresses.thread_address(view.permalink, asked, places[0] // _TURNS * _TURNS)

    def _thread_of(self, permalink: str) -> Response:
        view = self._room.thread(permalink, range(0))
        return moved(addresses.thread_address(view.permalink, view.asked))
