"""Which results are put together."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipeline.finding.grouping import folded

DAY = 86400


def test_near_copies_are_one_row_led_by_the_first_found() -> None:
    assert folded([4, 2, 9], {4: (0, 7), 9: (0, 7), 2: (0, 0)}, {}) == [[4, 9], [2]]


def test_the_same_letter_on_another_day_is_another_letter() -> None:
    alike = {1: (5, 0), 2: (5, 0), 3: (5, 0)}
    assert folded([1, 2, 3], alike, {1: 0, 2: 3 * DAY, 3: 3600}) == [[1, 3], [2]]


def test_an_undated_printed_copy_folds_into_its_letter() -> None:
    assert folded([1, 2], {1: (5, 0), 2: (5, 0)}, {1: 0, 2: None}) == [[1, 2]]


@given(
    st.lists(st.integers(1, 30), unique=True),
    st.dictionaries(st.integers(1, 30), st.tuples(st.integers(0, 3), st.integers(0, 3))),
)
def test_every_hit_is_in_one_row_and_leaders_keep_their_order(
    keys: list[int], alike: dict[int, tuple[int, int]]
) -> None:
    rows = folded(keys, alike, dict.fromkeys(keys, 0))
    assert sorted(key for row in rows for key in row) == sorted(keys)
    leaders = [row[0] for row in rows]
    assert leaders == sorted(leaders, key=keys.index)
    assert all(row == sorted(row, key=keys.index) for row in rows)
