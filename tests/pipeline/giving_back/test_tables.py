"""No cell of a table can be taken for a formula, and a table reads back as it was written.

A result tells its author as written, and beside it the person whom this is judged to be.
"""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.structure import Mailbox
from onrecord.pipeline.giving_back.tables import HIT_COLUMNS, csv_lines, hit_row
from onrecord.pipeline.showing.views import AuthorView, HitView
from onrecord.text.spreadsheet_cell import safe_cell


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_a_table_reads_back_cell_by_cell(rows: list[list[str]]) -> None:
    written = "".join(csv_lines(("a", "b"), rows))
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read == [["a", "b"], *([safe_cell(cell) for cell in row] for row in rows)]


def _row(author: AuthorView | None) -> dict[str, str]:
    hit = HitView(
        permalink="m/gate7k2q",
        date=None,
        from_=(Mailbox("Lind, Bo", "bo@port.example"),),
        to=(),
        subject="Gate",
        tranche="First release",
        snippet="",
        marks=(),
        place="",
        has_attachment=False,
        printed=False,
        author=author,
    )
    table = "".join(csv_lines(HIT_COLUMNS, [hit_row(hit)]))
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    return row


def test_a_result_names_the_person_beside_the_form_as_written() -> None:
    row = _row(AuthorView("p/bo5first", "Bo Lind"))
    assert list(row) == HIT_COLUMNS
    assert (row["from_name"], row["from_address"]) == ("Lind, Bo", "bo@port.example")
    assert (row["author_name"], row["author_permalink"]) == ("Bo Lind", "p/bo5first")


def test_where_nobody_is_known_the_person_is_left_empty() -> None:
    row = _row(None)
    assert (row["author_name"], row["author_permalink"], row["subject"]) == ("", "", "Gate")


def test_a_name_that_begins_like_a_formula_is_text() -> None:
    assert _row(AuthorView("p/bo5first", "=cmd()"))["author_name"] == "'=cmd()"
