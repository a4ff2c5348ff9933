"""Letters of one mould are told from letters that only end alike, and letters from their copies."""

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.duplicates.mould import Likeness, Pair, likeness, moulds
from onrecord.duplicates.one_sending import Sending, letters_sent

_TEXT = list(range(100, 160))
_FOOTER = list(range(500, 560))


def _remark(number: int, words: int = 12) -> list[int]:
    return list(range(1000 * (number + 1), 1000 * (number + 1) + words))


def test_letters_that_differ_in_slots_are_of_one_mould() -> None:
    here = [1, 2, *_TEXT[:20], 3, *_TEXT[20:]]
    there = [1, 4, *_TEXT[:20], 5, 6, *_TEXT[20:]]
    assert likeness(here, there) is Likeness.MOULD


def test_a_sentence_put_in_leaves_the_mould() -> None:
    assert likeness(_TEXT, [*_TEXT[:30], *_remark(1), *_TEXT[30:]]) is Likeness.MOULD


def test_letters_of_other_words_above_one_footer_begin_unlike() -> None:
    found = likeness([*_remark(1), *_FOOTER], [*_remark(2), *_FOOTER])
    assert found is Likeness.UNLIKE_BEGINNINGS


def test_a_name_before_the_same_words_is_a_brief_beginning() -> None:
    assert likeness([1, 2, *_TEXT], [3, 4, *_TEXT]) is Likeness.BRIEF_BEGINNINGS


def test_few_shared_words_are_no_mould() -> None:
    assert likeness(_TEXT[:12], _TEXT[:12]) is Likeness.NONE
    assert likeness([*_TEXT, *_remark(1, 200)], [*_TEXT, *_remark(2, 200)]) is Likeness.NONE


def test_a_crowd_above_one_footer_is_no_mailing() -> None:
    letters = [[*_remark(number), *_FOOTER] for number in range(8)]
    assert moulds(_all_pairs(letters)) == []


def test_a_letter_that_begins_with_a_sentence_of_its_own_is_still_of_the_mailing() -> None:
    letters = [[1, 10 + number, *_TEXT] for number in range(8)] + [[*_remark(9), *_TEXT]]
    assert moulds(_all_pairs(letters)) == [list(range(9))]


def test_letters_that_differ_in_the_name_alone_are_a_mailing() -> None:
    letters = [[10 + number, *_TEXT] for number in range(6)]
    assert moulds(_all_pairs(letters)) == [list(range(6))]


_MIXED = [[1, 10 + number, *_TEXT] for number in range(5)] + [
    [*_remark(number), *_FOOTER] for number in range(2)
]


@given(st.randoms(use_true_random=False))
def test_moulds_do_not_depend_on_the_order_of_pairs(chance: random.Random) -> None:
    pairs = _all_pairs(_MIXED)
    chance.shuffle(pairs)
    assert moulds(pairs) == [list(range(5))]


@given(*[st.lists(st.integers(0, 9), max_size=80)] * 2)
def test_any_two_letters_can_be_held_against_each_other(one: list[int], other: list[int]) -> None:
    assert likeness(one, other) in Likeness


def _all_pairs(letters: list[list[int]]) -> list[Pair]:
    return [
        Pair(here, there, likeness(letters[here], letters[there]))
        for here in range(len(letters))
        for there in range(here + 1, len(letters))
    ]


_BOTH = frozenset({"ana@port.example", "bo@port.example"})
_LIST = frozenset({"all@port.example"})


def test_copies_of_a_letter_to_named_people_are_one_letter() -> None:
    assert letters_sent([Sending(3600, _BOTH, printed=False)] * 6) == 1


def test_a_letter_to_a_list_counts_for_each_mailbox_it_lies_in() -> None:
    assert letters_sent([Sending(3600, _LIST, printed=False)] * 6) == 6


def test_a_page_released_again_and_again_is_one_letter() -> None:
    assert letters_sent([Sending(None, frozenset(), printed=True)] * 5) == 1


def test_letters_of_other_days_or_to_others_are_others() -> None:
    days = [Sending(86_400 * day, _BOTH, printed=True) for day in range(3)]
    people = [Sending(0, frozenset({f"p{n}@port.example"}), printed=True) for n in range(3)]
    assert letters_sent([*days, *people]) == 6
