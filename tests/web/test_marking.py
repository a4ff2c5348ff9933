"""Cutting text at marks and changed words loses nothing."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.recovered.altered import Change
from onrecord.web.legible import legible
from onrecord.web.marking import runs, stretches

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(st.text(max_size=40), SPANS)
def test_runs_put_together_are_the_text(text: str, marks: list[tuple[int, int]]) -> None:
    """Overlapping, empty, backward and out-of-range marks change nothing in the text."""
    cut = runs(text, marks, 0, len(text))
    assert "".join(run.text for run in cut) == legible(text)


@given(st.text(max_size=40), SPANS)
def test_stretches_put_together_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Changes that overlap, run backward or out of the text change nothing in it."""
    changes = [Change("word", "x" * (end - start), 0, 4, start, end) for start, end in spans]
    cut = stretches(text, [(3, 9), (12, 20)], changes, (0, len(text)))
    assert "".join(run.text for stretch in cut for run in stretch.runs) == legible(text)


def test_changed_words_keep_the_marks_of_what_is_searched_for() -> None:
    """A mark may begin in changed words and end behind them."""
    cut = stretches("not be signed", [(4, 13)], [Change("will", "not", 0, 4, 0, 6)], (0, 13))
    told = [(stretch.altered, [(r.text, r.marked) for r in stretch.runs]) for stretch in cut]
    assert told == [
        (1, [("not ", False), ("be", True)]),
        (0, [(" signed", True)]),
    ]


def test_words_left_out_have_a_place_and_no_text() -> None:
    """The place stands between the words around it; at the end of a text too."""
    dropped = Change("not", "", 5, 8, 7, 7)
    cut = stretches("we will pay", (), [dropped], (0, 11))
    assert [(stretch.altered, stretch.other, len(stretch.runs)) for stretch in cut] == [
        (0, "", 1),
        (1, "not", 0),
        (0, "", 1),
    ]
    assert stretches("we will", (), [dropped], (0, 7))[-1].altered
