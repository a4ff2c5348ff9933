"""The truth about the story is true: what it says stands in the mail does, and nothing else."""

import email
import io
import re
import zipfile
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

Messages = dict[str, list[bytes]]

WORDS = {
    "verbatim",
    "typography",
    "style-change",
    "marked-edit",
    "meaning-change",
    "too-short",
    "not-found",
    "not-from-archive",
}
WHOSE = {"speaker-confirmed", "other-words", "wrong-speaker", "speaker-unclear"}
ALTERED = WORDS - {"verbatim", "too-short"}


def _parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _part_text(part: EmailMessage) -> str:
    if part.get_content_type() == "text/html":
        return re.sub(r"<[^>]*>", " ", str(part.get_content()))
    if part.get_content_maintype() == "text":
        return str(part.get_content())
    if str(part.get_filename()).endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(part.get_content())) as container:
            return re.sub(r"<[^>]*>", " ", container.read("word/document.xml").decode("utf-8"))
    return ""


def _searchable(raw: bytes) -> str:
    return _one_line(" ".join(_part_text(part) for part in _parsed(raw).walk()))


def _own_part(raw: bytes) -> str:
    """Return the body up to the first reply header, without quoted lines."""
    body = _parsed(raw).get_body(("plain", "html"))
    assert body is not None
    divider = re.compile(r"-----Original Message-----|<hr>|^> On .* wrote:$", re.MULTILINE)
    start = divider.split(body.get_content(), maxsplit=1)
    lines = re.sub(r"<[^>]*>", " ", start[0]).splitlines()
    return _one_line("\n".join(line for line in lines if not line.startswith(">")))


def _without_end(text: str) -> str:
    """Drop the last mark: a story may close a sentence with another than the mail."""
    return text.rstrip(".,")


def _evidence(quotation: dict[str, Any], messages: Messages) -> list[bytes]:
    return [
        messages[place["path"]][place["number"] - 1]
        for evidence in quotation["evidence"]
        for place in evidence["places"]
    ]


