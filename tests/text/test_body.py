"""The text of a letter: from the parts that are the letter, in their order."""

from onrecord.message.parse import parse
from onrecord.text.body import read_body, read_text

HEAD = b"From: ana@port.example\nMIME-Version: 1.0\n"


def _text(raw: bytes) -> str:
    return read_text(raw, parse(raw))


def test_plain_text_is_taken_before_its_html_twin() -> None:
    raw = (
        HEAD
        + b'Content-Type: multipart/alternative; boundary="x"\n\n--x\nContent-Type: text/plain\n\nplain'
        b"\n--x\nContent-Type: text/html\n\n<p>html</p>\n--x--\n"
    )
    assert _text(raw).strip() == "plain"


def test_html_alone_becomes_text() -> None:
    raw = HEAD + b"Content-Type: text/html; charset=utf-8\n\n<p>caf\xc3\xa9</p>\n"
    assert _text(raw) == "café"


def test_several_parts_follow_one_another_and_attachments_stay_out() -> None:
    raw = (
        HEAD
        + b'Content-Type: multipart/mixed; boundary="x"\n\n--x\n\none\n--x\nContent-Type: text/plain\n'
        b'Content-Disposition: attachment; filename="memo.txt"\n\nmemo\n--x\n\ntwo\n--x--\n'
    )
    assert _text(raw).split() == ["one", "two"]


def test_passages_cover_the_text_of_a_letter() -> None:
    raw = HEAD + b"\nYes.\r\n\r\n> Shut?\r\n"
    body = read_body(raw, parse(raw))
    assert body.text == "Yes.\n\n> Shut?\n"
    assert "".join(body.text[p.start : p.end] for p in body.passages) == body.text


def test_a_letter_without_text_has_no_passages() -> None:
    raw = HEAD + b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    assert read_body(raw, parse(raw)).passages == ()
