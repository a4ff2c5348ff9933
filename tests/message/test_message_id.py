"""Message-ID, In-Reply-To and References (RFC 5322 §3.6.4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.message_id import message_id, message_ids


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("<1@port.example>", "1@port.example"),
        (" <1@port.example> (by hand)", "1@port.example"),
        ("<1@ port.example>", "1@port.example"),  # folded inside
        ("1@port.example", "1@port.example"),
        ("<1@port.example", "1@port.example"),
        ("", ""),
        ("none at all", ""),
    ],
)
def test_an_identifier_is_read_without_brackets_and_white_space(text: str, identifier: str) -> None:
    assert message_id(text) == identifier


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("<1@a.example> <2@a.example>", ("1@a.example", "2@a.example")),
        ("<1@a.example><2@a.example>", ("1@a.example", "2@a.example")),
        ("<1@a.example>,<1@a.example>", ("1@a.example",)),
        ("Your message of Monday <1@a.example>", ("1@a.example",)),
        ("1@a.example", ("1@a.example",)),
        ("Ann's message of Monday", ()),
        ("", ()),
    ],
)
def test_all_identifiers_of_a_field_are_read_once_in_order(
    text: str, identifiers: tuple[str, ...]
) -> None:
    assert message_ids(text) == identifiers


@given(st.text("<>@ a.\t", max_size=60))
def test_identifiers_hold_neither_brackets_nor_white_space(text: str) -> None:
    for identifier in message_ids(text):
        assert not set("<> \t") & set(identifier)


@pytest.mark.parametrize("mark", ["<", ">", "<a", "<a>", " ", "< "])
def test_a_hundred_thousand_marks_are_read_in_one_pass(mark: str) -> None:
    message_id(mark * 100_000)
    message_ids(mark * 100_000)
