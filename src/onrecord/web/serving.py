"""Serve the pages on this computer, to this computer only."""

import contextlib
import errno
import os
import signal
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from onrecord.errors import OnRecordError
from onrecord.web.application import build_application
from onrecord.web.page_makers import Opening, PageMakers
from onrecord.web.rooms import Rooms

_LOOPBACK = {
    "127.0.0.1": (socket.AF_INET, "127.0.0.1"),
    "localhost": (socket.AF_INET, "127.0.0.1"),
    "::1": (socket.AF_INET6, "::1"),
    "[::1]": (socket.AF_INET6, "::1"),
}


def serve(
    rooms: Rooms, opening: Opening, host: str, port: int, *, announce: Callable[[str], None]
) -> None:
    """Serve until interrupted. ``announce`` is given the address once it can be opened.

    ``opening`` opens the same rooms in the processes that make pages.

    Port 0 takes any free port. Raises `OnRecordError` for a host that others could reach and for
    a port that is taken.
    """
    listener = listen(host, port)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    # Control-C is how one stops reading, not a failure; nor is being asked to end.
    with contextlib.closing(listener), contextlib.suppress(KeyboardInterrupt):
        announce(_address(host, listener))
        with contextlib.closing(PageMakers(opening)) as makers:
            application = build_application(rooms, makers.token, makers.make)
            uvicorn.Server(settings(application)).run(sockets=[listener])


def settings(application: FastAPI) -> uvicorn.Config:
    """Return how the server runs: without an access log, for addresses hold what is searched."""
    return uvicorn.Config(
        application,
        access_log=False,
        log_level="warning",
        server_header=False,
        lifespan="off",
        proxy_headers=False,
        ws="none",
    )


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on a loopback address."""
    if host not in _LOOPBACK:
        raise OnRecordError(
            "web/not-loopback",
            "onrecord serve only opens on this computer.",
            where=host,
            hint="Use 127.0.0.1, localhost or ::1.",
        )
    family, address = _LOOPBACK[host]
    # asyncio sends small writes at once (TCP_NODELAY) only where the protocol is named; else the second
    # half of every answer on a kept connection waits 40 ms for the reader to confirm the first
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # on Windows this option would share a port that is taken
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        raise _unopened(error, host, port) from error
    return listener


def _unopened(error: Exception, host: str, port: int) -> OnRecordError:
    taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
    if taken:
        return OnRecordError(
            "web/port-taken",
            f"Port {port} is taken by another program.",
            where=f"{host}:{port}",
            hint="Stop that program, or choose another port with --port.",
        )
    return OnRecordError(
        "web/port-refused",
        f"Port {port} cannot be opened.",
        where=f"{host}:{port}",
        hint="Choose a port from 1024 to 65535 with --port, or 0 for any free one.",
    )


def _address(host: str, listener: socket.socket) -> str:
    name = f"[{host}]" if host == "::1" else host
    return f"http://{name}:{listener.getsockname()[1]}/"
