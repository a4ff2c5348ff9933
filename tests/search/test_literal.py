"""A pattern finds words in a row in ASCII text exactly where reading word by word does."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.likeness import Places
from onrecord.search.literal import literal, literal_spans
from onrecord.search.query import Fuzzy, Near, Prefix, Stem, Word, Words
from onrecord.text.terms import terms

_WORDS = st.sampled_from(["a", "b", "ab", "abb", "7", "b7"])
_ASKED: st.SearchStrategy[Word] = st.one_of(_WORDS, _WORDS.map(Prefix))
_TEXTS = st.text("aAbB7 _-.'\n", max_size=60)


def _by_word(text: str, asked: tuple[Word, ...]) -> set[tuple[int, int]]:
    tokens = terms(text)
    runs = Places(token.text for token in tokens).phrase(asked)
    return {(tokens[run[0]].start, tokens[run[-1]].end) for run in runs}


@given(_TEXTS, st.lists(_ASKED, min_size=1, max_size=3).map(tuple))
def test_the_pattern_finds_what_reading_word_by_word_finds(
    text: str, asked: tuple[Word, ...]
) -> None:
    pattern = literal(Words(asked))
    assert pattern is not None
    assert set(literal_spans(text.lower(), pattern)) == _by_word(text, asked)


def test_words_in_a_row_are_found_where_they_overlap() -> None:
    pattern = literal(Words(("ho", "ho")))
    assert pattern is not None
    assert list(literal_spans("ho, ho, ho", pattern)) == [(0, 6), (4, 10)]


def test_likeness_distance_and_other_letters_are_left_to_reading_word_by_word() -> None:
    for leaf in (
        Words((Fuzzy("gate", 1),)),
        Words((Stem("gates"),)),
        Words(("gate", "fault"), slop=2),
        Words(("straße",)),
        Words(()),
        Near(("gate",), ("fault",), 5),
    ):
        assert literal(leaf) is None
