"""The mail that a search finds, handed out as one mbox or as files in a zip."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from fastapi.responses import Response, StreamingResponse

from onrecord.search.engine import Sort
from onrecord.web.downloads import attachment_disposition
from onrecord.web.rooms import Rooms

_AT_ONCE = 512 * 1024
"""Bytes that are sent together."""


class TakingPages:
    """One method per address. Names of the files handed out tell nothing of what was searched."""

    def __init__(self, rooms: Rooms) -> None:
        self._mail = rooms.mail

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses."""
        yield "GET", "/search/results.mbox", self.mbox
        yield "GET", "/search/results.zip", self.files

    async def mbox(self, q: str = "", sort: Sort = Sort.DATE) -> Response:
        """Hand out all messages found as one mbox, byte for byte as they came."""
        numbers = self._mail.numbers(q, sort)
        return _sent(self._mail.mbox(numbers), "results.mbox", "application/mbox")

    async def files(self, q: str = "", sort: Sort = Sort.DATE) -> Response:
        """Hand out all messages found as files in a zip."""
        numbers = self._mail.numbers(q, sort)
        return _sent(self._mail.files(numbers), "results.zip", "application/zip")


def _sent(pieces: Iterator[bytes], name: str, kind: str) -> Response:
    headers = {"Content-Disposition": attachment_disposition(name)}
    return StreamingResponse(_gathered(pieces), media_type=kind, headers=headers)


async def _gathered(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Yield pieces some at a time; other readers are served in between."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _AT_ONCE:
            yield b"".join(waiting)
            waiting.clear()
            size = 0
        await asyncio.sleep(0)
    yield b"".join(waiting)
