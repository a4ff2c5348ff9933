"""Files that are one message each."""

from pathlib import Path

import pytest

from onrecord.readers import Container, Failure, Found, Limits, RawMessage
from onrecord.readers.eml import EmlReader

LETTER = b"From: ann@alder.example\nSubject: Ferry\n\nThe ferry is late.\n"


def read(content: bytes, name: str = "a.eml", limits: Limits | None = None) -> list[Found]:
    return list(EmlReader().read(Container(name, None, content), limits or Limits()))


def test_the_whole_file_is_the_message() -> None:
    assert read(LETTER) == [RawMessage(LETTER, 0)]


def test_an_empty_file_is_a_failure_and_not_silence() -> None:
    (failure,) = read(b"")
    assert isinstance(failure, Failure)
    assert failure.problem.reference == "eml/empty-file"


def test_a_file_larger_than_a_message_may_be_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(LETTER)
    for container in (Container("a.eml", path), Container("a.eml", None, LETTER)):
        (failure,) = EmlReader().read(container, Limits(message_bytes=10))
        assert isinstance(failure, Failure)
        assert failure.problem.reference == "eml/too-large"


def test_apple_mails_count_line_and_property_list_stand_outside_the_message() -> None:
    count, plist = b"%d \n" % len(LETTER), b'<?xml version="1.0"?>\n<plist/>\n'
    (found,) = read(count + LETTER + plist, "12.emlx")
    assert found == RawMessage(LETTER, len(count), count, plist)


def test_a_wrong_count_line_loses_no_byte_of_the_message() -> None:
    (found,) = read(b"7\n" + LETTER, "12.emlx")
    assert found == RawMessage(LETTER, 2, b"7\n")
    assert read(LETTER, "12.emlx") == [RawMessage(LETTER, 0)]


@pytest.mark.parametrize(
    "name",
    ["x.eml", "X.EML", "5.emlx", "cur/1700000000.M1P2.alder:2,S", "new/1700.x!2,", "9.a;2,FS"],
)
def test_names_that_say_one_message_are_believed(name: str) -> None:
    assert EmlReader().recognises(b"\x00garbage", name)


@pytest.mark.parametrize(
    "head",
    [
        LETTER,
        b"Return-Path: <ann@alder.example>\n",
        b"\xef\xbb\xbfReceived: by alder.example\r\n\tid 3; Thu\r\n",
        b"Status: RO\nTo: bo@alder.example\n",
    ],
)
def test_files_of_any_name_that_begin_with_fields_of_mail_are_taken(head: bytes) -> None:
    assert EmlReader().recognises(head, "00001.7c53")


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Subject: a note with one such line\n\nand text\n",
        b"Port Alder: a history\nby Ann Lee\n",
        b'{"From": "ann", "To": "bo"}\n',
        b"From,To,Subject\nann,bo,ferry\n",
        b"# readme\nFrom: x\nTo: y\n",
        b"%PDF-1.4\n",
    ],
)
def test_other_text_is_not_mail(head: bytes) -> None:
    assert not EmlReader().recognises(head, "notes.txt")
