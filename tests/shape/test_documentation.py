"""The documentation is true: written from the program, run as tests, with links that lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.search.parser import parse_query

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
QUERIES = re.findall(
    r"^\| `(.+?)` \|", (ROOT / "docs" / "reference" / "query-language.md").read_text(), re.MULTILINE
)


def test_the_command_line_page_is_what_the_commands_say() -> None:
    """Asked in a process of its own: a command that was called before tells its help otherwise."""
    asked = (
        "import sys; sys.path.insert(0, 'docs'); import cli_reference;"
        "print(cli_reference.reference(), end='')"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    written = (ROOT / "docs" / "reference" / "cli.md").read_text()
    assert told.stdout == written, "write it anew: python docs/cli_reference.py"


@pytest.mark.parametrize("query", QUERIES)
def test_every_line_of_the_query_page_is_understood_as_it_is(query: str) -> None:
    assert parse_query(query).repairs == ()


def test_the_query_page_has_lines() -> None:
    assert len(QUERIES) >= 20


def _links(page: Path) -> list[Path]:
    """Return the files that a page links to or shows."""
    found = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text())
    return [(page.parent / link).resolve() for link in found]


@pytest.mark.parametrize("written", PAGES, ids=lambda written: str(written.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(written: Path) -> None:
    assert [link for link in _links(written) if not link.exists()] == []


def test_every_page_can_be_reached_from_the_first() -> None:
    reached = {ROOT / "docs" / "index.md"}
    waiting = list(reached)
    while waiting:
        fresh = {link for link in _links(waiting.pop()) if link.suffix == ".md"} - reached
        reached |= fresh
        waiting.extend(fresh)
    assert set((ROOT / "docs").rglob("*.md")) - reached == set()


def test_no_link_is_dead_in_the_pages_as_built(tmp_path: Path) -> None:
    """A link to a place within a page needs an element of that name there."""
    pytest.importorskip("markdown_it")
    command = [sys.executable, str(ROOT / "docs" / "build.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    pages = {page.resolve(): page.read_text() for page in tmp_path.rglob("*.html")}
    assert 'href="reference/cli.html"' in pages[(tmp_path / "index.html").resolve()]
    dead = []
    for page, text in pages.items():
        for link in re.findall(r'(?:href|src)="(?!https?:)([^"]+)"', text):
            path, _, place = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            if not target.is_file() or (place and f'id="{place}"' not in pages.get(target, "")):
                dead.append(f"{page.relative_to(tmp_path.resolve())}: {link}")
    assert dead == []


def test_every_dependency_has_its_line_of_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text()
    project = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("]")[0]
    names = re.findall(r'"([a-z0-9-]+)', project)
    assert names
    assert [name for name in names if name not in reasons] == []


def test_the_lock_holds_every_dependency() -> None:
    project = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("]")[0]
    locked = (ROOT / "requirements.lock").read_text()
    names = re.findall(r'"([a-z0-9-]+)', project)
    assert [name for name in names if not re.search(rf"^{name}==", locked, re.MULTILINE)] == []
