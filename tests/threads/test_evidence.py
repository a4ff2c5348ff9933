"""On what a message is said to answer another: base subjects, Thread-Index, people and time."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.threads.base_subject import base_subject
from onrecord.threads.by_subject import Headed, answered_by_subject
from onrecord.threads.conversation import Letter, conversation
from onrecord.threads.thread_index import ancestors, conversation_of, read_thread_index


@pytest.mark.parametrize(
    ("subject", "base", "answers", "forwards"),
    [
        ("Night gate", "night gate", False, False),
        ("Re: Night gate", "night gate", True, False),
        ("RE: AW: [port] Re[2]: Night gate", "night gate", True, False),
        ("Fwd: Night gate", "night gate", True, True),
        ("WG: Night gate", "night gate", True, True),
        ("Re: Fwd: Night gate", "night gate", True, False),
        ("[port] Night gate", "night gate", False, False),
        ("Re: [PATCH v2 1/3] Night gate", "[patch v2 1/3] night gate", True, False),
        ("Night gate (fwd)", "night gate", True, True),
        ("回复：Night gate", "night gate", True, False),
        ("", "", False, False),
        ("Re:", "", True, False),
    ],
)
def test_the_base_subject_is_what_is_left_without_leaders(
    subject: str, base: str, answers: bool, forwards: bool
) -> None:
    found = base_subject(subject)
    assert (found.text, found.answers, found.forwards) == (base, answers, forwards)


@given(st.text())
def test_every_subject_has_a_base(subject: str) -> None:
    assert len(base_subject(subject).text) <= 3 * len(subject[:1000])


def _index(*steps: int) -> str:
    return base64.b64encode(bytes(22) + b"".join(bytes([step] * 5) for step in steps)).decode()


def test_a_thread_index_names_its_conversation_and_the_answers_above_it() -> None:
    index = read_thread_index(_index(1, 2))
    assert index is not None
    assert ancestors(index) == [index[:-10], index[:-20]]
    assert conversation_of(index) == index[:44]
    assert ancestors(conversation_of(index)) == []


@pytest.mark.parametrize("value", ["", "no index", "AAAA", base64.b64encode(bytes(23)).decode()])
def test_what_is_no_thread_index_is_none(value: str) -> None:
    assert read_thread_index(value) is None


def _headed(key: int, sent: int, sender: str, *to: str, answers: bool = True) -> Headed:
    people = frozenset({sender, *to})
    return Headed(key, f"m/{key}", "night gate", answers, sent, frozenset({sender}), people)


START = _headed(1, 0, "ana", "bo", answers=False)


def test_a_reply_between_the_same_people_soon_after_answers_by_subject() -> None:
    assert answered_by_subject(_headed(2, 3600, "bo", "ana"), [START]) == 1


def test_the_subject_alone_joins_nobody() -> None:
    assert answered_by_subject(_headed(2, 3600, "cy", "dot"), [START]) is None


def test_a_subject_begun_twice_joins_nobody() -> None:
    again = _headed(3, 60, "ana", "bo", answers=False)
    assert answered_by_subject(_headed(2, 3600, "bo", "ana"), [START, again]) is None


def test_months_later_is_another_conversation() -> None:
    assert answered_by_subject(_headed(2, 90 * 86400, "bo", "ana"), [START]) is None


def test_other_evidence_places_a_letter_whose_headers_name_nobody_here() -> None:
    letters = [
        Letter(1, "a", (), (), 1),
        Letter(2, "b", (), (), 2, parent=1, evidence="quoted words"),
        Letter(3, "c", ("gone",), (), 3, parent=1, evidence="quoted words"),
        Letter(4, "d", ("b",), (), 4, parent=1, evidence="quoted words"),
    ]
    told = [(entry.key, entry.depth) for entry in conversation(letters) if entry.key]
    assert told == [(1, 0), (2, 1), (4, 2), (3, 1)]


def test_letters_that_quote_one_another_in_a_circle_are_all_shown() -> None:
    letters = [
        Letter(1, "", (), (), 1, parent=2, evidence="quoted words"),
        Letter(2, "", (), (), 2, parent=1, evidence="quoted words"),
    ]
    assert sorted(entry.key or 0 for entry in conversation(letters)) == [1, 2]
