"""A quoted copy is altered where a word was changed, dropped or added; not where it was cut or wrapped."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.recovered.altered import changes, of_another_version

LETTER = (
    "I do not think that we should publish the report before the board has met on Tuesday.\n"
    "It is long, and nobody has read it.\n"
    "See you there, then, at the usual place by the old ferry."
)


def _told(copy: str) -> list[tuple[str, str]]:
    return [(item.original, item.copy) for item in changes(LETTER, copy)]


def test_a_dropped_not_is_an_alteration() -> None:
    assert _told(LETTER.replace("do not think", "do think")) == [("not", "")]


def test_a_changed_word_is_an_alteration_at_the_end_too() -> None:
    assert _told("publish the report before the board has met on Monday.") == [
        ("Tuesday", "Monday")
    ]


def test_an_added_word_is_an_alteration() -> None:
    assert _told(LETTER.replace("should publish", "should never publish")) == [("", "never")]


def test_a_changed_first_word_is_an_alteration() -> None:
    assert _told("We do not think that we should publish the report") == [("I", "We")]


def test_lines_left_out_make_a_shorter_quotation_no_altered_one() -> None:
    assert _told(LETTER.replace("It is long, and nobody has read it.\n", "")) == []
    assert _told("we should publish the report before the board has met on Tuesday.") == []


def test_lines_put_in_between_are_an_answer_without_a_mark() -> None:
    answered = LETTER.replace("It is long", "Why Tuesday and not today?\nIt is long")
    assert _told(answered) == []


def test_wrapping_case_marks_and_accents_are_no_difference() -> None:
    assert _told(LETTER.upper().replace(" ", "\n")) == []
    assert changes("Zoë said “no” to the café.", "Zoe said no to the cafe") == ()


def test_a_word_broken_in_two_is_the_same_word() -> None:
    assert _told(LETTER.replace("publish", "pub-\nlish")) == []


def test_another_text_is_no_alteration() -> None:
    assert _told("Nothing of the kind stands in here, and never did.") == []


def test_spans_point_into_both_texts() -> None:
    (change,) = changes(LETTER, LETTER.replace("Tuesday", "Friday"))
    assert LETTER[change.original_start : change.original_end] == "Tuesday"
    assert LETTER.replace("Tuesday", "Friday")[change.copy_start : change.copy_end] == "Friday"


def test_words_that_stand_so_elsewhere_in_the_letter_are_not_changed() -> None:
    copy = LETTER.replace("nobody has read it", "nobody but Ana has read it")
    assert changes(LETTER, copy)
    assert changes(LETTER, copy, LETTER + "\n> It is long, and nobody but Ana has read it.\n") == ()


def test_a_word_that_opens_a_copy_stands_by_chance_elsewhere() -> None:
    original = (
        "I thank you for the seven pages on the old pier. Later on\nthe report came out at last."
    )
    assert changes(original, "I said that the report came out at last.") == ()


def test_a_rewritten_web_address_is_no_changed_word() -> None:
    said = "Please read http://port.example/~ana/tides before the board meets next Tuesday."
    assert changes(said, said.replace("~ana", "%7Eana")) == ()


def test_another_checksum_of_a_patch_names_another_version() -> None:
    patch = (
        "diff --git a/tide.c b/tide.c\nindex 0aa02eb18bd3..{} 100644\n--- a/tide.c\n+++ b/tide.c"
    )
    copy = patch.format("8fa3e0ff3671")
    found = changes(patch.format("dabdcca58969"), copy)
    assert of_another_version(found, copy)
    assert not of_another_version(changes(LETTER, LETTER.replace("not ", "")), LETTER)


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_two_texts_break_the_comparison_and_spans_hold(original: str, copy: str) -> None:
    for change in changes(original, copy):
        assert original[change.original_start : change.original_end] == change.original
        assert copy[change.copy_start : change.copy_end] == change.copy


@given(st.lists(st.sampled_from("gate pier board report tide ferry".split()), max_size=40))
def test_a_text_is_no_alteration_of_itself(said: list[str]) -> None:
    assert changes(" ".join(said), "\n".join(said)) == ()
