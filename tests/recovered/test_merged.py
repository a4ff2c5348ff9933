"""One text out of many copies: each copy gives what it alone kept, where the words around it agree."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.recovered.merged import Piece, merged
from onrecord.text.terms import words

FIRST = "The night gate on pier nine must stay shut until the pumps have been tested.\n"
SECOND = "Nobody has seen the report that the divers wrote about the lower valves.\n"
THIRD = "I will ask the harbour board for the key on Thursday morning.\n"


def _text(copies: list[str]) -> str:
    return "".join(piece.text for piece in merged(copies))


def test_a_message_quoted_once_is_its_copy() -> None:
    assert merged([FIRST + SECOND]) == (Piece(FIRST + SECOND, 0),)


def test_a_copy_of_the_same_words_adds_nothing() -> None:
    assert merged([FIRST + SECOND, (FIRST + SECOND).replace("\n", " ")]) == (
        Piece(FIRST + SECOND, 0),
    )


def test_the_end_that_only_another_copy_kept_is_put_at_the_end() -> None:
    assert merged([FIRST + SECOND, SECOND + THIRD]) == (Piece(FIRST + SECOND, 0), Piece(THIRD, 1))


def test_the_beginning_that_only_another_copy_kept_is_put_at_the_beginning() -> None:
    assert merged([SECOND + THIRD, FIRST + SECOND]) == (Piece(FIRST, 1), Piece(SECOND + THIRD, 0))


def test_what_one_left_out_in_the_middle_stands_in_the_middle() -> None:
    assert merged([FIRST + THIRD, FIRST + SECOND + THIRD]) == (
        Piece(FIRST, 0),
        Piece(SECOND, 1),
        Piece(THIRD, 0),
    )


def test_where_copies_begin_otherwise_it_cannot_be_told_which_comes_first() -> None:
    assert merged([FIRST + THIRD, SECOND + THIRD]) == (Piece(FIRST + THIRD, 0),)


def test_three_copies_make_one_text() -> None:
    assert _text([FIRST, FIRST + SECOND, SECOND + THIRD]) == FIRST + SECOND + THIRD


def test_other_words_in_the_same_place_are_a_difference_and_are_not_merged() -> None:
    changed = FIRST.replace("must stay shut until", "may be opened as soon as ever")
    assert merged([FIRST + SECOND, changed + SECOND]) == (Piece(FIRST + SECOND, 0),)


def test_a_few_words_more_are_a_difference_and_are_not_merged() -> None:
    longer = FIRST.replace("must stay", "must not ever stay")
    assert merged([FIRST + SECOND, longer + SECOND]) == (Piece(FIRST + SECOND, 0),)


def test_a_copy_that_shares_nothing_is_left_alone() -> None:
    assert merged([FIRST, THIRD]) == (Piece(FIRST, 0),)


LINES = st.lists(
    st.sampled_from([FIRST, SECOND, THIRD, "Yes.\n", "\n", "pier nine – (sic)\n"]), max_size=5
)


@given(st.lists(LINES.map("".join), min_size=1, max_size=4))
def test_the_leading_copy_is_all_there_in_its_order(copies: list[str]) -> None:
    pieces = merged(copies)
    leading = "".join(piece.text for piece in pieces if piece.copy == 0)
    assert words(leading) == words(copies[0])
    for piece in pieces:
        assert " ".join(words(piece.text)) in " ".join(words(copies[piece.copy]))
