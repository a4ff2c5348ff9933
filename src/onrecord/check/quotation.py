"""Quotations of a story: what stands between quotation marks, wherever the marks are odd too."""

import re
from enum import StrEnum

import msgspec

from onrecord.check.cues import HAS_CUE
from onrecord.check.story import FILL, Kind, Paragraph, paragraphs, plain

LONGEST_INTERRUPTION = 25
"""Words. A longer stretch between two quotations is not an attribution that interrupts one."""


class Form(StrEnum):
    """How a quotation is marked: by both marks, by the opening one only, or as a block."""

    MARKED = "marked"
    UNCLOSED = "unclosed"
    BLOCK = "block"


class Segment(msgspec.Struct, frozen=True, gc=False):
    """Characters ``start``..``end`` of the story, without the quotation marks."""

    start: int
    end: int


class Quotation(msgspec.Struct, frozen=True):
    """Words a story gives as somebody's.

    ``text`` is ``story.text[start:end]``. Several ``segments`` are one quotation that an attribution
    or a paragraph's end interrupts; the interruption then stands in ``text`` and in no segment.
    """

    start: int
    end: int
    text: str
    segments: tuple[Segment, ...]
    form: Form = Form.MARKED


class _Found(msgspec.Struct, frozen=True):
    segments: tuple[Segment, ...]
    form: Form


_SAID_BY_DASH = re.compile(r"\n[^\w\n]*[—–-]{1,2}[ \t]*[A-Z][^\n]*\Z")
_SENTENCE_END = re.compile(r"[!?;]|(?<!\b[A-Z])(?<!\bMr|\bMs|\bDr)(?<!\bMrs|\bSen|\bRep)\.\s")
_OPENS_AFTER = frozenset("([{—–-/‘'“")
_CLOSERS = frozenset('"”')
_BLANK = FILL + " \t\r\n\u00a0"


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of a story in order. Never raises, whatever the marks."""
    read = plain(text)
    found: list[_Found] = []
    is_open = False
    for paragraph in paragraphs(text):
        opens = _begins_with_mark(read, paragraph)
        if paragraph.kind is Kind.BLOCK and not opens:
            found.extend(_block(read, paragraph))
            is_open = False
            continue
        goes_on = is_open and opens
        here, is_open = _in_paragraph(read, paragraph)
        if goes_on and here:
            found[-1] = _Found(found[-1].segments + here[0].segments, here[0].form)
            here = here[1:]
        found.extend(here)
    return tuple(_quotation(text, each) for each in _joined(read, found))


def _quotation(text: str, found: _Found) -> Quotation:
    start, end = found.segments[0].start, found.segments[-1].end
    return Quotation(start, end, text[start:end], found.segments, found.form)


def _begins_with_mark(read: str, paragraph: Paragraph) -> bool:
    begun = read[paragraph.start : paragraph.end].lstrip(_BLANK)
    return begun[:1] in ('"', "“")


def _block(read: str, paragraph: Paragraph) -> list[_Found]:
    said = read[paragraph.start : paragraph.end]
    signed = _SAID_BY_DASH.search(said)
    end = paragraph.start + signed.start() if signed else paragraph.end
    return _found(read, paragraph.start, end, Form.BLOCK)


def _in_paragraph(read: str, paragraph: Paragraph) -> tuple[list[_Found], bool]:
    """Pair the marks of one paragraph; tell also whether the last one is still open at its end."""
    found: list[_Found] = []
    opened: int | None = None
    marks = [at for at in range(paragraph.start, paragraph.end) if read[at] in '"“”']
    for number, at in enumerate(marks):
        if _is_inch(read, marks, number, is_open=opened is not None):
            continue
        if opened is None:
            opened = at + 1 if _may_open(read, at, paragraph) else None
        elif read[at] in _CLOSERS and not _must_open(read, at, paragraph):
            found.extend(_found(read, opened, at, Form.MARKED))
            opened = None
        else:
            found.extend(_found(read, opened, at, Form.UNCLOSED))
            opened = at + 1
    if opened is None:
        return found, False
    last = _found(read, opened, paragraph.end, Form.UNCLOSED)
    return found + last, bool(last)


def _found(read: str, start: int, end: int, form: Form) -> list[_Found]:
    """Return the quotation between two marks, unless no word stands there."""
    while start < end and read[start] in _BLANK:
        start += 1
    while end > start and read[end - 1] in _BLANK:
        end -= 1
    if not any(character.isalnum() for character in read[start:end]):
        return []
    return [_Found((Segment(start, end),), form)]


def _neighbours(read: str, at: int, paragraph: Paragraph) -> tuple[str, str]:
    before, after = at - 1, at + 1
    while before >= paragraph.start and read[before] == FILL:
        before -= 1
    while after < paragraph.end and read[after] == FILL:
        after += 1
    return (
        read[before] if before >= paragraph.start else " ",
        read[after] if after < paragraph.end else " ",
    )


def _may_open(read: str, at: int, paragraph: Paragraph) -> bool:
    before, after = _neighbours(read, at, paragraph)
    if after.isspace():
        return False
    return read[at] == "“" or before.isspace() or before in _OPENS_AFTER


def _must_open(read: str, at: int, paragraph: Paragraph) -> bool:
    """Tell whether a straight mark inside a quotation can only be the opening of another one."""
    before, after = _neighbours(read, at, paragraph)
    return read[at] == '"' and before.isspace() and (after.isalnum() or after in "[…@#$")


def _is_inch(read: str, marks: list[int], number: int, *, is_open: bool) -> bool:
    """Tell an inch mark (6", 5'10") from a quotation mark.

    Inside a quotation a mark after a digit closes it, unless a lowercase word goes on and the next
    mark can close too.
    """
    at = marks[number]
    if read[at] == "“" or at == 0 or not read[at - 1].isdecimal():
        return False
    if not is_open:
        return True
    if not re.match(r"[ \t\r\n]+[a-z]", read[at + 1 : at + 40]) or number + 1 == len(marks):
        return False
    then = marks[number + 1]
    return not read[then - 1].isspace() and read[then] in _CLOSERS


def _joined(read: str, found: list[_Found]) -> list[_Found]:
    joined: list[_Found] = []
    for each in found:
        if joined and _continues(read, joined[-1], each):
            joined[-1] = _Found(joined[-1].segments + each.segments, each.form)
        else:
            joined.append(each)
    return joined


def _continues(read: str, first: _Found, second: _Found) -> bool:
    """Tell whether an attribution interrupts one quotation: "A," X wrote, "b"."""
    if first.form is not Form.MARKED or second.form is Form.BLOCK:
        return False
    said = read[first.segments[-1].start : first.segments[-1].end]
    between = read[first.segments[-1].end : second.segments[0].start].replace(FILL, "")
    middle = between.strip('"“” \t\r\n')
    return (
        said[-1] in ",—–-"
        and middle[-1:] == ","
        and "\n\n" not in between.replace("\r", "")
        and _SENTENCE_END.search(middle) is None
        and len(middle.split()) <= LONGEST_INTERRUPTION
        and HAS_CUE.search(middle) is not None
    )
