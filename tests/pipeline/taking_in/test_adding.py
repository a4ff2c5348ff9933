"""Taking mail in: everything found is stored, an exact copy, or failed; and nothing twice."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from onrecord.configuration import reading
from onrecord.pipeline.showing.views import ResultView, StatusView
from onrecord.pipeline.taking_in.adding import Outcome

Take = Callable[..., Outcome]
Letter = Callable[..., bytes]
Mailbox = Callable[[list[int]], bytes]


def _status(archive: Path) -> StatusView:
    with reading(archive) as opened:
        return opened.room().status()


def _search(archive: Path, query: str) -> ResultView:
    with reading(archive) as opened:
        room = opened.room()
        return room.search(query, sort="date", limit=100)


def _sums(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.found, outcome.stored, outcome.copies, outcome.failed


def test_found_is_stored_and_copies_and_failed(
    tmp_path: Path, archive: Path, take: Take, make_mailbox: Mailbox
) -> None:
    box = tmp_path / "ruiz.mbox"
    box.write_bytes(make_mailbox([1, 2, 3, 2, 2]))
    (tmp_path / "empty.eml").write_bytes(b"")
    assert _sums(take(box, tmp_path / "empty.eml")) == (6, 3, 2, 1)
    status = _status(archive)
    assert (status.messages, status.copies, status.failed) == (3, 2, 1)
    assert status.problems[0].container.endswith("empty.eml")


def test_the_same_tranche_again_changes_nothing(
    tmp_path: Path, archive: Path, take: Take, make_mailbox: Mailbox
) -> None:
    box = tmp_path / "ruiz.mbox"
    box.write_bytes(make_mailbox([1, 2, 3]))
    take(box)
    before = _status(archive)
    assert _sums(take(box)) == (0, 0, 0, 0)
    assert _status(archive) == before


def test_an_exact_copy_in_a_later_tranche_is_found_in_both(
    tmp_path: Path, archive: Path, take: Take, make_mailbox: Mailbox
) -> None:
    first, second = tmp_path / "first.mbox", tmp_path / "second.mbox"
    first.write_bytes(make_mailbox([1, 2]))
    second.write_bytes(make_mailbox([2, 3]))
    take(first)
    assert _sums(take(second, tranche="Second release")) == (2, 1, 1, 0)
    assert _search(archive, 'tranche:"First release"').total == 2
    assert _search(archive, 'tranche:"Second release"').total == 2
    both = _search(archive, 'tranche:"Second release" tranche:"First release"')
    assert [hit.subject for hit in both.hits] == ["Gate 2"]


def test_one_mailbox_of_two_custodians_is_two_containers_with_copies(
    tmp_path: Path, archive: Path, take: Take, make_mailbox: Mailbox
) -> None:
    box = tmp_path / "shared.mbox"
    box.write_bytes(make_mailbox([1, 2]))
    take(box, custodian="Ana Ruiz")
    assert _sums(take(box, custodian="Bo Lind")) == (2, 0, 2, 0)
    assert _status(archive).tranches[0].custodians == ("Ana Ruiz", "Bo Lind")


def test_containers_inside_containers_are_read_and_counted_each(
    tmp_path: Path, archive: Path, take: Take, make_mailbox: Mailbox, make_letter: Letter
) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("mail/ruiz.mbox", make_mailbox([1, 2]))
    outer = tmp_path / "release.zip"
    with zipfile.ZipFile(outer, "w") as file:
        file.write(inner, "inner.zip")
        file.writestr("3.eml", make_letter(3))
        file.writestr("readme.txt", "nothing to see")
    outcome = take(outer)
    assert _sums(outcome) == (3, 3, 0, 0)
    assert outcome.not_mail == ("release.zip/readme.txt",)
    paths = {item.path: item.found for item in _status(archive).containers}
    assert paths["release.zip/inner.zip/mail/ruiz.mbox"] == 2
    assert paths["release.zip/3.eml"] == 1


def test_containers_nested_too_deep_fail_with_a_reason(
    tmp_path: Path, archive: Path, take: Take, make_letter: Letter
) -> None:
    content, name = make_letter(1), "1.eml"
    for depth in range(12):
        path = tmp_path / f"{depth}.zip"
        with zipfile.ZipFile(path, "w") as file:
            file.writestr(name, content)
        content, name = path.read_bytes(), f"{depth}.zip"
    outcome = take(tmp_path / "11.zip")
    assert _sums(outcome) == (1, 0, 0, 1)
    assert "nested deeper" in _status(archive).problems[0].note


def test_an_unreadable_file_is_a_failure_and_the_rest_goes_in(
    tmp_path: Path, archive: Path, take: Take, make_letter: Letter
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "1.eml").write_bytes(make_letter(1))
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 cut off")
    outcome = take(folder)
    assert (outcome.stored, outcome.failed) == (1, 1)


def test_mail_left_in_place_is_read_from_where_it_is(
    tmp_path: Path, archive: Path, take: Take, make_mailbox: Mailbox, make_letter: Letter
) -> None:
    box = tmp_path / "ruiz.mbox"
    box.write_bytes(make_mailbox([1, 2]))
    take(box, in_place=True)
    assert not list((archive / "originals").iterdir())
    with reading(archive) as opened:
        room = opened.room()
        assert room.raw("gate2@port.example") == make_letter(2)


def test_a_publishers_id_leads_to_the_message_and_to_its_address(
    tmp_path: Path, archive: Path, take: Take, make_letter: Letter
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "PATA-7.eml").write_bytes(make_letter(1))
    take(folder, id_template="https://port.example/documents/{id}")
    with reading(archive) as opened:
        room = opened.room()
        view = room.message("PATA-7")
    assert view.subject == "Gate 1"
    assert "PATA-7" in view.aliases
    assert view.copies[0].publisher_link == "https://port.example/documents/PATA-7"
