"""The custody log: no entry can be changed, left out or moved without notice."""

import msgspec

from onrecord.archive.custody import CustodyEntry, broken_links, next_entry


def _log(count: int) -> list[CustodyEntry]:
    entries: list[CustodyEntry] = []
    for number in range(count):
        before = entries[-1] if entries else None
        entries.append(next_entry(before, f"2024-03-0{number + 1}", "accession", {"found": number}))
    return entries


def test_a_log_as_it_was_written_holds() -> None:
    assert broken_links(_log(5)) == []
    assert broken_links([]) == []


def test_a_changed_fact_breaks_its_entry() -> None:
    log = _log(5)
    log[2] = msgspec.structs.replace(log[2], detail={"found": 99})
    assert broken_links(log) == [3]


def test_an_entry_left_out_breaks_the_next() -> None:
    log = _log(5)
    del log[1]
    assert broken_links(log) == [3]


def test_entries_in_another_order_break() -> None:
    log = _log(3)
    log[0], log[1] = log[1], log[0]
    assert broken_links(log)
