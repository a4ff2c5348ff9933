"""A room that is open while people and relations are made anew reads what is there afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.configuration import OpenArchive, adding, reading
from onrecord.pipeline.finding.searching import Paging
from onrecord.pipeline.taking_in.adding import Outcome
from onrecord.pipeline.taking_in.retrying import retry

Take = Callable[..., Outcome]
ANA = "Ana Ruiz"


@pytest.fixture
def box(tmp_path: Path, make_mailbox: Callable[[list[int]], bytes]) -> Path:
    path = tmp_path / "ruiz.mbox"
    path.write_bytes(make_mailbox([1, 2, 3]))
    return path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Two letters that answer the first: threads that only new relations know."""
    separator = "From bo@port.example Mon Oct  3 11:00:00 2022\n"
    path = tmp_path / "lind.mbox"
    path.write_text(
        "".join(
            f"{separator}From: Bo Lind <bo@port.example>\nTo: {ANA} <ana@port.example>\n"
            f"Date: Mon, 3 Oct 2022 11:{number:02d}:00 +0000\nSubject: Re: Gate 1\n"
            f"Message-ID: <answer{number}@port.example>\nIn-Reply-To: <gate1@port.example>\n\n"
            f"It is open again. ({number})\n\n"
            for number in (1, 2)
        )
    )
    return path


def messages_of(opened: OpenArchive, who: str) -> list[int]:
    return [person.messages for person in opened.people().people(who).persons]


def longest_thread(opened: OpenArchive) -> int:
    room = opened.room()
    hits = room.searches.search("", Paging(limit=50)).hits
    return max(len(room.thread(hit.thread).entries) for hit in hits)


def make_anew(archive: Path) -> None:
    """Throw the projections away, as tables of another shape are, and have them made again."""
    for name in ("people.sqlite", "relations.sqlite"):
        for file in archive.glob(f"{name}*"):
            file.unlink()
    with adding(archive) as opened:
        retry(opened)


@pytest.mark.parametrize("judging", [True, False])
def test_an_open_room_reads_what_was_made_anew(
    archive: Path, take: Take, box: Path, answers: Path, judging: bool
) -> None:
    """Whether it judges itself, or takes over what another process has judged."""
    take(box)
    with reading(archive) as opened, reading(archive) as other:
        people, room = opened.people(), opened.room()
        assert messages_of(opened, ANA) == messages_of(other, ANA) == [3]
        assert longest_thread(opened) == 1
        make_anew(archive)
        take(answers)
        other.keep_up()
        opened.keep_up(judging=judging)
        assert [person.messages for person in people.people(ANA).persons] == [5]
        assert messages_of(other, ANA) == [5]
        assert longest_thread(opened) == 3
        assert room.status().messages == 5
