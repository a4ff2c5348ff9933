"""A quotation can be exact and cut unfairly: the report shows what stands around it."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.check.report import Checked
from onrecord.check.surroundings import surroundings

Check = Callable[..., Checked]
STORY = "“the north pier is safe for the winter,” Ana Brook wrote."


def test_the_sentences_beside_the_words_are_shown(check_one: Check) -> None:
    """One before, the rest of its own, and one after."""
    mail = "Too far. I looked. Well, the north pier is safe for the winter by now. We met. More."
    around = check_one(STORY, mail).evidence[0].around
    assert (around.before, around.after) == ("I looked. Well,", "by now. We met.")


@pytest.mark.parametrize(
    ("mail", "told"),
    [
        ("I do not think the north pier is safe for the winter.", "begins: “I do not think”"),
        ("Leo, they say the north pier is safe for the winter.", "begins: “Leo, they say”"),
        ("If the north pier is safe for the winter, good.", "begins: “If”"),
        (
            "Well, the north pier is safe for the winter, but only just.",
            "goes on: “, but only just.”",
        ),
        (
            "Well, the north pier is safe for the winter unless it snows.",
            "goes on: “unless it snows.”",
        ),
        ("It is not the north pier is safe for the winter.", "and"),
    ],
)
def test_a_qualifier_cut_off_is_told(check_one: Check, mail: str, told: str) -> None:
    """At either end, within the same sentence."""
    assert told in " ".join(check_one(STORY, mail).context.sentences)


def test_a_qualifier_of_another_sentence_is_not(check_one: Check) -> None:
    """A full stop before or behind the words ends what can be cut off."""
    mail = "I think not. Well, the north pier is safe for the winter. But snow may come."
    said = " ".join(check_one(STORY, mail).context.sentences)
    assert "begins" not in said
    assert "goes on" not in said


def test_other_places_are_listed_earliest_first(check_one: Check, letter: Any, people: Any) -> None:
    """The best evidence stays first; the order in time is told beside it."""
    words = "Well, the north pier is safe for the winter."
    found = check_one(
        STORY,
        letter(words, day=9, permalink="m/ana"),
        letter(words, day=3, from_=people["leo"], permalink="m/leo"),
    )
    assert found.evidence[0].permalink == "m/ana"
    assert found.context.in_order == ("m/leo", "m/ana")
    assert (
        "2 messages listed here hold them; the earliest of these is m/leo, dated 2023-05-03."
        in found.context.sentences
    )


def test_earlier_is_earlier_in_any_zone(check_one: Check, letter: Any) -> None:
    """Half past nine in the east comes before half past nine in the west."""
    words = "Well, the north pier is safe for the winter."
    found = check_one(
        STORY, letter(words, zone=-7, permalink="m/west"), letter(words, zone=2, permalink="m/east")
    )
    assert found.context.in_order == ("m/east", "m/west")


@given(st.text('a.! \n>"', max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_no_text_breaks_what_is_shown(text: str, one: int, other: int) -> None:
    """Whatever the text and the span."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = surroundings(text, start, end, None)
    assert len(found.before) <= 300
    assert len(found.after) <= 300
