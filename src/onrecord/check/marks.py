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

MOST_MARKS_INSIDE = 200
"""Marks looked at for the one that closes a single one."""

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
        return opens and (self.after.isalnum() or self.after in '[(…@#$£€¿¡“"«')


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
    pairing = _Pairing(read, _marks(read, paragraph), pointed, goes_on)
    number = 0
    while number < len(pairing.marks):
        number = pairing.take(number)
    opened = pairing.opened
    if opened is None:
        return Pairs(tuple(pairing.found), "")
    last = Pair(opened.end, paragraph.end, opened.glyph, closed=False)
    return Pairs((*pairing.found, last), opened.glyph)


class _Pairing:
    """The marks of a paragraph, the pairs found so far, and the mark that is open."""

    def __init__(self, read: str, marks: list[_Mark], pointed: str, goes_on: str) -> None:
        self.read = read
        self.marks = marks
        self.found: list[Pair] = []
        self.opened: _Mark | None = None
        self._pointed = pointed
        self._goes_on = goes_on
        self._surplus = _surplus(marks)
        self._depth = 0

    def take(self, number: int) -> int:
        """Take one mark; return the number of the next to look at."""
        if self.opened is None:
            return self._outside(number)
        self._inside(number, self.opened)
        return number + 1

    def _outside(self, number: int) -> int:
        mark = self.marks[number]
        if not _opens(self.read, self.marks, number, self._pointed):
            return number + 1
        goes_on = self._goes_on == mark.glyph
        if mark.glyph in SINGLES:
            closing = _single_closing(self.marks, number, is_open_on=goes_on)
            if closing is not None:
                end = self.marks[closing].start
                self.found.append(Pair(mark.end, end, mark.glyph, closed=True))
                return closing + 1
            if not goes_on:
                return number + 1
            number = len(self.marks)
        self.opened, self._depth = mark, 0
        return number + 1

    def _inside(self, number: int, opened: _Mark) -> None:
        mark = self.marks[number]
        if _is_inch(self.read, self.marks, number):
            return
        if _closes(opened, mark):
            if self._depth == 0:
                self.found.append(Pair(opened.end, mark.start, opened.glyph, closed=True))
                self.opened = None
            self._depth = max(0, self._depth - 1)
        elif _opens_again(opened, mark):
            if self._surplus[number] > self._depth:
                self._depth += 1
                return
            self.found.append(Pair(opened.end, mark.start, opened.glyph, closed=False))
            self.opened, self._depth = mark, 0


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
    opens = mark.stands_before_word or (mark.glyph in "«»" and mark.before.isspace())
    return mark.glyph == opened.glyph and opens


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
    for number in range(opening + 1, min(len(marks), opening + MOST_MARKS_INSIDE)):
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
