"""The server opens on this computer only, and says clearly why it cannot open."""

import socket
import urllib.request
from functools import partial
from pathlib import Path

import pytest
from invented.others import rooms_around
from invented.room import FakeRoom

from onrecord.cli.serve import rooms_of
from onrecord.errors import OnRecordError
from onrecord.web.serving import listen, serve


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.example", ""])
def test_addresses_that_others_could_reach_are_refused(host: str) -> None:
    """There is no password: so there is no network."""
    with pytest.raises(OnRecordError, match="only opens on this computer") as told:
        listen(host, 0)
    assert told.value.reference == "web/not-loopback"


def test_a_taken_port_is_told(recwarn: pytest.WarningsRecorder) -> None:
    """No other port is chosen in silence: notes hold addresses."""
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(OnRecordError, match=f"Port {port} is taken") as told:
            listen("127.0.0.1", port)
    assert told.value.reference == "web/port-taken"
    assert not recwarn.list


def test_an_impossible_port_is_told() -> None:
    """Ports end at 65535."""
    with pytest.raises(OnRecordError, match="cannot be opened"):
        listen("127.0.0.1", 70_000)


def test_the_pages_are_served_where_announced(served: str) -> None:
    """Over a real socket, with the port the system gave."""
    with urllib.request.urlopen(f"{served}/", timeout=10) as answer:
        assert answer.status == 200 and "server" not in answer.headers
        assert b"Every message accounted for" in answer.read()


def test_the_address_is_announced_after_the_port_is_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sample_archive: Path
) -> None:
    """Whoever opens the announced address at once is not turned away."""
    monkeypatch.setattr("uvicorn.Server.run", lambda self, sockets: None)
    announced: list[str] = []

    def open_it(address: str) -> None:
        announced.append(address)
        port = int(address.rsplit(":", 1)[1].strip("/"))
        socket.create_connection(("127.0.0.1", port), timeout=10).close()

    rooms = rooms_around(FakeRoom(), tmp_path)
    opening = partial(rooms_of, sample_archive, judging=False)
    serve(rooms, opening, "localhost", 0, announce=open_it)
    assert announced[0].startswith("http://localhost:")
