"""Small mailboxes of made-up people, and a way to take them in within this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.configuration import adding, new_archive
from onrecord.pipeline.taking_in.accession import Addition
from onrecord.pipeline.taking_in.adding import Outcome, add

Take = Callable[..., Outcome]


def letter(number: int, text: str = "The gate is shut.") -> bytes:
    return (
        f"From: Ana Ruiz <ana@port.example>\nTo: Bo Lind <bo@port.example>\n"
        f"Date: Mon, 3 Oct 2022 10:{number % 60:02d}:00 +0000\nSubject: Gate {number}\n"
        f"Message-ID: <gate{number}@port.example>\n\n{text} ({number})\n"
    ).encode()


def mailbox(numbers: list[int]) -> bytes:
    separator = b"From ana@port.example Mon Oct  3 10:00:00 2022\n"
    return b"".join(separator + letter(number) + b"\n" for number in numbers)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "city.archive"
    new_archive(root)
    return root


@pytest.fixture
def take(archive: Path) -> Take:
    def taken(
        *paths: Path, tranche: str = "First release", into: Path = archive, **asked: str | bool
    ) -> Outcome:
        addition = Addition(paths=paths, tranche=tranche, **asked)  # type: ignore[arg-type]
        with adding(into) as opened:
            return add(opened, addition, tell=lambda progress, messages: None)

    return taken


@pytest.fixture
def make_letter() -> Callable[..., bytes]:
    return letter


@pytest.fixture
def make_mailbox() -> Callable[[list[int]], bytes]:
    return mailbox
