"""From bytes to a message: never raises, and says what is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.content import part_bytes, part_text
from onrecord.message.parse import parse
from onrecord.message.structure import Mailbox
from onrecord.text.body import read_body

LETTER = b"""Status: RO
From: "Lee, Ann" <ann@port.example>
To: Moss, Bo <bo@port.example>; Ruth Okafor <ruth@port.example>
Cc: undisclosed-recipients:;
Date: Mon, 29 Jun 2009 18:29:05 -0400
Subject: =?utf-8?q?The_night_ferry_=E2=80=93?=
 again
Message-ID: <2@port.example>
In-Reply-To: <1@port.example>
References: <0@port.example> <1@port.example>

The gate will not close.
"""


def references(raw: bytes) -> list[str]:
    return [problem.reference for problem in parse(raw).problems]


def test_the_fields_of_a_letter_are_read() -> None:
    message = parse(LETTER)
    assert message.from_ == (Mailbox("Lee, Ann", "ann@port.example"),)
    assert message.to == (
        Mailbox("Moss, Bo", "bo@port.example"),
        Mailbox("Ruth Okafor", "ruth@port.example"),
    )
    assert message.cc == (Mailbox("", "", "undisclosed-recipients"),)
    assert message.subject == "The night ferry – again"
    assert message.date is not None
    assert message.date.iso() == "2009-06-29T18:29:05-04:00"
    assert message.message_id == "2@port.example"
    assert message.in_reply_to == ("1@port.example",)
    assert message.references == ("0@port.example", "1@port.example")
    assert message.fields[0].name == "Status"
    assert message.problems == ()


@pytest.mark.parametrize("end", [b"\r\n", b"\r"])
def test_line_ends_of_other_systems_change_nothing_but_the_spans(end: bytes) -> None:
    message, other = parse(LETTER), parse(LETTER.replace(b"\n", end))
    for name in ("from_", "to", "cc", "subject", "date", "message_id", "references", "problems"):
        assert getattr(message, name) == getattr(other, name)


def test_of_fields_that_may_stand_once_the_first_counts_and_it_is_told() -> None:
    raw = b"Subject: one\nSubject: two\n" + LETTER
    message = parse(raw)
    assert message.subject == "one"
    told = [problem for problem in message.problems if problem.reference == "header/repeated"]
    assert len(told) == 1
    assert raw[told[0].start : told[0].end] == b"Subject: two\n"


def test_two_fields_of_recipients_name_them_all() -> None:
    raw = b"To: a@port.example\nTo: b@port.example\n\n"
    assert [mailbox.address for mailbox in parse(raw).to] == ["a@port.example", "b@port.example"]


def test_what_is_missing_is_told() -> None:
    assert references(b"Subject: x\n\ntext") == ["header/no-date", "header/no-from"]
    assert references(b"From: a@port.example\nDate: soon\n\n") == ["header/bad-date"]


@pytest.mark.parametrize("raw", [b"", b"\n", b"\r\n\r\n", b"\0", b"text only", b":", b"\xff" * 100])
def test_what_is_hardly_mail_is_still_a_message(raw: bytes) -> None:
    message = parse(raw)
    assert message.parts[0].end == len(raw)
    assert read_body(raw, message).text == part_text(raw, message, message.parts[0]).text


def read_all(raw: bytes) -> None:
    message = parse(raw)
    for part in message.parts:
        part_bytes(raw, message, part)
        part_text(raw, message, part)
    read_body(raw, message)


@given(st.binary(max_size=500))
def test_any_bytes_are_a_message(raw: bytes) -> None:
    read_all(raw)


@given(st.data())
def test_any_damage_to_a_letter_leaves_a_message(data: st.DataObject) -> None:
    raw = bytearray(LETTER)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(raw)))
        raw[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=5))
    read_all(bytes(raw))


def test_problems_hold_no_text_of_the_message() -> None:
    """They stand in logs and reports."""
    raw = b"From: a@port.example\nDate: secret\nsecret line\nA: b\nsecret\nContent-Type: secret\n\n"
    for problem in parse(raw).problems:
        assert "secret" not in problem.note


def test_a_hundred_thousand_header_lines_are_read() -> None:
    assert len(parse(b"Received: x\n" * 100_000 + b"\nbody").fields) == 100_000
    assert len(parse(b"Subject: x\n" * 100_000 + b"\nbody").problems) == 3


@pytest.mark.parametrize("mark", [b"\n", b" \n", b"> \n", b"-\n", b"From \n", b"a: b\n", b"x"])
def test_a_body_of_a_hundred_thousand_marks_is_read_in_one_pass(mark: bytes) -> None:
    read_all(b"Subject: x\n\n" + mark * 100_000)


def test_a_hundred_thousand_recipients_are_read() -> None:
    raw = b"To: " + b"Ann Lee <a@port.example>,\n " * 100_000 + b"\n\nbody"
    assert len(parse(raw).to) == 100_000
