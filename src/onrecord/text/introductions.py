"""Where in a text reply headers stand, and what they state, whatever their form."""

import msgspec

from onrecord.text.damaged_header import damaged_header_at
from onrecord.text.dividers import (
    DIGEST_RULE,
    DIVIDER,
    DIVIDER_END,
    FENCE,
    FORWARD,
    OPENINGS,
    RULE,
    SPECKS,
)
from onrecord.text.header_block import block_at
from onrecord.text.header_labels import KINDS, LONGEST_LABEL, is_transport
from onrecord.text.marks import Lines
from onrecord.text.notes_header import (
    groupwise_at,
    message_from_at,
    notes_columns_at,
    notes_header_at,
    notes_line_at,
)
from onrecord.text.reply_header import LONGEST_LINE, UNSTATED, ReplyHeader
from onrecord.text.reply_sentence import sentences, told_by

_DATED = frozenset({"Sent", "Date"})
_GAP = 4
"""Lines within which what a header or divider announces must begin."""
_FAR = 12
_TRANSPORT_STARTS = frozenset("Rec Ret Mes X-M X-S X-O X-F Con MIM Mim Del Pat Xre".split())
_LETTERHEAD = 60
_SHORT_DIVIDER = 34


class Introduction(msgspec.Struct, frozen=True):
    """Lines ``start`` up to, not including, ``end`` are a reply header.

    ``letter_of_digest`` tells that the letter below stands beside the one above, not inside it.
    """

    start: int
    end: int
    header: ReplyHeader
    forward: bool = False
    letter_of_digest: bool = False


class _Places(msgspec.Struct, frozen=True):
    """Lines on which some form of header may begin."""

    dividers: set[int]
    labels: set[int]
    sentences: dict[int, ReplyHeader]
    notes: dict[int, ReplyHeader]
    damaged: dict[int, ReplyHeader]
    loose: set[int]


def introductions(lines: Lines) -> list[Introduction]:
    """Return the reply headers of a text in order; none overlaps another."""
    places = _places(lines)
    numbers = {
        *places.dividers,
        *places.labels,
        *places.sentences,
        *places.notes,
        *places.damaged,
        *places.loose,
    }
    found: list[Introduction] = []
    free = 0
    for number in sorted(numbers):
        if number >= free:
            introduction = _at(lines, number, places)
            if introduction is not None:
                found.append(introduction)
                free = introduction.end
    return found


def next_depth(lines: Lines, number: int) -> int:
    """Return the quote depth of the next written line; 0 at the end."""
    for at in range(number, min(number + _FAR, len(lines.stripped))):
        if lines.stripped[at]:
            return lines.depths[at]
    return 0


def _places(lines: Lines) -> _Places:
    """Sort the lines that a cheap look does not rule out by the form they may be of."""
    dividers: set[int] = set()
    labels: set[int] = set()
    colons: set[int] = set()
    loose: set[int] = set()
    notes: dict[int, ReplyHeader] = {}
    dates: list[int] = []
    for number, line in enumerate(lines.stripped):
        if not line:
            continue
        if line[0] in SPECKS or line[:3] in OPENINGS:
            dividers.add(number)
        last = line[-1]
        if last in ":：":
            colons.add(number)
        elif last in ">es" and _may_be_loose(line):
            loose.add(number)
        colon = line.find(":", 0, LONGEST_LABEL)
        if colon < 0 and not line.isascii():
            colon = line.find("：", 0, LONGEST_LABEL)
        if colon >= 0:
            _sort_label(lines, number, line[:colon].strip(" \t\xa0*"), labels, notes)
        if line[:4] in _DATED:
            dates.append(number)
        if "  To:" in line or "\tTo:" in line:
            _sort_notes(lines, number, notes)
    told = sentences(lines.stripped, lines.raw) if colons else {}
    damaged = dict(filter(None, (damaged_header_at(lines.bare, number) for number in dates)))
    loose = loose | colons if lines.marked else loose
    return _Places(dividers, labels, told, notes, damaged, loose)


def _may_be_loose(line: str) -> bool:
    return line.startswith((">>>", "Excerpts from")) or line.endswith(" wrote")


def _sort_label(
    lines: Lines, number: int, label: str, labels: set[int], notes: dict[int, ReplyHeader]
) -> None:
    kind = KINDS.get(label.casefold())
    if kind is not None:
        labels.add(number)
        if kind == "to":
            found = notes_header_at(lines.bare, number)
            if found is not None:
                notes.setdefault(*found)
    elif label[:3] in _TRANSPORT_STARTS and is_transport(lines.stripped[number]):
        labels.add(number)


