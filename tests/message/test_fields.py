"""Header fields (RFC 5322 §2.2): in order, with duplicates, each with its span of bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.fields import field_text, first, read_fields

lines = st.lists(
    st.sampled_from(
        [
            b"A: 1",
            b"b:2",
            b" folded",
            b"\tfolded",
            b"",
            b" ",
            b"junk",
            b"From x",
            b": y",
            b"C",
            b"\xff",
        ]
    ),
    max_size=12,
)
ends = st.sampled_from([b"\n", b"\r\n", b"\r", b"\r\r\n"])


def read(header: bytes) -> tuple[list[tuple[str, str]], bytes, list[str]]:
    fields, body, problems = read_fields(header, 0, len(header))
    return (
        [(field.name, field.text) for field in fields],
        header[body:],
        [problem.reference for problem in problems],
    )


def test_fields_keep_their_order_their_spelling_and_their_duplicates() -> None:
    fields, body, problems = read(b"Received: b\r\nReceived: a\r\nsubject: x\r\n\r\nbody\r\n")
    assert fields == [("Received", "b"), ("Received", "a"), ("subject", "x")]
    assert body == b"body\r\n"
    assert problems == []


def test_a_folded_field_is_one_field() -> None:
    """RFC 5322 §2.2.3: unfolding takes out the line end, and nothing else."""
    assert read(b"Subject: one\r\n two\n\tthree\n\nx")[0] == [("Subject", "one two\tthree")]


def test_the_spans_of_a_header_reproduce_its_bytes() -> None:
    header = b"A: 1\nB:\n folded\nC : 3\n"
    fields = read_fields(header + b"\nbody", 0, len(header) + 5)[0]
    assert b"".join(header[field.start : field.end] for field in fields) == header
    assert [header[field.value_start : field.end] for field in fields] == [
        b" 1\n",
        b"\n folded\n",
        b" 3\n",
    ]


@given(lines, ends)
def test_every_byte_of_a_header_is_in_a_field_or_between_fields(
    rows: list[bytes], end: bytes
) -> None:
    header = end.join(rows)
    fields, body, _ = read_fields(header, 0, len(header))
    position = 0
    for field in fields:
        assert position <= field.start < field.value_start <= field.end
        assert header[field.start : field.value_start].rstrip(b" \t:").decode() == field.name
        position = field.end
    assert position <= body <= len(header)


@given(st.binary(max_size=300), st.integers(0, 20))
def test_any_bytes_have_a_header_that_ends_within_them(junk: bytes, start: int) -> None:
    start = min(start, len(junk))
    fields, body, _ = read_fields(junk, start, len(junk))
    assert start <= body <= len(junk)
    assert all(start <= field.start < field.end <= body for field in fields)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_of_all_systems_are_read(end: bytes) -> None:
    fields, body, _ = read(end.join([b"A: 1", b"B: 2", b" 3", b"", b"body"]))
    assert fields == [("A", "1"), ("B", "2 3")]
    assert body == b"body"


def test_a_message_may_begin_with_status() -> None:
    """Mail programs put ``Status: RO`` first; it is a field as any other."""
    fields, body, problems = read(b"Status: RO\nFrom: a@port.example\n\nbody")
    assert fields == [("Status", "RO"), ("From", "a@port.example")]
    assert (body, problems) == (b"body", [])


def test_an_envelope_line_is_no_field_and_no_fault() -> None:
    """``From `` and ``>From `` lines of mailboxes stand above, or within, the header."""
    fields, _, problems = read(
        b"From a@port.example Mon Jan  1 00:00:00 2001\nA: 1\n>From b\nB: 2\n\n"
    )
    assert fields == [("A", "1"), ("B", "2")]
    assert problems == []


def test_debris_between_fields_is_passed_over_and_told() -> None:
    fields, body, problems = read(b"A: 1\nthis is no field\nB: 2\n\nbody")
    assert fields == [("A", "1"), ("B", "2")]
    assert (body, problems) == (b"body", ["header/not-a-field"])


def test_a_field_hidden_behind_a_bare_cr_is_read_and_told() -> None:
    """RFC 5322 §2.2 forbids CR alone; some programs end a line there, others do not."""
    fields, body, problems = read(b"A: 1\rB: 2\nC: 3\r4\n\nbody")
    assert fields == [("A", "1"), ("B", "2"), ("C", "3 4")]
    assert (body, problems) == (b"body", ["header/bare-cr"])


def test_without_a_blank_line_the_body_starts_at_the_first_line_that_is_no_field() -> None:
    fields, body, problems = read(b"A: 1\nDear Ruth,\nthe gate is shut.\n")
    assert fields == [("A", "1")]
    assert (body, problems) == (b"Dear Ruth,\nthe gate is shut.\n", ["header/no-blank-line"])


def test_text_without_any_field_is_all_body() -> None:
    assert read(b"Dear Ruth,\nthe gate is shut.\n")[1] == b"Dear Ruth,\nthe gate is shut.\n"


def test_a_line_of_spaces_ends_the_header_unless_fields_go_on() -> None:
    assert read(b"A: 1\n \t\nbody text\n")[0] == [("A", "1")]
    assert read(b"A: 1\n \nB: 2\n\nbody")[0] == [("A", "1"), ("B", "2")]


def test_bytes_that_are_not_utf8_are_read_as_windows_1252() -> None:
    """RFC 6532 allows UTF-8; what is not that is what Western programs wrote before."""
    assert field_text(" café".encode()) == "café"
    assert field_text(b" caf\xe9 \x93x\x94\r\n") == "café “x”"


def test_the_first_field_of_a_name_is_found_in_any_case() -> None:
    fields = read_fields(b"SUBJECT: 1\nSubject: 2\n\n", 0, 23)[0]
    found = first(fields, "subject")
    assert found is not None
    assert found.text == "1"
    assert first(fields, "from") is None


def test_a_hundred_thousand_header_lines_are_read_once_each() -> None:
    header = b"".join(b"X-%d: y\n" % number for number in range(100_000)) + b"\nbody"
    fields, body, _ = read_fields(header, 0, len(header))
    assert len(fields) == 100_000
    assert header[body:] == b"body"


def test_a_field_of_a_hundred_thousand_lines_is_one_field() -> None:
    header = b"Subject: x\n" + b" y\n" * 100_000 + b"\nbody"
    fields, body, _ = read_fields(header, 0, len(header))
    assert len(fields) == 1
    assert len(fields[0].text) == 200_001
    assert header[body:] == b"body"


def test_lines_of_white_space_without_end_are_read_once() -> None:
    header = b"Subject: x\n" + b" \n" * 100_000
    assert read_fields(header, 0, len(header))[0][0].text == "x"


def test_of_many_faults_only_the_first_are_told() -> None:
    header = b"A: 1\njunk\n" * 1000 + b"B: 2\n\n"
    assert len(read_fields(header, 0, len(header))[2]) == 20
