"""A thread's depths become well-nested lists, whatever the depths are."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipeline.showing.views import ThreadEntryView
from onrecord.web.branching import DEEPEST_SHOWN, branching


def entries(depths: list[int]) -> tuple[ThreadEntryView, ...]:
    """Return entries of these depths."""
    return tuple(ThreadEntryView("m/a", "", depth, "", (), None, "", "") for depth in depths)


@given(st.lists(st.integers(-2, 60), max_size=50))
def test_every_list_that_opens_closes(depths: list[int]) -> None:
    """Depths may jump; lists still open one at a time and all are closed at the end."""
    tree = branching(entries(depths))
    level = 0
    for step in tree.steps:
        level += step.opens - step.closes
        assert step.opens <= 1 and level == step.level + 1 <= DEEPEST_SHOWN + 1
    assert level == tree.closes


def test_an_order_that_is_not_that_of_answers_has_one_level() -> None:
    """Depths say nothing there."""
    tree = branching(entries([0, 1, 2]), flat=True)
    assert [step.level for step in tree.steps] == [0, 0, 0] and tree.closes == 1


def test_a_thread_of_ten_thousand_replies_is_laid_out() -> None:
    """No recursion: a long chain of replies does not end in an error."""
    assert len(branching(entries(list(range(10_000)))).steps) == 10_000
