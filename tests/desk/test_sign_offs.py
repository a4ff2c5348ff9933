"""Sign-offs: added and never changed, who and when, taken back by a line of their own."""

from pathlib import Path

import pytest

from onrecord.desk.sign_offs import (
    FILE,
    Decision,
    Reading,
    latest,
    sign,
    sign_offs,
    undo,
)
from onrecord.errors import OnRecordError


def reading(quotation: str = "qabc", who: str = "Mia Stone", **other: str) -> Reading:
    said = {"story": "pier.md", "basis": "b", "words": "It is safe", "note": ""} | other
    return Reading(who=who, quotation=quotation, decision=Decision.FAIR, **said)


def test_a_desk_without_sign_offs_has_none(tmp_path: Path) -> None:
    assert sign_offs(tmp_path / "desk") == ()


def test_what_is_signed_is_kept_with_who_and_when(tmp_path: Path) -> None:
    """The folder is made at the first one; numbers count from 1."""
    made = [sign(tmp_path / "desk", reading(note="seen “it”")), sign(tmp_path / "desk", reading())]
    assert list(sign_offs(tmp_path / "desk")) == made
    assert [each.number for each in made] == [1, 2]
    assert (made[0].who, made[0].note, made[0].at.tzinfo is not None) == (
        "Mia Stone",
        "seen “it”",
        True,
    )


def test_taking_back_adds_a_line_and_removes_none(tmp_path: Path) -> None:
    """What was there before stays there, byte for byte."""
    sign(tmp_path, reading("qa"))
    sign(tmp_path, reading("qb"))
    before = (tmp_path / FILE).read_bytes()
    assert undo(tmp_path, 1, "Leo Castle").quotation == "qa"
    assert [each.quotation for each in sign_offs(tmp_path)] == ["qb"]
    assert (tmp_path / FILE).read_bytes().startswith(before)
    assert b"Leo Castle" in (tmp_path / FILE).read_bytes()[len(before) :]
    with pytest.raises(OnRecordError):
        undo(tmp_path, 1, "Leo Castle")


def test_the_last_decision_counts_and_notes_decide_nothing(tmp_path: Path) -> None:
    first = reading()
    sign(tmp_path, first)
    sign(tmp_path, Reading(**_as(first, Decision.CHANGE)))
    sign(tmp_path, Reading(**_as(first, Decision.NOTE)))
    assert latest(sign_offs(tmp_path))["qabc"].decision is Decision.CHANGE


def _as(first: Reading, decision: Decision) -> dict[str, object]:
    return {name: getattr(first, name) for name in Reading.__struct_fields__} | {
        "decision": decision
    }


@pytest.mark.parametrize(
    "wrong", [reading(who="  "), reading(quotation=""), reading(note="x" * 10_001)]
)
def test_nobody_signs_nothing(tmp_path: Path, wrong: Reading) -> None:
    with pytest.raises(OnRecordError):
        sign(tmp_path, wrong)
    assert sign_offs(tmp_path) == ()


def test_a_line_cut_off_by_a_crash_never_counted(tmp_path: Path) -> None:
    """The next one takes its place and its number."""
    sign(tmp_path, reading("qa"))
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"number": 2, "at": "20')
    assert len(sign_offs(tmp_path)) == 1
    assert sign(tmp_path, reading("qb")).number == 2
    assert [each.quotation for each in sign_offs(tmp_path)] == ["qa", "qb"]


def test_a_damaged_file_is_told_and_not_written_to(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not json\n")
    with pytest.raises(OnRecordError, match="cannot be read"):
        sign_offs(tmp_path)
    with pytest.raises(OnRecordError):
        sign(tmp_path, reading())
    assert (tmp_path / FILE).read_bytes() == b"not json\n"
