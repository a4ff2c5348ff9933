"""Mail made to take long or to break what comes after: it is read in time that grows with its size.

Nothing is timed here: read the wrong way, each of these would take minutes, hours, or all memory.
"""

import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.content import part_bytes, part_text
from onrecord.message.fields import MOST_FIELDS, read_fields
from onrecord.message.layout import attachment_parts, body_parts
from onrecord.message.parse import parse

MANY = 200_000


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Type: " + b"a/" * MANY + b"=",
        b"Content-Type: a/b" + b" ," * MANY + b"=",
        b"Content-Type: text/plain" + b";" * MANY,
        b"Content-Type: text/plain; " + b"a" * MANY,
        b"Content-Type: text/plain; a" + b" " * MANY + b"b",
        b"Content-Type: text/plain; a=" + b'"\\' * MANY,
        b"Content-Type: " + b"(" * MANY,
        b"Content-Transfer-Encoding: " + b"(a " * MANY,
        b"Date: Mon" + b" " * MANY + b"Jan" + b" " * MANY + b"1" + b" " * MANY + b"x",
        b"Date: Mon, 1" + b"-" * MANY + b"Jan",
        b"Date: " + b"1" * MANY,
        b"Subject: " + b"=?" * MANY,
        b"Subject: =?utf-8?q?" + b"?" * MANY,
        b"Subject: " + b"=?utf-8?b?QUJD?= " * MANY,
        b"Subject: x" + b"\n y" * MANY,
        b"Message-ID: " + b"<" * MANY,
        b"References: " + b"<a@b> " * MANY,
        b"In-Reply-To: " + b"a@b " * MANY,
        b"To: " + b'"' * MANY,
        b"To: " + b'"\\' * MANY,
        b"To: " + b"(" * MANY,
        b"To: " + b"<" * MANY,
        b"To: " + b"a:" * MANY,
        b"To: " + b"a " * MANY + b"@",
    ],
    ids=lambda header: header[:36].decode(),
)
def test_a_field_of_any_length_is_read_in_time_that_grows_with_it(header: bytes) -> None:
    assert parse(header + b"\n\nbody").parts[0].body_start == len(header) + 2


def test_more_fields_than_anyone_writes_are_passed_over_and_told() -> None:
    header = b"a:b\n" * (MOST_FIELDS + 10) + b"\n"
    fields, body, problems = read_fields(header + b"body", 0, len(header) + 4)
    assert len(fields) == MOST_FIELDS
    assert body == len(header)
    assert [problem.reference for problem in problems] == ["header/too-many-fields"]
    assert (problems[0].start, problems[0].end) == (fields[-1].end, len(header) + 4)


def test_the_pieces_of_a_parameter_are_joined_once() -> None:
    """RFC 2231 §3 numbers them; nobody limits how many there are."""
    pieces = b"".join(b"; name*%d=%s" % (number, b"x" * 400) for number in range(9_999))
    message = parse(b"Content-Type: text/plain" + pieces + b"\n\n")
    assert len(message.parts[0].filename) == 9_999 * 400


def test_parts_without_line_ends_do_not_cost_the_whole_message_each() -> None:
    """Old Macintosh mail has bare CR: looking for it must stay inside the part."""
    parts = b"--b\r\nx\r\n" * 5_000 + b"--b--\r\n" + b"\r" * 4_000_000
    message = parse(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts)
    assert len(message.parts) == 5_001


def test_letters_encoded_in_letters_are_decoded_once_on_the_way_in() -> None:
    letter = b"Subject: innermost\n\n" + b"The gate is shut.\n" * 2_000
    for _ in range(60):
        packed = quopri.encodestring(letter)
        head = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n"
        letter = head + packed
    message = parse(letter)
    contents = [part_bytes(letter, message, part).content for part in message.parts]
    assert contents[-1] == b"The gate is shut.\n" * 2_000


def test_half_a_character_spelled_in_utf7_does_not_reach_the_archive() -> None:
    """UTF-7 can state a lone surrogate, which no file can be written with afterwards."""
    message = parse(b"Subject: =?utf-7?q?+2AA-?=\nContent-Type: text/plain; charset=utf-7\n\n+2AA-")
    assert message.subject == "\ufffd"


pieces = st.sampled_from(
    [
        b"Subject: =?utf-7?q?+2AA-?= =?utf-16?b?2AA=?=\n",
        b"From: \xff\xfe <a@port.example>, =?x?b?/?= \n",
        b"Content-Type: text/plain; charset=utf-7; format=flowed; name*=utf-7''+2AA-\n",
        b"Content-Type: text/html; charset=utf-16\n",
        b"Content-Type: multipart/mixed; boundary=a\n",
        b"Content-Type: message/rfc822\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: x-uuencode\n",
        b"Date: Mon, 99 Jan 2001 99:99:99 +9999\n",
        b"\n",
        b"\r",
        b"--a\n",
        b"--a--\n",
        b"+2AA-\xd8\x00\n",
        b"begin 644 x\n#86)C\nend\n",
    ]
)


@given(st.lists(pieces | st.binary(max_size=20), max_size=20).map(b"".join))
def test_whatever_the_bytes_all_that_is_read_can_be_written_as_utf8(raw: bytes) -> None:
    message = parse(raw)
    texts = [message.subject, message.message_id, *message.references, *message.in_reply_to]
    texts += [field.text for part in message.parts for field in part.fields]
    texts += [part.filename for part in message.parts]
    texts += [f"{one.name}{one.address}{one.group}" for one in message.from_ + message.to]
    texts += [part_text(raw, message, part).text for part in message.parts]
    texts += [problem.note for problem in message.problems]
    "".join(texts).encode("utf-8")
    kept = {part.path for part in message.parts}
    assert {part.path for part in body_parts(message) + attachment_parts(message)} <= kept
