"""A packet: raw messages, hashes, custody; its verifier tells the least change, with Python alone."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Onrecord = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def made(onrecord: Onrecord, sample: Path, sample_archive: Path, tmp_path_factory: object) -> Path:
    """The packet of the sample's story."""
    folder: Path = tmp_path_factory.mktemp("packet") / "packet"  # type: ignore[attr-defined]
    told = onrecord(
        "check", _story(sample), "--packet", folder, ONRECORD_ARCHIVE=str(sample_archive)
    )
    assert "Packet of" in told.stdout, told.stderr
    return folder


def _story(sample: Path) -> Path:
    return next(sample.rglob("*.md"))


def verified(folder: Path) -> CompletedProcess[str]:
    """Run the verifier as somebody would who has nothing else: no path to this project, no site."""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def copied(made: Path, tmp_path: Path) -> Path:
    for path in made.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(made)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return tmp_path


def test_a_packet_holds_every_message_that_is_evidence(made: Path) -> None:
    report = json.loads((made / "report.json").read_text())
    named = {e["permalink"] for q in report["quotations"] for e in q["evidence"]}
    held = {f"m/{path.stem}" for path in (made / "messages").iterdir()}
    assert {name for name in named if name.startswith("m/")} <= held


def test_the_verifier_finds_a_packet_whole(made: Path) -> None:
    """Hashes, records, containers, custody, report: each step is told."""
    told = verified(made)
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.count("ok ") == 5
    assert "BROKEN" not in told.stdout


@pytest.mark.parametrize("name", ["messages", "records", "custody.json", "containers.jsonl"])
def test_the_verifier_tells_the_least_change(made: Path, tmp_path: Path, name: str) -> None:
    """One digit or letter changed, wherever it stands."""
    folder = copied(made, tmp_path)
    path = folder / name
    path = sorted(path.iterdir())[0] if path.is_dir() else path
    content = path.read_text(encoding="latin-1")
    at = next(i for i in range(len(content) // 2, len(content)) if content[i].isdigit())
    other = "1" if content[at] != "1" else "2"
    path.write_text(content[:at] + other + content[at + 1 :], encoding="latin-1", newline="")
    assert verified(folder).returncode == 1


def test_a_folder_that_holds_something_is_not_written_to(
    onrecord: Onrecord, sample: Path, sample_archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    told = onrecord(
        "check", _story(sample), "--packet", tmp_path, ONRECORD_ARCHIVE=str(sample_archive)
    )
    assert told.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
