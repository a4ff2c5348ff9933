"""`onrecord check` as a fact-checker uses it: stories of any kind, reports, sign-offs, exit status."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Onrecord = Callable[..., CompletedProcess[str]]


@pytest.fixture
def archive(sample_archive: Path, tmp_path: Path) -> Path:
    """A copy that a test may write to."""
    return Path(shutil.copytree(sample_archive, tmp_path / "copy.archive"))


@pytest.fixture
def check(onrecord: Onrecord, archive: Path, sample: Path) -> Callable[..., CompletedProcess[str]]:
    """Check the sample's story, or another."""

    def checked(*words: str | Path, story: Path | None = None) -> CompletedProcess[str]:
        told = story or next(sample.rglob("*.md"))
        return onrecord("check", told, *words, ONRECORD_ARCHIVE=str(archive))

    return checked


def quotations(told: CompletedProcess[str]) -> list[dict[str, Any]]:
    return list(json.loads(told.stdout)["quotations"])


def test_reports_are_written_by_their_endings(check: Any, tmp_path: Path) -> None:
    """All of them at once, and a sheet of people."""
    names = [tmp_path / f"r{end}" for end in (".html", ".md", ".docx", ".csv", ".json")]
    words = [word for name in names for word in ("--report", name)]
    told = check(*words, "--people", tmp_path / "people.csv")
    assert told.returncode == 1
    assert all(name.stat().st_size > 100 for name in names)
    assert (tmp_path / "people.csv").read_text().startswith("\ufeff")


def test_another_ending_is_told_before_anything_is_written(check: Any, tmp_path: Path) -> None:
    told = check("--report", tmp_path / "a.html", "--report", tmp_path / "r.xls")
    assert told.returncode == 2
    assert not (tmp_path / "a.html").exists()


def test_a_story_may_come_by_standard_input(archive: Path) -> None:
    """As text, HTML or a document; its name is said so."""
    import os
    import subprocess
    import sys

    told = subprocess.run(
        [sys.executable, "-m", "onrecord", "check", "-", "--json"],
        input=b"<html><p>&ldquo;Gulls ate all of our sandwiches&rdquo; she wrote.</p></html>",
        capture_output=True,
        env={**os.environ, "ONRECORD_ARCHIVE": str(archive), "PYTHONPATH": "src"},
        check=False,
    )
    report = json.loads(told.stdout)
    assert (told.returncode, report["story"]) == (1, "standard input")
    assert report["quotations"][0]["words"] == "not-found"


def test_a_sign_off_settles_a_line_until_it_changes(
    check: Any, sample: Path, tmp_path: Path
) -> None:
    """Signed, a line asks nobody any more; changed in the story, it is open again and says why."""
    before = quotations(check("--json"))
    name = next(each["id"] for each in before if each["open"])
    told = check("--sign", name, "--by", "Mia Stone", "--note", "seen by phone", "--json")
    (signed,) = [each for each in quotations(told) if each["id"] == name]
    assert (signed["open"], signed["signed"][0]["who"], signed["signed"][0]["stands"]) == (
        False,
        "Mia Stone",
        True,
    )
    text = next(sample.rglob("*.md")).read_text()
    start, end = signed["span"]
    (tmp_path / "draft.md").write_text(text[:start] + text[start:end].upper() + text[end:])
    (now,) = [
        each
        for each in quotations(check("--json", story=tmp_path / "draft.md"))
        if each["id"] == name
    ]
    assert (now["open"], now["signed"][0]["stands"]) == (True, False)
    assert check("--undo", "1", "--by", "Leo Castle", "--json").returncode == 1
    assert all(each["signed"] == [] for each in quotations(check("--json")))


def test_all_signed_off_ends_with_zero(check: Any) -> None:
    """Exit status 0: nothing is left to read."""
    words = [
        word
        for each in quotations(check("--json"))
        if each["open"]
        for word in ("--sign", each["id"])
    ]
    assert check(*words, "--by", "Mia Stone").returncode == 0
    assert check().returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--sign", "qaaaaaaaa", "--by", "Mia Stone"),
        ("--undo", "7", "--by", "Mia Stone"),
        ("--profile", "guardian"),
        ("--decision", "maybe"),
    ],
)
def test_asked_wrongly_it_ends_with_two(check: Any, words: tuple[str, ...]) -> None:
    told = check(*words)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_nobody_signs_without_a_name(check: Any) -> None:
    name = quotations(check("--json"))[0]["id"]
    assert check("--sign", name).returncode == 2


def test_since_shows_only_what_changed(check: Any, tmp_path: Path) -> None:
    """The JSON of an earlier check is what a later one is held against."""
    (tmp_path / "last.json").write_text(check("--json").stdout)
    assert quotations(check("--json", "--since", tmp_path / "last.json")) == []
    assert check("--since", tmp_path / "last.json").returncode == 1
    assert check("--since", next(tmp_path.glob("*.json")), "--profile", "ap").returncode == 1
    (tmp_path / "odd.json").write_text("{}")
    assert check("--since", tmp_path / "odd.json").returncode == 2


@pytest.mark.parametrize("damaged", ["ledger.sqlite", "originals", "desk"])
def test_a_damaged_archive_ends_with_three(check: Any, archive: Path, damaged: str) -> None:
    """Records, originals or sign-offs that cannot be read: told in a line, never as a verdict."""
    path = archive / damaged
    if damaged == "originals":
        for pack in path.iterdir():
            content = pack.read_bytes()
            pack.write_bytes(content[:40] + bytes(len(content) - 40))
    elif damaged == "desk":
        path.mkdir(exist_ok=True)
        (path / "sign-offs.jsonl").write_text("nonsense\n")
    else:
        for kin in archive.glob("ledger.sqlite-*"):
            kin.unlink()
        path.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    told = check()
    assert (told.returncode, told.stdout) == (3, "")
    assert "Traceback" not in told.stderr
