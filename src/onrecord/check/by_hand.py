"""What a check cannot hold against the archive word by word, listed so that a person does.

Nothing is judged here: a number, a date or a name beside a quotation, words given to somebody without
quotation marks, titles in marks, and the turns of a transcript.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from onrecord.check.cues import FINITE_VERB
from onrecord.check.quotation import Quotation
from onrecord.check.scene import BLOT, Scene
from onrecord.check.stated_date import dates_in


class Concern(StrEnum):
    """What is to be checked by hand."""

    UNQUOTED = "unquoted-attribution"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    TITLE = "title"
    TRANSCRIPT = "transcript"


class ByHand(msgspec.Struct, frozen=True):
    """Characters ``start``..``end`` of the story. ``quotation`` is the id of the one it stands beside,
    empty for what stands alone.
    """

    concern: Concern
    start: int
    end: int
    text: str
    quotation: str = ""


_NUMBER = re.compile(
    r"(?<![\w.,$€£])(?:[$€£]\s?)?\d[\d.,]*\d?(?:\s?(?:%|percent|per cent|million|billion|thousand))?"
    r"(?!\w)|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundreds?|thousands?|millions?|billions?|dozens?|half|twice)(?:-\w+)?\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    rf"(?:[A-Z][\w.’'-]*|\b[Hh]e|\b[Ss]he|\b[Tt]hey|\b(?:official|source|aide|adviser|campaign|lawyer"
    rf"|spokesman|spokeswoman)s?)(?:,[^,{BLOT}]{{1,80}},)?\s+{FINITE_VERB}"
    rf"(?:\s+(?:[\w.’'-]+\s+){{0,4}}?(?:that|whether|how|why)\b|\s+(?:he|she|they|it|the|there|his|her)\b)"
    r"|\b[Aa]ccording to\s"
)
_TURN = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{1,40}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})(?: \([^()]{1,40}\))?:\s"
)


def by_hand(
    scene: Scene, found: Sequence[Quotation], titles: Sequence[Quotation], names: Sequence[str]
) -> tuple[ByHand, ...]:
    """Return what is to be checked by hand, in the story's order.

    ``names`` are the ids of the quotations ``found``.
    """
    listed = [
        *_beside(scene, found, names),
        *(_of(scene, Concern.TITLE, each.start, each.end) for each in titles),
        *_unquoted(scene),
        *_turns(scene),
    ]
    unique = {(each.start, each.end, each.concern): each for each in reversed(listed)}
    return tuple(unique[key] for key in sorted(unique))


def _of(scene: Scene, concern: Concern, start: int, end: int, name: str = "") -> ByHand:
    return ByHand(concern, start, end, scene.story[start:end], name)


def _beside(scene: Scene, found: Sequence[Quotation], names: Sequence[str]) -> Iterator[ByHand]:
    """Yield what stands in a quotation's sentence, up to the quotations before and after it."""
    ends = [0, *(quotation.end for quotation in found)]
    starts = [*(quotation.start for quotation in found[1:]), len(scene.text)]
    for number, (quotation, name) in enumerate(zip(found, names, strict=True)):
        before = scene.sentence_start(max(0, quotation.start - 1)), quotation.start
        after = quotation.end, scene.sentence_end(quotation.end)
        for start, end in (before, after):
            yield from _in_stretch(scene, max(start, ends[number]), min(end, starts[number]), name)


def _in_stretch(scene: Scene, start: int, end: int, name: str) -> Iterator[ByHand]:
    dates = dates_in(scene.text[start:end])
    for first, last in dates:
        yield _of(scene, Concern.DATE, start + first, start + last, name)
    for number in _NUMBER.finditer(scene.text, start, max(start, end)):
        if not any(start + a <= number.start() < start + b for a, b in dates):
            yield _of(scene, Concern.NUMBER, number.start(), number.end(), name)
    for mention in scene.people.between(start, end):
        yield _of(scene, Concern.NAME, mention.start, mention.end, name)


def _unquoted(scene: Scene) -> Iterator[ByHand]:
    """Yield the sentences that give words to somebody and hold no quotation."""
    for start, end in scene.all_sentences():
        said = scene.text[start:end]
        if BLOT not in said and _GIVEN.search(said):
            lead = len(said) - len(said.lstrip())
            yield _of(scene, Concern.UNQUOTED, start + lead, start + len(said.rstrip()))


def _turns(scene: Scene) -> Iterator[ByHand]:
    """Yield a transcript's turns: three paragraphs or more that a name and a colon begin."""
    turns = [
        (start, end, turn)
        for start, end in scene.all_paragraphs()
        if (turn := _TURN.match(scene.text, start, end)) and BLOT not in scene.text[start:end]
    ]
    for start, end, _ in turns if len(turns) >= 3 else ():
        yield _of(scene, Concern.TRANSCRIPT, start, end)
