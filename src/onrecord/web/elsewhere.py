"""Pages that only read, made elsewhere than in the process that answers."""

import re
from collections.abc import Awaitable, Callable

import msgspec
from starlette.types import ASGIApp, Receive, Scope, Send

_READ = re.compile(
    r"/(?:search|people|network|problems|tranche/.+|[mrtp]/[^/]+|t/[mr]/[^/]+|p/[^/]+/about)?"
)
"""Addresses of these pages. What is written, streams, or is taken away as it stands is not among them."""


class Asked(msgspec.Struct, frozen=True):
    """A page as it was asked for: what of an ASGI scope a page of ours depends on."""

    path: str
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    server: tuple[str, int]


class Made(msgspec.Struct, frozen=True):
    """An answer, whole."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


Make = Callable[[Asked], Awaitable[Made | None]]
"""Makes a page, or says with None that it must be made here."""


class Elsewhere:
    """ASGI middleware: has the pages that only read made by ``make``, and passes on everything else."""

    def __init__(self, app: ASGIApp, make: Make) -> None:
        self._app = app
        self._make = make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a page made elsewhere, or let the application answer."""
        if (
            scope["type"] != "http"
            or scope["method"] != "GET"
            or not _READ.fullmatch(scope["path"])
        ):
            await self._app(scope, receive, send)
            return
        host, port = scope["server"]
        asked = Asked(scope["path"], scope["query_string"], tuple(scope["headers"]), (host, port))
        made = await self._make(asked)
        if made is None:
            await self._app(scope, receive, send)
            return
        await send(
            {"type": "http.response.start", "status": made.status, "headers": list(made.headers)}
        )
        await send({"type": "http.response.body", "body": made.body})


def scope_of(asked: Asked) -> Scope:
    """Return what an application is told of a page that is asked for (ASGI 3.0, HTTP)."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": asked.path,
        "query_string": asked.query,
        "root_path": "",
        "headers": list(asked.headers),
        "server": asked.server,
    }
