"""Quotation marks of a paragraph, paired: straight, curly, low, pointed and single ones.

Marks are told apart by their glyph and by what stands beside them. Inside a pair other marks are its
text: only those that close it, or open a new one where a closing mark is missing, are looked at.
"""

import re
from collections.abc import Sequence

import msgspec

from onrecord.check.story import FILL, Paragraph

SINGLES = frozenset("'‘‚‛‹›")
"""Opening marks that other uses share (apostrophes), or that are the inner marks of a convention."""

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚‛']")
_CLOSES = {
    '"': frozenset('"”“'),
    "“": frozenset('”"“'),
    "”": frozenset('”"'),
    "„": frozenset('“”"‟'),
    "‟": frozenset('”"'),
    "«": frozenset("»"),
    "»": frozenset("«»"),
    "‹": frozenset("›"),
    "›": frozenset("‹›"),
    "``": frozenset(("''", '"', "”")),
    "''": frozenset(("''", "”")),
    "‘": frozenset("’'"),
    "'": frozenset("'’"),
    "‚": frozenset("‘’'"),
    "‛": frozenset("’'"),
}
_ALWAYS_OPENS = frozenset("“„‟")
_OPENS_AFTER = frozenset("([{—–-/‘'“„«»‚,:")
_ELISION = re.compile(
    r"(?:\d\ds?|tis|twas|twill|em|cause|cos|til|till|round|bout|n|nuff|neath|ere)\b", re.IGNORECASE
)
_DROPPED_G = re.compile(r"(?:in|\bo|\ban|\bth)\Z", re.IGNORECASE)


class Pair(msgspec.Struct, frozen=True, gc=False):
    """Characters between two marks, ``glyph`` the opening one; not ``closed``: the other is missing."""

    start: int
    end: int
    glyph: str
    closed: bool


class _Mark(msgspec.Struct, frozen=True, gc=False):
    """A mark with the characters beside it (a space at the paragraph's edges)."""

    glyph: str
    start: int
    end: int
    before: str
    after: str

    @property
    def may_close(self) -> bool:
        return not self.before.isspace() and not self.after.isalnum()

    @property
    def stands_before_word(self) -> bool:
        opens = self.before.isspace() or self.before in _OPENS_AFTER
        return opens and (self.after.isalnum() or self.after in "[(…@#$£€¿¡“\"«")


class Pairs(msgspec.Struct, frozen=True):
    """The pairs of a paragraph, and the mark that is still open at its end ("" if none is)."""

    found: tuple[Pair, ...]
    left_open: str


def pointed_opening(read: str) -> str:
    """Return the pointed mark that opens in this story: « as in French, » as in German books."""
    first = re.search("[«»]", read)
    return first.group() if first else "«"


def paired(read: str, paragraph: Paragraph, *, pointed: str, goes_on: str = "") -> Pairs:
    """Pair the marks of a paragraph.

    ``goes_on`` is the opening mark of the next paragraph where it begins with one: a single mark that
    nothing closes here may then be open across the paragraphs.
    """
    marks = _marks(read, paragraph)
    surplus = _surplus(marks)
    found: list[Pair] = []
    opened: _Mark | None = None
    depth = number = 0
    while number < len(marks):
        mark = marks[number]
        number += 1
        if opened is None:
            if not _opens(read, marks, number - 1, pointed):
                continue
            if mark.glyph not in SINGLES:
                opened, depth = mark, 0
                continue
            closing = _single_closing(marks, number - 1, is_open_on=goes_on == mark.glyph)
            if closing is not None:
                found.append(Pair(mark.end, marks[closing].start, mark.glyph, closed=True))
                number = closing + 1
            elif goes_on == mark.glyph:
                return Pairs((*found, Pair(mark.end, paragraph.end, mark.glyph, False)), mark.glyph)
        elif _is_inch(read, marks, number - 1):
            continue
        elif _closes(opened, mark):
            if depth == 0:
                found.append(Pair(opened.end, mark.start, opened.glyph, closed=True))
                opened = None
            depth = max(0, depth - 1)
        elif _opens_again(opened, mark):
            if surplus[number - 1] > depth:
                depth += 1
            else:
                found.append(Pair(opened.end, mark.start, opened.glyph, closed=False))
                opened, depth = mark, 0
    if opened is None:
        return Pairs(tuple(found), "")
    last = Pair(opened.end, paragraph.end, opened.glyph, closed=False)
    return Pairs((*found, last), opened.glyph)


