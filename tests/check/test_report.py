"""The report: its JSON shape, exit status, and the pages made of it."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import combinations
from typing import Any

import pytest

from onrecord.check.html_report import render
from onrecord.check.json_report import to_json
from onrecord.check.report import CheckReport, exit_status
from onrecord.check.text_report import text_report

Check = Callable[..., CheckReport]

MAIL = "Leo,\n\nThe north pier will not survive another winter. Close it now.\n"
GOOD = "“The north pier will not survive another winter,” Ana Brook wrote.\n"
CHANGED = "“The north pier will survive another winter,” Ana Brook wrote.\n"
WRONG = "“The north pier will not survive another winter,” Leo Castle wrote.\n"
ABSENT = "“Gulls have eaten all our sandwiches again,” Ana Brook wrote.\n"
SHORT = "They called it “the north pier.”\n"


def test_the_json_has_the_agreed_shape(check: Check) -> None:
    """Every field of version 1, and only values JSON knows."""
    told = json.loads(json.dumps(to_json(check(f"A first line.\n\n{GOOD}", MAIL))))
    assert set(told) == {
        "version",
        "story",
        "profile",
        "since",
        "searched",
        "quotations",
        "by_hand",
    }
    assert told["version"] == 1
    assert told["searched"] == {"messages": 1, "attachments": 0, "unsearchable": 2}
    (quotation,) = told["quotations"]
    assert set(quotation) == {
        "id",
        "number",
        "text",
        "span",
        "speaker",
        "words",
        "whose",
        "where",
        "said",
        "fair",
        "open",
        "basis",
        "signed",
        "change",
        "context",
        "evidence",
    }
    assert (quotation["number"], quotation["speaker"]) == (1, "Ana Brook")
    assert quotation["span"] == [16, 16 + len(quotation["text"])]
    (evidence,) = quotation["evidence"]
    assert set(evidence) == (
        {
            "permalink",
            "aliases",
            "from",
            "to",
            "cc",
            "bcc",
            "printed",
            "authenticity",
            "date",
            "subject",
            "tranche",
        }
        | {"passage", "span", "text", "diff"}
        | {"before", "after", "cut_before", "cut_after"}
    )
    assert evidence["from"] == {"name": "Ana Brook", "address": "ana.brook@harbour.example"}
    assert MAIL[slice(*evidence["span"])] == evidence["text"]
    assert set(evidence["diff"][0]) == {"op", "story", "evidence", "style"}
    assert evidence["date"].startswith("2023-05-04")


@pytest.mark.parametrize(
    ("story", "status"),
    [
        ("No quotation at all.", 0),
        (GOOD, 0),
        (GOOD.replace("“The north", "“the north"), 0),
        (GOOD.replace("another", "[this]"), 0),
        (SHORT, 0),
        (CHANGED, 1),
        (WRONG, 1),
        (ABSENT, 1),
        (GOOD + "\n" + CHANGED, 1),
    ],
)
def test_the_exit_status_asks_for_an_editor(check: Check, story: str, status: int) -> None:
    """0 only if every quotation of four words or more stands and is given to the right person."""
    assert exit_status(check(story, MAIL)) == status


def test_the_same_story_gives_the_same_report(check: Check) -> None:
    """A check is deterministic."""
    story = "\n".join((GOOD, CHANGED, WRONG, ABSENT, SHORT))
    assert to_json(check(story, MAIL)) == to_json(check(story, MAIL))


STORY = "\n".join((GOOD, CHANGED, WRONG, ABSENT, SHORT))
MAILS = [
    MAIL,
    "Leo, the north pier will survive another winter, they say.",
    "Gulls have eaten all of our sandwiches. Close the north pier.",
    "Fwd: the north pier will not survive",
]


def test_deleting_a_message_turns_no_other_quotation_verbatim(check: Check) -> None:
    """What stands in less mail stands in more: no verdict of "verbatim" rests on what is absent."""
    verbatim = {
        kept: {each.id for each in check(STORY, *kept).quotations if each.words == "verbatim"}
        for size in range(len(MAILS) + 1)
        for kept in combinations(MAILS, size)
    }
    for fewer, found in verbatim.items():
        assert all(found <= more for kept, more in verbatim.items() if set(fewer) <= set(kept))


def test_the_text_report_shows_verdict_change_and_place(check: Check) -> None:
    """The terminal shows the verdict, the changed word and the permalink."""
    told = text_report(check(CHANGED, MAIL))
    assert "meaning-change, speaker-confirmed" in told
    assert "[-not-]" in told
    assert "m/letter0" in told


def test_the_text_report_neutralises_terminal_codes(check: Check, letter: Any) -> None:
    """No escape character of a story or a letter reaches the terminal."""
    told = text_report(
        check(GOOD.replace("pier", "pi\x1b[31mer"), MAIL.replace("pier", "pi\x1b[31mer"))
    )
    assert "\x1b" not in told


class Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.seen = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.seen += data


def test_the_page_is_complete_in_itself(check: Check) -> None:
    """No script, nothing fetched, links only inside the page."""
    page = Page(render(check("\n\n".join((GOOD, CHANGED, WRONG, ABSENT, SHORT)), MAIL)))
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert all(
        value and value.startswith("#")
        for name, value in page.attributes
        if name in ("href", "src")
    )
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert page.tags.count("article") == 5


def test_the_page_shows_story_change_and_source(check: Check) -> None:
    """The story's text, the change as ins and del, permalink, sender, tranche, and the sentence."""
    report = check(f"First line.\n\n{CHANGED}\nLast line.\n", MAIL)
    html = render(report)
    page = Page(html)
    assert "First line." in page.seen
    assert "Last line." in page.seen
    assert "<del>not </del>" in html
    for value in (
        "m/letter0",
        "Ana Brook",
        "Leo Castle",
        "First",
        *report.quotations[0].context.sentences,
    ):
        assert value in page.seen


def test_every_value_on_the_page_is_escaped(check: Check, letter: Any) -> None:
    """Markup in a letter is shown as text; a story's own is not shown, and never passed on."""
    hostile = "The <script>alert(1)</script> & <img src=x onerror=y> will not survive"
    report = check(
        f"“{hostile},” Ana Brook wrote. <b onclick='x'>No</b>\n", letter(f"{hostile} it.")
    )
    page = Page(render(report))
    assert not {"script", "img", "b"} & set(page.tags)
    assert "wrote. No" in page.seen
    assert "onclick" not in [name for name, _ in page.attributes]


def test_no_sentence_says_more_than_the_archive_holds(check: Check) -> None:
    """Reports speak of what the archive holds, never of what is true or genuine."""
    report = check("\n\n".join((GOOD, CHANGED, WRONG, ABSENT, SHORT)), MAIL)
    said = " ".join(s for each in report.quotations for s in each.context.sentences).lower()
    assert not any(
        word in said for word in ("authentic", "genuine", "true", "false", "proves", "verified")
    )
