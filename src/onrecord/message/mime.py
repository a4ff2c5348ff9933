"""The MIME tree (RFC 2045, 2046) by a worklist: hostile depth costs a problem, not a stack.

A multipart is cut at its own boundary lines first, so that an inner part that is not closed, or that
lies about its boundary, ends where the outer one says.
"""

import re
from collections import deque

import msgspec

from onrecord.message.encoded_word import decode_words
from onrecord.message.fields import first, read_fields
from onrecord.message.parameters import split_value
from onrecord.message.problem import Problem
from onrecord.message.structure import HeaderField, Part
from onrecord.message.transfer import decode_transfer, encoding_name, is_identity, is_known
from onrecord.message.uuencode import uuencoded_parts

MOST_PARTS = 10_000
MOST_DEPTH = 100
_TYPE = re.compile(r"[^\s/;,\"=?\\]+/[^\s/;,\"=?\\]+")
_GUESSED = re.compile(rb"(?:^|\n)--([^\r\n]{0,199}?)[ \t]*\r?\nContent-", re.IGNORECASE)
_TOO_MANY = "more parts, or deeper ones, than are read: the rest is kept as one part"
_ONCE = frozenset({"content-type", "content-disposition", "content-transfer-encoding"})
_ONCE_LENGTHS = frozenset(len(name) for name in _ONCE)
_ENCODING = "content-transfer-encoding"
_LETTER = frozenset({"message/rfc822", "message/global", "message/news"})


class _Task(msgspec.Struct, frozen=True):
    """A stretch of a buffer that is one part, still to be read."""

    path: str
    parent: str | None
    buffer: str
    content: bytes
    start: int
    end: int
    default_type: str
    depth: int


def read_parts(raw: bytes) -> tuple[tuple[Part, ...], list[Problem]]:
    """Return all parts of a message, parents before children, in order, and what is wrong."""
    parts: list[Part] = []
    problems: list[Problem] = []
    tasks = deque([_Task("", None, "", raw, 0, len(raw), "text/plain", 0)])
    while tasks:
        task = tasks.popleft()
        part, flaws = _part(task)
        problems.extend(flaws)
        room = MOST_PARTS - len(parts) - len(tasks)
        if room <= 0 or task.depth >= MOST_DEPTH:
            if part.content_type.startswith("multipart/") or part.content_type in _LETTER:
                problems.append(_problem("mime/too-many-parts", _TOO_MANY, part))
            parts.append(part)
            continue
        part, children, flaws = _children(task, part, room)
        problems.extend(flaws)
        parts.append(part)
        tasks.extendleft(reversed(children))
        if not part.is_container and part.content_type == "text/plain":
            parts.extend(uuencoded_parts(part, task.content))
    return tuple(parts), problems


def _part(task: _Task) -> tuple[Part, list[Problem]]:
    fields, body_start, flaws = read_fields(task.content, task.start, task.end)
    type_field = first(fields, "content-type")
    stated, parameters = split_value(type_field.text) if type_field else ("", {})
    content_type = stated if _TYPE.fullmatch(stated) else _mended_type(type_field, parameters, task)
    disposition, placing = _disposition(fields)
    identifier = first(fields, "content-id")
    part = Part(
        path=task.path,
        parent=task.parent,
        content_type=content_type,
        charset=parameters.get("charset", ""),
        transfer_encoding=_encoding(fields),
        disposition=disposition,
        filename=placing.get("filename") or parameters.get("name", ""),
        content_id=identifier.text.strip("<> ") if identifier else "",
        flowed=parameters.get("format", "").lower() == "flowed",
        delsp=parameters.get("delsp", "").lower() == "yes",
        buffer=task.buffer,
        start=task.start,
        body_start=body_start,
        end=task.end,
        fields=fields,
        is_container=False,
    )
    if type_field and content_type != stated:
        note = f"the content type is not of the form type/subtype: read as {content_type}"
        flaws.append(_problem("mime/content-type", note, part))
    flaws.extend(_repeated(part))
    return part, [msgspec.structs.replace(flaw, part=task.path) for flaw in flaws]


def _mended_type(field: HeaderField | None, parameters: dict[str, str], task: _Task) -> str:
    """Return the type meant by one that is not of the form; one with a boundary is a multipart."""
    if field is None:
        return task.default_type
    decoded = split_value(decode_words(field.text))[0].strip("\"'").replace("\\", "")
    if _TYPE.fullmatch(decoded):
        return decoded
    if parameters.get("boundary"):
        return "multipart/mixed"
    return task.default_type


def _encoding(fields: tuple[HeaderField, ...]) -> str:
    """Return the transfer encoding that is stated first, passing over those that nobody knows."""
    found = ""
    for field in fields:
        if len(field.name) == len(_ENCODING) and field.name.lower() == _ENCODING:
            text = decode_words(field.text) if "=?" in field.text else field.text
            name = encoding_name(text)
            if is_known(name):
                return name
            found = found or name
    return found


def _disposition(fields: tuple[HeaderField, ...]) -> tuple[str, dict[str, str]]:
    field = first(fields, "content-disposition")
    return split_value(field.text) if field else ("", {})


