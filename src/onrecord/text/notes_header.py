"""The reply headers of Lotus Notes: name and date above the recipients, beside them, or in one line."""

import re

from onrecord.text.header_block import read_labels
from onrecord.text.reply_header import LONGEST_LINE, ReplyHeader, header_of
from onrecord.text.reply_sentence import stated

_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:[ \t]?[AaPp][Mm])?"
_MOMENT = rf"{_DAY}[ \t,]{{1,4}}{_TIME}(?:[ \t][A-Z]{{2,4}})?"
_DATE = re.compile(rf"(?P<date>{_MOMENT})[ \t]*$")
_NAME_ON = re.compile(rf"(?P<name>.{{2,100}}?)[ \t]{{1,4}}on[ \t]{{1,4}}(?P<date>{_MOMENT})[ \t]*$")
_NAME_DATE = re.compile(rf"(?P<name>[^\t\d].{{1,60}}?)[ \t]{{2,40}}(?P<date>{_MOMENT})[ \t]*$")
_NAME_BROKEN = re.compile(
    rf"(?P<name>.{{2,100}}?)[ \t]{{1,4}}on[ \t]{{1,4}}(?P<date>{_DAY})[ \t]*$"
)
_TIME_ALONE = re.compile(rf"(?P<time>{_TIME})[ \t]*$")
_AMID = re.compile(
    r"(?:Sent by|Please respond to|Please reply to|\(Embedded image)\b.{0,100}$|[AP]M$",
    re.IGNORECASE,
)
_ADDRESS_ALONE = re.compile(r"\S{1,80}@\S{1,80}$")
_IN_ONE = re.compile(
    rf"(?P<name>.{{2,100}}?)[ \t]{{1,4}}(?P<date>{_MOMENT})[ \t]{{1,8}}To:[ \t]?(?P<to>.{{0,4000}}?)"
    r"[ \t]{2,8}cc:.{0,4000}?Subject:[ \t]?(?P<subject>.{0,400})$"
)
_GROUPWISE = re.compile(
    rf"[ \t]*>>>[ \t]*(?P<name>[^>].{{1,120}}?)[ \t]{{1,4}}(?P<date>{_MOMENT})[ \t]*>>>[ \t]*$"
)
_MESSAGE_FROM = re.compile(
    r"-{3,}[ ]Message from[ ](?P<name>.{2,160}?)[ ]on[ ](?P<date>.{6,60}?)[ ]-{3,}$"
)
_BESIDE = re.compile(r"(?P<left>.{0,100}?)[ \t]{2,}(?P<label>To|cc|Subject):(?P<value>.*)$")
_SPLIT_ADDRESS = re.compile(r"<[^<>]{1,100}>|\S{1,60}@\S{0,60}[.@] \S{1,30}")
_MOST_ABOVE = 12
_LONGEST_NAME = 100
_MOST_LEFT = 5
_MOST_BELOW = 24


def notes_header_at(lines: list[str], number: int) -> tuple[int, ReplyHeader] | None:
    """Return where a Lotus Notes header starts whose To: stands on this line, and what it states.

    A name and a date stand above it, on one line or on two, with remarks ("Sent by", "Please respond to").
    """
    values, count = read_labels(lines, number)
    if "author" in values or not ("subject" in values or "copy" in values):
        return None
    name, date, start = _above(lines, number)
    if not date:
        return None
    return start, header_of(name, values.get("date") or date, number + count - start, values)


def _above(lines: list[str], number: int) -> tuple[str, str, int]:
    """Return the name and date above a To: line, and the line on which they begin."""
    floor = max(0, number - _MOST_ABOVE)
    at = _written_above(lines, number, floor)
    while at is not None:
        line = lines[at].strip(" \t\xa0")
        together = _together(line)
        broken = _broken(lines, at, line)
        if broken or together:
            return broken or (*(together or ("", "")), at)
        alone = _DATE.match(line)
        if alone is not None:
            name, start = _name_above(lines, at, floor)
            return name, alone.group("date"), start
        at = _written_above(lines, at, floor) if _ADDRESS_ALONE.match(line) else None
    return "", "", number


def _written_above(lines: list[str], number: int, floor: int) -> int | None:
    """Return the next line up that is neither blank nor a remark, no farther than ``floor``."""
    for at in range(number - 1, floor - 1, -1):
        line = lines[at].strip(" \t\xa0")
        if line and len(line) <= LONGEST_LINE and not _AMID.match(line):
            return at
    return None


def _together(line: str) -> tuple[str, str] | None:
    """Return the name and date that stand on one line."""
    named = _NAME_ON.match(line) or _NAME_DATE.match(line)
    return (named.group("name").strip("\t\"' "), named.group("date")) if named else None


