"""A question made narrower asks for what it asked before, and more."""

import pytest

from onrecord.web.narrowing import asks_for, looser, narrowed, within, without


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("", 'from:"a@b.example"'),
        ("gate", 'gate from:"a@b.example"'),
        ("gate OR door", '(gate OR door) from:"a@b.example"'),
        ("gate (own:gate OR own:door)", 'gate (own:gate OR own:door) from:"a@b.example"'),
        ("(gate door) OR (lock)", '((gate door) OR (lock)) from:"a@b.example"'),
        ('"gate (" OR ")door"', '("gate (" OR ")door") from:"a@b.example"'),
    ],
)
def test_a_term_holds_for_the_whole_question(question: str, expected: str) -> None:
    """An OR is put in brackets first: the term would go to one side only."""
    assert narrowed(question, 'from:"a@b.example"') == expected


def test_a_term_that_is_asked_for_can_be_left_out_again() -> None:
    """Wherever it stands; others stay."""
    question = 'gate from:"a b" date:2022'
    assert asks_for(question, 'from:"a b"') and not asks_for(question, "from:a")
    assert without(question, 'from:"a b"') == "gate date:2022"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("gate", "gate date:2022-11-14..2022-11-20"),
        ("gate date:2021", "gate date:2022-11-14..2022-11-20"),
        ("after:2021 gate before:2w", "gate date:2022-11-14..2022-11-20"),
        ('"the date:2021 stamp"', '"the date:2021 stamp" date:2022-11-14..2022-11-20'),
        ("", "date:2022-11-14..2022-11-20"),
    ],
)
def test_days_take_the_place_of_other_days(question: str, expected: str) -> None:
    """But for those that stand in quotation marks."""
    assert within(question, "2022-11-14", "2022-11-20") == expected


def test_one_day_is_named_once() -> None:
    """As one would write it."""
    assert within("gate", "2022-11-14", "2022-11-14") == "gate date:2022-11-14"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("gate", []),
        ("gate from:lind", ["from:lind", "gate"]),
        ('"fault log" date:2022', ["fault log date:2022", "date:2022", '"fault log"']),
        ('"fault log"', ["fault log"]),
        ('gate AND from:"A B" -door', ['from:"A B" -door', "gate -door", 'gate from:"A B"']),
        ("gate -door", ["gate"]),
        ('gate "a (b)"', ['"a (b)"', "gate a (b)", "gate"]),
        ("gate OR door", []),
        ("gate NEAR/3 door", []),
        ("own:(gate door) lock", []),
        ("a b c d e f g h i", []),
    ],
)
def test_a_question_that_finds_nothing_can_ask_for_less(question: str, expected: list[str]) -> None:
    """One part less at a time, while parts stand for themselves."""
    assert looser(question) == expected
