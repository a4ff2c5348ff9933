"""The query language: what is meant is understood, what can be mended is mended and told."""

from datetime import date

import pytest

from onrecord.errors import OnRecordError
from onrecord.search.parser import parse_query
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

TODAY = date(2016, 3, 31)


def _query(text: str) -> Query:
    return parse_query(text, TODAY).query


def _either(start: str, count: int) -> str:
    return "(" + " OR ".join(f"{start}{number}" for number in range(count)) + ")"


def test_several_words_must_all_stand() -> None:
    assert _query("gate fault") == And((Words(("gate",)), Words(("fault",))))
    assert _query("gate AND fault") == _query("gate fault")
    assert _query("gate fault gate") == _query("gate fault")


def test_a_phrase_is_words_in_a_row() -> None:
    assert _query('"fault log"') == Words(("fault", "log"))
    assert _query("“fault log”") == _query('"fault log"')
    assert _query("'fault log'") == _query('"fault log"')


def test_or_binds_less_than_standing_together() -> None:
    assert _query("gate fault OR log") == Or(
        (And((Words(("gate",)), Words(("fault",)))), Words(("log",)))
    )


def test_a_minus_sign_leaves_out() -> None:
    assert _query("gate -fault") == And((Words(("gate",)), Not(Words(("fault",)))))
    assert _query("NOT fault") == Not(Words(("fault",)))
    assert _query("-(gate OR log)") == Not(Or((Words(("gate",)), Words(("log",)))))
    assert _query("well-known") == Words(("well", "known"))


def test_an_asterisk_stands_for_the_end_of_a_word() -> None:
    assert _query("gat*") == Words((Prefix("gat"),))
    assert _query('"fault lo*"') == Words(("fault", Prefix("lo")))
    assert _query("well-kno*") == Words(("well", Prefix("kno")))


def test_a_tilde_stands_for_words_like_it() -> None:
    assert _query("gate~") == Words((Fuzzy("gate", 1),))
    assert _query("barriers~") == Words((Fuzzy("barriers", 2),))
    assert _query("gate~2") == Words((Fuzzy("gate", 2),))
    assert _query("from:theriault~") == Person(Role.FROM, (Fuzzy("theriault", 2),))


def test_a_tilde_after_a_phrase_lets_words_stand_between() -> None:
    assert _query('"fault log"~3') == Words(("fault", "log"), slop=3)
    assert _query('own:"fault log"~3') == Words(("fault", "log"), TextField.OWN, slop=3)


def test_near_joins_words_and_phrases_in_either_order() -> None:
    assert _query("gate NEAR/3 fault") == Near(("gate",), ("fault",), 3)
    assert _query("gate NEAR fault") == Near(("gate",), ("fault",), 10)
    assert _query('subject:(gate NEAR/3 "fault log")') == Near(
        ("gate",), ("fault", "log"), 3, TextField.SUBJECT
    )
    assert _query("(gate OR barrier) NEAR/3 fault") == Or(
        (Near(("gate",), ("fault",), 3), Near(("barrier",), ("fault",), 3))
    )
    assert _query("a NEAR/1 b NEAR/2 c") == And((Near(("a",), ("b",), 1), Near(("b",), ("c",), 2)))


def test_near_binds_more_than_anything_else() -> None:
    near = Near(("gate",), ("fault",), 3)
    assert _query("log gate NEAR/3 fault") == And((Words(("log",)), near))
    assert _query("-gate NEAR/3 fault") == Not(near)


def test_a_stem_stands_for_its_forms() -> None:
    assert _query("stem:gates") == Words((Stem("gates"),))
    assert _query('stem:"fault logs"') == Words((Stem("fault"), Stem("logs")))
    assert _query("subject:(stem:gates)") == Words((Stem("gates"),), TextField.SUBJECT)


def test_people_are_asked_for_in_their_role() -> None:
    assert _query('from:"Ana Ruiz"') == Person(Role.FROM, ("ana", "ruiz"))
    assert _query("to:ruiz@port.example") == Person(Role.TO, ("ruiz", "port", "example"))
    assert _query("with:port.example") == Person(Role.WITH, ("port", "example"))


def test_a_field_before_parentheses_is_for_all_in_them() -> None:
    assert _query("from:(ruiz OR lind)") == Or(
        (Person(Role.FROM, ("ruiz",)), Person(Role.FROM, ("lind",)))
    )
    assert _query("subject:(gate -fault)") == _query("subject:gate -subject:fault")
    assert _query("subject:(gate own:fault) log") == _query("subject:gate own:fault log")
    assert _query("type:(pdf OR docx)") == _query("type:pdf OR type:docx")
    assert _query("-is:(reply OR forward)") == _query("-(is:reply OR is:forward)")
    assert _query("date:(2015 OR 2016-03)") == _query("date:2015 OR date:2016-03")
    assert _query("own:(stem:(gates fault))") == _query("own:(stem:gates stem:fault)")


def test_letters_between_two_people() -> None:
    assert _query("between:ruiz,lind") == Between(("ruiz",), ("lind",))
    assert _query('between:"Ana Ruiz", "Bo Lind" gate') == And(
        (Between(("ana", "ruiz"), ("bo", "lind")), Words(("gate",)))
    )


def test_whose_words_are_asked_for() -> None:
    assert _query("own:gate") == Words(("gate",), TextField.OWN)
    assert _query("quoted:gate") == Words(("gate",), TextField.QUOTED)


