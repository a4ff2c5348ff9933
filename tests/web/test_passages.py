"""A text becomes blocks: own words plain, the letters it quotes each under one label."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.pipeline.showing.views import QuotedView
from onrecord.recovered.altered import Change
from onrecord.text.passage import BodyText, Origin, Passage
from onrecord.web.passages import ShownBody, Surviving, open_letters, shown_body

OWN, QUOTED, FORWARDED = Origin.OWN, Origin.QUOTED, Origin.FORWARDED
NOTHING = Surviving()


def body(*pieces: tuple[Origin, int, str]) -> BodyText:
    """Put passages of these origins and letters one after the other."""
    text, passages = "", []
    for origin, letter, words in pieces:
        passages.append(
            Passage(origin, len(text), len(text) + len(words), int(letter > 0), letter=letter)
        )
        text += words
    return BodyText(text, tuple(passages))


def words(shown: ShownBody) -> list[str]:
    """Return the text of each block."""
    return [
        "|".join(
            "".join(run.text for stretch in item.stretches for run in stretch.runs)
            for item in block.passages
        )
        for block in shown.blocks
    ]


def test_a_mark_across_two_passages_is_marked_in_both() -> None:
    """Marks are spans of the whole text; passages are cut from it."""
    shown = shown_body(body((OWN, 0, "one "), (QUOTED, 1, "two")), [(2, 6)], NOTHING)
    marked = [
        [
            run.text
            for item in block.passages
            for s in item.stretches
            for run in s.runs
            if run.marked
        ]
        for block in shown.blocks
    ]
    assert marked == [["e"], ["tw"]]


def test_blank_lines_around_a_passage_go_and_indentation_stays() -> None:
    """The first line's indentation may be a table or a poem."""
    assert words(shown_body(body((OWN, 0, "\n\n   indented\n\n")), (), NOTHING)) == ["   indented"]


def test_blank_passages_are_left_out() -> None:
    """There is nothing to read in them."""
    assert shown_body(body((OWN, 0, " \n")), (), NOTHING).blocks == ()


def test_what_is_not_shown_of_a_long_text_is_counted() -> None:
    """Nothing silent: the page tells how much more there is."""
    text = body((OWN, 0, "a" * 12), (QUOTED, 1, "a" * 18))
    shown = shown_body(text, (), NOTHING, longest=10)
    assert words(shown) == ["a" * 10] and shown.left_out == 20


def test_the_passages_of_a_letter_in_a_row_are_one_block() -> None:
    """Its reply header, its text and its signature fold as one."""
    header = Passage(QUOTED, 0, 3, 1, "Nora Lind", letter=1, header=True)
    text = Passage(QUOTED, 3, 6, 1, "Nora Lind", letter=1)
    signature = Passage(Origin.SIGNATURE, 6, 9, 1, letter=1)
    shown = shown_body(BodyText("aa\nbb\ncc\n", (header, text, signature)), (), NOTHING)
    assert words(shown) == ["aa|bb|cc"]
    assert shown.blocks[0].passage == text


def test_a_letter_cut_apart_by_answers_keeps_its_label_and_its_places() -> None:
    """Reading order is the sender's: each piece stands where it was answered."""
    text = body((QUOTED, 1, "one?\n"), (OWN, 0, "yes\n"), (QUOTED, 1, "two?\n"), (OWN, 0, "no\n"))
    shown = shown_body(text, (), NOTHING)
    assert words(shown) == ["one?", "yes", "two?", "no"]
    told = [(b.number, b.letter.blocks) for b in shown.blocks if b.letter]
    assert told == [(1, 2), (2, 2)]
    assert all(block.open for block in shown.blocks)


def test_searched_words_unfold_the_block_they_stand_in_and_no_other() -> None:
    """A reader who came from a search sees what was found."""
    text = body((OWN, 0, "see below\n"), (QUOTED, 1, "harbour\n"), (QUOTED, 2, "quay\n"))
    shown = shown_body(text, [(10, 17)], NOTHING)
    assert [block.open for block in shown.blocks] == [True, True, False]


def test_changed_words_are_marked_in_their_own_letter_only() -> None:
    """Spans are of the whole text, and belong to one letter."""
    text = body((QUOTED, 1, "final\n"), (QUOTED, 2, "sheets\n"))
    known = QuotedView(1, "quoted", 1, "", "", "", "", "", 1, "m/a", "its words", "", ())
    changed = Change("draft", "final\nsheets", 0, 5, 0, 12)
    views = Surviving(
        [QuotedView(*(getattr(known, f) for f in known.__struct_fields__[:-1]), (changed,))]
    )
    shown = shown_body(text, (), views)
    told = [
        [s.altered for item in block.passages for s in item.stretches] for block in shown.blocks
    ]
    assert told == [[1], [0]]


def test_letters_fold_below_own_words() -> None:
    """The answer comes first; what it answers is one step away."""
    assert open_letters([(OWN, 0), (QUOTED, 1), (QUOTED, 2)]) == frozenset()
    assert open_letters([(QUOTED, 1), (OWN, 0)]) == frozenset()


def test_the_first_letter_is_open_where_nothing_else_is_said() -> None:
    """A page is not to look empty; a signature says nothing."""
    assert open_letters([(QUOTED, 1), (QUOTED, 2), (Origin.SIGNATURE, 0)]) == {1}


def test_forwarded_letters_are_open() -> None:
    """They are what the message was sent for."""
    assert open_letters([(OWN, 0), (FORWARDED, 1), (QUOTED, 2)]) == {1}


def test_answered_pieces_are_open_and_the_rest_of_their_letter_too() -> None:
    """Between answers the question must be read; a deeper letter below the last answer folds."""
    places = [(OWN, 0), (QUOTED, 1), (OWN, 0), (QUOTED, 1), (QUOTED, 2)]
    assert open_letters(places) == {1}


@given(st.lists(st.tuples(st.sampled_from(list(Origin)), st.integers(0, 3)), max_size=12))
def test_no_word_is_lost_in_blocks(kinds: list[tuple[Origin, int]]) -> None:
    """Whatever the passages are, the blocks hold all of them in order."""
    text = body(*((origin, letter, f"w{at}\n") for at, (origin, letter) in enumerate(kinds)))
    told = "|".join(words(shown_body(text, (), NOTHING)))
    assert told == "|".join(f"w{at}" for at in range(len(kinds)))
