"""What came in leaves byte for byte as it came."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.configuration import reading
from onrecord.errors import OnRecordError
from onrecord.pipeline.giving_back.exporting import Exported, Shelf, export_files, export_mbox
from onrecord.pipeline.taking_in.adding import Outcome
from onrecord.search.parser import parse_query

Take = Callable[..., Outcome]


def _export(archive: Path, query: str, target: Path) -> Exported:
    with reading(archive) as opened:
        asked = parse_query(query).query
        room = opened.room()
        write = export_mbox if target.suffix == ".mbox" else export_files
        return write(Shelf(opened.holdings, opened.originals), asked, room.numbers(asked), target)


def test_a_mailbox_with_odd_separators_and_quoting_comes_back(
    tmp_path: Path, archive: Path, take: Take
) -> None:
    box = tmp_path / "odd.mbox"
    box.write_bytes(
        b"From ana@port.example Mon Oct  3 10:00:00 2022\r\nFrom: ana@port.example\r\n\r\n>From here on\r\n\r\n"
        b"From bo@port.example  Tue Oct  4 10:00:00 2022 +0200\nFrom: bo@port.example\n\nno line end"
    )
    take(box)
    _export(archive, 'tranche:"First release"', tmp_path / "back.mbox")
    assert (tmp_path / "back.mbox").read_bytes() == box.read_bytes()


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=60), max_size=5))
def test_any_bodies_come_back(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[bytes]
) -> None:
    from onrecord.configuration import adding, new_archive
    from onrecord.pipeline.taking_in.accession import Addition
    from onrecord.pipeline.taking_in.adding import add

    folder = tmp_path_factory.mktemp("box")
    box = folder / "any.mbox"
    line = b"From ana@port.example Mon Oct  3 10:00:00 2022\nFrom: ana@port.example\n\n"
    box.write_bytes(b"".join(line + body + b"\n\n" for body in bodies) or line)
    new_archive(folder / "archive")
    with adding(folder / "archive") as opened:
        add(opened, Addition((box,), "First release"), tell=lambda progress, messages: None)
    _export(folder / "archive", 'tranche:"First release"', folder / "back.mbox")
    assert (folder / "back.mbox").read_bytes() == box.read_bytes()


def test_files_come_back_file_by_file(
    tmp_path: Path, archive: Path, take: Take, make_letter: Callable[..., bytes]
) -> None:
    folder = tmp_path / "letters"
    (folder / "inner").mkdir(parents=True)
    for number in range(1, 5):
        name = f"inner/{number}.eml" if number > 2 else f"{number}.eml"
        (folder / name).write_bytes(make_letter(number))
    take(folder)
    _export(archive, 'tranche:"First release"', tmp_path / "back")
    for path in folder.rglob("*.eml"):
        back = tmp_path / "back" / "letters" / path.relative_to(folder)
        assert back.read_bytes() == path.read_bytes()


def test_a_query_takes_out_what_it_finds_with_its_own_separators(
    tmp_path: Path, archive: Path, take: Take, make_mailbox: Callable[[list[int]], bytes]
) -> None:
    box = tmp_path / "ruiz.mbox"
    box.write_bytes(make_mailbox([1, 2, 3]))
    take(box)
    assert _export(archive, 'subject:"Gate 2"', tmp_path / "two.mbox") == Exported(1, 0)
    assert (tmp_path / "two.mbox").read_bytes() == make_mailbox([2])


def test_single_files_are_put_into_mbox_form_and_that_is_told(
    tmp_path: Path, archive: Path, take: Take
) -> None:
    path = tmp_path / "1.eml"
    path.write_bytes(b"From: ana@port.example\n\nFrom here on\n")
    take(path)
    assert _export(archive, "", tmp_path / "all.mbox") == Exported(1, 1)
    assert b"\n>From here on\n" in (tmp_path / "all.mbox").read_bytes()


def test_nothing_is_written_over(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "there.mbox").write_bytes(b"")
    with pytest.raises(OnRecordError, match="exists already"):
        _export(archive, "", tmp_path / "there.mbox")


def test_a_hostile_path_stays_below_the_folder(
    tmp_path: Path, archive: Path, take: Take, make_letter: Callable[..., bytes]
) -> None:
    import zipfile

    box = tmp_path / "release.zip"
    with zipfile.ZipFile(box, "w") as file:
        file.writestr("../../../evil.eml", make_letter(1))
    take(box)
    _export(archive, "", tmp_path / "deep" / "back")
    written = list(tmp_path.rglob("*evil.eml"))
    assert written and all(tmp_path / "deep" / "back" in path.parents for path in written)
