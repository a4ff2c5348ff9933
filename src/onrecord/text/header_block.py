"""Reply headers in blocks: From, Sent, To, Subject, each on its line, as mail programs print them."""

import re

from onrecord.text.header_labels import is_label_start, is_transport, label_of
from onrecord.text.reply_header import DATED, LONGEST_LINE, ReplyHeader, header_of, plain_address

MOST_LINES = 400
_MOST_BLANK = 3
_MOST_COPIES = 8
_MOST_OTHERS = 30
_MOST_OPEN = 3
_LOOK_BELOW = 24
_LONGEST_NAMES = 200
_LONGEST = 20_000
_PEOPLE = re.compile(r"@|/[A-Z]|^[ \t]|[,;][ \t]*$")


def block_at(lines: list[str], number: int, *, announced: bool = False) -> ReplyHeader | None:
    """Return the block of header lines that begins on this line.

    One that a divider announces needs an author and one line more; one that stands alone needs more, so
    that a list of labels in a letter is no header.
    """
    line = lines[number]
    if len(line) > LONGEST_LINE or not (is_label_start(line) or is_transport(line)):
        return None
    first = label_of(line)
    values, count = read_labels(lines, number)
    author = values.get("author", "")
    if not author:
        return None
    others = sum(kind in values for kind in ("date", "to", "subject", "copy"))
    by_author = first is not None and first[0] == "author"
    certain = announced or (plain_address(author) and DATED.search(values.get("date", "")))
    if others < (1 if certain and by_author else 2 if by_author or announced else 3):
        return None
    name, on, date = author.partition(" on ")
    if not (on and DATED.search(date)):
        # a scanner lost the colon of the line below
        name, on, date = author.partition(" Sent ")
    if not (on and DATED.search(date)):
        name, date = author, ""
    return header_of(name, values.get("date") or date.strip(), count, values)


def read_labels(lines: list[str], number: int) -> tuple[dict[str, str], int]:
    """Return what header lines state by kind, and how many lines they take."""
    values: dict[str, str] = {}
    kind = last = ""
    used = others = opened = 0
    at = number
    for at in range(number, min(number + MOST_LINES, len(lines))):
        line = lines[at]
        if not line.strip():
            if _goes_on_below(lines, at, values):
                continue
            break
        label = label_of(line) if len(line) <= _LONGEST else None
        if label is not None:
            kind, value = label
            if kind in values and kind not in ("copy", "other") and values[kind] != value:
                break
            others += kind in ("copy", "other")
            values.setdefault(kind, value[:LONGEST_LINE])
            opened = 0
        elif is_transport(line):
            kind = "other"
            others += 1
        elif _continues(kind, last, line) or (opened < _MOST_OPEN and _stands_open(values, kind)):
            values[kind] = f"{values.get(kind, '')} {line.strip()}"[:LONGEST_LINE]
            opened += 1
        elif not _label_below(lines, at, kind, values):
            break
        else:
            values[kind] = f"{values.get(kind, '')} {line.strip()}"[:LONGEST_LINE]
        if others > _MOST_OTHERS:
            break
        last = line
        used = at + 1 - number
    return values, used


def _goes_on_below(lines: list[str], number: int, values: dict[str, str]) -> bool:
    """Tell whether, after blank lines, the block goes on: with a label it lacks, or inside an address."""
    for line in lines[number + 1 : number + 1 + _MOST_BLANK]:
        if line.strip():
            label = label_of(line) if len(line) <= LONGEST_LINE else None
            if label is None:
                return line.lstrip().startswith(("[mailto:", "<mailto:")) and "date" not in values
            missing = label[0] not in values and label[0] != "other"
            return missing and "subject" not in values and bool(values)
    return False


def _stands_open(values: dict[str, str], kind: str) -> bool:
    """Tell whether an address of the header line before it was broken off."""
    value = values.get(kind, "")
    return value.count("[") > value.count("]") or value.count("<") > value.count(">")


def _label_below(lines: list[str], number: int, kind: str, values: dict[str, str]) -> bool:
    """Tell whether names, or a program's lines, go on here: other labels are still to come."""
    if len(lines[number]) > _LONGEST_NAMES or "subject" in values:
        return False
    if kind == "other":
        below = lines[number + 1 : number + 1 + _MOST_BLANK]
        return any(is_transport(line) or is_label_start(line) for line in below)
    if kind not in ("to", "copy") or "author" not in values:
        return False
    for line in lines[number + 1 : number + 1 + _LOOK_BELOW]:
        if not line.strip():
            return False
        label = label_of(line)
        if label is not None:
            return label[0] in ("copy", "subject", "date")
    return False


def _continues(kind: str, last: str, line: str) -> bool:
    """Tell whether a line goes on with the header line before it."""
    text = line.strip()
    if kind in ("author", "to", "copy") and text.startswith(("[mailto:", "<")):
        return True
    if kind in ("to", "copy"):
        return last.rstrip().endswith((",", ";", "-")) or _PEOPLE.search(line[:200]) is not None
    if kind == "subject":
        return len(last) >= 66 and len(text) < 60
    return kind in ("author", "date", "other") and (
        line[:1] in " \t" or last.rstrip().endswith((":", ","))
    )
