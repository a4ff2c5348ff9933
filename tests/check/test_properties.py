"""What holds of every check, whatever the story and the letters."""

import json
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.check.changes import since
from onrecord.check.docx_report import docx
from onrecord.check.html_report import render
from onrecord.check.json_report import to_json
from onrecord.check.markdown_report import markdown
from onrecord.check.report import CheckReport
from onrecord.check.sheet import people_sheet, sheet
from onrecord.check.text_report import text_report

Check = Callable[..., CheckReport]

WORDS = (
    "we shall not close the north pier before nine on Monday and I think that the board knows it"
)
PIECES = WORDS.split()
MARKS = ["", ",", ".", " …", "?", " -", "\n>", "\u00ad"]


@st.composite
def said(draw: st.DrawFn) -> str:
    """Words of one sentence, some left out, some put in, in their order, with marks between."""
    kept = [word for word in PIECES if draw(st.integers(0, 9))]
    if draw(st.booleans()):
        kept.insert(
            draw(st.integers(0, len(kept))), draw(st.sampled_from(["never", "south", "$5"]))
        )
    return " ".join(word + draw(st.sampled_from(MARKS[:1] * 9 + MARKS[1:])) for word in kept)


@st.composite
def story(draw: st.DrawFn) -> str:
    names = ["Ana Brook", "Leo Castle", "Mia Stone"]
    told = [
        f"“{draw(said())},” {draw(st.sampled_from(names))} wrote to {draw(st.sampled_from(names))}."
        for _ in range(draw(st.integers(1, 3)))
    ]
    return draw(st.sampled_from(["\n\n", " "])).join(told)


@given(st.data())
def test_deleting_a_letter_never_turns_another_quotation_verbatim(
    check: Check, data: st.DataObject
) -> None:
    """What is verbatim in some of the letters is verbatim in all of them."""
    text, mails = data.draw(story()), data.draw(st.lists(said(), min_size=1, max_size=16))
    gone = data.draw(st.integers(0, len(mails) - 1))
    fewer = check(text, *(mail for number, mail in enumerate(mails) if number != gone))
    more = {each.id: each.words for each in check(text, *mails).quotations}
    assert all(more[each.id] == "verbatim" for each in fewer.quotations if each.words == "verbatim")


@given(story(), st.lists(said(), max_size=4))
def test_spans_hold_and_no_text_is_changed(check: Check, text: str, mails: list[str]) -> None:
    """Every span of the report cuts what it names out of the story or the letter, in order."""
    report = check(text, *mails)
    assert report.story.text == text
    for each in report.quotations:
        quotation = each.quotation
        assert text[quotation.start : quotation.end] == quotation.text
        parts = [(part.start, part.end) for part in quotation.segments]
        assert quotation.start == parts[0][0]
        assert quotation.end == parts[-1][1]
        assert all(first[1] <= second[0] for first, second in pairwise(parts))
        for evidence in each.evidence:
            mail = mails[int(evidence.permalink.removeprefix("m/letter"))]
            assert mail[evidence.start : evidence.end] == evidence.text
            assert "".join(edit.evidence for edit in evidence.diff) == evidence.text


@given(story(), st.lists(said(), max_size=4))
def test_the_same_input_gives_the_same_bytes(check: Check, text: str, mails: list[str]) -> None:
    """In every form a report has."""
    one, other = check(text, *mails), check(text, *mails)
    for written in (render, text_report, markdown, docx, sheet, people_sheet):
        assert written(one) == written(other)
    told = json.dumps(to_json(one)).encode()
    assert told == json.dumps(to_json(other)).encode()
    assert since(other, told).quotations == ()


@given(story(), said(), st.integers(0, 30))
def test_verbatim_means_the_same_words(check: Check, text: str, mail: str, at: int) -> None:
    """A verdict of "verbatim" is never given where the words, bare of marks, are others."""
    for each in check(text, mail).quotations:
        if each.words == "verbatim":
            best = each.evidence[0]
            assert bare(each.said) == bare(best.text)


def bare(text: str) -> list[str]:
    kept = "".join(c for c in text.replace("\u00ad", "").replace("\u2060", "") if c not in ",.>?-…")
    return kept.split()
