"""Pages of a list: each item is on exactly one page, and the way to each page is shown."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.web.pager import turn


def test_the_middle_of_a_long_list() -> None:
    """First, last and neighbours, with gaps told."""
    pager = turn(1_204, 100, 20, str)
    assert (pager.first, pager.last, pager.before, pager.after) == (101, 120, "80", "120")
    assert [(p.number, p.gap) for p in pager.pages] == [
        (1, False),
        (4, True),
        (5, False),
        (6, False),
        (7, False),
        (8, False),
        (61, True),
    ]


def test_past_the_end_there_is_a_way_back() -> None:
    """No items, no numbers, but the address of the start."""
    pager = turn(40, 60, 20, str)
    assert (pager.first, pager.pages, pager.after, pager.start) == (0, (), "", "0")


@given(st.integers(1, 500), st.integers(1, 50))
def test_following_next_visits_every_item_once(total: int, limit: int) -> None:
    """From the first page to the last without gap or overlap."""
    seen, offset = 0, "0"
    while offset:
        pager = turn(total, int(offset), limit, str)
        assert pager.first == seen + 1
        seen, offset = pager.last, pager.after
    assert seen == total
