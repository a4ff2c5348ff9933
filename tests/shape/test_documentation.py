"""The documentation is true: written from the program, run as tests, with links that lead somewhere."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.search.parser import parse_query

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
QUERIES = re.findall(
    r"^\| `(.+?)` \|", (ROOT / "docs" / "reference" / "query-language.md").read_text(), re.MULTILINE
)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_command_line_page_is_what_the_commands_say() -> None:
    written = (ROOT / "docs" / "reference" / "cli.md").read_text()
    assert written == _load(ROOT / "docs" / "cli_reference.py").reference(), (
        "write it anew: python docs/cli_reference.py"
    )


@pytest.mark.parametrize("query", QUERIES)
def test_every_line_of_the_query_page_is_understood_as_it_is(query: str) -> None:
    assert parse_query(query).repairs == ()


def test_the_query_page_has_lines() -> None:
    assert len(QUERIES) >= 20


@pytest.mark.parametrize("written", PAGES, ids=lambda written: written.name)
def test_links_between_pages_lead_somewhere(written: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", written.read_text())
    assert [link for link in links if not (written.parent / link).exists()] == []


def test_the_pages_can_be_built(tmp_path: Path) -> None:
    pytest.importorskip("markdown_it")
    command = [sys.executable, str(ROOT / "docs" / "build.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    assert 'href="reference/cli.html"' in (tmp_path / "index.html").read_text()


def test_every_dependency_has_its_line_of_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text()
    project = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("]")[0]
    names = re.findall(r'"([a-z0-9-]+)', project)
    assert names
    assert [name for name in names if name not in reasons] == []
