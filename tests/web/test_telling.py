"""Sentences about quotations and threads say what is known, and no more."""

import msgspec
import pytest
from invented.pieces import message

from onrecord.pipeline.showing.views import QuotingView, ThreadEntryView
from onrecord.recovered.altered import Change
from onrecord.text.passage import BodyText
from onrecord.threads.evidence import Evidence
from onrecord.web import telling


def entry(evidence: str, permalink: str = "m/a") -> ThreadEntryView:
    """Return a place in a thread."""
    return ThreadEntryView(permalink, "<1@x.example>", 1, evidence, (), None, "", "")


def test_a_citation_names_what_finds_a_message_again() -> None:
    """Who, to whom, subject, date, origin and permalink; no more than is known."""
    letter = message("m/abc", "Minutes", BodyText("", (), ""))
    assert telling.cited(letter) == (
        "Nora Lind to Samuel Okafor, “Minutes”, 14 March 2011, 16:20 −05:00. "
        "Northgate City Council, Harbour board disclosure, NCC-001042, m/abc"
    )
    bare = msgspec.structs.replace(letter, from_=(), to=(), subject=" ", date=None, copies=())
    assert telling.cited(bare) == "Sender not stated, no subject, undated. m/abc"


@pytest.mark.parametrize(
    ("origin", "held", "told"),
    [
        ("quoted", "whole", "quotes all of it"),
        ("quoted", "runs", "quotes parts of it, word for word"),
        ("forwarded", "whole", "forwards all of it"),
        ("forwarded", "", "forwards it"),
        (
            "quoted",
            "differs",
            "quotes it, not word for word: something was left out, put in or changed",
        ),
    ],
)
def test_how_much_is_quoted_is_told(origin: str, held: str, told: str) -> None:
    """A copy that differs is not called a copy of all of it."""
    assert telling.held(QuotingView("m/a", (), None, origin, held)) == told


@pytest.mark.parametrize("evidence", Evidence)
def test_every_ground_of_a_thread_has_its_words(evidence: Evidence) -> None:
    """None is shown as the bare label it has in the archive."""
    told = telling.placed(entry(evidence))
    assert told.startswith("placed ") and told != f"placed by {evidence}"


def test_a_missing_message_has_no_fields_of_its_own() -> None:
    """It is placed by what others say of it; a first message by nothing."""
    assert telling.placed(entry("References", "")) == (
        "placed by the References of messages that name it"
    )
    assert telling.placed(entry("")) == ""


def test_an_unknown_ground_is_shown_as_it_is() -> None:
    """An archive made by a newer version may name others."""
    assert telling.placed(entry("a hunch\x07")) == "placed by a hunch⟨U+0007⟩"


@pytest.mark.parametrize(
    ("others", "told"),
    [
        (0, "survives only here"),
        (1, "survives only here and in 1 other copy"),
        (1_200, "survives only here and in 1,200 other copies"),
    ],
)
def test_where_a_letter_survives_is_counted(others: int, told: str) -> None:
    """Copies besides the one on the page."""
    assert telling.surviving(others) == told


def test_a_change_is_nobodys_deed() -> None:
    """A copy that differs does not tell who changed it."""
    change = Change("will", "will not", 0, 4, 0, 8)
    told = telling.altered((change, change), "the original")
    assert told.startswith("In 2 places the words here are not those of the original.")
    assert told.endswith("does not tell who changed them, or why.")
