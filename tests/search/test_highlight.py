"""Marks: the right words, whole phrases, and nothing that was left out."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.highlight import matches, snippet
from onrecord.search.parser import parse_query


def _marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in matches(text, parse_query(query).query)]


def test_words_are_marked_in_any_case_and_accent() -> None:
    assert _marked("Thériault saw the GATE.", "theriault gate") == ["Thériault", "GATE"]


def test_a_phrase_is_marked_whole_and_only_where_it_stands() -> None:
    assert _marked("A fault. The fault log. A log.", '"fault log"') == ["fault log"]


def test_what_a_query_leaves_out_is_not_marked() -> None:
    assert _marked("gate and fault", "gate -fault from:fault") == ["gate"]


def test_a_snippet_shows_the_densest_stretch_with_marks_on_its_own_text() -> None:
    text = "start " + "nothing here " * 100 + "the\n\n fault   log of the gate " + "and so on " * 50
    shown = snippet(text, parse_query('"fault log" gate').query, 120)
    assert [shown.text[a:b] for a, b in shown.marks] == ["fault log", "gate"]
    assert shown.text.startswith("… ") and shown.text.endswith(" …")
    assert len(shown.text) < 220


@given(st.text(alphabet="gate fault\nlog .é会", max_size=300), st.integers(20, 200))
def test_marks_of_a_snippet_are_always_what_was_asked(text: str, width: int) -> None:
    shown = snippet(text, parse_query("gate log").query, width)
    for start, end in shown.marks:
        assert shown.text[start:end] in ("gate", "log")
    assert "\n" not in shown.text
