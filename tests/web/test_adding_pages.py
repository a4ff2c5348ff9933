"""While mail is added the pages tell how far that is, and find it afterwards without being restarted."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from invented.others import rooms_around
from invented.room import FakeRoom

from onrecord.archive.directory import ArchiveDirectory, WriterLock
from onrecord.archive.under_way import UnderWay, note
from onrecord.configuration import new_archive
from onrecord.web.application import build_application

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SOURCE = str(Path(__file__).parents[2] / "src")
NOW = UnderWay("<b>Second", "2026-01-12T09:30:00+00:00", "<i>lind.mbox", 3, 7, 12_400, 8, 31)


@pytest.fixture
def client_of_a_writer(tmp_path: Path) -> Iterator[TestClient]:
    """Pages of an archive to which something is being added."""
    directory = ArchiveDirectory(tmp_path)
    with WriterLock(directory):
        note(directory, NOW)
        yield TestClient(
            build_application(rooms_around(FakeRoom(), tmp_path), "secret"),
            base_url="http://127.0.0.1:8022",
        )


@pytest.mark.parametrize("address", ["/", "/adding", "/people", "/network"])
def test_pages_tell_that_something_is_being_added(
    client_of_a_writer: TestClient, address: str
) -> None:
    """With the figures of the note; names in it are shown as what they are."""
    page = client_of_a_writer.get(address).text
    assert "12,400 messages so far, container 3 of 7 (&lt;i&gt;lind.mbox)" in page
    assert ("<b>" not in page and 'href="/adding"' in page) or address == "/adding"


def test_letters_are_read_without_that_line(client_of_a_writer: TestClient) -> None:
    assert "so far" not in client_of_a_writer.get("/m/letter7k2q").text


def test_without_scripts_the_page_loads_itself_again_while_something_is_added(
    client_of_a_writer: TestClient, tmp_path: Path
) -> None:
    """And only this page, and only then."""
    assert 'http-equiv="refresh"' in client_of_a_writer.get("/adding").text
    assert 'http-equiv="refresh"' not in client_of_a_writer.get("/").text
    ArchiveDirectory(tmp_path).under_way.unlink()
    page = client_of_a_writer.get("/adding").text
    assert "Nothing is being added" in page and "refresh" not in page


def test_an_addition_that_was_stopped_is_told(client: TestClient, tmp_path: Path) -> None:
    note(ArchiveDirectory(tmp_path), NOW)
    page = client.get("/adding").text
    assert "An addition was broken off" in page and "&lt;b&gt;Second" in page
    assert "so far" not in client.get("/").text
    answer = client.get("/api/v1/adding").json()
    assert (answer["now"], answer["broken_off"]["messages"]) == (None, 12_400)


def test_when_nothing_is_added_the_events_end_at_once(client: TestClient) -> None:
    answer = client.get("/adding/progress")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text == "event: ended\ndata: {}\n\n"


def test_nothing_can_be_added_from_a_page(client: TestClient) -> None:
    """No form, no route: the pages never open paths of the computer."""
    assert "<form" not in client.get("/adding").text.split("<main")[1]
    for address in ("/adding", "/api/v1/adding"):
        assert client.post(address, headers={"origin": "http://127.0.0.1:8022"}).status_code in (
            403,
            405,
        )


@pytest.fixture
def serving_process(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve an empty archive by the command, as a reader would."""
    archive = tmp_path / "a.archive"
    new_archive(archive)
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--archive", str(archive)]
    server = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": SOURCE}, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    try:
        yield next(word for word in line.split() if word.startswith("http")).rstrip("/"), archive
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode())


def holds(address: str, words: str) -> bool:
    """Tell whether an answer holds some words."""
    return words in get(address)


def mailbox(numbers: range) -> bytes:
    """Letters about a gate, each of its own words."""
    return b"".join(
        f"From x@port.example Mon Oct  3 10:00:00 2022\nFrom: Ana Ruiz <ana.ruiz@port.example>\n"
        f"To: Bo Lind <bo@port.example>\nSubject: Gate {number}\n"
        f"Date: Mon, 3 Oct 2022 10:00:00 +0000\nMessage-ID: <{number}@port.example>\n\n"
        f"The gate {number} stays shut until pump {number * 7} has been tested.\n\n".encode()
        for number in numbers
    )


def adding(archive: Path, *boxes: Path, tranche: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "onrecord", "add", "--tranche", tranche]
    command += ["--archive", str(archive), *map(str, boxes)]
    return subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": SOURCE}, stdout=subprocess.DEVNULL
    )


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something is so; fail after a while."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_open_pages_find_the_new_tranche_and_its_people_without_a_restart(
    serving_process: tuple[str, Path], tmp_path: Path
) -> None:
    """Events tell how far it is and that it ended; then search, overview and people know the mail."""
    address, archive = serving_process
    assert "The archive is empty" in get(address)
    for tranche, first in (("First release", 0), ("Second release", 3_000)):
        box = tmp_path / f"{first}.mbox"
        box.write_bytes(mailbox(range(first, first + 3_000)))
        adder = adding(archive, box, tranche=tranche)
        until(lambda: json.loads(get(f"{address}/api/v1/adding"))["now"] is not None)
        with urllib.request.urlopen(f"{address}/adding/progress", timeout=60) as answer:
            events = answer.read().decode()
        assert adder.wait() == 0
        told = re.findall(r'event: told\ndata: (\{"line":".*?"(?:,.*)?\})', events)
        assert told and str(tmp_path) not in events
        assert events.endswith("event: ended\ndata: {}\n\n")
        page = get(f"{address}/adding")
        assert "Nothing is being added" in page and tranche in page
        total = first + 3_000
        until(partial(holds, f"{address}/search?q=gate", f">{total:,}</span> messages"))
        assert tranche in get(address)
        assert get(f"{address}/tranche/{tranche.replace(' ', '%20')}")
        until(partial(holds, f"{address}/api/v1/people?q=ruiz", f'"messages":{total},'))


def test_in_a_browser_the_line_changes_and_the_page_says_when_it_is_done(
    chromium: "Browser", tmp_path: Path, serve: Callable[..., "Iterator[str]"]
) -> None:
    directory = ArchiveDirectory(tmp_path)
    with serve(rooms_around(FakeRoom(), tmp_path)) as address:  # type: ignore[attr-defined]
        page = chromium.new_page()
        with WriterLock(directory):
            note(directory, UnderWay("Second", "2026-01-12T09:30:00+00:00"))
            page.goto(f"{address}/adding")
            note(directory, NOW)
            page.get_by_text("12,400 messages so far").wait_for()
            directory.under_way.unlink()
        page.get_by_text("Nothing is being added").wait_for()
        page.close()
