"""Words as numbers: equal words have equal numbers, whatever stands around them, and how many at a time."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.body import BodyText
from onrecord.text.passage import Origin, Passage
from onrecord.text.terms import words
from onrecord.text.wording import MOST_WORDS, word_numbers, wordings

TEXTS = st.lists(st.text("abcXYZ019 .,-_\n\té日ßﬁ'\u00ad\u0301", max_size=40), max_size=6)


@given(TEXTS)
def test_each_word_has_its_number_whatever_stands_beside_it(texts: list[str]) -> None:
    alone = [b"".join(word_numbers(list(words(text)))) for text in texts]
    assert word_numbers(texts) == alone


def test_case_accents_marks_and_wrapping_make_no_other_number() -> None:
    first, second = word_numbers(["The café, on pier nine", "the\nCAFE on (pier)  NINE!"])
    assert first == second
    assert len(first) == 2 * 5


def test_another_word_has_another_number() -> None:
    first, second = word_numbers(["pier nine", "pier mine"])
    assert first[:2] == second[:2]
    assert first[2:] != second[2:]


def test_words_made_of_the_same_letters_differ_by_their_order() -> None:
    assert len(set(word_numbers(["stop", "pots", "tops", "opts", "spot", "post"]))) == 6


def test_texts_without_words_have_no_numbers() -> None:
    assert word_numbers(["", " -- ", "\n"]) == [b"", b"", b""]
    assert word_numbers([]) == []


def test_a_text_larger_than_what_is_numbered_at_once_reads_like_a_small_one() -> None:
    once = word_numbers(["the gate on pier nine "])[0]
    assert word_numbers(["the gate on pier nine " * 9000])[0] == once * 9000


def test_the_words_of_a_text_beyond_the_bound_are_left_out() -> None:
    text = "gate " * (MOST_WORDS + 50)
    half = len(text) // 2 // 5 * 5
    passages = (Passage(Origin.OWN, 0, half), Passage(Origin.QUOTED, half, len(text), letter=1))
    (said,) = wordings([BodyText(text, passages)])
    assert sum(len(item.numbers) for item in said.passages) == 2 * MOST_WORDS


def test_the_lines_of_a_reply_header_are_nobodys_words() -> None:
    text = "Yes.\nAna wrote:\n> Shall we?\n"
    passages = (
        Passage(Origin.OWN, 0, 5),
        Passage(Origin.QUOTED, 5, 16, 1, "Ana", letter=1, header=True),
        Passage(Origin.QUOTED, 16, len(text), 1, "Ana", letter=1),
    )
    (said,) = wordings([BodyText(text, passages)])
    assert [(item.letter, item.numbers) for item in said.passages] == [
        (0, word_numbers(["yes"])[0]),
        (1, word_numbers(["shall we"])[0]),
    ]
    assert [(item.author, item.start, item.end) for item in said.letters] == [("Ana", 5, len(text))]
