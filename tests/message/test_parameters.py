"""Parameters of Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2231)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.parameters import split_value


@pytest.mark.parametrize(
    ("text", "value", "parameters"),
    [
        ("text/plain", "text/plain", {}),
        ("TEXT/Plain; Charset=UTF-8", "text/plain", {"charset": "UTF-8"}),
        (
            "text/plain;charset=utf-8;format=flowed",
            "text/plain",
            {"charset": "utf-8", "format": "flowed"},
        ),
        ('text/plain; charset="utf-8" ; x=1', "text/plain", {"charset": "utf-8", "x": "1"}),
        ('a/b; name="a;b=c.txt"', "a/b", {"name": "a;b=c.txt"}),
        ('a/b; name="a\\"b.txt"', "a/b", {"name": 'a"b.txt'}),
        ("a/b (what it is); x=1", "a/b", {"x": "1"}),
        ("attachment; filename = plan.txt", "attachment", {"filename": "plan.txt"}),
        ("a/b;", "a/b", {}),
        ("", "", {}),
    ],
)
def test_parameters_by_the_standard(text: str, value: str, parameters: dict[str, str]) -> None:
    assert split_value(text) == (value, parameters)


def test_a_parameter_in_pieces_is_joined_in_their_order() -> None:
    """RFC 2231 §3."""
    assert split_value('a/b; name*1="ferry.txt"; name*0="night "')[1] == {"name": "night ferry.txt"}


def test_a_parameter_states_its_charset() -> None:
    """RFC 2231 §4."""
    assert split_value("a/b; name*=utf-8'fr'caf%C3%A9.txt")[1] == {"name": "café.txt"}
    assert split_value("a/b; name*0*=utf-8''caf%C3; name*1*=%A9; name*2=.txt")[1] == {
        "name": "café.txt"
    }
    assert split_value("a/b; name*=UTF-16''%00a%00b")[1] == {"name": "ab"}


def test_the_extended_name_counts_before_its_plain_fallback() -> None:
    stated = "attachment; filename=cafe.txt; filename*=utf-8''caf%C3%A9.txt"
    assert split_value(stated)[1] == {"filename": "café.txt"}


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        ('a/b; name="=?utf-8?q?caf=C3=A9?="', {"name": "café"}),  # RFC 2047 §5 forbids it
        ("a/b; name=night ferry.txt", {"name": "night ferry.txt"}),
        ("a/b; name=plan (1).txt", {"name": "plan (1).txt"}),
        ('a/b; name="plan.txt', {"name": "plan.txt"}),
        ("a/b; x=1; x=2", {"x": "1"}),  # the first one counts
        ('a/b; x="1" y=2', {"x": "1", "y": "2"}),
        ("a/b; charset=us-ascii (Plain text)", {"charset": "us-ascii"}),
        ("a/b boundary=xyz", {"boundary": "xyz"}),
        ("a/b, charset=utf-8", {"charset": "utf-8"}),
        ("a/b; =x; ;; y=1", {"y": "1"}),
        ("a/b; x", {}),
    ],
)
def test_what_programs_write_against_the_standard(text: str, parameters: dict[str, str]) -> None:
    assert split_value(text) == ("a/b", parameters)


@given(st.text("ab=*;'\"\\ 0%/()", max_size=60))
def test_any_text_can_be_split(text: str) -> None:
    split_value(text)


@pytest.mark.parametrize(
    "mark", [";", "a", "a-", "a=", ";a=b", ";a*1=", "*", "'", '"', '\\"', "=", " ", "(", "%"]
)
def test_a_hundred_thousand_marks_are_read_in_one_pass(mark: str) -> None:
    split_value("a/b;" + mark * 100_000)
    split_value(mark * 100_000)
