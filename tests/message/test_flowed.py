"""format=flowed (RFC 3676): lines broken for transport are joined again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.flowed import unflow


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("The night \nferry.", "The night ferry."),
        ("The night\nferry.", "The night\nferry."),
        ("a \nb \nc", "a b c"),
        ("> quoted \n> on", "> quoted on"),
        (">> deep \n> shallow", ">> deep \n> shallow"),  # §4.5: depths do not join
        ("own \n> quoted", "own \n> quoted"),
        ("text \n-- \nBo", "text \n-- \nBo"),  # §4.3: the signature line stays
        (" >stuffed", ">stuffed"),  # §4.4
        (" From here", "From here"),
        ("", ""),
    ],
)
def test_lines_join_by_the_standard(text: str, joined: str) -> None:
    assert unflow(text, delete_space=False) == joined


def test_with_delsp_the_space_that_broke_a_line_goes() -> None:
    assert unflow("night \nferry", delete_space=True) == "nightferry"


@given(st.text("ab> -\n", max_size=80))
def test_no_letter_is_lost(text: str) -> None:
    for delete_space in (False, True):
        joined = unflow(text, delete_space=delete_space)
        assert joined.replace(">", "").split() or not text.replace(">", "").split()
        assert [sign for sign in joined if sign in "ab-"] == [
            sign for sign in text if sign in "ab-"
        ]


@pytest.mark.parametrize("mark", ["> \n", ">", " \n", "a \n", "\n"])
def test_a_hundred_thousand_marks_are_read_in_one_pass(mark: str) -> None:
    unflow(mark * 100_000, delete_space=False)
