"""Pages are made in processes beside the one that answers, and are the same pages."""

import asyncio
import multiprocessing
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.cli.serve import rooms_of
from onrecord.web.application import build_application
from onrecord.web.elsewhere import Asked, Made
from onrecord.web.page_makers import PageMakers
from onrecord.web.rooms import Rooms

_LONG = 30
_SERVED = "http://127.0.0.1:8022"


class Desk:
    """A desk that serves, as a reader starts it."""

    def __init__(self, archive: Path) -> None:
        command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--archive", archive]
        self.process = subprocess.Popen(
            [str(word) for word in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": "src", "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline().split(" at ")[1].split("/")[2].split(":")[1])

    def load(self, address: str, **headers: str) -> tuple[int, dict[str, str], str]:
        """Return status, header fields and text of a page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_LONG)
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        text = answer.read().decode("utf-8")
        connection.close()
        return answer.status, told, text

    def makers(self) -> list[int]:
        """Return the processes that make pages (and the one that watches over what they share)."""
        listed = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(number) for number in listed.stdout.split()]

    def end(self, how: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Return the exit status and what was said to the terminal's errors."""
        self.process.send_signal(how)
        _, said = self.process.communicate(timeout=_LONG)
        return self.process.returncode, said


@contextmanager
def desk_of(archive: Path) -> Iterator[Desk]:
    """Start a desk, and see that none is left."""
    started = Desk(archive)
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.communicate()


@pytest.fixture(scope="module")
def desk(sample_archive: Path) -> Iterator[Desk]:
    """Return the sample's desk, for tests that only read."""
    with desk_of(sample_archive) as started:
        yield started


@pytest.fixture
def own_desk(sample_archive: Path) -> Iterator[Desk]:
    """Return a desk that a test may harm."""
    with desk_of(sample_archive) as started:
        yield started


@contextmanager
def makers_of(archive: Path) -> Iterator[PageMakers]:
    """Begin processes that make pages of an archive, and wait until one has made a page."""
    with closing(PageMakers(partial(rooms_of, archive, judging=False))) as begun:
        assert _made(begun, "/") is None, "the first is not there at once"
        until = time.monotonic() + _LONG
        while _made(begun, "/") is None and time.monotonic() < until:
            time.sleep(0.05)
        yield begun


@pytest.fixture(scope="module")
def makers(sample_archive: Path) -> Iterator[PageMakers]:
    """Return what makes pages of the sample archive."""
    with makers_of(sample_archive) as begun:
        yield begun


@pytest.mark.parametrize(
    "address",
    ["/", "/search?q=valve&sort=newest", "/people", "/network", "/problems", "/search?q=%22",
     "/m/nosuchmessage", "/t/nosuchthread", "/tranche/nowhere", "/search?offset=no"],
)  # fmt: skip
def test_a_page_made_elsewhere_is_the_same_page(
    makers: PageMakers, sample_rooms: Rooms, address: str
) -> None:
    """Status, header fields and words are those of one process."""
    application = build_application(sample_rooms, makers.token)
    here = TestClient(application, base_url=_SERVED).get(address, follow_redirects=False)
    made = _made(makers, address)
    assert made is not None
    assert made.status == here.status_code
    assert made.body == here.content
    headers = {name.decode(): value.decode() for name, value in made.headers}
    assert headers == dict(here.headers)


def test_a_stranger_is_refused_before_a_page_is_made(desk: Desk) -> None:
    """The gate stands before the processes, too."""
    status, _, text = desk.load("/search?q=valve", Host="elsewhere.example")
    assert status == 400
    assert "named a server that is not this one" in text


def test_a_form_on_a_page_made_elsewhere_is_one_of_ours(desk: Desk) -> None:
    """All processes print the secret that the one that answers asks for."""
    _, _, found = desk.load("/search?q=")
    letter = re.findall(r'href="(/m/[a-z0-9]+)', found)[0]
    secrets = {
        re.findall(r'name="token" value="([^"]+)"', desk.load(address)[2])[0]
        for address in (letter, "/check")
    }
    assert len(secrets) == 1


def test_a_page_is_made_again_when_its_process_dies(sample_archive: Path) -> None:
    """What the system kills for want of memory is started anew; the reader sees the page."""
    others = set(multiprocessing.active_children())
    with makers_of(sample_archive) as begun:
        killed = set(multiprocessing.active_children()) - others
        for process in killed:
            process.kill()
            process.join()
        made = _made(begun, "/search?q=valve")
        assert made is not None
        assert made.status == 200
        assert set(multiprocessing.active_children()) - others - killed


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="on one core there is one process")
def test_a_second_process_is_begun_before_a_rush_asks_for_it(sample_archive: Path) -> None:
    """One page, with nobody else reading, is enough."""
    others = set(multiprocessing.active_children())
    with makers_of(sample_archive):  # has made one
        assert len(set(multiprocessing.active_children()) - others) == 2


