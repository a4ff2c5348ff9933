"""Marks: the right words, whole phrases, in the right passages, and nothing that was left out."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.engines.scan_engine import holds
from onrecord.search.highlight import body_matches, body_snippet, matches, snippet
from onrecord.search.parser import parse_query
from onrecord.search.query import Fuzzy, Near, Prefix, Query, Stem, TextField, Words
from onrecord.text.passage import BodyText, Origin, Passage
from onrecord.text.terms import fold


def _marked(text: str, query: str, origin: Origin | None = None) -> list[str]:
    return [text[start:end] for start, end in matches(text, parse_query(query).query, origin)]


def _body(*passages: tuple[Origin, str]) -> BodyText:
    placed = []
    text = ""
    for origin, said in passages:
        placed.append(Passage(origin, len(text), len(text) + len(said)))
        text += said
    return BodyText(text, tuple(placed))


def test_words_are_marked_in_any_case_and_accent() -> None:
    assert _marked("Thériault saw the GATE.", "theriault gate") == ["Thériault", "GATE"]


def test_a_phrase_is_marked_whole_and_only_where_it_stands() -> None:
    assert _marked("A fault. The fault log. A log.", '"fault log"') == ["fault log"]


def test_words_apart_are_marked_one_by_one() -> None:
    assert _marked("fault of the log", '"fault log"~2') == ["fault", "log"]
    assert _marked("fault of the log", '"fault log"~1') == []
    assert _marked("the log of the fault", "fault NEAR/2 log") == ["log", "fault"]
    assert _marked("a gate and the fault log", '"fault log" NEAR/2 gate') == ["gate", "fault log"]


def test_beginnings_likeness_and_stems_are_marked() -> None:
    assert _marked("gates, gaet and gated", "gat*") == ["gates", "gated"]
    assert _marked("gates, gaet and gated", "gate~") == ["gates", "gaet", "gated"]
    assert _marked("he lies, they lied", "stem:lie") == ["lies", "lied"]


def test_what_a_query_leaves_out_is_not_marked() -> None:
    assert _marked("gate and fault", "gate -fault from:fault filename:and") == ["gate"]


def test_in_a_passage_only_words_asked_for_in_its_kind_are_marked() -> None:
    query = "own:gate quoted:fault body:log barrier subject:and"
    text = "gate and fault and log and barrier"
    assert _marked(text, query, Origin.OWN) == ["gate", "log", "barrier"]
    assert _marked(text, query, Origin.FORWARDED) == ["fault", "log", "barrier"]
    assert _marked(text, query, Origin.SIGNATURE) == ["log", "barrier"]
    assert _marked(text, query) == ["gate", "and", "fault", "and", "log", "and", "barrier"]


def test_a_body_is_marked_passage_by_passage() -> None:
    body = _body((Origin.OWN, "The gate shuts.\nfault "), (Origin.QUOTED, "> log of the gate\n"))
    spans = body_matches(body, parse_query("own:gate").query)
    assert spans == [(4, 8)]
    assert body_matches(body, parse_query('"fault log"').query) == []
    assert len(body_matches(body, parse_query("gate").query)) == 2


def test_a_snippet_of_a_body_is_of_own_words_where_they_answer() -> None:
    body = _body(
        (Origin.QUOTED, "> the gate, the fault, the log\n" * 20), (Origin.OWN, "No gate here.")
    )
    shown = body_snippet(body, parse_query("gate fault").query, 80).snippet
    assert shown.text.endswith("No gate here.")
    shown = body_snippet(body, parse_query("fault").query, 80).snippet
    assert {shown.text[a:b] for a, b in shown.marks} == {"fault"}


def test_a_snippet_never_runs_on_from_own_words_into_those_of_others() -> None:
    """Where only own words answer, nobody else's stand beside them as if they were the sender's."""
    body = _body(
        (Origin.OWN, "The gate holds.\n\n"), (Origin.QUOTED, "From: Ana\nThe gate leaks.\n")
    )
    shown = body_snippet(body, parse_query("own:gate").query)
    assert shown.snippet.text == "The gate holds."
    assert (shown.origin, shown.answers) == (Origin.OWN, True)


def test_without_words_asked_for_a_snippet_is_of_own_words_if_there_are_any() -> None:
    quoted, own = (Origin.QUOTED, "> The gate leaks.\n"), (Origin.OWN, "\nIt does not.\n")
    everything = parse_query("").query
    shown = body_snippet(_body(quoted, own), everything)
    assert shown.snippet.text == "It does not."
    assert (shown.origin, shown.answers) == (Origin.OWN, False)
    shown = body_snippet(_body(quoted), everything)
    assert (shown.snippet.text, shown.origin) == ("> The gate leaks.", Origin.QUOTED)
    assert body_snippet(_body(), everything).snippet.text == ""


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Origin), st.lists(st.sampled_from(["gate", "log", "\n"]), max_size=40)
        ),
        max_size=6,
    ),
    st.integers(20, 200),
)
def test_a_snippet_is_of_one_passage(pieces: list[tuple[Origin, list[str]]], width: int) -> None:
    """The passages here are of kinds that differ from one to the next, each with words of its own."""
    told = [
        (origin, " ".join(f"{word}{at}" if word != "\n" else word for word in some) + "\n")
        for at, (origin, some) in enumerate(pieces)
    ]
    asked = " OR ".join(f"gate{at}" for at in range(len(told))) or "gate"
    shown = body_snippet(_body(*told), parse_query(asked).query, width).snippet
    kinds = {re.sub(r"\D", "", word) for word in shown.text.split()} - {""}
    if not any(one[0] is other[0] for one, other in pairwise(told)):
        assert len(kinds) <= 1


def test_a_snippet_shows_the_densest_stretch_with_marks_on_its_own_text() -> None:
    text = "start " + "nothing here " * 100 + "the\n\n fault   log of the gate " + "and so on " * 50
    shown = snippet(text, parse_query('"fault log" gate').query, 120)
    assert [shown.text[a:b] for a, b in shown.marks] == ["fault log", "gate"]
    assert shown.text.startswith("… ") and shown.text.endswith(" …")
    assert len(shown.text) < 220


def test_every_word_of_a_long_text_can_be_marked() -> None:
    text = "gate " * 20_000
    assert len(_marked(text, "gate NEAR/50 gat*")) == 20_000
    assert _marked(text, '"gate gate gate"~20') == [text.rstrip()]


@given(st.text(alphabet="gate fault\nlog .é会", max_size=300), st.integers(20, 200))
def test_marks_of_a_snippet_are_always_what_was_asked(text: str, width: int) -> None:
    shown = snippet(text, parse_query("gate log").query, width)
    for start, end in shown.marks:
        assert fold(shown.text[start:end]) in ("gate", "log")
    assert "\n" not in shown.text


_word = st.sampled_from(
    ["gate", "log", "a", "会", Prefix("ga"), Prefix("a"), Fuzzy("gate", 1), Stem("gates")]
)
_run = st.lists(_word, min_size=1, max_size=3).map(tuple)


@given(
    st.lists(st.sampled_from("gate gates gaet log a at é 会议 , \n".split(" ")), max_size=9),
    st.one_of(
        st.builds(Words, _run, st.just(TextField.ANY), st.integers(0, 4)),
        st.builds(Near, _run, _run, st.integers(0, 4)),
    ),
)
def test_a_text_has_marks_where_and_only_where_the_query_holds(
    letter: object, spoken: list[str], query: Query
) -> None:
    text = " ".join(spoken)
    assert callable(letter)
    assert bool(matches(text, query)) == holds(query, letter(1, own=(text,)))
