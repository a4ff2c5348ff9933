"""Date, recipients and relation as the story states them, held against the message; what came later."""

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.check.report import Checked

Check = Callable[..., Checked]

WORDS = "The north pier will not survive another winter"
STORY = f"Ana Brook, an engineer, spoke. “{WORDS},” Brook wrote{{}}."


def held(checked: Checked) -> dict[str, str]:
    return {each.name: str(each.held) for each in checked.context.findings}


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("", "not-stated"),
        (" on May 4, 2023", "agrees"),
        (" on May 5, 2023", "open"),
        (" on May 9, 2023", "differs"),
        (" in May 2023", "agrees"),
        (" in June 2023", "differs"),
    ],
)
def test_the_date(check_one: Check, letter: Any, said: str, date: str) -> None:
    """A day apart may be another time zone; the zone is told."""
    found = check_one(STORY.format(said), letter(f"{WORDS}.", zone=-4))
    assert held(found)["date"] == date
    assert found.context.findings[0].archive == "2023-05-04 09:30 UTC-0400"


@pytest.mark.parametrize(
    ("to", "held_as"), [("Leo Castle", "agrees"), ("Mia Stone", "agrees"), ("Joe Wren", "differs")]
)
def test_recipients_are_told_with_their_field(
    check_one: Check, letter: Any, people: Any, to: str, held_as: str
) -> None:
    """To, Cc and Bcc count, and the report says which."""
    story = f"{to} read it. Ana Brook, an engineer, spoke. “{WORDS},” Brook wrote to {to}."
    found = check_one(story, letter(f"{WORDS}.", to=people["leo"], bcc=people["mia"]))
    assert held(found)["recipients"] == held_as
    assert found.context.findings[1].archive == "To: Leo Castle; Bcc: Mia Stone"
    assert found.evidence[0].bcc == (people["mia"],)


def test_a_reply_is_told_with_what_it_answers(check_one: Check, letter: Any) -> None:
    """The message it answers is named; a letter that answers nothing leaves it open."""
    story = f"Ana Brook, an engineer, spoke. “{WORDS},” Brook replied."
    first = letter("Shall we keep it?", day=3, thread="t", permalink="m/first")
    found = check_one(story, letter(f"{WORDS}.", thread="t"), first)
    assert held(found)["relation"] == "agrees"
    assert "m/first" in found.context.findings[2].archive
    assert held(check_one(story, letter(f"{WORDS}.")))["relation"] == "open"


@pytest.mark.parametrize(
    ("later", "turn"),
    [
        ("Correction: I meant the south pier.", "correction"),
        ("I now think the north pier will survive another winter.", "contrary"),
    ],
)
def test_what_the_same_author_wrote_later_is_told(
    check_one: Check, letter: Any, later: str, turn: str
) -> None:
    """A correction, or the like without its "not", in a later letter of the thread."""
    found = check_one(
        STORY.format(""), letter(f"{WORDS}.", thread="t"), letter(later, day=9, thread="t")
    )
    assert found.words == "verbatim"
    assert [(each.turn, each.permalink) for each in found.context.later] == [(turn, "m/letter1")]
    assert "later in the thread" in " ".join(found.context.sentences)


def test_what_others_wrote_or_wrote_before_is_not_told(
    check_one: Check, letter: Any, people: Any
) -> None:
    """Another's correction takes nothing back, nor does an earlier one."""
    said = "Correction: I was wrong about the north pier."
    found = check_one(
        STORY.format(""),
        letter(f"{WORDS}.", thread="t"),
        letter(said, day=9, thread="t", from_=people["leo"]),
        letter(said, day=1, thread="t"),
        letter(said, day=9, thread="u"),
    )
    assert found.context.later == ()


def test_a_separate_message_is_another_than_the_one_before(check: Any, letter: Any) -> None:
    """ "In a separate e-mail" is held against the quotation before it."""
    story = (
        f"Ana Brook, an engineer, wrote much. “{WORDS},” Brook wrote.\n\n"
        "In a separate e-mail, Brook wrote: “We should close the gate by Friday at noon.”\n"
    )
    close = "We should close the gate by Friday at noon."
    one = check(story, letter(f"{WORDS}.\n\n{close}"))
    two = check(story, letter(f"{WORDS}."), letter(close))
    assert held(one.quotations[1])["relation"] == "differs"
    assert held(two.quotations[1])["relation"] == "agrees"


def test_authenticity_is_said_not_to_be_checked(check_one: Check, letter: Any) -> None:
    """And so is whether the text was read from print."""
    found = check_one(STORY.format(""), letter(f"{WORDS}.", printed=True)).evidence[0]
    assert (found.authenticity, found.printed) == ("not checked", True)
