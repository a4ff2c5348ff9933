"""Header fields (RFC 5322 §2.2): in order, with duplicates, each with its span of bytes."""

import re

from onrecord.message.problem import Problem
from onrecord.message.structure import HeaderField

_NAME = re.compile(rb"([!-9;-~]+)[ \t]*:")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_BARE_CR = re.compile(rb"\r(?=[!-9;-~]{1,76}:)")
_BLANK = re.compile(rb"\r*\n")
_BLANK_LINE = re.compile(rb"\n\r*\n")
MOST_FIELDS = 250_000
_ENVELOPE = (b"From ", b">From ")
_MOST_PROBLEMS = 20


def read_fields(
    buffer: bytes, start: int, end: int
) -> tuple[tuple[HeaderField, ...], int, list[Problem]]:
    """Return the header fields between two offsets, where the body starts, and what is wrong.

    Lines that are no field (an envelope ``From `` line, debris) stay in the bytes and are passed
    over when fields follow; otherwise the body starts with them.
    """
    if buffer.find(b"\n", start, end) >= 0 or buffer.find(b"\r", start, end) < 0:
        return _read_lines(buffer, start, end)
    fields, body, problems = _read_lines(buffer[start:end].replace(b"\r", b"\n"), 0, end - start)
    return tuple(_moved(field, start) for field in fields), body + start, problems


def _read_lines(
    lines: bytes, start: int, end: int
) -> tuple[tuple[HeaderField, ...], int, list[Problem]]:
    fields: list[HeaderField] = []
    problems: list[Problem] = []
    position = start
    has_cr = lines.find(b"\r", start, end) >= 0
    while position < end:
        if len(fields) >= MOST_FIELDS:
            note = "more header fields than are read: the rest is passed over"
            problems.append(Problem("header/too-many-fields", note, position, end))
            blank = _BLANK_LINE.search(lines, position - 1, end)
            return tuple(fields), blank.end() if blank else end, problems
        if lines[position] in b"\r\n" and (blank := _BLANK.match(lines, position, end)):
            return tuple(fields), blank.end(), problems
        finish = _field_end(lines, position, end)
        if has_cr and (bare := _BARE_CR.search(lines, position, finish)):
            finish = bare.end()
            problems.extend(_bare_cr(position, finish) if len(problems) < _MOST_PROBLEMS else ())
        named = _NAME.match(lines, position, finish)
        if named is None:
            if not _passes_over(lines, position, finish, end):
                problem = Problem(
                    "header/no-blank-line", "no blank line ends the header", position, position
                )
                return tuple(fields), position, [*problems, problem]
            if not lines.startswith(_ENVELOPE, position) and len(problems) < _MOST_PROBLEMS:
                note = "a line in the header is not a header field"
                problems.append(Problem("header/not-a-field", note, position, finish))
        else:
            text = field_text(lines[named.end() : finish])
            name = named.group(1).decode("ascii")
            fields.append(HeaderField(name, text, position, named.end(), finish))
        position = finish
    return tuple(fields), end, problems


def field_text(value: bytes) -> str:
    """Return a field's value unfolded; UTF-8 (RFC 6532), or Windows-1252 where it is not that."""
    unfolded = value.strip(b" \t\r\n")
    if b"\n" in unfolded or b"\r" in unfolded:
        unfolded = _FOLD.sub(b"", unfolded).replace(b"\r", b" ").replace(b"\n", b" ")
    try:
        return unfolded.decode("utf-8")
    except UnicodeDecodeError:
        return unfolded.decode("cp1252", "replace")


def first(fields: tuple[HeaderField, ...], name: str) -> HeaderField | None:
    """Return the first field of a name, given in lower case (fields match in any case), or None."""
    for field in fields:
        if len(field.name) == len(name) and field.name.lower() == name:
            return field
    return None


def _moved(field: HeaderField, by: int) -> HeaderField:
    start, value_start, end = field.start + by, field.value_start + by, field.end + by
    return HeaderField(field.name, field.text, start, value_start, end)


def _bare_cr(start: int, end: int) -> tuple[Problem]:
    note = "a header line ends with CR alone: what follows is read as a field of its own"
    return (Problem("header/bare-cr", note, start, end),)


def _field_end(lines: bytes, position: int, end: int) -> int:
    """Return where a field ends: after its line and all that continue it (RFC 5322 §2.2.3)."""
    while True:
        line_end = lines.find(b"\n", position, end)
        if line_end < 0:
            return end
        position = line_end + 1
        if position >= end or lines[position] not in b" \t":
            return position
        if _only_white(lines, position, end):
            return position


def _only_white(lines: bytes, position: int, end: int) -> bool:
    """Tell whether a line holds nothing but spaces: many programs write that for a blank line."""
    line_end = lines.find(b"\n", position, end)
    line = lines[position : line_end if line_end >= 0 else end]
    if line.strip(b" \t\r"):
        return False
    following = _NAME.match(lines, line_end + 1, end) if line_end >= 0 else None
    return following is None and lines[line_end + 1 : line_end + 2] not in (b" ", b"\t")


def _passes_over(lines: bytes, position: int, finish: int, end: int) -> bool:
    """Tell whether a line that is no field still stands inside the header."""
    if lines.startswith(_ENVELOPE, position):
        return True
    if not lines[position:finish].strip(b" \t\r\n"):
        return False
    return finish < end and _NAME.match(lines, finish, end) is not None