def _marks(read: str, paragraph: Paragraph) -> list[_Mark]:
    return [
        _Mark(
            mark.group(),
            mark.start(),
            mark.end(),
            _beside(read, mark.start() - 1, paragraph, -1),
            _beside(read, mark.end(), paragraph, 1),
        )
        for mark in _MARK.finditer(read, paragraph.start, paragraph.end)
    ]


def _beside(read: str, at: int, paragraph: Paragraph, step: int) -> str:
    while paragraph.start <= at < paragraph.end and read[at] == FILL:
        at += step
    return read[at] if paragraph.start <= at < paragraph.end else " "


def _surplus(marks: Sequence[_Mark]) -> list[int]:
    """Return, for each mark, how many more closing than opening marks stand from it on."""
    counts = [0] * (len(marks) + 1)
    for number in range(len(marks) - 1, -1, -1):
        glyph = marks[number].glyph
        counts[number] = counts[number + 1] + (glyph in "”»") - (glyph in "“«")
    return counts


def _opens(read: str, marks: Sequence[_Mark], number: int, pointed: str) -> bool:
    mark = marks[number]
    if mark.glyph in "«»":
        return mark.glyph == pointed
    if mark.after.isspace():
        return False
    if mark.glyph in _ALWAYS_OPENS or mark.glyph == "``":
        return True
    if mark.glyph in "‘'‚‛":
        return mark.stands_before_word and not _ELISION.match(read, mark.end)
    if _is_digit_before(read, mark) and mark.glyph in ('"', "”"):
        return False
    if mark.glyph in "’”":
        return mark.glyph == "”" and mark.before.isspace() and mark.after.isalnum()
    return mark.before.isspace() or mark.before in _OPENS_AFTER


def _closes(opened: _Mark, mark: _Mark) -> bool:
    if mark.glyph not in _CLOSES[opened.glyph]:
        return False
    if mark.glyph == "“" and opened.glyph != "„":
        return mark.may_close
    return not (mark.glyph == '"' and _must_open(mark))


def _opens_again(opened: _Mark, mark: _Mark) -> bool:
    """Tell whether a mark inside a quotation can only be the opening of another one."""
    if opened.glyph in ("“", '"', "”") and mark.glyph in ("“", '"'):
        return mark.glyph == "“" or _must_open(mark)
    return mark.glyph == opened.glyph and mark.stands_before_word


def _must_open(mark: _Mark) -> bool:
    return mark.before.isspace() and (mark.after.isalnum() or mark.after in "[…@#$")


def _is_digit_before(read: str, mark: _Mark) -> bool:
    return mark.start > 0 and read[mark.start - 1].isdecimal()


def _is_inch(read: str, marks: Sequence[_Mark], number: int) -> bool:
    """Tell an inch mark (6", 5'10") inside a quotation from its closing mark.

    A mark after a digit closes, unless a lowercase word goes on and the next mark can close too.
    """
    mark = marks[number]
    if mark.glyph not in ('"', "”") or not _is_digit_before(read, mark):
        return False
    if not re.match(r"[ \t\r\n]+[a-z]", read[mark.end : mark.end + 40]):
        return False
    then = next((m for m in marks[number + 1 : number + 9] if m.glyph not in "'’‘"), None)
    return then is not None and not then.before.isspace() and then.glyph in '"”'


def _single_closing(marks: Sequence[_Mark], opening: int, *, is_open_on: bool) -> int | None:
    """Return the number of the mark that closes a single one: no apostrophe, and marks inside paired.

    A mark behind an s before another word may be a plural's possessive: it closes only if no clearer one
    does before the next opening mark.
    """
    closers = _CLOSES[marks[opening].glyph]
    doubtful: int | None = None
    inside = straight = 0
    for number in range(opening + 1, len(marks)):
        mark = marks[number]
        inside += (mark.glyph in "“«„") - (mark.glyph in "”»")
        straight += mark.glyph == '"'
        if mark.glyph in closers and mark.may_close and inside <= 0 and straight % 2 == 0:
            if not _may_be_possessive(mark):
                return number
            doubtful = number if doubtful is None else doubtful
        elif mark.glyph == marks[opening].glyph and mark.stands_before_word and inside <= 0:
            break
    return None if is_open_on else doubtful


def _may_be_possessive(mark: _Mark) -> bool:
    return mark.before in "sSnN" and mark.after.isspace()
