"""Stems: the forms of one word share one, and every form begins with the letters said of its stem."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.stemming import beginning, stems
from onrecord.text.terms import words

_ENDINGS = (
    "s es ed ing ingly edly ly ness ful fulness ation ational ations ator alism aliti iviti biliti "
    "ize izer izes ement ment ments ence ences ance able ible y ies ied ying e ee eed ous ously ic "
    "ical icate ative alize sses us ss iv ive bli bly ogi ogist enci entli ion tion sion er ers est"
).split()


def test_the_forms_of_a_word_share_a_stem() -> None:
    assert len(set(stems(["close", "closed", "closes", "closing"]))) == 1
    assert stems(["gate", "gates"]) == ["gate", "gate"]
    assert stems(["2015", "会", "é", "x"]) == ["2015", "会", "é", "x"]


@given(st.lists(st.text(max_size=12), max_size=5))
def test_every_word_of_any_script_has_one_stem(texts: list[str]) -> None:
    spoken = [word for text in texts for word in words(text)]
    assert len(stems(spoken)) == len(spoken)


@given(
    st.text(alphabet="abdegilnoprstvyz", min_size=1, max_size=6),
    st.lists(st.sampled_from(_ENDINGS), max_size=2),
)
def test_every_word_begins_with_the_letters_said_of_its_stem(
    start: str, endings: list[str]
) -> None:
    word = start + "".join(endings)
    assert word.startswith(beginning(stems([word])[0]))


def test_even_words_with_stems_of_their_own_do() -> None:
    own = (
        "skis skies dying lying tying idly gently ugly early only singly sky news howe atlas cosmos "
        "bias andes inning outing canning herring earring proceed exceed succeed hoping happily "
        "untying belying tyings"
    ).split()
    for word, stem in zip(own, stems(own), strict=True):
        assert word.startswith(beginning(stem)), (word, stem)