def test_names_a_message_carries() -> None:
    assert _query('tranche:"First release"') == InTranche("First release")
    assert _query("thread:t/abc") == Labelled(Label.THREAD, "t/abc")
    assert _query("id:<a@b.example>") == Labelled(Label.ID, "<a@b.example>")
    assert _query("type:pdf") == Labelled(Label.TYPE, "pdf")
    assert _query("list:announce") == Words(("announce",), TextField.LIST)
    assert _query("custodian:ruiz") == Words(("ruiz",), TextField.CUSTODIAN)
    assert _query("mailbox:ana/sent.mbox") == Words(("ana", "sent", "mbox"), TextField.MAILBOX)


def test_kinds_of_message() -> None:
    assert _query("has:attachment") == HasAttachment()
    for flag in Flag:
        assert _query(f"is:{flag}") == Is(flag)


def test_days_months_and_years() -> None:
    assert _query("after:2015-07") == Sent(date(2015, 7, 1), None)
    assert _query("before:2015") == Sent(None, date(2015, 1, 1))
    assert _query("date:2015-12") == Sent(date(2015, 12, 1), date(2016, 1, 1))
    assert _query("date:2015-07-01..2015-07-15") == Sent(date(2015, 7, 1), date(2015, 7, 16))
    assert _query("date:9999-12-31") == Sent(date(9999, 12, 31), None)


def test_days_counted_back_from_today() -> None:
    assert _query("date:today") == Sent(TODAY, date(2016, 4, 1))
    assert _query("date:yesterday") == Sent(date(2016, 3, 30), TODAY)
    assert _query("after:30d") == Sent(date(2016, 3, 1), None)
    assert _query("before:2w") == Sent(None, date(2016, 3, 17))
    assert _query("after:1m") == Sent(date(2016, 2, 29), None)
    assert _query("date:1y..today") == Sent(date(2015, 3, 31), date(2016, 4, 1))


def test_an_empty_query_is_everything() -> None:
    assert _query("") == And(())


@pytest.mark.parametrize(
    ("typed", "meant", "told"),
    [
        ("“fault log", '"fault log"', "not closed"),
        ("'fault log'", '"fault log"', "Single quotation marks"),
        ("(gate OR log", "gate OR log", "parenthesis was not closed"),
        ("from:(gate OR log", "from:gate OR from:log", "parenthesis was not closed"),
        ("gate)", "gate", "closing parenthesis"),
        ("gate ()", "gate", "nothing in them"),
        ("gate (", "gate", "nothing in them"),
        ("gate from:()", "gate", "“from:” with nothing after it"),
        ("gate from:(", "gate", "“from:” with nothing after it"),
        ("gate OR", "gate", "OR with nothing"),
        ("AND gate", "gate", "AND with nothing"),
        ("NEAR/3 gate", "gate", "NEAR with nothing"),
        ("gate NEAR/3", "gate", "NEAR with nothing"),
        ("gate NEAR/3 AND log", "gate log", "NEAR with nothing"),
        ("gate NOT", "gate", "NOT with nothing"),
        ("gate @", "gate", "no word or number"),
        ('gate ""', "gate", "no word or number"),
        ("re:gate", '"re gate"', "no field"),
        ("from: gate", "from:gate", "after the space"),
        ("gate from:", "gate", "nothing after it"),
        ("gate --fault", "gate fault", "Several minus signs"),
        ("g*te", '"g te"', "asterisk"),
        ("*", "", "no word or number"),
        ("ab~", "ab", "too short"),
        (f"{'ab' * 51}~1", "ab" * 51, "too long"),
        ("gate~7", "gate~2", "At most two"),
        ('"gate"~3', "gate", "no phrase"),
        ('"fault log"~', '"fault log"', "without a number"),
        ("stem:gat*", "stem:gat", "takes no asterisk"),
    ],
)
def test_what_can_be_mended_is_mended_and_told(typed: str, meant: str, told: str) -> None:
    parsed = parse_query(typed)
    assert parsed.query == _query(meant)
    assert any(told in repair for repair in parsed.repairs), parsed.repairs


@pytest.mark.parametrize(
    ("typed", "column", "way_out"),
    [
        ("gate before:soon", 6, "2015-07-31"),
        ("date:2015-07-02..2015-07-01", 1, "earlier day first"),
        ("gate date:..", 6, "2015-07-31"),
        ("after:2015-02-30", 1, "2015-07-31"),
        ("has:horns", 1, "has:attachment"),
        ("is:late", 1, "is:reply"),
        ("between:ruiz", 1, "between:marsh,okafor"),
        ("gate between:(ruiz OR lind)", 6, "between:marsh,pell"),
        ("is:(reply OR late)", 14, "is:reply"),
        ("gate NEAR/3 from:ruiz", 6, "NEAR/5"),
        ("gate NEAR/3 (fault log)", 6, "NEAR/5"),
        ("subject:gate NEAR/3 fault", 14, "subject:(gate"),
        ("gate NEAR/51 fault", 6, "NEAR/50"),
        ('"a b c d"~20', 1, "~12 or less"),
        (f"{_either('a', 30)} NEAR {_either('b', 30)}", 200, "fewer"),
        ("(" * 60 + "gate", 52, "fewer parentheses"),
    ],
)
def test_what_cannot_be_mended_names_its_column_and_a_way_out(
    typed: str, column: int, way_out: str
) -> None:
    with pytest.raises(OnRecordError) as caught:
        parse_query(typed, TODAY)
    assert f"column {column}." in caught.value.note
    assert way_out in caught.value.hint


def test_without_a_today_no_day_is_counted_back() -> None:
    with pytest.raises(OnRecordError, match="not known here"):
        parse_query("after:30d")


def test_the_length_of_a_query_is_bounded() -> None:
    with pytest.raises(OnRecordError, match="too long"):
        parse_query("gate " * 5000)
    with pytest.raises(OnRecordError, match="2000 pieces"):
        parse_query("a " * 2001)