def _name_above(lines: list[str], dated: int, floor: int) -> tuple[str, int]:
    """Return the name above a date, and the line on which it begins; "" if there is none."""
    at = _written_above(lines, dated, floor)
    line = lines[at].strip(" \t\xa0") if at is not None else ""
    if at is None or len(line) > _LONGEST_NAME or line.endswith("---"):
        return "", dated
    above = lines[at - 1].strip(" \t\xa0") if at else ""
    if _ADDRESS_ALONE.match(line) and above and not above.endswith("---"):
        return above[:_LONGEST_NAME].strip(" \t\"'"), at - 1
    if above.endswith("@") and len(above) <= _LONGEST_NAME:
        return f"{above}{line}", at - 1
    return line.strip(" \t\"'"), at


def _broken(lines: list[str], at: int, line: str) -> tuple[str, str, int] | None:
    """Return name, date and first line where the time was broken off onto this line."""
    time = _TIME_ALONE.match(line) if at else None
    named = _NAME_BROKEN.match(lines[at - 1].strip(" \t\xa0")) if time else None
    if time is None or named is None:
        return None
    return (
        named.group("name").strip("\t\"' "),
        f"{named.group('date')} {time.group('time')}",
        at - 1,
    )


def notes_line_at(line: str) -> ReplyHeader | None:
    """Return the header that stands in one line: name, date, ``To:``, ``cc:``, ``Subject:``."""
    found = _IN_ONE.match(line.strip(" \t\xa0")) if len(line) <= 8 * LONGEST_LINE else None
    if found is None:
        return None
    values = {"to": found.group("to").strip(), "subject": found.group("subject").strip()}
    return header_of(found.group("name"), found.group("date"), 1, values)


def notes_columns_at(lines: list[str], number: int) -> tuple[int, ReplyHeader] | None:
    """Return where a header in two columns starts whose ``To:`` is on this line, and what it states.

    The left column holds the name, broken anywhere, and the date below it; the right one the labels.
    """
    first = _BESIDE.match(lines[number]) if len(lines[number]) <= LONGEST_LINE else None
    if first is None or first.group("label") != "To":
        return None
    column = first.start("label")
    start = number
    while start > max(0, number - _MOST_LEFT) and _is_left(lines[start - 1], column):
        start -= 1
    left = [lines[at].strip() for at in range(start, number)] + [first.group("left").strip()]
    values = {"to": first.group("value").strip()}
    end = _read_columns(lines, number + 1, column, left, values)
    if "subject" not in values:
        return None
    who = "".join(left)
    dated = re.search(_DAY, who)
    if dated is None and "@" not in who:
        return None
    told = _SPLIT_ADDRESS.sub(lambda found: found.group().replace(" ", ""), " ".join(left).strip())
    author, _, date = told.partition(dated.group()) if dated else (told, "", "")
    moment = f"{dated.group()}{date}".strip() if dated else ""
    return start, header_of(author, " ".join(moment.split()), end - start, values)


def _is_left(line: str, column: int) -> bool:
    return bool(line.strip()) and line[:4].isspace() and len(line.rstrip()) <= column


def _read_columns(
    lines: list[str], number: int, column: int, left: list[str], values: dict[str, str]
) -> int:
    """Read the lines below the first; return the line after the last."""
    end = number
    blank = 0
    for at in range(number, min(number + _MOST_BELOW, len(lines))):
        line = lines[at]
        if not line.strip():
            blank += 1
            if blank > 2 or "subject" in values:
                break
            continue
        beside = _BESIDE.match(line) if len(line) <= LONGEST_LINE else None
        if beside is not None and abs(beside.start("label") - column) <= 3:
            left.append(beside.group("left").strip())
            values.setdefault(beside.group("label").lower(), beside.group("value").strip())
        elif "subject" in values and not line[:4].isspace() and not _ends_address(line):
            break
        else:
            left.append(line[:column].strip() if line[:4].isspace() else "")
        blank = 0
        end = at + 1
    return end


def _ends_address(line: str) -> bool:
    return "@" in line and " " not in line.strip()


def groupwise_at(line: str) -> ReplyHeader | None:
    """Return the reply header of GroupWise, ``>>> Ana Ruiz 2/16/01 10:41 AM >>>``."""
    found = _GROUPWISE.match(line) if len(line) <= LONGEST_LINE else None
    if found is None:
        return None
    return stated(found.group("name"), "", found.group("name"), 1, found.group("date"))


def message_from_at(lines: list[str], number: int) -> ReplyHeader | None:
    """Return the header "----- Message from X on … -----" over up to three lines, and its labels."""
    text = ""
    for count in range(1, 4):
        if number + count > len(lines):
            return None
        text = f"{text} {lines[number + count - 1].strip()}".strip()[:LONGEST_LINE]
        found = _MESSAGE_FROM.match(text)
        if found is not None:
            below = number + count
            values, labels = read_labels(lines, below) if below < len(lines) else ({}, 0)
            return header_of(found.group("name"), found.group("date"), count + labels, values)
    return None
