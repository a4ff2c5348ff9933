"""House styles: what each lets an editor change without a mark, always listed."""

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.check.examination import check_story
from onrecord.check.report import CheckReport, is_fair
from onrecord.check.spelling import one_slip
from onrecord.check.story import Story
from onrecord.check.style import Profile

Check = Callable[..., CheckReport]

MAIL = "Leo, the board will recieve the harbor report on Friday and read it then. Fine?"
QUOTED = "The board will receive the harbor report on Friday"


@pytest.fixture
def styled(library: Any, letter: Any) -> Callable[..., Any]:
    """Check one quotation under a profile, in an archive where the right spelling is common."""

    def checked(quoted: str, profile: Profile = Profile.AP, mail: str = MAIL) -> Any:
        others = [letter(f"Day {n}: we receive the mail.", permalink=f"m/{n}") for n in range(120)]
        story = Story("story.md", f"“{quoted}” Ana Brook wrote.")
        return check_story(story, library(letter(mail), *others), None, profile).quotations[0]

    return checked


@pytest.mark.parametrize(
    ("profile", "fair"), [(Profile.AP, False), (Profile.CHICAGO, True), (Profile.BRITISH, False)]
)
def test_a_corrected_misspelling_is_listed_and_allowed_by_some(
    styled: Any, profile: Profile, fair: bool
) -> None:
    """AP asks for the words as written; Chicago lets a misspelling be put right.

    British style would too, but not the comma that the mail does not have.
    """
    found = styled(f"{QUOTED},", profile)
    assert found.words == "style-change"
    assert "corrected-typo" in [change.kind for change in found.context.style]
    assert is_fair(found) is fair


def test_a_rare_word_is_no_misspelling_of_a_common_one_that_is_far(styled: Any) -> None:
    """Two slips of the fingers, or a word that is common too, are a change of a word."""
    assert styled("The board will deceive the harbor report on Friday,").words == "unmarked-change"
    mail = "the board will perceive the harbor report on Friday"
    assert styled(f"{QUOTED},", mail=mail).words == "unmarked-change"
    assert styled(f"{QUOTED},", mail=QUOTED.replace("ve the", "ves the")).words == "unmarked-change"


def test_british_style_leaves_the_stop_outside(styled: Any) -> None:
    """A comma inside the marks that the mail does not have is listed; one that it has is not."""
    found = styled("the harbor report on Friday,", Profile.BRITISH)
    assert (found.words, is_fair(found)) == ("style-change", False)
    assert [change.kind for change in found.context.style] == ["closing-mark"]
    assert styled("the harbor report on Friday", Profile.BRITISH).words == "verbatim"
    assert styled("the harbor report on Friday,", Profile.AP).words == "verbatim"
    kept = styled("the harbor report is in,", Profile.BRITISH, "the harbor report is in, yes.")
    assert kept.words == "verbatim"


def test_a_lost_question_mark_asks_for_an_editor(styled: Any) -> None:
    """No style turns a question into a statement."""
    found = styled(
        "the harbor report on Friday. Fine.", Profile.CHICAGO, "the harbor report on Friday. Fine?"
    )
    assert found.words == "style-change"
    assert not is_fair(found)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("receive", "recieve", True),
        ("receive", "receve", True),
        ("receive", "receeive", True),
        ("receive", "receives", False),
        ("receive", "receibe", True),
        ("receive", "receive", False),
        ("receive", "recieves", False),
        ("receive", "believe", False),
    ],
)
def test_one_slip(first: str, second: str, told: bool) -> None:
    """A letter dropped, put in, exchanged, or two neighbours swapped; not more."""
    assert one_slip(first, second) is told
    assert one_slip(second, first) is told
