"""Checks against an archive on disk: parents, later letters, sign-offs, and what damage does."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.check.report import is_open
from onrecord.check.story import Story
from onrecord.configuration import OpenArchive, reading
from onrecord.desk.sign_offs import Decision

Take = Callable[..., object]

STORY = Story("gate.md", "“The old gate will not hold for long,” Ana Ruiz replied.\n")


def mail(
    number: int, text: str, sender: str = "Ana Ruiz <ana@port.example>", after: int = 0
) -> str:
    answers = f"In-Reply-To: <{after}@port.example>\n" if after else ""
    return (
        f"From: {sender}\nTo: Bo Lind <bo@port.example>\nCc: Eva Holm <eva@port.example>\n"
        f"Bcc: Max Berg <max@port.example>\nDate: Mon, 3 Oct 2022 10:{number:02d}:00 +0200\n"
        f"Subject: Gate\nMessage-ID: <{number}@port.example>\n{answers}\n{text}\n"
    )


@pytest.fixture
def opened(archive: Path, take: Take, tmp_path: Path) -> Iterator[OpenArchive]:
    """An archive of a question, an answer, and the answerer's second thought."""
    letters = [
        mail(1, "How is the gate?", "Bo Lind <bo@port.example>"),
        mail(2, "The old gate will not hold for long. Ask Eva.", after=1),
        mail(3, "I was wrong about the gate, it holds.", after=2),
    ]
    separator = "From a@port.example Mon Oct  3 10:00:00 2022\n"
    box = tmp_path / "gate.mbox"
    box.write_text("".join(separator + letter + "\n" for letter in letters))
    take(box)
    with reading(archive) as found:
        yield found


def test_circumstances_come_from_the_archive(opened: OpenArchive) -> None:
    """Cc and Bcc, the zone, what was answered, and what was written later."""
    (checked,) = opened.checks().check(STORY).quotations
    assert (checked.words, checked.whose) == ("verbatim", "speaker-confirmed")
    found = {each.name: each for each in checked.context.findings}
    first = opened.holdings.find_messages("<1@port.example>") or opened.holdings.find_messages(
        "1@port.example"
    )
    assert first[0].permalink in found["relation"].archive
    assert found["relation"].held == "agrees"
    assert found["recipients"].archive == "To: Bo Lind; Cc: Eva Holm; Bcc: Max Berg"
    assert found["date"].archive.endswith("10:02 UTC+0200")
    assert [(each.turn, each.text) for each in checked.context.later] == [
        ("correction", "I was wrong about the gate, it holds.")
    ]


def test_a_described_speaker_is_who_the_truth_says_or_stays_open(
    sample: Path, sample_archive: Path
) -> None:
    """The words are another's: so whoever is taken for the speaker is told to be the wrong one."""
    truth = json.loads((sample / "expected.json").read_text(encoding="utf-8"))["descriptions"]
    meant = {each["description"]: (each["person"] or {"name": ""})["name"] for each in truth}
    said = "“That is true of every accident there has ever been,” {} wrote.\n"
    with reading(sample_archive) as archive:
        checks = archive.checks()
        found = {
            description: checks.check(Story("s.md", said.format(description))).quotations[0]
            for description in meant
        }
    assert {description: each.speaker for description, each in found.items()} == meant
    for each in found.values():
        assert each.whose == ("wrong-speaker" if each.speaker else "speaker-unclear")


def test_a_sign_off_is_kept_with_the_archive_until_the_line_changes(opened: OpenArchive) -> None:
    """In its desk, for every later check of the same words."""
    checks = opened.checks()
    wrong = Story("gate.md", STORY.text.replace("will not", "will"))
    report = checks.check(wrong)
    assert is_open(report.quotations[0])
    made = checks.sign(report, report.quotations[0], "Eva Holm", Decision.FAIR, "asked him")
    again = opened.checks().check(wrong).quotations[0]
    assert not is_open(again)
    assert [each.note for each in again.signed] == ["asked him"]
    other = Story("gate.md", wrong.text.replace("Ana Ruiz", "Bo Lind"))
    reopened = opened.checks().check(other).quotations[0]
    assert is_open(reopened)
    assert [each.stands for each in reopened.signed] == [False]
    checks.undo(made.number, "Eva Holm")
    assert opened.checks().check(wrong).quotations[0].signed == ()


def test_evidence_is_not_touched_by_a_sign_off(opened: OpenArchive, archive: Path) -> None:
    """Opinions are files of their own: nothing of the archive but its desk changes."""
    before = {path: path.read_bytes() for path in (archive / "originals").rglob("*")}
    checks = opened.checks()
    report = checks.check(STORY)
    checks.sign(report, report.quotations[0], "Eva Holm", Decision.NOTE, "x")
    assert {path: path.read_bytes() for path in (archive / "originals").rglob("*")} == before
    assert [path.name for path in (archive / "desk").iterdir()] == ["sign-offs.jsonl"]
