"""A query printed and read again is the same query."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnRecordError
from onrecord.search.canonical import to_json, to_text
from onrecord.search.parser import all_of, any_of, parse_query
from onrecord.search.query import (
    And,
    Between,
    Flag,
    Fuzzy,
    HasAttachment,
    InTranche,
    Is,
    Label,
    Labelled,
    Near,
    Not,
    Or,
    Person,
    Prefix,
    Query,
    Role,
    Sent,
    Stem,
    TextField,
    Words,
)

_word = st.sampled_from(["gate", "fault", "log", "2015", "e", "会", "or", "near"])
_plain = st.one_of(
    _word,
    st.builds(Prefix, _word),
    st.builds(Fuzzy, st.sampled_from(["gate", "barriers"]), st.sampled_from([1, 2])),
)
_run = st.one_of(
    st.lists(_plain, min_size=1, max_size=3).map(tuple),
    st.lists(st.builds(Stem, _word), min_size=1, max_size=3).map(tuple),
)
_field = st.sampled_from(TextField)
_day = st.dates(date(1970, 1, 1), date(2020, 1, 1))
_name = st.sampled_from(["First release", "m/abc", "<a@b.example>", "pdf"])
_leaf: st.SearchStrategy[Query] = st.one_of(
    st.builds(Words, _run, _field),
    st.builds(
        lambda words, field, slop: Words(words, field, slop if len(words) > 1 else 0),
        _run,
        _field,
        st.integers(1, 9),
    ),
    st.builds(Near, _run, _run, st.integers(0, 50), _field),
    st.builds(Person, st.sampled_from(Role), _run),
    st.builds(
        Between,
        st.lists(_plain, min_size=1, max_size=2).map(tuple),
        st.lists(_plain, min_size=1, max_size=2).map(tuple),
    ),
    st.builds(lambda day: Sent(day, None), _day),
    st.builds(lambda day: Sent(None, day), _day),
    st.builds(lambda days: Sent(min(days), max(days)), st.sets(_day, min_size=2, max_size=2)),
    st.builds(InTranche, _name),
    st.builds(Labelled, st.sampled_from(Label), _name),
    st.builds(Is, st.sampled_from(Flag)),
    st.just(HasAttachment()),
)
_queries = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(all_of),
        st.lists(inner, min_size=2, max_size=3).map(any_of),
        st.builds(Not, inner),
    ),
    max_leaves=6,
)


@given(_queries)
def test_a_query_printed_and_read_again_is_the_same(query: Query) -> None:
    parsed = parse_query(to_text(query))
    assert parsed.query == query
    assert parsed.repairs == ()


_pieces = st.sampled_from(
    "ab \" ( ) - : @ * ~ ~2 , OR AND NOT NEAR/3 “ ” ' from: from:( is:( id:( stem: own: between: is:reply é 会 "
    "date: 2015 .. after: id: tranche: x,y".split()
)


@given(st.lists(_pieces, max_size=15), st.sampled_from(["", " "]))
def test_any_text_is_a_query_that_prints_or_an_error_for_people(
    pieces: list[str], between: str
) -> None:
    try:
        query = parse_query(between.join(pieces)).query
    except OnRecordError as error:
        assert error.hint
        assert "column" in error.note
        return
    assert parse_query(to_text(query)).query == query


@given(st.text(max_size=40))
def test_characters_of_any_script_are_a_query_or_an_error_for_people(text: str) -> None:
    try:
        query = parse_query(text).query
    except OnRecordError as error:
        assert error.hint
        return
    assert parse_query(to_text(query)).query == query


def test_a_query_as_json_says_what_each_piece_is() -> None:
    query = And(
        (
            Words(("gate", Prefix("lo")), TextField.OWN, 2),
            Or((Is(Flag.REPLY), Near(("a",), (Stem("b"),), 3))),
        )
    )
    assert json.loads(json.dumps(to_json(query))) == {
        "type": "and",
        "of": [
            {
                "type": "words",
                "terms": ["gate", {"type": "prefix", "start": "lo"}],
                "field": "own",
                "slop": 2,
            },
            {
                "type": "or",
                "of": [
                    {"type": "is", "flag": "reply"},
                    {
                        "type": "near",
                        "left": ["a"],
                        "right": [{"type": "stem", "word": "b"}],
                        "distance": 3,
                        "field": "any",
                    },
                ],
            },
        ],
    }


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (Words(("gate",)), "gate"),
        (Words(("fault", "log"), slop=3), '"fault log"~3'),
        (Not(Not(Words(("gate",)))), "-(-gate)"),
        (Words((Stem("gates"),), TextField.SUBJECT), "subject:(stem:gates)"),
        (InTranche('The "second" one'), "tranche:'The \"second\" one'"),
        (Sent(date(2015, 7, 1), date(2015, 8, 1)), "date:2015-07-01..2015-07-31"),
    ],
)
def test_text_is_as_a_person_would_write_it(query: Query, text: str) -> None:
    assert to_text(query) == text
    assert parse_query(text).query == query
