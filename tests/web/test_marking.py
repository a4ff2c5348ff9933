"""Cutting text at marks and passages loses nothing but blank space around passages."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.passage import BodyText, Origin, Passage
from onrecord.web.legible import legible
from onrecord.web.marking import runs, shown_body

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(st.text(max_size=40), SPANS)
def test_runs_put_together_are_the_text(text: str, marks: list[tuple[int, int]]) -> None:
    """Overlapping, empty, backward and out-of-range marks change nothing in the text."""
    cut = runs(text, marks, 0, len(text))
    assert "".join(run.text for run in cut) == legible(text)


def test_a_mark_across_two_passages_is_marked_in_both() -> None:
    """Marks are spans of the whole text; passages are cut from it."""
    text = BodyText("one two", (Passage(Origin.OWN, 0, 4), Passage(Origin.QUOTED, 4, 7, 1)))
    shown = shown_body(text, [(2, 6)])
    marked = [[r.text for r in p.runs if r.marked] for p in shown.passages]
    assert marked == [["e "[:1]], ["tw"]]


def test_blank_lines_around_a_passage_go_and_indentation_stays() -> None:
    """The first line's indentation may be a table or a poem."""
    text = "\n\n   indented\n\n"
    shown = shown_body(BodyText(text, (Passage(Origin.OWN, 0, len(text)),)), ())
    assert [run.text for run in shown.passages[0].runs] == ["   indented"]


def test_blank_passages_are_left_out() -> None:
    """There is nothing to read in them."""
    assert shown_body(BodyText(" \n", (Passage(Origin.OWN, 0, 2),)), ()).passages == ()


def test_what_is_not_shown_of_a_long_text_is_counted() -> None:
    """Nothing silent: the page tells how much more there is."""
    text = BodyText("a" * 30, (Passage(Origin.OWN, 0, 12), Passage(Origin.QUOTED, 12, 30, 1)))
    shown = shown_body(text, (), longest=10)
    assert [p.runs[0].text for p in shown.passages] == ["a" * 10]
    assert shown.left_out == 20
