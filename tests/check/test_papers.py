"""Reports to hand on: Markdown, Word, sheets; the same bytes each time, and nothing that runs."""

import csv
import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import pytest

from onrecord.check.docx_report import docx
from onrecord.check.docx_story import docx_story
from onrecord.check.html_report import render
from onrecord.check.markdown_report import markdown
from onrecord.check.people_quoted import people_quoted
from onrecord.check.report import CheckReport
from onrecord.check.sheet import people_sheet, sheet

Check = Callable[..., CheckReport]

MAIL = "The north pier will not survive another winter. Close it *now*, [I] say."
STORY = (
    "# The pier\n\n“The north pier will not survive another winter,” Ana Brook wrote. She told “the"
    " board” so.\n\n> Close it now, say.\n\n“Gulls ate all of the sandwiches,” Leo Castle wrote.\n"
)


@pytest.fixture
def report(check: Check) -> CheckReport:
    return check(STORY, MAIL)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def test_markdown_keeps_the_story_and_adds_footnotes(report: CheckReport) -> None:
    """Without its footnotes it is the story; each leads to the permalink."""
    told = markdown(report)
    body, _, notes = told.partition("\n\n[^check-1]: ")
    for number in range(1, 5):
        body = body.replace(f"[^check-{number}]", "", 1)
    assert body == STORY.rstrip()
    assert "winter,”[^check-1] Ana" in told
    assert "m/letter0" in notes


def test_markup_in_a_letter_is_text_in_markdown(check: Check) -> None:
    """What a footnote says of a letter holds no link and no emphasis of the letter's."""
    told = markdown(
        check("“will not survive another winter,” Ana Brook wrote.", MAIL + " But *no*.")
    )
    notes = told.partition("[^check-1]:")[2]
    assert "*" not in notes.rpartition("\n\n")[0].replace("\\*", "")


def test_the_word_document_can_be_read_again(report: CheckReport) -> None:
    """Its parts are well-formed, and its words are the story's and the footnotes'."""
    content = docx(report)
    with zipfile.ZipFile(BytesIO(content)) as document:
        for name in document.namelist():
            ElementTree.fromstring(document.read(name))
    told = docx_story("x.docx", content)
    assert told.text.startswith(
        "# The pier\n\n“The north pier will not survive another winter,” Ana"
    )
    assert "> Close it now, say." in told.text
    assert "m/letter0" in told.text
    assert docx(report) == content


def test_the_sheet_has_a_row_for_each_quotation_and_room_to_sign(report: CheckReport) -> None:
    told = rows(sheet(report))
    assert [row["words"] for row in told] == [str(each.words) for each in report.quotations]
    assert told[0]["permalink"] == "m/letter0"
    assert all(row["decision"] == row["signed by"] == row["signed on"] == "" for row in told)


@pytest.mark.parametrize("lead", ["=1+1", "+1", "-1", "@SUM", "\t=1", "|cmd", "%0A=1"])
def test_no_cell_of_a_sheet_is_a_formula(check: Check, lead: str) -> None:
    """A story or letter that begins like one is text, whatever spreadsheet opens it."""
    told = check(f"“{lead} survive another cold winter,” Ana Brook wrote.", MAIL)
    for row in rows(sheet(told)):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))


def test_people_quoted_are_listed_once_with_what_to_read(report: CheckReport) -> None:
    """In the order they first speak, for the right of reply."""
    people = people_quoted(report)
    assert [each.name for each in people] == ["Ana Brook", "Leo Castle"]
    assert people[1].to_read == people[1].quotations
    assert [row["who"] for row in rows(people_sheet(report))] == ["Ana Brook", "Leo Castle"]


def test_the_page_can_be_filtered_without_a_script(report: CheckReport) -> None:
    """Buttons that the style sheet obeys, each with how many quotations it shows."""
    page = render(report)
    assert page.count('type="radio"') == 5
    assert "Everything <strong>4</strong>" in page
    assert "<script" not in page


@pytest.mark.parametrize("written", [render, markdown, docx, sheet, people_sheet])
def test_the_same_report_gives_the_same_bytes(check: Check, written: Any) -> None:
    assert written(check(STORY, MAIL)) == written(check(STORY, MAIL))