def test_a_decision_made_meanwhile_shows_on_pages(sample_archive: Path, tmp_path: Path) -> None:
    """One process judges who is who anew; those that make pages take that over."""
    archive = tmp_path / "copy.archive"
    shutil.copytree(sample_archive, archive)
    with desk_of(archive) as desk:
        person = re.findall(r'href="(/p/[a-z0-9]+)', desk.load("/people")[2])[0]
        assert "Renamed Person" not in desk.load(person)[2]
        renaming = ["people", "rename", person[1:], "Renamed Person", "--archive", str(archive)]
        subprocess.run(
            [sys.executable, "-m", "onrecord", *renaming],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": "src"},
        )
        until = time.monotonic() + _LONG
        while "Renamed Person" not in desk.load(person)[2] and time.monotonic() < until:
            time.sleep(0.2)
        assert "Renamed Person" in desk.load(person)[2]


def test_readers_at_the_same_time_are_all_answered(desk: Desk) -> None:
    """More readers than processes wait for their turn."""
    addresses = ["/search?q=valve", "/", "/people", "/network"] * 6
    with ThreadPoolExecutor(12) as readers:
        statuses = [status for status, _, _ in readers.map(desk.load, addresses)]
    assert statuses == [200] * len(addresses)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_when_the_desk_is_closed_nothing_is_left(own_desk: Desk, how: signal.Signals) -> None:
    """Control-C, or being told to end, ends all processes without a word."""
    assert own_desk.load("/")[0] == 200
    makers = own_desk.makers()
    assert makers
    assert own_desk.end(how) == (0, "")
    assert _all_end(makers)


def test_when_the_desk_is_killed_its_processes_end(own_desk: Desk) -> None:
    """They watch the process that started them."""
    assert own_desk.load("/")[0] == 200
    makers = own_desk.makers()
    own_desk.process.kill()
    own_desk.process.wait()
    assert _all_end(makers)


def test_nothing_waits_for_a_reader_to_confirm(
    monkeypatch: pytest.MonkeyPatch, served: str
) -> None:
    """Of two small writes on a kept connection the second is sent at once (TCP_NODELAY)."""
    set_on: list[tuple[int, int]] = []
    monkeypatch.setattr(
        "asyncio.base_events._set_nodelay",
        lambda taken: set_on.append((taken.type, taken.proto)),
    )
    connection = HTTPConnection(served.removeprefix("http://"), timeout=_LONG)
    connection.request("GET", "/")
    assert connection.getresponse().status == 200
    connection.close()
    assert set_on == [(socket.SOCK_STREAM, socket.IPPROTO_TCP)]


def _all_end(processes: list[int]) -> bool:
    """Tell whether all of them are gone within some seconds."""
    until = time.monotonic() + _LONG
    while any(map(_lives, processes)) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(map(_lives, processes))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _made(makers: PageMakers, address: str) -> Made | None:
    """Return a page; asked for in a thread, for a browser under test holds this one's event loop."""
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(lambda: asyncio.run(makers.make(_asked(address)))).result()


def _asked(address: str) -> Asked:
    path, _, query = address.partition("?")
    host = _SERVED.removeprefix("http://")
    return Asked(path, query.encode(), ((b"host", host.encode()),), ("127.0.0.1", 8022))
