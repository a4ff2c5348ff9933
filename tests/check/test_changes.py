"""Only what changed since an earlier check: in the draft, or in the archive."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from onrecord.check.changes import since
from onrecord.check.html_report import render
from onrecord.check.json_report import to_json
from onrecord.check.report import CheckReport
from onrecord.check.text_report import text_report
from onrecord.errors import OnRecordError

Check = Callable[..., CheckReport]

MAIL = "The north pier will not survive another winter. Close it now, I say."
FIRST = "“The north pier will not survive another winter,” Ana Brook wrote.\n\n"
SECOND = "“Close it now, I say,” Ana Brook wrote.\n\n"


def earlier(report: CheckReport) -> bytes:
    return json.dumps(to_json(report)).encode()


def test_an_unchanged_story_shows_nothing(check: Check) -> None:
    """Nor does one whose paragraphs only moved."""
    before = earlier(check(FIRST + SECOND, MAIL))
    assert since(check(SECOND + "A line.\n\n" + FIRST, MAIL), before).quotations == ()


def test_what_is_new_reworded_or_gone_is_told(check: Check) -> None:
    before = earlier(check(FIRST + SECOND, MAIL))
    reworded = FIRST.replace("not survive", "never survive")
    told = since(check(reworded + "“Gulls ate it all at noon,” Brook said.\n", MAIL), before)
    assert [each.change.is_new for each in told.quotations if each.change] == [False, True]
    assert told.quotations[0].change is not None
    assert "not survive" in told.quotations[0].change.before
    assert "words: verbatim → meaning-change" in told.quotations[0].change.what
    assert told.since is not None
    assert told.since.gone == ("Close it now, I say,",)


def test_what_changed_in_the_archive_is_told(check: Check, letter: Any) -> None:
    """A message that holds the words too, or the only one gone."""
    before = earlier(check(FIRST + SECOND, MAIL))
    more = since(check(FIRST + SECOND, MAIL, letter(MAIL, day=2)), before)
    assert len(more.quotations) == 2
    assert all("m/letter1" in " ".join(c.change.what) for c in more.quotations if c.change)
    less = since(check(FIRST + SECOND), before)
    assert all("words: verbatim → not-found" in c.change.what for c in less.quotations if c.change)


def test_reports_show_changes(check: Check) -> None:
    """The page and the terminal say what changed, and leave the rest out."""
    before = earlier(check(FIRST + SECOND, MAIL))
    told = since(check(FIRST.replace("Ana Brook", "Leo Castle"), MAIL), before)
    assert "speaker: Ana Brook → Leo Castle" in " ".join(text_report(told).split())
    page = render(told)
    assert "; speaker: Ana Brook → Leo Castle." in page
    assert "Close it now" in page
    assert "Close it now" in text_report(told)


@pytest.mark.parametrize("wrong", [b"", b"{}", b"[]", b"\xff", b'{"version": 2}'])
def test_what_is_no_report_is_told(check: Check, wrong: bytes) -> None:
    with pytest.raises(OnRecordError):
        since(check(FIRST, MAIL), wrong)
