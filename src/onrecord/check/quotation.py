"""Quotations of a story: what stands between quotation marks, wherever the marks are odd too."""

import re
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from onrecord.check.cues import HAS_CUE
from onrecord.check.marks import SINGLES, Pair, paired, pointed_opening
from onrecord.check.story import FILL, Kind, Paragraph, paragraphs, plain
from onrecord.check.tweets import tweet_end
from onrecord.check.use import Use, use_of

LONGEST_INTERRUPTION = 25
"""Words. A longer stretch between two quotations is not an attribution that interrupts one."""
FEWEST_IN_SINGLE_MARKS = 4
"""Words between single marks that are a quotation where the story's own marks are double ones."""


class Form(StrEnum):
    """How a quotation is marked: by both marks, the opening one only, as a block or as a tweet."""

    MARKED = "marked"
    UNCLOSED = "unclosed"
    BLOCK = "block"
    TWEET = "tweet"


class Segment(msgspec.Struct, frozen=True, gc=False):
    """Characters ``start``..``end`` of the story, without the quotation marks."""

    start: int
    end: int


class Quotation(msgspec.Struct, frozen=True):
    """Words a story gives as somebody's.

    ``text`` is ``story.text[start:end]``. Several ``segments`` are one quotation that an attribution
    or a paragraph's end interrupts; the interruption then stands in ``text`` and in no segment.
    ``use`` says what the marks are there for.
    """

    start: int
    end: int
    text: str
    segments: tuple[Segment, ...]
    form: Form = Form.MARKED
    use: Use = Use.QUOTATION


class _Found(msgspec.Struct, frozen=True):
    segments: tuple[Segment, ...]
    form: Form
    single: bool = False


_SAID_BY_DASH = re.compile(r"\n[^\w\n]*[—–-]{1,2}[ \t]*[A-Z][^\n]*\Z")
_SENTENCE_END = re.compile(r"[!?;]|(?<!\b[A-Z])(?<!\bMr|\bMs|\bDr)(?<!\bMrs|\bSen|\bRep)\.\s")
_FIRST_MARK = re.compile(r"``|''|[\"“”„«»‘']")
_KIN = (frozenset('"“”'), frozenset("«»"), frozenset("‘'"))
_ALL_MARKS = "\"“”„‟«»‹›‘’‚‛'"
_BLANK = FILL + " \t\r\n\u00a0\u202f"


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of a story in order. Never raises, whatever the marks."""
    read = plain(text)
    found: list[_Found] = []
    left_open = ""
    pointed = pointed_opening(read)
    parts = paragraphs(text)
    begun = [_first_mark(read, part) for part in parts] + [""]
    for number, paragraph in enumerate(parts):
        if paragraph.kind is Kind.BLOCK and not begun[number]:
            found.extend(_block(read, paragraph))
            left_open = ""
            continue
        pairs = paired(read, paragraph, pointed=pointed, goes_on=begun[number + 1])
        here = [each for pair in pairs.found for each in _of_pair(read, pair)]
        if left_open and _goes_on(left_open, begun[number]) and found and here:
            first = here.pop(0)
            found[-1] = _Found(found[-1].segments + first.segments, first.form, first.single)
        found.extend(_tweeted(read, paragraph, found) if not pairs.found else here)
        left_open = pairs.left_open
    kept = _without_scare_marks(read, _joined(read, found))
    return tuple(_quotation(text, read, each) for each in kept)


def _quotation(text: str, read: str, found: _Found) -> Quotation:
    start, end = found.segments[0].start, found.segments[-1].end
    plainly = found.form in (Form.BLOCK, Form.TWEET) or len(found.segments) > 1
    use = Use.QUOTATION if plainly else use_of(read, start, end)
    return Quotation(start, end, text[start:end], found.segments, found.form, use)


def _first_mark(read: str, paragraph: Paragraph) -> str:
    begun = read[paragraph.start : min(paragraph.end, paragraph.start + 200)].lstrip(_BLANK)
    mark = _FIRST_MARK.match(begun)
    return mark.group() if mark else ""


def _goes_on(left_open: str, begun: str) -> bool:
    """Tell whether a paragraph's first mark takes up the quotation that the one before left open."""
    return begun == left_open or any({left_open, begun} <= kin for kin in _KIN)


def _of_pair(read: str, pair: Pair) -> list[_Found]:
    form = Form.MARKED if pair.closed else Form.UNCLOSED
    return _found(read, pair.start, pair.end, form, single=pair.glyph in SINGLES)


def _block(read: str, paragraph: Paragraph) -> list[_Found]:
    said = read[paragraph.start : paragraph.end]
    signed = _SAID_BY_DASH.search(said)
    end = paragraph.start + signed.start() if signed else paragraph.end
    return _found(read, paragraph.start, end, Form.BLOCK)


def _tweeted(read: str, paragraph: Paragraph, before: Sequence[_Found]) -> list[_Found]:
    """Return a tweet set as a paragraph with its signature: "… — Name (@name) May 4, 2023"."""
    end = tweet_end(read, paragraph.start, paragraph.end)
    if end is None or (before and before[-1].segments[-1].end > paragraph.start):
        return []
    return _found(read, paragraph.start, end, Form.TWEET)


def _found(read: str, start: int, end: int, form: Form, *, single: bool = False) -> list[_Found]:
    """Return the quotation between two marks, unless no word stands there."""
    while start < end and read[start] in _BLANK:
        start += 1
    while end > start and read[end - 1] in _BLANK:
        end -= 1
    if not any(character.isalnum() for character in read[start:end]):
        return []
    return [_Found((Segment(start, end),), form, single)]


def _without_scare_marks(read: str, found: list[_Found]) -> list[_Found]:
    """Leave out a few words between single marks, where the story's own marks are double ones.

    Those are terms, titles and the like. A story quotes in single marks if at least as much stands
    between them as between all others.
    """
    sizes = [sum(len(read[s.start : s.end].split()) for s in each.segments) for each in found]
    in_single = sum(size for each, size in zip(found, sizes, strict=True) if each.single)
    if 2 * in_single >= sum(sizes):
        return found
    return [
        each
        for each, size in zip(found, sizes, strict=True)
        if not each.single or size >= FEWEST_IN_SINGLE_MARKS
    ]


def _joined(read: str, found: list[_Found]) -> list[_Found]:
    joined: list[_Found] = []
    for each in found:
        if joined and _continues(read, joined[-1], each):
            segments = joined[-1].segments + each.segments
            joined[-1] = _Found(segments, each.form, each.single)
        else:
            joined.append(each)
    return joined


def _continues(read: str, first: _Found, second: _Found) -> bool:
    """Tell whether an attribution interrupts one quotation: "A," X wrote, "b"."""
    if first.form is not Form.MARKED or second.form not in (Form.MARKED, Form.UNCLOSED):
        return False
    said = read[first.segments[-1].start : first.segments[-1].end]
    between = read[first.segments[-1].end : second.segments[0].start].replace(FILL, "")
    middle = between.strip(_ALL_MARKS + _BLANK)
    return (
        (said[-1] in ",—–-" or middle[:1] in tuple(",—–-"))
        and middle[-1:] in tuple(",—–-")
        and "\n\n" not in between.replace("\r", "")
        and _SENTENCE_END.search(middle) is None
        and len(middle.split()) <= LONGEST_INTERRUPTION
        and HAS_CUE.search(middle) is not None
    )
