"""Entries on disk: added, never changed; several may write; damage is told."""

import threading
from pathlib import Path

import pytest

from onrecord.desk.entries import Act, Said
from onrecord.desk.stores.jsonl_journal import FILE, JsonlJournal
from onrecord.errors import OnRecordError

OPEN = Said(act=Act.OPEN, who="Ada", text="Harbour")


def test_entries_come_back_as_they_were_made(tmp_path: Path) -> None:
    """With number, time and name; to another reader too."""
    made = JsonlJournal(tmp_path / "desk").add(OPEN)
    (read,) = JsonlJournal(tmp_path / "desk").entries()
    assert read == made and (read.number, read.who, read.text) == (1, "Ada", "Harbour")
    assert read.at.tzinfo is not None


def test_a_desk_without_entries_is_empty(tmp_path: Path) -> None:
    """Reading makes no file."""
    assert JsonlJournal(tmp_path / "desk").entries() == ()
    assert not (tmp_path / "desk").exists()


def test_what_another_process_adds_is_seen(tmp_path: Path) -> None:
    """A look at the file reads what was added since."""
    one, other = JsonlJournal(tmp_path), JsonlJournal(tmp_path)
    one.add(OPEN)
    assert len(other.entries()) == 1
    other.add(Said(act=Act.NOTE, who="Ben", case=1, text="seen"))
    assert [each.who for each in one.entries()] == ["Ada", "Ben"]


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """Each entry has a number of its own."""
    JsonlJournal(tmp_path).add(OPEN)

    def note(who: str) -> None:
        journal = JsonlJournal(tmp_path)
        for _ in range(10):
            journal.add(Said(act=Act.NOTE, who=who, case=1, text="x"))

    writers = [threading.Thread(target=note, args=(f"reader {at}",)) for at in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [each.number for each in JsonlJournal(tmp_path).entries()] == list(range(1, 42))


def test_a_line_cut_off_while_it_was_written_never_counted(tmp_path: Path) -> None:
    """The next entry takes its place."""
    JsonlJournal(tmp_path).add(OPEN)
    with (tmp_path / FILE).open("ab") as file:
        file.write(b'{"act":"note","who":"A')
    assert len(JsonlJournal(tmp_path).entries()) == 1
    JsonlJournal(tmp_path).add(Said(act=Act.NOTE, who="Ada", case=1, text="again"))
    assert [each.number for each in JsonlJournal(tmp_path).entries()] == [1, 2]


def test_damage_is_told(tmp_path: Path) -> None:
    """A line that this program does not write is not passed over in silence."""
    (tmp_path / FILE).write_bytes(b"not json\n")
    with pytest.raises(OnRecordError) as told:
        JsonlJournal(tmp_path).entries()
    assert told.value.reference == "desk/damaged"
