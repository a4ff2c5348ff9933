"""Which message a quoted letter was taken from: by its words, never by a header alone; else by none."""

import pytest

from onrecord.message.structure import Mailbox
from onrecord.recovered.containment import Held, held, position
from onrecord.recovered.original import Candidate, choose, possible
from onrecord.recovered.stated import agrees, sent_as_stated
from onrecord.recovered.survivors import Survivor, leads, survivor_permalink, worth_recovering
from onrecord.text.passage import Origin
from onrecord.text.quoted_letter import QuotedLetter
from onrecord.text.wording import word_numbers


def _candidate(number: int, shared: int, **known: object) -> Candidate:
    told = {"named": 0, "author": None, "sent": number} | known
    return Candidate(number, f"m/{number}", shared, **told)  # type: ignore[arg-type]


def _numbers(text: str) -> bytes:
    return word_numbers([text])[0]


def _letter(author: str, address: str = "") -> QuotedLetter:
    return QuotedLetter(1, Origin.QUOTED, 1, 0, 9, author, address, "", "", "")


def test_the_message_that_shares_the_words_is_the_original() -> None:
    choice = choose(10, [_candidate(1, 9), _candidate(2, 2)])
    assert choice is not None and (choice.number, choice.grounds) == (1, "its words")


def test_among_equals_the_message_that_headers_name_is_the_original() -> None:
    choice = choose(10, [_candidate(1, 10), _candidate(2, 9, named=2), _candidate(3, 9, named=1)])
    assert choice is not None and choice.number == 3


def test_among_equals_the_stated_author_decides_then_the_latest() -> None:
    assert choose(10, [_candidate(1, 9), _candidate(2, 9, author=True)]).number == 2  # type: ignore[union-attr]
    assert choose(10, [_candidate(1, 9), _candidate(2, 9)]).number == 2  # type: ignore[union-attr]


def test_few_shared_words_prove_nothing() -> None:
    assert choose(10, [_candidate(1, 1)]) is None
    assert choose(10, [_candidate(1, 4)]) is None
    assert choose(10, []) is None


def test_another_author_than_the_stated_one_needs_nearly_all_the_words() -> None:
    assert choose(10, [_candidate(1, 7, author=False)]) is None
    assert choose(10, [_candidate(1, 9, author=False)]) is not None


def test_a_message_sent_at_another_time_than_stated_is_another_letter_of_the_same_words() -> None:
    assert choose(10, [_candidate(1, 10, date=False)]) is None
    assert choose(10, [_candidate(1, 10, date=False, named=1)]) is not None
    assert choose(10, [_candidate(1, 10), _candidate(2, 9, date=True)]).number == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("date", "verdict"),
    [
        ("Mon, 3 Oct 2022 10:00:00 +0000", True),
        ("Oct 4, 2022, at 8:00 AM", True),
        ("Oct 14, 2022, at 8:00 AM", False),
        ("14/10/2022 08:00", None),
        ("last Monday", None),
        ("", None),
    ],
)
def test_a_stated_date_speaks_for_a_message_against_it_or_not_at_all(
    date: str, verdict: bool | None
) -> None:
    letter = QuotedLetter(1, Origin.QUOTED, 1, 0, 9, "", "", date, "", "")
    assert sent_as_stated(letter, 1_664_791_200) is verdict


def test_a_message_sent_later_is_no_original() -> None:
    assert not possible(200_000, 0)
    assert possible(3600, 0)
    assert possible(None, 0)


@pytest.mark.parametrize(
    ("author", "address", "verdict"),
    [
        ("Ana Ruiz", "", True),
        ("Ruiz, Ana M", "", True),
        ("", "ANA@port.example", True),
        ("Bo Lind", "", False),
        ("A. R.", "", None),
        ("", "", None),
    ],
)
def test_a_stated_author_speaks_for_a_sender_against_one_or_not_at_all(
    author: str, address: str, verdict: bool | None
) -> None:
    assert agrees(_letter(author, address), [Mailbox("Ana Ruiz", "ana@port.example")]) is verdict


def test_words_are_found_only_whole() -> None:
    said = _numbers("the gate on pier nine is shut")
    assert position(_numbers("pier nine"), said) == 3
    assert position(_numbers("pier ten"), said) == -1
    assert position(said[1:3], said) == -1


def test_a_copy_is_whole_or_runs_or_differs() -> None:
    said = _numbers("the gate on pier nine is shut")
    assert held([said], said) is Held.WHOLE
    assert held([_numbers("gate on"), _numbers("is shut")], said) is Held.RUNS
    assert held([_numbers("gate at pier")], said) is Held.DIFFERS


def test_copies_of_one_letter_are_led_by_the_fullest_whatever_their_order() -> None:
    copies = [
        Survivor(1, "r/b", 9, "", ""),
        Survivor(2, "r/a", 9, "", ""),
        Survivor(3, "r/c", 4, "", ""),
    ]
    for order in (copies, copies[::-1]):
        assert leads(order, [(1, 3), (3, 2)]) == {1: 2, 2: 2, 3: 2}
    assert leads(copies, []) == {1: 1, 2: 2, 3: 3}


def test_a_few_words_come_back_only_if_author_and_date_are_stated() -> None:
    assert worth_recovering(3, signed=True)
    assert not worth_recovering(3, signed=False)


def test_names_of_recovered_messages_come_from_content_and_place() -> None:
    names = {survivor_permalink(sha, letter) for sha in (b"a" * 32, b"b" * 32) for letter in (1, 2)}
    assert len(names) == 4
    assert all(len(name) == 28 and name.startswith("r/") for name in names)
