"""Threats: forty hostile messages, opened in a real browser beside a host that counts who asks it.

All names under ``.example`` lead to that host, and to nothing else: one request would be seen.
"""

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hostile.letters import letters
from hostile.markup import ATTACKS, WAITS_FOR_A_CLICK, attack

from onrecord.configuration import adding, new_archive, reading
from onrecord.pipeline.taking_in.accession import Addition
from onrecord.pipeline.taking_in.adding import add
from onrecord.web.rooms import Rooms

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright


class Canary:
    """A host on loopback that remembers what it was asked for, and hands out what it is given."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: dict[str, str] = {}
        canary = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                shown = canary.pages.get(self.path)
                if shown is None:
                    canary.asked.append(self.path)
                content = (shown or "").encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html" if shown else "text/plain")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(content)

            do_POST = do_GET  # noqa: N815 - the name that the server looks for

            def log_message(self, *told: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def letters_seen(self) -> set[int]:
        """Return the numbers of the letters that asked."""
        firsts = (path.strip("/").partition("?")[0].partition("/")[0] for path in self.asked)
        return {int(first) for first in firsts if first.isdecimal()}

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    """Return the counting host."""
    host = Canary()
    yield host
    host.close()


@pytest.fixture
def browser_by_the_canary(canary: Canary, drivers: "Playwright") -> "Iterator[Browser]":
    """Return a browser for which every name under .example is the canary."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this computer to open the messages with")
    rules = f"--host-resolver-rules=MAP *.example 127.0.0.1:{canary.port}"
    opened = drivers.chromium.launch(executable_path=program, args=["--no-sandbox", rules])
    yield opened
    opened.close()


@pytest.fixture
def hostile_rooms(tmp_path: Path) -> Iterator[Rooms]:
    """Return the rooms of an archive that holds the forty."""
    mail, root = tmp_path / "mail", tmp_path / "hostile.archive"
    mail.mkdir()
    for name, content in letters().items():
        (mail / f"{name}.eml").write_bytes(content)
    new_archive(root)
    with adding(root) as archive:
        add(archive, Addition(paths=(mail,), tranche="Hostile"), tell=lambda *told: None)
    with reading(root) as opened:
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


def test_there_are_forty() -> None:
    """Each with a name of its own."""
    assert len(ATTACKS) == 40 and set(ATTACKS) > WAITS_FOR_A_CLICK


def test_no_hostile_message_reaches_anybody(
    browser_by_the_canary: "Browser",
    canary: Canary,
    hostile_rooms: Rooms,
    serve: Callable[[Rooms], AbstractContextManager[str]],
) -> None:
    """As text, as HTML, unfolded and clicked: not one request leaves, and no script of theirs runs."""
    hits = hostile_rooms.reading.search("tranche:hostile", limit=100).hits
    assert len(hits) == 40
    page = browser_by_the_canary.new_page()
    complaints: list[str] = []
    foreign: list[str] = []
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    with serve(hostile_rooms) as served:
        page.on("request", lambda request: foreign.append(request.url))
        for hit in hits:
            _open_every_way(page, f"{served}/{hit.permalink}")
        for address in ("/search?q=tranche:hostile", "/people", "/network", "/"):
            page.goto(f"{served}{address}")
        ours = (served, "data:", "about:")
        assert [url for url in foreign if not url.startswith(ours)] == []
    assert complaints == []
    assert canary.asked == []


def test_the_canary_would_have_told(browser_by_the_canary: "Browser", canary: Canary) -> None:
    """A control: the same letters, opened as they are, ask the canary in every way that needs no click."""
    page = browser_by_the_canary.new_page()
    expected = set()
    for number, (name, markup) in enumerate(ATTACKS.items(), 1):
        canary.pages[f"/plain/{number}"] = attack(number, markup)
        page.goto(f"http://127.0.0.1:{canary.port}/plain/{number}", wait_until="commit")
        page.wait_for_timeout(150)
        if name not in WAITS_FOR_A_CLICK:
            expected.add(number)
    page.wait_for_timeout(300)
    assert expected <= canary.letters_seen()
    assert len(expected) == 28


def _open_every_way(page: "Page", address: str) -> None:
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.goto(f"{address}/html/frame")
    page.goto(f"{address}/html")
    framed = page.frame_locator("iframe.letter-frame").locator("body")
    framed.wait_for(state="attached")
    links = framed.locator("a, button, input")
    for at in range(min(links.count(), 2)):
        links.nth(at).click(force=True, timeout=1000)
