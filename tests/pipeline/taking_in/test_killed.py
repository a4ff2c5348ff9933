"""Killed at any moment, then the same add again: the result is that of one clean run."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.configuration import new_archive

ROOT = Path(__file__).resolve().parents[3]
ROUNDS = int(os.environ.get("ONRECORD_KILLS", "4"))


def contents(archive: Path) -> list[tuple[object, ...]]:
    """Everything an archive holds, without the numbers that depend on when it was written."""
    database = sqlite3.connect(archive / "ledger.sqlite")
    copies = database.execute(
        "SELECT t.name, c.path, c.state, c.found, c.stored, c.copies, c.failed, k.ordinal, k.start, "
        "k.length, k.separator, o.sha256, m.subject, m.sent, "
        "(SELECT group_concat(p.address) FROM addressed a JOIN correspondent p "
        " ON p.id = a.correspondent WHERE a.message = m.id) "
        "FROM copy k JOIN container c ON c.id = k.container JOIN tranche t ON t.id = c.tranche "
        "JOIN message m ON m.id = k.message JOIN original o ON o.id = m.original "
        "ORDER BY c.path, k.ordinal"
    ).fetchall()
    counts = [
        database.execute(f"SELECT count(*) FROM {table}").fetchone()
        for table in ("message", "original", "part", "addressed", "container", "copy")
    ]
    database.close()
    return [*copies, *counts]


def _command(archive: Path, source: Path) -> list[str]:
    add = ["add", str(source), "--tranche", "First release", "--archive", str(archive)]
    return [sys.executable, "-m", "onrecord", *add]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


@pytest.fixture
def source(tmp_path: Path, make_mailbox: Callable[[list[int]], bytes]) -> Path:
    folder = tmp_path / "release"
    folder.mkdir()
    for box in range(6):
        numbers = list(range(box * 900, box * 900 + 1200))
        (folder / f"{box}.mbox").write_bytes(make_mailbox(numbers))
    return folder


def test_killed_at_random_moments_nothing_is_lost_and_nothing_doubled(
    tmp_path: Path, source: Path
) -> None:
    clean = tmp_path / "clean.archive"
    new_archive(clean)
    subprocess.run(_command(clean, source), check=True, capture_output=True, env=_environment())
    expected = contents(clean)
    chance = random.Random(20221003)
    for round_number in range(ROUNDS):
        archive = tmp_path / f"{round_number}.archive"
        new_archive(archive)
        for _ in range(3):
            running = subprocess.Popen(
                _command(archive, source),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
            time.sleep(chance.uniform(0.3, 2.0))
            running.send_signal(signal.SIGKILL)
            running.wait()
        subprocess.run(
            _command(archive, source), check=True, capture_output=True, env=_environment()
        )
        assert contents(archive) == expected
        audit = [sys.executable, "-m", "onrecord", "audit", "--archive", str(archive)]
        audited = subprocess.run(audit, capture_output=True, text=True, env=_environment())
        assert audited.returncode == 0, audited.stdout


def test_a_second_writer_is_refused_with_one_line(tmp_path: Path, source: Path) -> None:
    archive = tmp_path / "city.archive"
    new_archive(archive)
    from onrecord.configuration import adding

    with adding(archive):
        second = subprocess.run(
            _command(archive, source), capture_output=True, text=True, env=_environment()
        )
        reading = subprocess.run(
            [sys.executable, "-m", "onrecord", "status", "--archive", str(archive)],
            capture_output=True,
            env=_environment(),
        )
    assert second.returncode == 2
    assert second.stderr.count("\n") == 1
    assert "another onrecord process is writing" in second.stderr
    assert reading.returncode == 0
