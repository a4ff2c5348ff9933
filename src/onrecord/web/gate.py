"""What may come in and what goes out: the checks around every page.

The pages show confidential mail on a computer whose browser also visits strangers. So: only
requests that name this server as it is (a stranger's site that makes its own name point to
127.0.0.1, "DNS rebinding", is refused), GET, and POST from our own pages alone, nothing another site
may load or frame, no script but our own files, and errors that never repeat a message's text in a log.
"""

import logging
import traceback
from collections.abc import Callable
from pathlib import PurePath

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("onrecord.web")
_NAMES = ("127.0.0.1", "localhost", "[::1]")
_HTTP_PORT = 80
_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_MOST_SENT = 25_000_000
"""Bytes of a request's body."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with that, browsers send our own forms with the origin "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Refusal = Callable[[int, str, str], Response]
"""Makes a page in words from a status, what happened and what to do."""


class Gate:
    """ASGI middleware; ``refuse`` renders the page that tells of a refusal or a failure."""

    def __init__(self, app: ASGIApp, refuse: Refusal) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request, pass it on, and put the safety headers on whatever comes back."""
        if scope["type"] != "http":  # start and end of the server
            await self._app(scope, receive, send)
            return
        guarded = _Guarded(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        try:
            await self._app(scope, receive, guarded)
        except Exception as error:  # the last line of defence: told without the text it met
            _LOG.error("page failed: %s at %s", type(error).__name__, _place(error))
            if not guarded.started:
                await self._failure()(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        if not names_this_server(Headers(scope=scope).getlist("host"), _port(scope)):
            return self._refuse(
                400,
                "This request named a server that is not this one.",
                "Open the address that onrecord serve printed, with 127.0.0.1 or localhost in it.",
            )
        if scope["method"] not in ("GET", "POST"):
            refusal = self._refuse(405, "These pages can only be read.", "Use GET.")
            refusal.headers["Allow"] = "GET"
            return refusal
        if scope["method"] == "POST":
            return self._refused_post(Headers(scope=scope))
        return None

    def _refused_post(self, headers: Headers) -> Response | None:
        if not comes_from_here(headers):
            return self._refuse(
                403,
                "This was sent from a page of another site.",
                "Open the page of this server and send it from there.",
            )
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > _MOST_SENT:
            return self._refuse(
                413, "This is more than can be taken in.", f"Send at most {_MOST_SENT:,} bytes."
            )
        return None

    def _failure(self) -> Response:
        return self._refuse(
            500,
            "Something in On Record failed while it made this page.",
            "The archive is unchanged. The terminal that runs onrecord serve names the place.",
        )


def names_this_server(hosts: list[str], port: int) -> bool:
    """Tell whether there is one Host header and it names loopback with our port (RFC 9110 §7.2)."""
    if len(hosts) != 1:
        return False
    host = hosts[0].lower()
    return any(host == f"{name}:{port}" or (port == _HTTP_PORT and host == name) for name in _NAMES)


def comes_from_here(headers: Headers) -> bool:
    """Tell whether no browser says that another site sends this (Origin, Fetch Metadata)."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "same-origin")
    ours = origin is None or origin == f"http://{headers.get('host', '')}"
    return ours and site in ("same-origin", "none")


class _Guarded:
    """Send, with the safety headers on every response; knows whether a response has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            # A sender's own HTML is shown under a policy of its own, stricter than that of our pages.
            headers.setdefault("Content-Security-Policy", _POLICY)
        await self._send(message)


def _port(scope: Scope) -> int:
    """Return the port the connection came in on; it is not something a stranger can state."""
    server = scope.get("server")
    return int(server[1]) if server and server[1] else _HTTP_PORT


def _place(error: Exception) -> str:
    """Return file and line where an error arose. Its wording may hold mail and is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
