"""From bytes to text: the declared charset, then UTF-8, then detection, then Windows-1252."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.charset import codec_name, decode


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_text_in_the_charset_declared_is_read_by_it(text: str) -> None:
    decoded = decode(text.encode(), "utf-8")
    assert (decoded.text, decoded.note) == (text, "")


@pytest.mark.parametrize(
    ("text", "declared", "codec"),
    [
        ("жизнь", "koi8-r", "koi8-r"),
        ("жизнь", "windows-1251", "cp1251"),
        ("夜の船", "iso-2022-jp", "iso2022_jp"),
        ("夜の船", "Shift_JIS", "cp932"),
        ("朱镕基", "gb2312", "gb18030"),  # the third sign is none of GB 2312: programs lie
        ("café", "ISO-8859-1", "latin-1"),
        ("Ελλάδα", "iso-8859-7", "iso8859-7"),
        ("a+b", "utf-7", "utf-7"),
    ],
)
def test_charsets_of_the_world(text: str, declared: str, codec: str) -> None:
    decoded = decode(text.encode(codec), declared)
    assert (decoded.text, decoded.note) == (text, "")


def test_utf8_counts_before_a_charset_that_does_not_fit() -> None:
    decoded = decode("夜€".encode(), "us-ascii")
    assert (decoded.text, decoded.charset) == ("夜€", "utf-8")
    assert decoded.note


def test_windows_punctuation_in_latin_1_is_read_as_it_was_meant() -> None:
    assert decode(b"\x93caf\xe9\x94", "iso-8859-1").text == "“café”"


def test_a_few_damaged_characters_do_not_change_the_charset() -> None:
    content = "жизнь и ночной паром ".encode() * 5 + b"\xd0"
    decoded = decode(content, "utf-8")
    assert decoded.charset == "utf-8"
    assert decoded.text.endswith("\ufffd")
    assert decoded.note


def test_without_any_declaration_western_bytes_are_windows_1252() -> None:
    assert decode(b"caf\xe9", "").text == "café"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_in_the_order_its_zeros_show(codec: str) -> None:
    assert decode("The gate".encode(codec), "utf-16").text == "The gate"


def test_names_that_are_no_charset_of_text_are_refused() -> None:
    for name in ("", "x-unheard-of", "base64", "hex", "rot13", "idna", "unicode_escape", "a\0b"):
        assert codec_name(name) == ""


@given(st.binary(max_size=200), st.text(max_size=12))
def test_any_bytes_with_any_declaration_are_some_text(content: bytes, declared: str) -> None:
    assert isinstance(decode(content, declared).text, str)


@pytest.mark.parametrize(
    ("content", "declared", "note"),
    [
        ("夜€".encode(), "us-ascii", "the declared charset does not fit: read as UTF-8"),
        ("夜€".encode(), "x-Ana-Brook", "the declared charset is not known: read as UTF-8"),
        (b"caf\xe9 \x81", "x-Ana-Brook", "the declared charset is not known: read as "),
        (b"caf\xe9", "", "no charset is declared: read as "),
    ],
)
def test_notes_say_what_is_wrong(content: bytes, declared: str, note: str) -> None:
    assert decode(content, declared).note.startswith(note)


@given(st.binary(max_size=60), st.text(st.characters(codec="ascii"), min_size=1, max_size=20))
def test_notes_repeat_nothing_of_the_mail(content: bytes, declared: str) -> None:
    """A declared charset is whatever somebody wrote there: `Ana Brook's diagnosis`."""
    marked = f"ana brook {declared}"
    assert marked not in decode(content, marked).note
