"""What a writer notes of its addition counts for as long as it holds the lock, and no longer."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.archive.directory import ArchiveDirectory, WriterLock
from onrecord.archive.under_way import UnderWay, forget, note, noted, writer_at_work
from onrecord.errors import OnRecordError

NOW = UnderWay("Second release", "2026-01-12T09:30:00+00:00", "lind.mbox", 3, 7, 12_400, 8, 31)


@pytest.fixture
def directory(tmp_path: Path) -> ArchiveDirectory:
    return ArchiveDirectory(tmp_path)


def test_a_note_is_read_as_it_was_written_and_can_be_taken_away(
    directory: ArchiveDirectory,
) -> None:
    assert noted(directory) is None
    note(directory, UnderWay("x", "y"))
    note(directory, NOW)
    assert noted(directory) == NOW
    assert [path.name for path in directory.root.iterdir()] == ["adding.json"]
    forget(directory)
    forget(directory)
    assert noted(directory) is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"tranche": 1}', b"\xff" * 40])
def test_a_damaged_note_is_none(directory: ArchiveDirectory, damage: bytes) -> None:
    directory.under_way.write_bytes(damage)
    assert noted(directory) is None


def test_a_disk_that_refuses_does_not_stop_the_writer(tmp_path: Path) -> None:
    note(ArchiveDirectory(tmp_path / "gone"), NOW)


def test_whether_the_lock_is_held_is_told_without_taking_it(directory: ArchiveDirectory) -> None:
    assert not writer_at_work(directory)
    with WriterLock(directory):
        assert writer_at_work(directory)
        assert writer_at_work(directory)
    assert not writer_at_work(directory)
    with WriterLock(directory), pytest.raises(OnRecordError), WriterLock(directory):
        pass


def test_the_next_writer_clears_what_one_before_left(directory: ArchiveDirectory) -> None:
    note(directory, NOW)
    with WriterLock(directory):
        assert noted(directory) is None


def test_a_writer_that_was_killed_leaves_its_note_with_the_lock_free(
    directory: ArchiveDirectory,
) -> None:
    """Killed without warning (SIGKILL), it can take nothing away."""
    script = (
        "import sys, time; from pathlib import Path\n"
        "from onrecord.archive.directory import ArchiveDirectory, WriterLock\n"
        "from onrecord.archive.under_way import UnderWay, note\n"
        "held = ArchiveDirectory(Path(sys.argv[1]))\n"
        "with WriterLock(held):\n"
        "    note(held, UnderWay('t', 'now')); print('held', flush=True); time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    writer = subprocess.Popen(
        [sys.executable, "-c", script, str(directory.root)],
        env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout is not None
    assert writer.stdout.readline() == "held\n"
    assert noted(directory) is not None and writer_at_work(directory)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    assert noted(directory) is not None and not writer_at_work(directory)
