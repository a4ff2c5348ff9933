"""What a check cannot decide is listed for a person, so that nothing is skipped in silence."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.check.by_hand import by_hand
from onrecord.check.html_report import render
from onrecord.check.json_report import to_json
from onrecord.check.quotation import quotations
from onrecord.check.report import CheckReport
from onrecord.check.scene import Scene
from onrecord.check.text_report import text_report

Check = Callable[..., CheckReport]

STORY = (
    "Ana Brook, the harbour master, wrote to 14 members on May 4, 2023: “The pier is quite safe.” "
    "She wrote that the pier would stand for 20 years.\n\n"
    "Leo Castle read her book, “The Long Pier of Us All,” in May.\n"
)


def listed(report: CheckReport) -> list[tuple[str, str, str]]:
    return [(str(each.concern), each.text, each.quotation) for each in report.by_hand]


def test_what_stands_beside_a_quotation_is_listed(check: Check) -> None:
    """Names, numbers and dates of its sentence, each with the quotation it stands beside."""
    report = check(STORY)
    found, name = listed(report), report.quotations[0].id
    assert ("name", "Ana Brook", name) in found
    assert ("number", "14", name) in found
    assert ("date", "May 4, 2023", name) in found


def test_words_given_without_marks_are_listed(check: Check) -> None:
    """ "She wrote that …" is somebody's, and no archive can be asked for its words."""
    sentence = "She wrote that the pier would stand for 20 years."
    assert ("unquoted-attribution", sentence, "") in listed(check(STORY))


def test_a_title_is_no_quotation(check: Check) -> None:
    """It is listed, and not held against the archive."""
    report = check(STORY)
    assert [each.quotation.text for each in report.quotations] == ["The pier is quite safe."]
    assert ("title", "The Long Pier of Us All,", "") in listed(report)


@pytest.mark.parametrize(
    ("story", "use"),
    [
        ("Ana said, “Make Harbours Great Again.”", "quotation"),
        ("They chanted “Make Harbours Great Again” all day.", "title"),
        ("The so-called “safe pier” fell.", "term"),
        ("“Nonsense,” she wrote.", "quotation"),
        ("It was “THE WORST PIER EVER BUILT” for him.", "quotation"),
        ("It is “the pier that fell down.”", "quotation"),
    ],
)
def test_marks_are_used_to_quote_to_name_and_to_doubt(story: str, use: str) -> None:
    """Titles and slogans, terms of a few words, and what somebody said."""
    assert [each.use for each in quotations(story)] == [use]


def test_the_turns_of_a_transcript_are_listed(check: Check) -> None:
    """Words without marks behind a name and a colon: three turns or more."""
    found = listed(check("BROOK: It is safe.\n\nCASTLE: Is it?\n\nBROOK: It is.\n"))
    assert [text for concern, text, _ in found if concern == "transcript"] == [
        "BROOK: It is safe.",
        "CASTLE: Is it?",
        "BROOK: It is.",
    ]


def test_every_report_shows_the_list(check: Check) -> None:
    """JSON, terminal and page."""
    report = check(STORY)
    told = json.loads(json.dumps(to_json(report)))["by_hand"]
    assert all(set(each) == {"concern", "span", "text", "quotation"} for each in told)
    assert all(STORY[slice(*each["span"])] == each["text"] for each in told)
    assert "To check by hand" in text_report(report)
    assert "The Long Pier of Us All" in text_report(report)
    assert "To check by hand" in render(report)


@given(st.text(st.sampled_from('“”".,:$%1 2\nAaBb wrote that May'), max_size=120))
def test_no_story_breaks_the_list(story: str) -> None:
    """Whatever the text, spans are exact and in order."""
    found = quotations(story)
    listed = by_hand(Scene(story, found), found, (), [f"q{n}" for n in range(len(found))])
    assert all(story[each.start : each.end] == each.text for each in listed)
    assert [each.start for each in listed] == sorted(each.start for each in listed)
