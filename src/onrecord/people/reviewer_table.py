"""Tables that reviewers write and pass on: CSV with a line of column names, read line by line.

No cell can be taken for a formula, and none is lost: what is read is what was printed.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from onrecord.text.spreadsheet_cell import read_cell, safe_cell

Row = TypeVar("Row", bound=msgspec.Struct)


class LeftOver(msgspec.Struct, frozen=True):
    """A line of a file that says nothing, and why."""

    line: int
    reason: str


def parse_table(
    text: str, columns: Sequence[str], read: Callable[[Mapping[str, str]], Row | str]
) -> tuple[tuple[Row, ...], tuple[LeftOver, ...]]:
    """Return what ``read`` makes of each line, and the lines for which it gives a reason instead.

    ``read`` gets a cell for every one of ``columns`` ("" where there is none), whose names may be written
    in capitals or with blanks around them. Never raises.
    """
    found: list[Row] = []
    left: list[LeftOver] = []
    lines = csv.DictReader(io.StringIO(text.lstrip("\ufeff").replace("\0", "")))
    try:
        for row in lines:
            given = {str(name).strip().lower(): read_cell(cell) for name, cell in row.items()}
            said = read({name: given.get(name, "") for name in columns})
            if isinstance(said, str):
                left.append(LeftOver(lines.line_num, said))
            else:
                found.append(said)
    except csv.Error as broken:
        left.append(LeftOver(lines.line_num, str(broken)))
    return tuple(found), tuple(left)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return the table that `parse_table` reads."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
