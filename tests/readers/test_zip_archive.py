"""Zip files as containers, the hostile ones included."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.readers import Container, Failure, Found, Limits, Member
from onrecord.readers.zip_archive import ZipReader

Entries = list[tuple[str, bytes]]


def packed(entries: Entries, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return target.getvalue()


def read(content: bytes, limits: Limits | None = None) -> list[Found]:
    return list(ZipReader().read(Container("box.zip", None, content), limits or Limits()))


def opened(
    content: bytes, act: Callable[[list[Member]], None], limits: Limits | None = None
) -> None:
    """Act on the members while the container is being read, as an accession does."""
    members = []
    for found in ZipReader().read(Container("box.zip", None, content), limits or Limits()):
        assert isinstance(found, Member)
        act([found])
        members.append(found)


def test_files_come_in_stored_order_with_names_sizes_and_bytes() -> None:
    content = packed([("b/2.eml", b"two"), ("b/", b""), ("a/1.eml", b"first")])
    seen: list[tuple[str, int, bytes]] = []
    opened(content, lambda one: seen.append((one[0].name, one[0].size, one[0].open_bytes())))
    assert seen == [("b/2.eml", 3, b"two"), ("a/1.eml", 5, b"first")]


def test_a_file_on_disk_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "box.zip"
    path.write_bytes(packed([("1.eml", b"first")]))
    for found in ZipReader().read(Container("box.zip", path), Limits()):
        assert isinstance(found, Member)
        assert found.open_bytes() == b"first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["box.zip"]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("../../etc/passwd", "__/__/etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\mail\\..\\x.eml", "mail/__/x.eml"),
        ("a/\x1b[31mred\u202elme.exe", "a/\ufffd[31mred\ufffdlme.exe"),
    ],
)
def test_names_that_lead_out_or_trick_a_terminal_are_made_harmless(stored: str, shown: str) -> None:
    (found,) = read(packed([(stored, b"x")]))
    assert isinstance(found, Member)
    assert found.name == shown


def test_an_encrypted_member_is_a_failure_that_says_so() -> None:
    content = bytearray(packed([("secret.eml", b"x" * 20)]))
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(magic) + flags] |= 1
    (failure,) = read(bytes(content))
    assert isinstance(failure, Failure)
    assert failure.problem.reference == "zip/encrypted"
    assert failure.name == "secret.eml"


def test_bytes_that_do_not_fit_their_checksum_are_refused() -> None:
    content = packed([("1.eml", b"The ferry is late.")], zipfile.ZIP_STORED)

    def refuse(one: list[Member]) -> None:
        with pytest.raises(ValueError, match="damaged"):
            one[0].open_bytes()

    opened(content.replace(b"ferry", b"fairy"), refuse)


@pytest.mark.parametrize("keep", [0, 3, 40, 90])
def test_a_zip_file_cut_short_is_a_failure(keep: int) -> None:
    (failure,) = read(packed([("1.eml", b"first")])[:keep])
    assert isinstance(failure, Failure)
    assert failure.problem.reference == "zip/damaged"


def test_a_member_that_unpacks_to_far_more_than_the_file_is_refused() -> None:
    bomb = packed([("bomb.eml", b"\0" * (48 * 1024**2))])

    def refuse(one: list[Member]) -> None:
        with pytest.raises(ValueError, match="200 times"):
            one[0].open_bytes()

    opened(bomb, refuse)


def test_members_are_counted_together_against_the_total() -> None:
    content = packed([("1.eml", b"x" * 60), ("2.eml", b"y" * 60)], zipfile.ZIP_STORED)
    outcomes: list[str] = []

    def note(one: list[Member]) -> None:
        try:
            one[0].open_bytes()
        except ValueError as error:
            outcomes.append(str(error))
        else:
            outcomes.append("read")

    opened(content, note, Limits(total_bytes=100))
    assert outcomes == ["read", "it holds more than 100 bytes"]


def test_a_member_larger_than_allowed_is_a_failure() -> None:
    (failure,) = read(packed([("1.eml", b"x" * 60)]), Limits(member_bytes=50))
    assert isinstance(failure, Failure)
    assert failure.problem.reference == "zip/member-too-large"


def test_members_past_the_allowed_number_are_told() -> None:
    member, failure = read(packed([("1", b""), ("2", b""), ("3", b"")]), Limits(members=1))
    assert isinstance(member, Member)
    assert isinstance(failure, Failure)
    assert failure.problem.reference == "zip/too-many-members"


def test_office_documents_are_not_taken_for_containers_of_mail() -> None:
    document = packed([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")])
    assert not ZipReader().recognises(document[:4096], "minutes.docx")
    assert ZipReader().recognises(packed([("1.eml", b"x")])[:4096], "any.name")
    assert ZipReader().recognises(packed([]), "empty.zip")
