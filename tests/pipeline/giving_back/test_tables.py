"""No cell of a table can be taken for a formula, and a table reads back as it was written."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipeline.giving_back.tables import csv_lines
from onrecord.text.spreadsheet_cell import safe_cell


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2)))
def test_a_table_reads_back_cell_by_cell(rows: list[list[str]]) -> None:
    written = "".join(csv_lines(("a", "b"), rows))
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read == [["a", "b"], *([safe_cell(cell) for cell in row] for row in rows)]