def _sort_notes(lines: Lines, number: int, notes: dict[int, ReplyHeader]) -> None:
    alone = notes_line_at(lines.stripped[number])
    if alone is not None:
        notes[number] = alone
        return
    beside = notes_columns_at(lines.bare, number)
    if beside is not None:
        notes.setdefault(*beside)


def _at(lines: Lines, number: int, places: _Places) -> Introduction | None:
    if number in places.dividers:
        divided = _divided(lines, number, places)
        if divided is not None:
            return divided
    header = places.notes.get(number)
    if header is None and number in places.labels:
        header = block_at(lines.bare, number)
    if header is None:
        header = places.damaged.get(number)
    if header is None:
        header = _in_words(lines, number, places)
    return Introduction(number, number + header.lines, header) if header else None


def _in_words(lines: Lines, number: int, places: _Places) -> ReplyHeader | None:
    """Return a reply header in words ("On … X wrote:") that introduces something."""
    depth = lines.depths[number]
    sentence = places.sentences.get(number)
    if sentence is not None:
        after = number + sentence.lines
        if next_depth(lines, after) > depth:
            return sentence
        certain = sentence.address or sentence.date
        return sentence if certain and _introduces(lines, after, depth) else None
    if number not in places.loose or len(lines.stripped[number]) > LONGEST_LINE:
        return None
    groupwise = groupwise_at(lines.bare[number])
    if groupwise is not None:
        return groupwise
    loose = told_by(lines.stripped[number])
    return loose if loose is not None and next_depth(lines, number + 1) > depth else None


def _introduces(lines: Lines, number: int, depth: int) -> bool:
    """Tell whether text follows that is quoted at least as deep."""
    return any(
        lines.depths[at] >= depth
        for at in range(number, min(number + _GAP, len(lines.stripped)))
        if lines.stripped[at] or lines.depths[at] > depth
    )


def _divided(lines: Lines, number: int, places: _Places) -> Introduction | None:
    """Return the header that a divider announces, or the divider alone."""
    line = lines.stripped[number]
    if len(line) > LONGEST_LINE:
        return None
    if line[0] == "-" and "Message from" in line:
        message = message_from_at(lines.bare, number)
        if message is not None:
            return Introduction(number, number + message.lines, message, forward=True)
    says = line.lstrip(SPECKS)[:3] in OPENINGS
    forward = says and FORWARD.match(line) is not None
    divides = forward or (says and DIVIDER.match(line) is not None)
    if not (divides or RULE.match(line)):
        return None
    after = _after_divider(lines, number) if forward else number + 1
    at = _next_written(lines, after)
    header, end = _announced(lines, at, places, divides=divides) if at is not None else (None, 0)
    if header is not None:
        of_digest = line == DIGEST_RULE
        return Introduction(number, end, header, forward or of_digest, of_digest)
    certain = line[0] in "-_=*" or line[-1] in ":：-_*=" or len(line) <= _SHORT_DIVIDER
    if divides and certain:
        return Introduction(number, after, UNSTATED, forward)
    return None


def _after_divider(lines: Lines, number: int) -> int:
    """Return the line below a divider that a program may have broken over up to three lines."""
    if not FENCE.search(lines.stripped[number]) and lines.stripped[number][0] in "-_=*":
        for at in range(number + 1, min(number + 3, len(lines.stripped))):
            if DIVIDER_END.match(lines.stripped[at]):
                return at + 1
    return number + 1


def _next_written(lines: Lines, number: int) -> int | None:
    for at in range(number, min(number + _GAP, len(lines.stripped))):
        if lines.stripped[at]:
            return at
    return None


def _is_letterhead(line: str) -> bool:
    return len(line) <= _LETTERHEAD and len(line.split()) <= 6 and line[-1] not in "?!,:;"


def _announced(
    lines: Lines, number: int, places: _Places, *, divides: bool
) -> tuple[ReplyHeader | None, int]:
    """Return the header below a divider and the line after it; a letterhead may stand between."""
    at: int | None = number
    for _ in range(3 if divides else 1):
        if at is None:
            break
        header = places.notes.get(at) or block_at(lines.bare, at, announced=True)
        if header is None and divides:
            header = places.sentences.get(at)
        if header is not None:
            return header, at + header.lines
        if not _is_letterhead(lines.stripped[at]):
            break
        at = _next_written(lines, at + 1)
    return None, 0
