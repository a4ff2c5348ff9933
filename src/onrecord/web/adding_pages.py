"""What is being added to the archive, as it happens. Nothing can be added from here."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any

import msgspec
from fastapi.responses import Response, StreamingResponse

from onrecord.archive.under_way import UnderWay
from onrecord.web.paper import Paper
from onrecord.web.rooms import Rooms
from onrecord.web.telling import so_far

_SECONDS = 0.5
"""Between two looks at what the writer has noted."""
_PATIENCE = 30
"""Looks without news, after which a line is sent so that the page knows the server is there."""


class AddingPages:
    """One method per address."""

    def __init__(self, rooms: Rooms, paper: Paper) -> None:
        self._additions = rooms.additions
        self._paper = paper

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses of these pages."""
        yield "GET", "/adding", self.adding
        yield "GET", "/adding/progress", self.progress

    async def adding(self) -> Response:
        """Show what is being added, or what was added last."""
        return self._paper.page("adding.html", here="overview", told=self._additions.view())

    async def progress(self) -> Response:
        """Tell a page, as it happens, how far an addition is (server-sent events)."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        before: UnderWay | None = None
        quiet = 0
        while now := self._additions.now():
            quiet = 0 if now != before else quiet + 1
            if now != before:
                told = {"line": so_far(now), "read": now.read, "size": now.size}
                yield f"event: told\ndata: {msgspec.json.encode(told).decode()}\n\n"
            elif quiet % _PATIENCE == 0:
                yield ": still under way\n\n"
            before = now
            await asyncio.sleep(_SECONDS)
        yield "event: ended\ndata: {}\n\n"