def _children(task: _Task, part: Part, room: int) -> tuple[Part, list[_Task], list[Problem]]:
    multipart = part.content_type.startswith("multipart/")
    if not multipart and part.content_type not in _LETTER:
        return part, [], _unread_parts(task, part)
    content, start, end, buffer, notes = _inside(task, part)
    if not multipart:
        inner = _Task(_below(part, 1), part.path, buffer, content, start, end, "", task.depth + 1)
        whole = msgspec.structs.replace(inner, default_type="text/plain")
        return msgspec.structs.replace(part, is_container=True), [whole], notes
    boundary, told = _boundary(part, content, start, end)
    notes += told
    cuts, closing = _cut(content, start, end, boundary, room) if boundary is not None else ([], -1)
    if not cuts:
        notes.append(_problem("mime/no-parts", "a multipart without its parts: read as text", part))
        return msgspec.structs.replace(part, content_type="text/plain"), [], notes
    if len(cuts) >= room:
        notes.append(_problem("mime/too-many-parts", _TOO_MANY, part))
    elif closing < 0:
        notes.append(_problem("mime/unterminated", "the multipart is not closed", part))
    elif boundary is not None and _cut(content, closing, end, boundary, 1)[0]:
        note = "parts stand after the end of the multipart: they are not read"
        notes.append(_problem("mime/after-end", note, part))
    default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    tasks = [
        _Task(
            _below(part, number), part.path, buffer, content, begin, finish, default, task.depth + 1
        )
        for number, (begin, finish) in enumerate(cuts, 1)
    ]
    return msgspec.structs.replace(part, is_container=True), tasks, notes


def _unread_parts(task: _Task, part: Part) -> list[Problem]:
    """Tell of parts in what is not said to be a multipart, but states a boundary that is there."""
    field = first(part.fields, "content-type")
    if field is None or "boundary" not in field.text.lower():
        return []
    boundary = split_value(field.text)[1].get("boundary", "").encode("utf-8")
    if not boundary or task.content.find(b"--" + boundary, part.body_start, part.end) < 0:
        return []
    note = "there is a boundary, but the type is no multipart: its parts are not read"
    return [_problem("mime/unread-parts", note, part)]


def _repeated(part: Part) -> list[Problem]:
    """Tell of fields about a part's form that stand twice in it: programs read one or the other."""
    named: dict[str, HeaderField] = {}
    found = []
    for field in part.fields:
        if len(field.name) in _ONCE_LENGTHS and (name := field.name.lower()) in _ONCE:
            if name in named:
                note = f"there are several {name} fields: the first one that can be read counts"
                found.append(Problem("header/repeated", note, field.start, field.end, part.path))
            named[name] = field
    return found[:1]


def _inside(task: _Task, part: Part) -> tuple[bytes, int, int, str, list[Problem]]:
    """Return the bytes that hold a part's children: its own buffer, or what it decodes to."""
    if is_identity(part.transfer_encoding):
        return task.content, part.body_start, part.end, part.buffer, []
    decoded, notes = decode_transfer(
        task.content[part.body_start : part.end], part.transfer_encoding
    )
    if part.content_type.startswith("multipart/"):
        notes = ["a multipart may not have a transfer encoding", *notes]
        if b"--" not in decoded and b"--" in task.content[part.body_start : part.end]:
            found = [_problem("mime/encoded-multipart", notes[0], part)]
            return task.content, part.body_start, part.end, part.buffer, found
    problems = [_problem("mime/transfer-encoding", note, part) for note in notes]
    return decoded, 0, len(decoded), part.path or ".", problems


def _boundary(
    part: Part, content: bytes, start: int, end: int
) -> tuple[bytes | None, list[Problem]]:
    field = first(part.fields, "content-type")
    stated = split_value(field.text)[1].get("boundary", "").rstrip() if field else ""
    boundary = stated.encode("utf-8")
    if boundary and content.find(b"--" + boundary, start, end) >= 0:
        return boundary, []
    unquoted = stated.strip("'").encode("utf-8")
    if unquoted and content.find(b"--" + unquoted, start, end) >= 0:
        return unquoted, [_problem("mime/boundary", "the boundary is quoted wrongly", part)]
    guessed = _GUESSED.search(content, start, end)
    note = "the boundary stated is not in the body" if boundary else "no boundary is stated"
    if guessed is None:
        return None, [_problem("mime/boundary-missing", note, part)]
    return guessed.group(1), [
        _problem("mime/boundary-missing", f"{note}: a likely one was used", part)
    ]


def _cut(
    content: bytes, start: int, end: int, boundary: bytes, most: int
) -> tuple[list[tuple[int, int]], int]:
    """Return the spans between boundary lines, and where the closing line ends; -1 if there is none.

    The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1).
    """
    delimiter = b"--" + boundary
    cuts: list[tuple[int, int]] = []
    opened = -1
    position = content.find(delimiter, start, end)
    while position >= 0:
        after = position + len(delimiter)
        line_end = content.find(b"\n", after, end)
        line_end = end if line_end < 0 else line_end + 1
        rest = content[after:line_end].strip()
        at_line_start = position == start or content[position - 1] in b"\r\n"
        if at_line_start and rest in (b"", b"--"):
            if opened >= 0:
                cuts.append((opened, max(opened, _before_line_end(content, position))))
            if rest == b"--":
                return cuts, line_end
            opened = line_end
            if len(cuts) >= most - 1:
                break
        position = content.find(delimiter, max(line_end - 1, after), end)
    if opened >= 0:
        cuts.append((opened, end))
    return cuts, -1


def _before_line_end(content: bytes, position: int) -> int:
    if content[position - 1 : position] == b"\n":
        position -= 1
    return position - 1 if content[position - 1 : position] == b"\r" else position


def _below(part: Part, number: int) -> str:
    return f"{part.path}.{number}" if part.path else str(number)


def _problem(reference: str, note: str, part: Part) -> Problem:
    return Problem(reference, note, part.start, part.end, part.path)
