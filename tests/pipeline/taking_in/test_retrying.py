"""Retry reads what a worker gave up, from the bytes kept, and nothing else."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.configuration import adding, reading
from onrecord.errors import OnRecordError
from onrecord.pipeline.taking_in import adding as adding_module
from onrecord.pipeline.taking_in.accession import Addition
from onrecord.pipeline.taking_in.adding import Outcome, add
from onrecord.pipeline.taking_in.auditing import Bench, audit
from onrecord.pipeline.taking_in.retrying import RetryOutcome, retry
from onrecord.pipeline.work import Lost, Workers

Take = Callable[..., Outcome]


@pytest.fixture
def with_a_loss(
    tmp_path: Path,
    archive: Path,
    make_mailbox: Callable[[list[int]], bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """An archive in which a worker died over the second of three letters."""
    box = tmp_path / "ruiz.mbox"
    box.write_bytes(make_mailbox([1, 2, 3]))
    whole = Workers.results

    def losing(self, batches):  # type: ignore[no-untyped-def]
        singles = (single for batch in batches for single in batch.singly())
        for number, (batch, result) in enumerate(whole(self, singles)):
            yield batch, Lost("the process that read it died") if number == 1 else result

    monkeypatch.setattr(adding_module.Workers, "results", losing)
    with adding(archive) as opened:
        outcome = add(opened, Addition((box,), "First release"), tell=lambda p, m: None)
    monkeypatch.undo()
    assert (outcome.stored, outcome.failed) == (2, 1)
    return box


def test_what_a_worker_gave_up_is_read_again_in_its_own_place(
    archive: Path, with_a_loss: Path
) -> None:
    with adding(archive) as opened:
        assert retry(opened) == RetryOutcome(failures=1, read=1, failed=0)
    with reading(archive) as opened:
        room = opened.room()
        status = room.status()
        assert (status.messages, status.failed) == (3, 0)
        assert room.search("subject:2").total == 1
        bench = Bench(opened.holdings, opened.originals, opened.engine, lambda done, total: None)
        assert audit(bench).findings == ()
    with adding(archive) as opened:
        assert retry(opened) == RetryOutcome(0, 0, 0)


def test_what_its_container_could_not_give_stays_a_failure(
    tmp_path: Path, archive: Path, take: Take
) -> None:
    (tmp_path / "empty.eml").write_bytes(b"")
    take(tmp_path / "empty.eml")
    with adding(archive) as opened:
        assert retry(opened) == RetryOutcome(failures=1, read=0, failed=1)


@pytest.mark.parametrize("name", ["relations.sqlite", "people.sqlite"])
def test_what_another_version_made_is_refused_in_words_and_made_anew(
    name: str, archive: Path, take: Take, make_mailbox: Callable[[list[int]], bytes], tmp_path: Path
) -> None:
    """A reader never guesses at tables of another shape; retry reads the originals again."""
    box = tmp_path / "ruiz.mbox"
    box.write_bytes(make_mailbox([1, 2, 3]))
    take(box)
    with sqlite3.connect(archive / name) as database:
        database.execute("PRAGMA user_version=1")
    database.close()
    with pytest.raises(OnRecordError, match="another version") as refused, reading(archive) as old:
        old.register()
    assert "onrecord retry" in refused.value.hint
    with adding(archive) as opened:
        assert retry(opened) == RetryOutcome(0, 0, 0, 3)
    with reading(archive) as opened:
        assert [person.messages for person in opened.people().people("Ruiz").persons] == [3]
        thread = opened.room().search("gate").hits[0].thread
        assert opened.room().thread(thread)
