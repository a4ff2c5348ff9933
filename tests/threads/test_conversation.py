"""Conversations: every message in its place, missing ones too, whatever the headers say."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.threads.conversation import Letter, conversation


def _letter(key: int, name: str, *references: str, answers: tuple[str, ...] = ()) -> Letter:
    return Letter(key, name, references, answers, key)


def _drawn(letters: list[Letter]) -> list[str]:
    return [
        f"{'  ' * e.depth}{e.message_id if e.key else e.message_id + '?'}"
        for e in conversation(letters)
    ]


def test_answers_stand_below_what_they_answer_older_first() -> None:
    letters = [
        _letter(3, "c", "a", answers=("a",)),
        _letter(1, "a"),
        _letter(2, "b", "a", answers=("a",)),
        _letter(4, "d", "a", "b"),
    ]
    assert _drawn(letters) == ["a", "  b", "    d", "  c"]


def test_a_missing_message_keeps_its_place_and_its_answers_together() -> None:
    letters = [_letter(1, "b", "gone"), _letter(2, "c", "gone")]
    assert _drawn(letters) == ["gone?", "  b", "  c"]


def test_all_of_references_counts_not_the_last_alone() -> None:
    letters = [_letter(1, "a"), _letter(2, "d", "a", "gone", "gone too")]
    assert _drawn(letters) == ["a", "  gone?", "    gone too?", "      d"]


def test_each_edge_says_on_what_it_stands() -> None:
    entries = conversation([_letter(1, "a"), _letter(2, "b", answers=("a",)), _letter(3, "c", "b")])
    assert [entry.evidence for entry in entries] == ["", "In-Reply-To", "References"]


def test_two_versions_of_one_letter_stand_side_by_side() -> None:
    entries = conversation([_letter(1, "a"), _letter(2, "a")])
    assert [(entry.key, entry.depth) for entry in entries] == [(1, 0), (2, 0)]
    assert entries[1].evidence == "the same Message-ID"


def test_a_circle_of_references_is_broken_and_nothing_lost() -> None:
    letters = [_letter(1, "a", "b"), _letter(2, "b", "a"), _letter(3, "c", "c")]
    assert sorted(entry.key or 0 for entry in conversation(letters)) == [1, 2, 3]


def test_a_thread_of_twenty_thousand_answers_is_walked_without_recursion() -> None:
    letters = [_letter(1, "m1")]
    letters += [_letter(n, f"m{n}", f"m{n - 1}") for n in range(2, 20_001)]
    entries = conversation(letters)
    assert len(entries) == 20_000
    assert entries[-1].depth == 19_999


_names = st.sampled_from(["a", "b", "c", "d", "e", ""])
_letters = st.lists(
    st.tuples(
        _names, st.lists(_names.filter(bool), max_size=4), st.lists(_names.filter(bool), max_size=2)
    ),
    max_size=8,
)


@given(_letters)
def test_every_letter_stands_exactly_once(drawn: list[tuple[str, list[str], list[str]]]) -> None:
    letters = [
        Letter(n, name, tuple(refs), tuple(to), n) for n, (name, refs, to) in enumerate(drawn, 1)
    ]
    keys = [entry.key for entry in conversation(letters) if entry.key is not None]
    assert sorted(keys) == [letter.key for letter in letters]
