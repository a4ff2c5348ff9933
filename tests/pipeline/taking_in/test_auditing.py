"""The audit: what was changed is named, whoever changed it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.configuration import reading
from onrecord.pipeline.taking_in.adding import Outcome
from onrecord.pipeline.taking_in.auditing import AuditReport, Bench, audit

Take = Callable[..., Outcome]


def _audit(archive: Path) -> AuditReport:
    with reading(archive) as opened:
        return audit(
            Bench(opened.holdings, opened.originals, opened.engine, lambda done, total: None)
        )


def _references(archive: Path) -> set[str]:
    return {finding.reference for finding in _audit(archive).findings}


@pytest.fixture
def box(tmp_path: Path, take: Take, make_mailbox: Callable[[list[int]], bytes]) -> Path:
    path = tmp_path / "ruiz.mbox"
    path.write_bytes(make_mailbox(list(range(1, 30))))
    take(path)
    return path


def _change(archive: Path, statement: str) -> None:
    database = sqlite3.connect(archive / "ledger.sqlite")
    database.execute(statement)
    database.commit()
    database.close()


def test_an_archive_nobody_touched_passes(archive: Path, box: Path) -> None:
    report = _audit(archive)
    assert report.findings == ()
    assert (report.originals, report.compared) == (29, 1)


def test_a_changed_container_is_named_with_the_first_byte_that_differs(
    archive: Path, box: Path
) -> None:
    changed = bytearray(box.read_bytes())
    changed[1234] ^= 1
    box.write_bytes(changed)
    (finding,) = _audit(archive).findings
    assert finding.reference == "container/changed"
    assert "first at byte 1234" in finding.note


def test_a_container_that_is_gone_is_no_fault_of_the_archive(archive: Path, box: Path) -> None:
    box.unlink()
    report = _audit(archive)
    assert report.findings == ()
    assert report.not_at_hand == 1


def test_a_flipped_bit_in_a_pack_is_found(archive: Path, box: Path) -> None:
    (pack,) = (archive / "originals").iterdir()
    damaged = bytearray(pack.read_bytes())
    damaged[-20] ^= 4
    pack.write_bytes(damaged)
    assert _references(archive) & {"original/unreadable", "original/changed"}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("DELETE FROM copy WHERE ordinal = 3", "ledger/sum"),
        ("UPDATE copy SET start = start + 1 WHERE ordinal = 3", "ledger/holdings"),
        ("UPDATE container SET stored = 28, found = 28", "ledger/sum"),
        ("UPDATE container SET path = 'other.mbox'", "custody/manifest"),
        ("UPDATE custody SET at = '2001-01-01' WHERE number = 2", "custody/broken"),
        ("DELETE FROM custody WHERE number = 1", "custody/broken"),
        ("UPDATE part SET sha256 = zeroblob(32) WHERE message = 5", "message/parts"),
        ("UPDATE original SET sha256 = zeroblob(32) WHERE id = 5", "original/changed"),
    ],
)
def test_a_change_of_the_records_is_found(
    archive: Path, box: Path, statement: str, expected: str
) -> None:
    _change(archive, statement)
    assert expected in _references(archive)


def test_an_accession_that_was_interrupted_is_told(archive: Path, box: Path) -> None:
    _change(archive, "UPDATE container SET state = 'reading'")
    assert "ledger/unfinished" in _references(archive)


def test_a_lost_index_is_told_and_made_again_by_the_next_add(
    archive: Path, box: Path, take: Take
) -> None:
    for file in (archive / "index").iterdir():
        file.unlink()
    assert "index/behind" in _references(archive)
    take(box)
    assert _references(archive) == set()
