"""Readers are told how far an addition is, and how it ended."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.archive.directory import locate
from onrecord.archive.under_way import noted
from onrecord.configuration import adding, reading
from onrecord.pipeline.taking_in.accession import Addition, Progress
from onrecord.pipeline.taking_in.adding import Outcome, add
from onrecord.pipeline.taking_in.additions import AddingView
from onrecord.pipeline.taking_in.noting import noting

Take = Callable[..., Outcome]
Mailbox = Callable[[list[int]], bytes]


def view(archive: Path) -> AddingView:
    with reading(archive) as opened:
        return opened.additions().view()


def test_while_mail_is_taken_in_the_note_says_how_far_that_is(
    archive: Path, make_mailbox: Mailbox, tmp_path: Path
) -> None:
    """Told with the containers' names as the ledger has them: no paths of the machine."""
    for number in range(3):
        (tmp_path / f"{number}.mbox").write_bytes(make_mailbox([number]))
    seen = []
    with adding(archive) as opened:
        addition = Addition(
            paths=tuple(tmp_path / f"{number}.mbox" for number in range(3)),
            tranche="Second release",
        )
        add(opened, addition, tell=lambda _progress, _messages: seen.append(view(archive)))
    assert [(each.now.tranche, each.broken_off) for each in seen if each.now] == [
        ("Second release", None)
    ] * len(seen)
    after = view(archive)
    assert after.now is None and after.broken_off is None
    assert after.last is not None
    assert (after.last.tranche, after.last.found, after.last.stored) == ("Second release", 3, 3)


def test_what_is_told_is_noted_and_taken_away_at_the_end(archive: Path) -> None:
    directory = locate(archive)
    with noting(directory, "t", lambda _progress, _messages: None) as tell:
        tell(Progress(7, 7, 2, 2, "b.mbox"), 30)
        now = noted(directory)
        assert now is not None
        assert (now.container, now.number, now.containers, now.messages) == ("b.mbox", 2, 2, 30)
    assert noted(directory) is None


def test_not_every_word_is_written_down(archive: Path) -> None:
    """Some times a second are enough for readers."""
    directory = locate(archive)
    with noting(directory, "t", lambda _progress, _messages: None) as tell:
        for messages in range(2_000):
            tell(Progress(1, 7), messages)
        now = noted(directory)
        assert now is not None and now.messages < 1_999


def test_an_addition_that_fails_is_told_as_broken_off(archive: Path) -> None:
    directory = locate(archive)
    with pytest.raises(KeyboardInterrupt), noting(directory, "t", lambda _p, _m: None):
        raise KeyboardInterrupt
    broken = view(archive).broken_off
    assert broken is not None and broken.tranche == "t"


def test_an_addition_that_was_killed_is_told_as_broken_off_until_the_next(
    archive: Path, make_mailbox: Mailbox, tmp_path: Path, take: Take
) -> None:
    """It notes nothing more: but its lock is free."""
    box = tmp_path / "a.mbox"
    box.write_bytes(make_mailbox(list(range(3_000))))
    command = [sys.executable, "-m", "onrecord", "add", "--tranche", "x", "--archive", str(archive)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")}
    adder = subprocess.Popen([*command, str(box)], env=environment, stdout=subprocess.DEVNULL)
    while (now := view(archive).now) is None:
        assert adder.poll() is None
    assert now.tranche == "x"
    adder.send_signal(signal.SIGKILL)
    adder.wait()
    stopped = view(archive)
    assert stopped.now is None
    assert stopped.broken_off is not None and stopped.broken_off.tranche == "x"
    take(box)
    assert view(archive).broken_off is None
