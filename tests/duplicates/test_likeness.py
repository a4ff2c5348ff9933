"""One letter with other headers, near copies, mailings: told by words, the same in any order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.duplicates.differences import differences
from onrecord.duplicates.resemblance import FAINT, NEAR, families, resembling
from onrecord.duplicates.same_letter import letter_key, one_letter
from onrecord.duplicates.template import template
from onrecord.message.parse import parse
from onrecord.text.prints import prints
from onrecord.text.wording import word_numbers

WORDS = [f"word{number}" for number in range(400)]


def _families(texts: list[str], least: float, fewest: int) -> set[frozenset[str]]:
    pairs = resembling(prints(word_numbers(texts)), len(texts))
    return {frozenset(texts[at] for at in group) for group in families(pairs, least, fewest)}


def _mould(name: int) -> str:
    return " ".join([*WORDS[:60], f"name{name}", *WORDS[60:110], f"sum{name}"])


def test_letters_of_one_mould_are_one_family() -> None:
    letters = [_mould(number) for number in range(7)]
    others = [" ".join(WORDS[at : at + 80]) for at in (150, 240)]
    assert _families([*letters, *others], FAINT, 5) == {frozenset(letters)}


def test_short_letters_resemble_nothing() -> None:
    assert _families(["thanks and see you on tuesday at the pier then"] * 9, FAINT, 5) == set()


def test_near_copies_differ_in_few_words() -> None:
    first = " ".join(WORDS[:200])
    second = first.replace("word77 ", "word77x ")
    assert _families([first, second, " ".join(WORDS[100:300])], NEAR, 2) == {
        frozenset({first, second})
    }


def test_a_crowd_of_twenty_thousand_is_held_against_few() -> None:
    letters = [_mould(number) for number in range(20_000)]
    pairs = resembling(prints(word_numbers(letters)), len(letters))
    assert len(pairs[0]) < 200_000
    (family,) = families(pairs, FAINT, 5)
    assert (
        len(family) > 19_950
    )  # prints are a sample: of one letter in thousands they may be too few


@given(st.permutations(range(12)))
def test_families_do_not_depend_on_the_order_of_letters(order: list[int]) -> None:
    letters = [
        _mould(n) if n < 7 else " ".join(WORDS[150 + 9 * n : 230 + 9 * n]) for n in range(12)
    ]
    assert _families([letters[at] for at in order], FAINT, 5) == _families(letters, FAINT, 5)


@given(st.lists(st.lists(st.sampled_from(WORDS[:9]), max_size=60), max_size=12))
def test_any_letters_can_be_held_against_one_another(said: list[list[str]]) -> None:
    left, right, share = resembling(prints(word_numbers([" ".join(t) for t in said])), len(said))
    assert np.all((share >= FAINT) & (share <= 1.0))
    assert np.all(left < right)


def test_the_same_words_subject_and_sender_make_one_letter_key() -> None:
    words = word_numbers(["the gate on pier nine is shut"])[0]
    assert letter_key(words, "gate", "ana") == letter_key(words, "gate", "ana") != 0
    assert letter_key(words, "gate", "bo") != letter_key(words, "gate", "ana")
    assert letter_key(word_numbers(["yes"])[0], "gate", "ana") == 0


def test_a_missing_date_is_no_other_date() -> None:
    assert one_letter(None, 5) and one_letter(0, 3600)
    assert not one_letter(0, 30 * 3600)


def test_recipients_that_one_copy_hides_are_a_finding() -> None:
    here = parse(b"From: ana@port.example\nTo: bo@port.example\nX-Via: a\n\nYes.\n")
    there = parse(
        b"From: ana@port.example\nTo: Bo <BO@port.example>\nBcc: cy@port.example\n\nYes.\n"
    )
    found = differences(here, there)
    assert found.only_there == (("bcc", "cy@port.example"),)
    assert found.only_here == ()
    assert [item.name for item in found.fields] == ["to", "bcc"]
    assert found.routing == 1


def test_a_template_has_fixed_words_and_slots_with_their_values() -> None:
    slots = template(["Dear Ada, the fee is 10 crowns.", "Dear Ben, the fee is 12 crowns."])
    assert [slot.fixed or slot.values for slot in slots] == [
        "Dear",
        ("Ada", "Ben"),
        "the fee is",
        ("10", "12"),
        "crowns",
    ]


@given(st.lists(st.text(alphabet="ab \n.", max_size=60), max_size=5))
def test_no_letters_break_a_template(texts: list[str]) -> None:
    template(texts)
