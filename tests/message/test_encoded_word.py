"""Encoded words in header fields (RFC 2047), as they are really written."""

from email.header import Header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.encoded_word import decode_words


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?caf=C3=A9?=", "café"),
        ("=?UTF-8?Q?caf=c3=a9_noir?=", "café noir"),
        ("=?iso-8859-1?b?Y2Fm6Q==?=", "café"),
        ("=?iso-8859-1*fr?q?caf=E9?=", "café"),  # RFC 2231 §5: with a language
        ("a =?utf-8?q?b?= c", "a b c"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),  # §6.2: white space between words goes
        ("=?utf-8?q?a?=  \t =?iso-8859-1?q?b?=", "ab"),
        ("=?utf-8?q?a?==?utf-8?q?b?=", "ab"),
        ("(=?utf-8?q?a?=)", "(a)"),
        ("=?utf-8?q??=", ""),
    ],
)
def test_words_are_decoded_by_the_standard(text: str, decoded: str) -> None:
    assert decode_words(text) == decoded


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"),  # a character split over two words
        ("=?utf-8?b?Y2Fm w6k=?=", "café"),  # a space inside a word
        ("=?utf-8?q?night ferry?=", "night ferry"),
        ("=?utf-8?b?Y2Fmw6k?=", "café"),  # without its padding
    ],
)
def test_what_programs_write_against_the_standard_is_decoded_too(text: str, decoded: str) -> None:
    assert decode_words(text) == decoded


@pytest.mark.parametrize(
    "text", ["=?", "=?utf-8?", "=?utf-8?q?x", "=?utf-8?z?x?=", "=??q?x?=", "? ="]
)
def test_what_is_no_word_stays_as_written(text: str) -> None:
    assert decode_words(text) == text


def test_a_word_in_an_unknown_charset_is_still_read() -> None:
    assert decode_words("=?x-unheard-of?q?caf=C3=A9?=") == "café"


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), max_size=80
    )
)
def test_words_written_by_others_are_read_as_they_were_meant(text: str) -> None:
    written = Header(text, "utf-8", maxlinelen=60).encode().replace("\n", "")
    assert decode_words(written) == text


@given(st.text("=?utf-8qb_ \r\nA", max_size=80))
def test_any_text_can_be_decoded(text: str) -> None:
    decode_words(text)


@pytest.mark.parametrize("mark", ["=?", "=?a?q?", "=?a?q?b?= ", "=?a?b?=?=", "?="])
def test_a_hundred_thousand_marks_are_read_in_one_pass(mark: str) -> None:
    decode_words(mark * 50_000)
