"""A newcomer finds the room for a thing by its name; no room is for everything."""

import ast
import re
from pathlib import Path

import onrecord

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "onrecord"
MODULES = sorted(SOURCE.rglob("*.py"))
EVERYTHING_ROOMS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "base",
    "lib",
    "misc",
    "manager",
    "managers",
    "service",
    "models",
    "types",
}
TEXT = set(".py .md .toml .html .css .js .svg .txt .csv .ics .json .yml .lock .sh".split()) | {""}


def _kept_files() -> list[Path]:
    skipped = {".git", ".venv", "build", "__pycache__", ".hypothesis"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and path.suffix in TEXT
        and not any(
            part in skipped or part.endswith(("_cache", ".egg-info"))
            for part in path.relative_to(ROOT).parts
        )
    ]


def test_no_module_is_a_drawer_for_everything() -> None:
    names = {part for path in MODULES for part in (path.stem, path.parent.name)}
    assert not names & EVERYTHING_ROOMS


def test_files_have_one_subject_and_fit_on_a_few_screens() -> None:
    long = {path.name: len(path.read_text().splitlines()) for path in MODULES}
    assert {name: count for name, count in long.items() if count > 400} == {}


def test_long_functions_are_rare() -> None:
    lengths = [
        (node.end_lineno or 0) - node.lineno
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert sum(length > 60 for length in lengths) <= len(lengths) / 100


def test_every_module_says_what_it_is_for() -> None:
    silent = [path.name for path in MODULES if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_the_public_names_are_few() -> None:
    assert set(onrecord.__all__) == {"OnRecordError", "__version__"}


def test_the_changelog_knows_this_version() -> None:
    assert f"## {onrecord.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_locks_name_no_registry() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|index-url|find-links", text)


def test_no_file_speaks_of_the_machine_it_was_written_on() -> None:
    folders = "|".join(("home", "Users", "tmp", "work"))
    local = re.compile(rf"(?<![\w.*-])/(?:{folders})/")
    speaking = [
        str(path.relative_to(ROOT))
        for path in _kept_files()
        if local.search(path.read_text(errors="replace"))
    ]
    assert speaking == []
