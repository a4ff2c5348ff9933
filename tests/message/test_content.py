"""What a part holds: its bytes without the transfer encoding, and its text."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.content import part_bytes, part_text
from onrecord.message.parse import parse


def text_of(head: str, body: bytes) -> tuple[str, str, list[str]]:
    raw = head.encode() + b"\n\n" + body
    message = parse(raw)
    read = part_text(raw, message, message.parts[0])
    return read.text, read.charset, [problem.reference for problem in read.problems]


def test_text_is_decoded_by_its_encoding_then_by_its_charset() -> None:
    head = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64"
    assert text_of(head, base64.b64encode(b"caf\xe9")) == ("café", "iso8859-1", [])


def test_line_ends_of_all_systems_become_one() -> None:
    assert text_of("A: b", b"one\r\ntwo\rthree\n")[0] == "one\ntwo\nthree\n"


def test_html_stays_html() -> None:
    assert text_of("Content-Type: text/html", b"<p>a&amp;b</p>")[0] == "<p>a&amp;b</p>"


def test_a_charset_that_does_not_fit_is_told() -> None:
    text, charset, problems = text_of("Content-Type: text/plain; charset=us-ascii", "é€".encode())
    assert (text, charset, problems) == ("é€", "utf-8", ["mime/charset"])


def test_a_charset_that_was_never_stated_is_no_fault() -> None:
    assert text_of("A: b", "é€".encode()) == ("é€", "utf-8", [])


def test_a_damaged_encoding_is_told_with_its_part() -> None:
    raw = b"Content-Transfer-Encoding: base64\n\nYWJj#ZGVm"
    message = parse(raw)
    read = part_bytes(raw, message, message.parts[0])
    assert read.content == b"abcdef"
    assert [problem.reference for problem in read.problems] == ["mime/transfer-encoding"]


def test_flowed_text_is_joined() -> None:
    """RFC 3676; with DelSp the space that broke the line goes as well."""
    flowed = "Content-Type: text/plain; format=flowed"
    assert text_of(flowed, b"The night \nferry.\n")[0] == "The night ferry.\n"
    assert text_of(f"{flowed}; delsp=yes", b"night \nferry\n")[0] == "nightferry\n"
    assert text_of("Content-Type: text/plain", b"The night \nferry.\n")[0] == "The night \nferry.\n"


def test_the_report_of_a_failed_delivery_is_readable_text() -> None:
    """RFC 3464: message/delivery-status is fields, not a letter."""
    status = b"Reporting-MTA: dns; port.example\n\nAction: failed\n"
    raw = (
        b"Content-Type: multipart/report; boundary=x\n\n--x\n\nnot delivered\n--x\n"
        b"Content-Type: message/delivery-status\n\n" + status + b"--x--\n"
    )
    message = parse(raw)
    assert not message.parts[2].is_container
    assert part_text(raw, message, message.parts[2]).text == status.decode().removesuffix("\n")


def test_a_file_uuencoded_in_the_text_is_a_part_with_its_bytes() -> None:
    raw = b"Subject: x\n\nThe plan:\nbegin 644 plan.txt\n#86)C\n`\nend\nBo\n"
    message = parse(raw)
    assert [part.filename for part in message.parts] == ["", "plan.txt"]
    assert part_bytes(raw, message, message.parts[1]).content == b"abc"
    assert part_text(raw, message, message.parts[0]).text.endswith("Bo\n")


@given(
    st.binary(max_size=200), st.sampled_from(["utf-8", "utf-16", "iso-2022-jp", "hz", "x", "idna"])
)
def test_any_bytes_in_any_charset_are_some_text(content: bytes, charset: str) -> None:
    text_of(f"Content-Type: text/plain; charset={charset}", content)


@pytest.mark.parametrize(
    "charset", ["base64", "hex", "zlib", "rot13", "unicode_escape", "undefined"]
)
def test_codecs_of_the_language_that_are_no_charsets_are_not_used(charset: str) -> None:
    assert text_of(f"Content-Type: text/plain; charset={charset}", "é abc".encode())[1] == "utf-8"
