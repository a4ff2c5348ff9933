"""Processes that make pages, beside the one that answers.

Making a page is work for one core, and Python's threads share one. With a process for each core readers
wait less for each other, and none waits while a draft is checked. A first process is begun when the
server is, a second with the first page that it makes, the others come when more pages are asked for at
the same time.
"""

import asyncio
import multiprocessing
import os
import secrets
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack
from typing import ClassVar

from starlette.types import Message

from onrecord.pipeline.work import die_with_parent
from onrecord.web.application import build_application
from onrecord.web.elsewhere import Asked, Made, scope_of
from onrecord.web.rooms import Rooms

Opening = Callable[[], AbstractContextManager[Rooms]]
"""Opens an archive's rooms in the process that calls it; something that can be pickled."""


_MOST = 4
"""Processes, where there are so many cores: each takes some hundred megabytes."""


class PageMakers:
    """Processes that make pages; ``opening`` opens the rooms that they show."""

    def __init__(self, opening: Opening) -> None:
        self.token = secrets.token_urlsafe(32)
        """What forms on the pages carry, so that they are told from a stranger's."""
        self._opening = opening
        self._begin()

    async def make(self, asked: Asked) -> Made | None:
        """Return a page; None while no process is there yet.

        Raises BrokenProcessPool if two have died of it.
        """
        if not self._begun.done():
            return None
        pool = self._pool
        try:
            return await self._made(asked)
        except BrokenProcessPool:
            if self._pool is pool:  # the first to see it of all whose pages were lost
                pool.shutdown(wait=False)
                self._begin()
            return await self._made(asked)

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        told = (self._opening, self.token)
        most = min(os.cpu_count() or 1, _MOST)
        self._pool = ProcessPoolExecutor(most, context, _open, told)
        self._begun = self._pool.submit(_ready)
        self._second_begun = False

    async def _made(self, asked: Asked) -> Made:
        making = asyncio.get_running_loop().run_in_executor(self._pool, _make, asked)
        if not self._second_begun:  # the page keeps the first busy: a second is begun for this
            self._second_begun = True
            self._pool.submit(_ready)
        return await making


class _Maker:
    """An application that makes pages in a process of its own."""

    here: ClassVar["_Maker"]

    def __init__(self, opening: Opening, token: str) -> None:
        self._opened = ExitStack()  # for as long as the process lives
        rooms = self._opened.enter_context(opening())
        self._people = rooms.people
        self._application = build_application(rooms, token)
        self._loop = asyncio.new_event_loop()

    def make(self, asked: Asked) -> Made:
        """Return a page, all of it by one judgement of who is who."""
        with self._people.at_one_moment():
            return self._loop.run_until_complete(self._answer(asked))

    async def _answer(self, asked: Asked) -> Made:
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        await self._application(scope_of(asked), receive, send)
        start, *pieces = sent
        headers = tuple((name, value) for name, value in start["headers"])
        return Made(start["status"], headers, b"".join(each.get("body", b"") for each in pieces))


def _open(opening: Opening, token: str) -> None:
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Control-C is for the process that answers
    _Maker.here = _Maker(opening, token)


def _ready() -> None:
    """Do nothing: for this, too, a process must be there."""


def _make(asked: Asked) -> Made:
    return _Maker.here.make(asked)
