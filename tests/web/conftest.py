"""Clients and servers in front of invented mail, and in front of the sample archive."""

import html
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
import uvicorn
from fastapi.testclient import TestClient
from invented.others import rooms_around
from invented.pieces import message
from invented.room import FakeRoom

from onrecord.configuration import reading
from onrecord.pipeline.showing.views import QuotedView, StatusView
from onrecord.text.passage import BodyText
from onrecord.web.application import build_application
from onrecord.web.rooms import Rooms
from onrecord.web.serving import listen, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ORIGIN = "http://127.0.0.1:8022"
TOKEN = "secret"
"""What the forms of these pages carry."""


def client_for(room: FakeRoom, desk: Path) -> TestClient:
    """Return a client that comes in at the address a reader would."""
    application = build_application(rooms_around(room, desk), TOKEN)
    return TestClient(application, base_url=ORIGIN, follow_redirects=False)


@pytest.fixture
def room() -> FakeRoom:
    """Return a room to put messages in."""
    return FakeRoom()


@pytest.fixture
def client(room: FakeRoom, tmp_path: Path) -> TestClient:
    """Return a client in front of the room."""
    return client_for(room, tmp_path)


@pytest.fixture
def words_of(client: TestClient) -> Callable[[str], str]:
    """Return what reads the words of a page, with white space as one reads it."""

    def read(address: str) -> str:
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", client.get(address).text)).split())

    return read


@pytest.fixture
def hold(room: FakeRoom) -> Callable[..., None]:
    """Return what puts a message in the room under the name ``m/test``."""

    def held(body: BodyText, *known: QuotedView) -> None:
        plain = message("m/test", "Minutes", body)
        room.messages["m/test"] = msgspec.structs.replace(plain, quoted=known)

    return held


@pytest.fixture
def client_of_many_containers(tmp_path: Path) -> TestClient:
    """Return a client in front of a room with hundreds of containers."""
    return client_for(FakeRoom(folders=2_640), tmp_path)


@pytest.fixture
def client_of_uneven_sums(tmp_path: Path) -> TestClient:
    """Return a client in front of a room whose ledger has lost a message."""

    class Uneven(FakeRoom):
        def status(self) -> StatusView:
            status = super().status()
            first = status.containers[0]
            lost = msgspec.structs.replace(first, found=first.found + 1)
            return msgspec.structs.replace(status, containers=(lost, *status.containers[1:]))

    return client_for(Uneven(), tmp_path)


@contextmanager
def serving(rooms: Rooms) -> Iterator[str]:
    """Serve rooms on a real port, by uvicorn in a thread, and give the address."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(settings(build_application(rooms, TOKEN)))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        server.force_exit = True
        thread.join()
        listener.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Return the address of the pages of invented mail on a real port."""
    with serving(rooms_around(FakeRoom(), tmp_path)) as address:
        yield address


@contextmanager
def rooms_of_a_copy(archive: Path, folder: Path) -> Iterator[Rooms]:
    """Open a copy of an archive: its desk can be written to."""
    copied = folder / archive.name
    shutil.copytree(archive, copied)
    with reading(copied) as opened:
        yield Rooms(
            reading=opened.room(),
            people=opened.people(),
            casework=opened.casework(),
            drafts=opened.draft_checks(),
            neighbours=opened.neighbours(),
            networks=opened.networks(),
            news=opened.news(),
            additions=opened.additions(),
            mail=opened.result_mail(),
        )


@pytest.fixture
def sample_rooms(sample_archive: Path, tmp_path: Path) -> Iterator[Rooms]:
    """Return the rooms of a copy of the sample archive."""
    with rooms_of_a_copy(sample_archive, tmp_path) as rooms:
        yield rooms


@pytest.fixture(scope="module")
def module_rooms(sample_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    """Return the rooms of a copy that the tests of one file share."""
    with rooms_of_a_copy(sample_archive, tmp_path_factory.mktemp("shared")) as rooms:
        yield rooms


@pytest.fixture
def sample_client(sample_rooms: Rooms) -> TestClient:
    """Return a client in front of the sample archive."""
    return TestClient(
        build_application(sample_rooms, TOKEN), base_url=ORIGIN, follow_redirects=False
    )


@pytest.fixture
def sample_served(sample_rooms: Rooms) -> Iterator[str]:
    """Return the address of the sample archive's pages on a real port."""
    with serving(sample_rooms) as address:
        yield address


@pytest.fixture
def serve() -> Callable[[Rooms], AbstractContextManager[str]]:
    """Return what serves rooms on a real port."""
    return serving


@pytest.fixture(scope="session")
def drivers() -> "Iterator[Playwright]":
    """Return what drives browsers, or skip where it is not installed."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(drivers: "Playwright") -> "Iterator[Browser]":
    """Return the system's Chromium, or skip where there is none."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this computer to look at the pages with")
    opened = drivers.chromium.launch(executable_path=program, args=["--no-sandbox"])
    yield opened
    opened.close()
