"""Take the screenshots of every page, of the sample archive alone: `make screenshots`.

    python docs/screenshots.py ARCHIVE [FOLDER]

Each page is taken at 1440, 1024 and 390 pixels, light and dark; Chromium must be installed, and a font
with Chinese signs, for a name in the sample (on Debian: fonts-wqy-zenhei).
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from small_png import small_png

from onrecord.archive.directory import WriterLock, locate
from onrecord.archive.under_way import UnderWay, forget, note
from onrecord.check.style import Profile
from onrecord.configuration import reading
from onrecord.pipeline.reading.casework import Pinning

IMAGES = Path(__file__).resolve().parent / "images"
WIDTHS = (1440, 1024, 390)
SCHEMES = ("light", "dark")
TALLEST = 2000


def main(archive: Path, target: Path) -> None:
    """Take all of them."""
    story = archive.parent / "sample" / "story.md"
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "sample.archive"
        shutil.copytree(archive, copied, ignore=shutil.ignore_patterns("desk"))
        pages = _pages(copied, story)
        with _served(copied) as address, sync_playwright() as drivers:
            program = shutil.which("chromium") or shutil.which("google-chrome")
            browser = drivers.chromium.launch(executable_path=program, args=["--no-sandbox"])
            for width in WIDTHS:
                for scheme in SCHEMES:
                    _take(browser, address, pages, (width, scheme), target)
                    with _being_added(copied):
                        _take(browser, address, {"adding": "/adding"}, (width, scheme), target)
            browser.close()


def _pages(archive: Path, story: Path) -> dict[str, str]:
    """Return the address of each page; a case and a checked draft are made for theirs."""
    with reading(archive) as opened:
        room, casework, drafts = opened.room(), opened.casework(), opened.draft_checks()
        hit = room.search("memo").hits[0]
        lost = room.search("is:recovered", limit=1).hits[0]
        pasted = room.search('"Let the gates do their work"').hits[0]
        case = casework.open("Nora Quill", "Swiftline gates").number
        words = "I have read it twice."
        casework.pin(Pinning(who="Nora Quill", case=case, permalink=hit.permalink, words=words))
        casework.tag("Nora Quill", case, "counsel", hit.permalink)
        casework.note("Daniel Reyes", case, "Who else was told?", hit.permalink)
        casework.keep_search("Nora Quill", case, "from:valkov gates")
        draft = drafts.take_in(story.name, story.read_bytes(), Profile.AP)
        while not drafts.wait(draft.id, 10_000, 5).ended:
            pass
        person = opened.people().people("marsh").persons[0].permalink
    return {
        "overview": "/",
        "search": "/search?q=gates",
        "search-help": "/search",
        "message": f"/{hit.permalink}?q=memo&at=0",
        "pasted": f"/{pasted.permalink}",
        "recovered": f"/{lost.permalink}",
        "thread": f"/{hit.thread}",
        "people": "/people",
        "person": f"/{person}",
        "network": "/network",
        "network-steps": f"/network?who={person}&steps=2&from=2022-10&to=2022-12&path=quill",
        "about": f"/{person}/about",
        "tranche": "/tranche/Second%20release",
        "check": f"/check/{draft.id}",
        "hand-in": "/check",
        "case": f"/case/{case}",
        "cases": "/cases",
        "problems": "/problems",
        "design": "/design",
        "keys": "/keys",
    }


def _take(
    browser: Browser, address: str, pages: dict[str, str], look: tuple[int, str], target: Path
) -> None:
    width, scheme = look
    viewport = {"width": width, "height": 900}
    context = browser.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    page, blank = context.new_page(), context.new_page()
    for name, path in pages.items():
        page.goto(address + path)
        if name == "check":
            page.get_by_text("Take away:").wait_for(timeout=60_000)
        height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": width, "height": max(900, height)})
        picture = small_png(blank, page.screenshot())
        (target / f"{name}-{width}-{scheme}.png").write_bytes(picture)
        page.set_viewport_size({"width": width, "height": 900})
    context.close()


@contextmanager
def _being_added(archive: Path) -> Iterator[None]:
    """Make it look as if a third tranche were being added."""
    directory = locate(archive)
    with WriterLock(directory):
        begun = datetime.now(UTC).isoformat(timespec="seconds")
        note(
            directory,
            UnderWay("Third release", begun, "marsh.mbox", 3, 7, 12_400, 81_920_000, 310_400_000),
        )
        yield
        forget(directory)


@contextmanager
def _served(archive: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", "--archive", str(archive)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own
        assert server.stdout is not None
        line = server.stdout.readline()
        try:
            yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
        finally:
            server.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else IMAGES)
