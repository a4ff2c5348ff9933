"""No cell of a table can be taken for a formula, and each reads back as it was."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.spreadsheet_cell import read_cell, safe_cell

_WRITTEN = st.characters(exclude_categories=("Cc", "Cs", "Cf"))
_SIGNS = "=+-@|%＝＋－＠｜％"


@pytest.mark.parametrize("sign", _SIGNS)
@pytest.mark.parametrize("before", ["", "  ", "\u200b", "\ufeff", "\u00a0", "\n", "'", "''"])
def test_what_begins_like_a_formula_is_led_by_an_apostrophe(before: str, sign: str) -> None:
    assert safe_cell(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("hostile", ["\t1", "\r1", "\n1", "=cmd|' /C calc'!A0"])
def test_tabs_and_line_ends_in_front_are_led_by_one_too(hostile: str) -> None:
    assert safe_cell(hostile).startswith("'")


@pytest.mark.parametrize("plain", ["gate", "2022-10-03", "m/abc", "", "a=b", "3 – 4", "'quoted'"])
def test_plain_text_stays_as_it_is(plain: str) -> None:
    assert safe_cell(plain) == plain


def test_control_and_direction_characters_and_half_characters_go() -> None:
    assert safe_cell("a\0b\x1b[2Jc\u202ed\ud800e") == "ab[2Jcde"


def test_numbers_are_cells_too() -> None:
    assert (safe_cell(7), safe_cell(-7)) == ("7", "'-7")


@given(st.text() | st.text(alphabet=_SIGNS + "' \ta"))
def test_no_safe_cell_begins_like_a_formula(text: str) -> None:
    bare = safe_cell(text).lstrip(" \n\u200b\ufeff")
    assert bare[:1] not in set(_SIGNS) or not bare
    assert not any(unicodedata.category(sign) == "Cs" for sign in safe_cell(text))


@given(st.text(_WRITTEN, max_size=60) | st.text(alphabet=_SIGNS + "' a", max_size=12))
def test_a_cell_reads_back_as_it_was_but_for_blanks_around_it(text: str) -> None:
    assert read_cell(safe_cell(text.strip())) == text.strip()


def test_what_is_no_text_reads_as_nothing() -> None:
    assert (read_cell(None), read_cell(["a"])) == ("", "")
