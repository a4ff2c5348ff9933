"""The query language: what is meant is understood, what can be mended is mended and told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import OnRecordError
from onrecord.search.canonical import to_json, to_text
from onrecord.search.parser import parse_query
from onrecord.search.query import (
    And,
    HasAttachment,
    InTranche,
    Not,
    Or,
    Person,
    Query,
    Role,
    Sent,
    TextField,
    Words,
)


def _query(text: str) -> Query:
    return parse_query(text).query


def test_several_words_must_all_stand() -> None:
    assert _query("gate fault") == And((Words(("gate",)), Words(("fault",))))


def test_a_phrase_is_words_in_a_row() -> None:
    assert _query('"fault log"') == Words(("fault", "log"))
    assert _query("“fault log”") == _query('"fault log"')


def test_or_binds_less_than_standing_together() -> None:
    assert _query("gate fault OR log") == Or(
        (And((Words(("gate",)), Words(("fault",)))), Words(("log",)))
    )


def test_a_minus_sign_leaves_out() -> None:
    assert _query("gate -fault") == And((Words(("gate",)), Not(Words(("fault",)))))
    assert _query("NOT fault") == Not(Words(("fault",)))
    assert _query("well-known") == Words(("well", "known"))


def test_people_are_asked_for_in_their_role() -> None:
    assert _query('from:"Ana Ruiz"') == Person(Role.FROM, ("ana", "ruiz"))
    assert _query("to:ruiz@port.example") == Person(Role.TO, ("ruiz", "port", "example"))
    assert _query("with:port.example") == Person(Role.WITH, ("port", "example"))


def test_fields_tranches_attachments() -> None:
    assert _query("subject:gate") == Words(("gate",), TextField.SUBJECT)
    assert _query('tranche:"First release"') == InTranche("First release")
    assert _query("has:attachment") == HasAttachment()


def test_days_months_and_years() -> None:
    assert _query("after:2015-07") == Sent(date(2015, 7, 1), None)
    assert _query("before:2015") == Sent(None, date(2015, 1, 1))
    assert _query("date:2015-12") == Sent(date(2015, 12, 1), date(2016, 1, 1))
    assert _query("date:2015-07-01..2015-07-15") == Sent(date(2015, 7, 1), date(2015, 7, 16))


def test_an_empty_query_is_everything() -> None:
    assert _query("") == And(())


@pytest.mark.parametrize(
    ("typed", "meant", "told"),
    [
        ("“fault log", '"fault log"', "not closed"),
        ("(gate OR log", "gate OR log", "parenthesis was not closed"),
        ("gate)", "gate", "closing parenthesis"),
        ("gate OR", "gate", "OR with nothing"),
        ("AND gate", "gate", "AND with nothing"),
        ("gate @", "gate", "no word or number"),
        ("re:gate", '"re gate"', "no field"),
        ("gat*", "gat", "asterisk"),
    ],
)
def test_what_can_be_mended_is_mended_and_told(typed: str, meant: str, told: str) -> None:
    parsed = parse_query(typed)
    assert parsed.query == _query(meant)
    assert any(told in repair for repair in parsed.repairs)


def test_a_date_that_is_none_is_an_error_with_its_column_and_a_way_out() -> None:
    with pytest.raises(OnRecordError) as caught:
        parse_query("gate before:yesterday")
    assert "column 6" in caught.value.note
    assert "2015-07-31" in caught.value.hint


def test_nesting_is_bounded() -> None:
    with pytest.raises(OnRecordError):
        parse_query("(" * 500 + "gate")


_terms = st.lists(
    st.sampled_from(["gate", "fault", "log", "2015", "é", "会"]), min_size=1, max_size=3
)
_leaves = st.one_of(
    st.builds(lambda t, f: Words(tuple(t), f), _terms, st.sampled_from(TextField)),
    st.builds(lambda t, r: Person(r, tuple(t)), _terms, st.sampled_from(Role)),
    st.just(HasAttachment()),
    st.just(InTranche("First release")),
    st.just(Sent(date(2015, 7, 1), None)),
)


@given(
    st.recursive(
        _leaves,
        lambda inner: st.one_of(
            st.builds(lambda items: And(tuple(items)), st.lists(inner, min_size=2, max_size=3)),
            st.builds(lambda items: Or(tuple(items)), st.lists(inner, min_size=2, max_size=3)),
            st.builds(Not, inner),
        ),
        max_leaves=6,
    )
)
def test_a_query_printed_and_read_again_is_the_same(query: Query) -> None:
    """Up to flattening: text knows no And directly inside And."""
    once = _query(to_text(query))
    assert _query(to_text(once)) == once
    assert to_json(once)


@given(st.text(alphabet='ab" ()-:@*ORNT“”éfrom:date2015..', max_size=40))
def test_any_text_is_a_query_or_an_error_for_people(text: str) -> None:
    try:
        parse_query(text)
    except OnRecordError as error:
        assert error.hint
