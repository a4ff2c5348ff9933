"""No cell of a table can be taken for a formula, and a table reads back as it was written."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipeline.giving_back.tables import csv_lines, safe_cell


@pytest.mark.parametrize(
    "hostile",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "  =1",
        "＝1+1",
        "\u200b=1",
        "\n=1",
    ],
)
def test_a_formula_is_led_by_an_apostrophe(hostile: str) -> None:
    assert safe_cell(hostile).startswith("'")


@pytest.mark.parametrize("plain", ["gate", "2022-10-03", "m/abc", "", "a=b", "3 – 4", "'quoted'"])
def test_plain_text_stays_as_it_is(plain: str) -> None:
    assert safe_cell(plain) == plain


@given(st.text())
def test_no_cell_begins_like_a_formula_or_holds_control_characters(text: str) -> None:
    cell = safe_cell(text)
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"} or not cell
    assert not any(ord(sign) < 32 and sign not in "\t\n" for sign in cell)


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_a_table_reads_back_cell_by_cell(rows: list[list[str]]) -> None:
    written = "".join(csv_lines(("a", "b"), rows))
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read == [["a", "b"], *([safe_cell(cell) for cell in row] for row in rows)]
