"""The circumstances of a quotation as its story states them: to whom, when, in what, in reply to what."""

import re
from enum import StrEnum

import msgspec

from onrecord.check.cues import ROLE_NOUNS, TAKES_RECIPIENT
from onrecord.check.medium import Medium, stated_medium
from onrecord.check.quotation import Form, Quotation
from onrecord.check.scene import BLOT, LONGEST_SENTENCE, Scene
from onrecord.check.stated_date import StoryDate, stated_date


class Relation(StrEnum):
    """How the story places a message among others."""

    UNSTATED = ""
    REPLY = "reply"
    FORWARD = "forward"
    SEPARATE = "separate"


_WRITES = re.compile(
    r"\b(?:wrote|writes|written|replied|e-?mailed|responded|forwarded|answered|typed)\b"
)
_REPLIES = re.compile(
    r"\b(?:repl(?:ied|ies|y|ying)|respond(?:ed|s|ing)|response|answer(?:ed|s|ing)?"
    r"|(?:wrote|fired|shot|texted|e-?mailed) back)\b"
)
_BLOTS = re.compile(f"{BLOT}+")
_FORWARDS = re.compile(r"\bforward(?:ed|s|ing)\b")
_SEPARATE = re.compile(
    r"\b(?:separate|another|different|further|second|later) (?:e-?mail|message|letter|note|exchange)\b"
)
_NOUNS = (
    rf"(?:(?:the|an?|his|her|their|its|fellow|chief|senior|then|former|[A-Z][\w.’'-]*|[a-z]+-[a-z]+|{ROLE_NOUNS})"
    r"(?:['’]s)?,?\s+){0,5}"
)
_TITLED = re.compile(rf"\s*{_NOUNS}")
_ADDRESSED = re.compile(rf"\bto\s+{_NOUNS}\Z")
_NAMES_BETWEEN = re.compile(r"\s*(?:,|\band\b|,\s*and\b)\s*(?:[A-Z][\w.]*\s+){0,3}\Z")


class Circumstances(msgspec.Struct, frozen=True):
    """What the story states of the message or the occasion; empty where it states nothing."""

    recipients: tuple[str, ...] = ()
    date: StoryDate | None = None
    medium: Medium = Medium.UNSTATED
    relation: Relation = Relation.UNSTATED


def circumstances(scene: Scene, quotation: Quotation, verb_end: int | None) -> Circumstances:
    """Read the circumstances off the quotation's sentence, the date and medium also off those before."""
    start, end = scene.sentence_start(quotation.start), scene.sentence_end(quotation.end)
    here = _unblotted(scene.text[start:end])
    return Circumstances(
        recipients=() if verb_end is None else _recipients(scene, verb_end, quotation),
        date=_date(scene, quotation, start, end),
        medium=Medium.POST if quotation.form is Form.TWEET else _medium(scene, start, end),
        relation=_relation(here),
    )


def _relation(said: str) -> Relation:
    if _SEPARATE.search(said):
        return Relation.SEPARATE
    if _FORWARDS.search(said):
        return Relation.FORWARD
    return Relation.REPLY if _REPLIES.search(said) else Relation.UNSTATED


def _medium(scene: Scene, start: int, end: int) -> Medium:
    """Return the medium of the sentence, or else of the nearest sentence before it in the paragraph."""
    here = stated_medium(scene.text[start:end])
    if here is not Medium.UNSTATED:
        return here
    if _WRITES.search(scene.text[start:end]):
        return Medium.UNSTATED
    near = max(scene.paragraph(start)[0], start - LONGEST_SENTENCE)
    for bounds in scene.sentences(near, start):
        earlier = stated_medium(scene.text[slice(*bounds)])
        if earlier is not Medium.UNSTATED:
            return earlier
    return Medium.UNSTATED


def _recipients(scene: Scene, verb_end: int, quotation: Quotation) -> tuple[str, ...]:
    """Return to whom it was said: "told Jane Doe", "wrote … to Jane Doe and Leo Castle"."""
    end = scene.sentence_end(verb_end)
    if verb_end <= quotation.start:
        end = min(end, quotation.start)
    told = TAKES_RECIPIENT.search(scene.text, max(0, verb_end - 14), min(end, verb_end + 2))
    found: list[str] = []
    last_end = -1
    for mention in scene.people.between(verb_end, end):
        led = scene.text[verb_end : mention.start]
        direct = told is not None and _TITLED.fullmatch(led)
        addressed = _ADDRESSED.search(led)
        follows = last_end >= 0 and _NAMES_BETWEEN.match(scene.text[last_end : mention.start])
        if direct or addressed or follows:
            found.append(mention.person)
            last_end = mention.end
    return tuple(dict.fromkeys(found))


def _unblotted(said: str) -> str:
    return _BLOTS.sub(" ", said)


def _date(scene: Scene, quotation: Quotation, start: int, end: int) -> StoryDate | None:
    """Return the date stated in the quotation's sentence, or else nearest before it in the paragraph."""
    here = stated_date(_unblotted(scene.text[start:end]))
    if here is not None:
        return here
    near = max(scene.paragraph(quotation.start)[0], start - LONGEST_SENTENCE)
    for bounds in scene.sentences(near, start):
        earlier = stated_date(_unblotted(scene.text[slice(*bounds)]))
        if earlier is not None:
            return earlier
    return None
