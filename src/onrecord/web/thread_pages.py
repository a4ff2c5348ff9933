"""The page of a conversation."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Query
from fastapi.responses import Response

from onrecord.pipeline.showing.views import ThreadEntryView, ThreadView
from onrecord.pipeline.who.people_views import ThreadStepView
from onrecord.web import addresses
from onrecord.web.answers import moved
from onrecord.web.branching import branching
from onrecord.web.holding_pages import Offset
from onrecord.web.pager import turn
from onrecord.web.paper import Paper
from onrecord.web.rooms import Rooms

_TURNS = 180
_MOST_TOLD = 400
"""Messages of a thread up to which the page tells who came in and who was left out."""
Asked = Annotated[str, Query(alias="from")]
"""The permalink of the message one comes from."""
_NEVER = datetime.max.replace(tzinfo=UTC)


class Order(StrEnum):
    """How the letters of a thread follow each other: each answer under what it answers, or by time."""

    ANSWERS = ""
    TIME = "time"


_ORDERS = ((Order.ANSWERS, "As answered"), (Order.TIME, "By time"))


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

    async def thread(
        self, name: str, asked: Asked = "", offset: Offset = 0, order: Order = Order.ANSWERS
    ) -> Response:
        """Show a conversation; an address it had before it grew leads to the one it has."""
        named = addresses.THREAD + name
        in_time = order is Order.TIME
        view = self._room.thread(named, range(offset, offset + _TURNS))
        if view.permalink != named:
            asked = asked or view.asked
            return moved(addresses.thread_address(view.permalink, asked, order=order.value))
        at = _places(view, order)
        if in_time and len(at) > _TURNS:  # other entries stand on this page
            view = self._room.thread(named, at[offset : offset + _TURNS])
        entries = tuple(view.entries[place] for place in at)

        def page_at(offset: int, order: Order = order) -> str:
            return addresses.thread_address(view.permalink, asked, offset, order.value)

        missing = sum(entry.missing for entry in entries)
        recovered = sum(entry.recovered for entry in entries)
        return self._paper.page(
            "thread.html",
            view=view,
            asked=asked if asked and any(e.permalink == asked for e in entries) else "",
            tree=branching(entries[offset : offset + _TURNS], flat=in_time),
            in_time=in_time,
            orders=[(label, page_at(0, each), each is order) for each, label in _ORDERS],
            elsewhere=_elsewhere(entries, asked, offset, page_at),
            pager=turn(len(entries), offset, _TURNS, page_at),
            missing=missing,
            recovered=recovered,
            present=len(entries) - missing - recovered,
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

    def _thread_of(self, permalink: str) -> Response:
        view = self._room.thread(permalink, range(0))
        return moved(addresses.thread_address(view.permalink, view.asked))


def _places(view: ThreadView, order: Order) -> list[int]:
    """Return the places of a thread's entries in an order; what has no date comes last in time."""
    places = list(range(len(view.entries)))
    if order is Order.TIME:
        dates = [entry.date for entry in view.entries]
        places.sort(key=lambda at: date.instant if (date := dates[at]) else _NEVER)
    return places


def _elsewhere(
    entries: tuple[ThreadEntryView, ...], asked: str, offset: int, page_at: Callable[[int], str]
) -> str:
    """Return the page of a long thread that holds the message one comes from, if not this one."""
    places = [at for at, each in enumerate(entries) if asked and each.permalink == asked]
    if not places or places[0] // _TURNS == offset // _TURNS:
        return ""
    return page_at(places[0] // _TURNS * _TURNS)
