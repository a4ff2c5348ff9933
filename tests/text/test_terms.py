"""Words: folded alike everywhere, with offsets into the text as given."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.terms import fold, index_form, terms, words


def test_case_and_accents_are_folded() -> None:
    assert words("THÉRIAULT, Straße; naïve ﬁling") == ("theriault", "strasse", "naive", "filing")


def test_letters_written_in_two_ways_are_one_word() -> None:
    assert words("cafe\u0301") == words("café") == ("cafe",)


def test_underscores_dots_and_at_signs_part_words() -> None:
    assert words("ana_ruiz@port.example") == ("ana", "ruiz", "port", "example")


def test_every_chinese_character_is_a_word_so_that_phrases_find_them() -> None:
    assert words("会议 notes") == ("会", "议", "notes")


def test_offsets_are_of_the_text_as_given() -> None:
    text = "Die Straße — naïve!"
    found = {term.text: text[term.start : term.end] for term in terms(text)}
    assert found == {"die": "Die", "strasse": "Straße", "naive": "naïve"}


@given(st.text())
def test_what_an_engine_splits_is_what_we_split(text: str) -> None:
    """Cutting the index form at everything that is no letter or digit gives our words."""
    assert words(index_form(text)) == words(text)


@given(st.text())
def test_terms_stand_in_order_inside_the_text(text: str) -> None:
    last = 0
    for term in terms(text):
        assert 0 <= term.start < term.end <= len(text)
        assert term.start >= last or term.end == last
        last = term.end if term.end > last else last
        assert term.text == fold(term.text)