@pytest.fixture(scope="module")
def quotations(truth: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the quotations of the story in order."""
    found: list[dict[str, Any]] = truth["quotations"]
    return found


@pytest.fixture(scope="module")
def texts(messages: Messages) -> list[str]:
    """Return the text of every message with its attachments."""
    return [_searchable(raw) for found in messages.values() for raw in found]


def test_story_holds_these_quotations_and_no_others(
    folder: Path, quotations: list[dict[str, Any]]
) -> None:
    """What stands between double quotation marks in story.md, in its order."""
    story = (folder / "story.md").read_text(encoding="utf-8")
    assert re.findall("“([^”]*)”", story) == [q["quotation"] for q in quotations]
    assert '"' not in story


def test_descriptions_said_to_stand_in_the_story_do(folder: Path, truth: dict[str, Any]) -> None:
    """And they are all of somebody the mail shows, or of nobody who could be told."""
    story = (folder / "story.md").read_text(encoding="utf-8")
    descriptions = truth["descriptions"]
    for each in descriptions:
        assert not each["in_the_story"] or each["description"] in story, each["description"]
        assert bool(each["person"]) != bool(each["note"]), each["description"]
    assert len({each["description"] for each in descriptions}) == len(descriptions)
    assert {bool(each["person"]) for each in descriptions if each["in_the_story"]} == {True, False}


def test_story_is_of_a_newspapers_length(folder: Path) -> None:
    """900 to 1,200 words, under a headline."""
    story = (folder / "story.md").read_text(encoding="utf-8")
    assert story.startswith("# ")
    assert 900 <= len(story.split()) <= 1200


def test_every_verdict_occurs(quotations: list[dict[str, Any]]) -> None:
    """The story is an exercise in the commonest verdicts about words and about whose they are."""
    assert {q["words"] for q in quotations} == WORDS
    assert {q["whose"] for q in quotations} == {*WHOSE, None}


def test_what_the_mail_says_stands_there_literally(
    quotations: list[dict[str, Any]], messages: Messages
) -> None:
    """White space aside, the words given as evidence are in each message named."""
    for quotation in quotations:
        for raw in _evidence(quotation, messages):
            assert quotation["in_the_mail"] in _searchable(raw), quotation["number"]


def test_verbatim_quotations_stand_in_the_mail(
    quotations: list[dict[str, Any]], messages: Messages
) -> None:
    """Every word and inner mark of the quotation, as the story prints it."""
    verbatim = [q for q in quotations if q["words"] == "verbatim"]
    assert len(verbatim) >= 8
    for quotation in verbatim:
        for raw in _evidence(quotation, messages):
            assert _without_end(quotation["quotation"]) in _searchable(raw), quotation["number"]


def test_altered_quotations_stand_nowhere(
    quotations: list[dict[str, Any]], texts: list[str]
) -> None:
    """No message of the sample has the words of an altered or invented quotation."""
    altered = [q for q in quotations if q["words"] in ALTERED]
    assert len(altered) >= 7
    for quotation in altered:
        wanted = _without_end(quotation["quotation"])
        assert not any(wanted in text for text in texts), quotation["number"]


def test_typographic_differences_are_only_that(quotations: list[dict[str, Any]]) -> None:
    """The words are the same when marks and case are put aside."""
    for quotation in (q for q in quotations if q["words"] in ("typography", "style-change")):
        story, mail = (
            re.findall(r"\w+", quotation[field].lower()) for field in ("quotation", "in_the_mail")
        )
        assert story == mail


def test_marked_edits_are_all_marked(quotations: list[dict[str, Any]]) -> None:
    """What the ellipsis and the brackets leave untouched is in the mail."""
    for quotation in (q for q in quotations if q["words"] == "marked-edit"):
        kept = re.split(r"\s*…\s*|\[[^\]]*\]", _without_end(quotation["quotation"]))
        assert len(kept) == 2
        assert all(stretch in quotation["in_the_mail"] for stretch in kept)


def test_changes_of_meaning_are_of_one_word(quotations: list[dict[str, Any]]) -> None:
    """A number exchanged, a negation dropped: one word each."""
    for quotation in (q for q in quotations if q["words"] == "meaning-change"):
        story = _without_end(quotation["quotation"]).split()
        mail = _without_end(quotation["in_the_mail"]).split()
        gone = [word for word in mail if word not in story]
        assert gone in (["eleven"], ["not"])


def test_too_short_means_fewer_than_four_words(quotations: list[dict[str, Any]]) -> None:
    """And no other quotation is that short."""
    for quotation in quotations:
        words = len(quotation["quotation"].split())
        assert (words < 4) == (quotation["words"] == "too-short"), quotation["number"]


def test_confirmed_speakers_wrote_it_themselves(
    quotations: list[dict[str, Any]], messages: Messages
) -> None:
    """The words stand before anything quoted in a message from the speaker of the story."""
    for quotation in (q for q in quotations if q["whose"] == "speaker-confirmed"):
        for raw in _evidence(quotation, messages):
            assert _parsed(raw)["from"].addresses[0].display_name == quotation["speaker"]
            if quotation["place"] == "body":
                assert quotation["in_the_mail"] in _own_part(raw), quotation["number"]


def test_wrong_speaker_is_not_the_writer(
    quotations: list[dict[str, Any]], messages: Messages
) -> None:
    """The words are another person's own."""
    wrong = next(q for q in quotations if q["whose"] == "wrong-speaker")
    for raw in _evidence(wrong, messages):
        writer = _parsed(raw)["from"].addresses[0].display_name
        assert (writer, wrong["speaker"]) == ("Gordon Pell", "Helen Marsh")
        assert wrong["in_the_mail"] in _own_part(raw)


def test_other_words_are_sent_by_the_speaker_but_pasted(
    quotations: list[dict[str, Any]], messages: Messages
) -> None:
    """They stand after the op-ed's byline in a message that disagrees with it."""
    other = next(q for q in quotations if q["whose"] == "other-words")
    for raw in _evidence(other, messages):
        assert _parsed(raw)["from"].addresses[0].display_name == other["speaker"]
        text = _searchable(raw)
        byline, end = text.index("By Edmund Harrow"), text.index("All rights reserved.")
        assert byline < text.index(other["in_the_mail"]) < end


def test_evidence_is_named_by_message_id_or_publishers_id(
    quotations: list[dict[str, Any]],
) -> None:
    """A reader can find each piece of evidence; what is not found has none."""
    for quotation in quotations:
        assert bool(quotation["evidence"]) == (not quotation["words"].startswith("not-"))
        for evidence in quotation["evidence"]:
            assert evidence["message_id"] or evidence["publisher_ids"]
            assert evidence["tranches"]
