"""A reviewer's table reads back as it was printed, in any order of columns, and never stops the reading."""

from collections.abc import Mapping

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.reviewer_table import LeftOver, parse_table, print_table


class Berth(msgspec.Struct, frozen=True):
    name: str
    pier: str


def read(cells: Mapping[str, str]) -> Berth | str:
    return Berth(cells["name"], cells["pier"]) if cells["name"] else "no name"


def test_columns_may_stand_in_any_order_and_further_ones_are_passed_over() -> None:
    text = "\ufeffPier ,colour, NAME\nnine,red,Ana\n,blue,\n"
    assert parse_table(text, ("name", "pier"), read) == (
        (Berth("Ana", "nine"),),
        (LeftOver(3, "no name"),),
    )


_CELL = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf")), max_size=30)


@given(st.lists(st.tuples(_CELL.map(str.strip), _CELL.map(str.strip))))
def test_what_is_printed_is_read_again(rows: list[tuple[str, str]]) -> None:
    text = print_table(("name", "pier"), rows)
    found, left = parse_table(text, ("name", "pier"), read)
    assert found == tuple(Berth(name, pier) for name, pier in rows if name)
    assert len(left) == sum(not name for name, _ in rows)


@given(st.text())
def test_no_text_stops_the_reading(text: str) -> None:
    parse_table(text, ("name", "pier"), read)
    parse_table("name,pier\n" + text, ("name", "pier"), read)
