"""Files uuencoded in the text of old mail: found, and given as parts of their own."""

import binascii

from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.content import part_bytes
from onrecord.message.parse import parse

FILE = b"begin 644 plan.txt\n#86)C\n`\nend\n"


def names(text: bytes) -> list[str]:
    return [part.filename for part in parse(b"Subject: x\n\n" + text).parts[1:]]


def test_a_whole_file_in_the_text_is_a_part() -> None:
    message = parse(b"Subject: x\n\nThe plan:\n" + FILE + b"Bo\n")
    found = message.parts[1]
    assert (found.path, found.parent, found.disposition) == ("uu1", "", "attachment")
    assert found.content_type == "application/octet-stream"


def test_several_files_are_several_parts() -> None:
    assert names(FILE + b"and\n" + FILE.replace(b"plan", b"tide")) == ["plan.txt", "tide.txt"]


def test_line_ends_may_be_those_of_other_systems() -> None:
    assert names(FILE.replace(b"\n", b"\r\n")) == ["plan.txt"]


def test_words_that_only_sound_like_a_file_are_none() -> None:
    assert names(b"begin 644 times and you will\nlearn the tides, in the\nend\n") == []
    assert names(b"We begin 644 plan.txt\nend\n") == []


def test_a_file_without_its_end_is_left_in_the_text() -> None:
    assert names(b"begin 644 plan.txt\n#86)C\n") == []


def test_a_file_is_looked_for_in_plain_text_only() -> None:
    assert len(parse(b"Content-Type: text/html\n\n" + FILE).parts) == 1
    assert len(parse(b"Content-Transfer-Encoding: base64\n\n" + FILE).parts) == 1


@given(st.binary(max_size=200))
def test_the_bytes_of_a_file_are_given_back(content: bytes) -> None:
    lines = b"".join(binascii.b2a_uu(content[at : at + 45]) for at in range(0, len(content), 45))
    raw = b"Subject: x\n\nbegin 644 plan.bin\n" + lines + b"`\nend\n"
    message = parse(raw)
    assert part_bytes(raw, message, message.parts[1]).content == content


def test_a_hundred_thousand_beginnings_are_read_in_one_pass() -> None:
    assert names(b"begin 644 x\n" * 100_000) == []
    assert len(names(FILE * 1000)) == 100
