"""What stands of what was noted: nothing is removed, and every undo can be taken back."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.entries import Act, Entry, Said, case, cases, refuse_unfit, stands
from onrecord.errors import OnRecordError


def entry(number: int, act: Act = Act.NOTE, **told: object) -> Entry:
    """Return an entry of Ada's."""
    plain = {"act": act, "who": "Ada", "case": 0 if act is Act.OPEN else 1, "text": "words"}
    at = datetime(2026, 1, 12, 9, number % 60, tzinfo=UTC)
    return Entry(**{**plain, **told}, number=number, at=at)  # type: ignore[arg-type]


OPENED = entry(1, Act.OPEN, text="Harbour contract")


def test_a_case_holds_what_was_kept_with_it_in_order() -> None:
    """Pins, notes, tags and searches, each by itself."""
    kept = [OPENED, entry(2, Act.PIN), entry(3), entry(4, Act.TAG), entry(5, Act.SEARCH), entry(6)]
    found = case(kept, 1)
    assert (found.name, len(found.pins), len(found.tags), len(found.searches)) == (
        "Harbour contract", 1, 1, 1,
    )  # fmt: skip
    assert [note.number for note in found.notes] == [3, 6]


def test_what_was_taken_back_is_told_with_who_did_it() -> None:
    """It is not in the case any more, and not gone either."""
    kept = [OPENED, entry(2), entry(3, Act.UNDO, who="Ben", undoes=2)]
    found = case(kept, 1)
    assert found.notes == ()
    assert [(gone.number, undo.who) for gone, undo in found.undone] == [(2, "Ben")]


def test_an_undo_can_be_taken_back() -> None:
    """Then what it took back stands again."""
    kept = [OPENED, entry(2), entry(3, Act.UNDO, undoes=2), entry(4, Act.UNDO, undoes=3)]
    assert [note.number for note in case(kept, 1).notes] == [2]
    assert case(kept, 1).undone == ()


def test_the_last_name_that_stands_counts() -> None:
    """A renaming that was taken back does not."""
    kept = [OPENED, entry(2, Act.RENAME, text="Port"), entry(3, Act.RENAME, text="Pier")]
    assert case([*kept, entry(4, Act.UNDO, undoes=3)], 1).name == "Port"


def test_a_case_taken_back_is_listed_no_longer() -> None:
    """And nothing more can be kept with it."""
    kept = [OPENED, entry(2, Act.UNDO, undoes=1)]
    assert cases(kept) == ()
    with pytest.raises(OnRecordError) as told:
        refuse_unfit(Said(act=Act.NOTE, who="Ada", case=1, text="late"), kept)
    assert told.value.reference == "desk/unknown-case"


def test_the_case_noted_in_last_comes_first() -> None:
    """Whenever it was opened."""
    kept = [OPENED, entry(2, Act.OPEN, text="Ferry"), entry(3)]
    assert [each.name for each in cases(kept)] == ["Harbour contract", "Ferry"]


@pytest.mark.parametrize(
    ("said", "reference"),
    [
        (Said(act=Act.NOTE, who=" ", case=1, text="x"), "desk/unsigned"),
        (Said(act=Act.NOTE, who="Ada", case=1, text=" "), "desk/empty"),
        (Said(act=Act.TAG, who="Ada", case=1, text="x" * 201), "desk/too-long"),
        (Said(act=Act.NOTE, who="Ada", case=9, text="x"), "desk/unknown-case"),
        (Said(act=Act.UNDO, who="Ada", undoes=9), "desk/unknown-entry"),
    ],
)
def test_entries_that_cannot_be_made_are_refused(said: Said, reference: str) -> None:
    """Unsigned, empty, too long, of no case, of no entry."""
    with pytest.raises(OnRecordError) as told:
        refuse_unfit(said, [OPENED])
    assert told.value.reference == reference


@given(st.lists(st.integers(0, 8), max_size=12))
def test_an_entry_stands_unless_an_undo_of_it_stands(undone: list[int]) -> None:
    """Whatever was taken back, and back again: held against the plain definition."""
    kept = [entry(1)]
    for at, of in enumerate(undone, 2):
        undoes = of if 0 < of < at else 0
        kept.append(entry(at, Act.UNDO if undoes else Act.NOTE, undoes=undoes))
    standing = stands(kept)
    for each in kept:
        by = [other.number for other in kept if other.undoes == each.number]
        assert (each.number in standing) == (not any(number in standing for number in by))
