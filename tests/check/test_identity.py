"""Ids stay while the words stay; a fingerprint changes with what a reader decided on."""

from collections.abc import Callable
from typing import Any

from onrecord.check.report import CheckReport, basis

Check = Callable[..., CheckReport]

MAIL = "The north pier will not survive another winter. Close it now, I say."
FIRST = "“The north pier will not survive another winter,” Ana Brook wrote."
SECOND = "“Close it now, I say,” Ana Brook wrote."


def names(report: CheckReport) -> list[str]:
    return [each.id for each in report.quotations]


def test_an_id_stays_when_the_story_moves_around_it(check: Check) -> None:
    """Order, paragraphs before it, typography and its closing mark do not matter."""
    one = names(check(f"{FIRST}\n\n{SECOND}", MAIL))
    other = names(check(f"A new beginning.\n\n{SECOND}\n\n{FIRST.replace('The', 'the')}", MAIL))
    assert one == other[::-1]


def test_other_words_are_another_quotation(check: Check) -> None:
    assert names(check(FIRST, MAIL)) != names(check(FIRST.replace("not ", ""), MAIL))


def test_the_same_words_twice_are_two(check: Check) -> None:
    first, second = names(check(f"{FIRST}\n\nA line.\n\n{FIRST}", MAIL))
    assert second == f"{first}-2"


def test_the_basis_changes_with_the_line_and_with_its_evidence(check: Check, letter: Any) -> None:
    """Speaker, exact words, or what the archive holds; not where the line stands in the story."""

    def based(story: str, *letters: Any) -> str:
        return basis(check(story, *letters).quotations[-1])

    same = based(FIRST, MAIL)
    assert same == based(f"A line.\n\n{FIRST}", MAIL)
    assert same != based(FIRST.replace("Ana Brook", "Leo Castle"), MAIL)
    assert same != based(FIRST.replace("The", "the"), MAIL)
    assert same != based(FIRST, MAIL, letter(MAIL, day=9))
