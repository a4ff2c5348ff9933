"""Printed mail: text pages released as documents, without original headers.

Such a page holds a block of printed header lines (From, Sent, To, Cc, Subject), the letter's text, and
what the releasing office stamped on it. Stamps and running heads are kept apart from the text; what
scanning did to the letters (OCR) is left as it is.
"""

import re

from onrecord.message.charset import decode
from onrecord.message.date import stated_date
from onrecord.message.problem import Problem
from onrecord.message.structure import (
    HeaderField,
    Mailbox,
    Message,
    Part,
    PrintedMark,
    StatedDate,
)

_RUNNING_HEAD = re.compile(
    r"^.*\b(?:Case\s+No\.?|Doc\s+No\.?|Document\s+No\.?)\s*[:A-Z0-9].*$", re.IGNORECASE
)
_NUMBER = re.compile(r"\bDoc(?:ument)?\.?\s+No\.?:?\s*([A-Z]?\d{5,})", re.IGNORECASE)
_RELEASE = re.compile(
    r"^\s*(?:RELEASE(?:D)?\s+IN(?:\s+(?:PART|FULL))?|DENIED\s+IN\s+FULL|FULL|PART)[\sB0-9,()A-Z]*$"
)
_EXEMPTION = re.compile(r"^\s*(?:\(?[Bb]\(?[1-9]\)?(?:\([A-F]\))?[\s,]*)+$|^\s*1\.4\([A-H]\)[\s,]*.*$")
_AT_MARGIN = re.compile(r"\s{8,}(?:B[1-9](?:\([A-F]\))?[\s,]*)+$")
_CLASSIFICATION = re.compile(r"^\s*(?:UNCLASSIFIED|CONFIDENTIAL|SECRET)\s*$")
_LABEL = re.compile(
    r"^[ \t]{0,40}(From|Sent|To|Cc|Bcc|Subject|Date|Attachments?|Importance|Sensitivity"
    r"|Follow Up Flag|Flag Status|Categories)(?:[ \t]{0,3}[:;][ \t]*|[ \t]{3,}|[ \t]*$)(.*)$",
    re.IGNORECASE,
)
_KNOWN = frozenset({"from", "sent", "to", "cc", "bcc", "subject", "date"})
_FIRST_LABELS = frozenset({"from", "sent", "to", "subject"})
_CONTINUES = re.compile(r"^[ \t]{12,}\S")
_NESTED = re.compile(r"^\s*(?:-{2,}\s*)?Original Message", re.IGNORECASE)
_BRACKETED = re.compile(r"^(.*?)[<\[(]\s*(?:mailto:)?\s*([^<>\[\]()]*)[>\])]?\s*$")
_ADDRESS = re.compile(r"^[^\s@]+[@©][^\s@]+\.[^\s@]+$")
_WHITE = re.compile(r"\s+")
_BLANKS = re.compile(r"\n{4,}")
_HEADER_WITHIN = 60
_GAP = 6
_SLIP = re.compile(r"(?<=\d)[OoQ]|[OoQ](?=\d)|(?<=\d)[lI]|[lI](?=[\d:])")
_RUN_TOGETHER = re.compile(r"\b(\d{4})(\d{1,2}:\d{2})")
_NO_COLON = re.compile(r"\b(\d{1,2})[.;]?(\d{2})\s([AaPp][Mm])\b")
_INDENT = re.compile(r"^[ \t]{2,}", re.MULTILINE)


class _Line:
    """A line of the page with its place in the bytes."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end


def parse_printed(raw: bytes) -> Message:
    """Return the message a printed page shows; what it does not show is a problem, not a guess."""
    lines, marks = _without_marks(raw)
    fields, after = _printed_fields(lines)
    values = {field.name.lower(): field.text for field in reversed(fields)}
    body_start = lines[after].start if after < len(lines) else len(raw)
    written = values.get("sent") or values.get("date") or ""
    date = printed_date(written)
    return Message(
        printed=True,
        fields=fields,
        parts=(_page(fields, body_start, len(raw)),),
        from_=printed_mailboxes(values.get("from", "")),
        sender=(),
        reply_to=(),
        to=printed_mailboxes(values.get("to", "")),
        cc=printed_mailboxes(values.get("cc", "")),
        bcc=printed_mailboxes(values.get("bcc", "")),
        subject=values.get("subject", ""),
        date=date,
        message_id="",
        in_reply_to=(),
        references=(),
        document_number=_document_number(marks),
        problems=tuple(_flaws(fields, values, date, body_start)),
        marks=tuple(marks),
    )


def printed_text(raw: bytes) -> str:
    """Return the letter's text: without stamps, running heads and the header block; lines as printed."""
    lines, _ = _without_marks(raw)
    _, after = _printed_fields(lines)
    text = "\n".join(_AT_MARGIN.sub("", line.text).rstrip() for line in lines[after:])
    return _BLANKS.sub("\n\n\n", _INDENT.sub(_less_indent, text)).strip("\n")


def printed_date(written: str) -> StatedDate | None:
    """Return the date a printed line states, after the commonest OCR slips in its digits."""
    text = _WHITE.sub(" ", written).strip(" .,")
    date = stated_date(_digits(text))
    return date or stated_date(text)


def printed_mailboxes(written: str) -> tuple[Mailbox, ...]:
    """Return the people of a printed line: ``;`` parts them, since names hold commas."""
    names = written.split(";")
    if len(names) == 1 and written.count("@") > 1:
        names = written.split(",")
    found = (_mailbox(name) for name in names)
    return tuple(mailbox for mailbox in found if mailbox.name or mailbox.address)


def _mailbox(written: str) -> Mailbox:
    text = _WHITE.sub(" ", written).strip(" ,'\"‘’`")
    bracketed = _BRACKETED.match(text)
    if bracketed and (bracketed.group(1).strip() or "@" in bracketed.group(2)):
        name = bracketed.group(1).strip(" ,'\"‘’`<")
        address = bracketed.group(2).replace(" ", "").replace("©", "@").strip("'\"‘’`.,;")
        if _ADDRESS.match(address):
            return Mailbox(name, address)
        extra = bracketed.group(2).strip()
        return Mailbox(f"{name} ({extra})" if extra and not text.endswith("<") else name, "")
    bare = text.strip("<>[]' ").replace("©", "@")
    if _ADDRESS.match(bare.replace(" ", "")):
        return Mailbox("", bare.replace(" ", ""))
    return Mailbox(text.strip("<>[]' "), "")


def _without_marks(raw: bytes) -> tuple[list[_Line], list[PrintedMark]]:
    """Part the page into lines of text and marks stamped on it."""
    lines: list[_Line] = []
    marks: list[PrintedMark] = []
    position = 0
    for piece in raw.replace(b"\f", b"\n").split(b"\n"):
        end = position + len(piece)
        text = decode(piece.rstrip(b"\r"), "utf-8").text
        kind = _mark_kind(text)
        if kind:
            marks.append(PrintedMark(kind, text.strip(), position, end))
        else:
            lines.append(_Line(text, position, end))
        margin = _AT_MARGIN.search(text) if not kind else None
        if margin:
            at = position + len(text[: margin.start()].encode())
            marks.append(PrintedMark("exemption", margin.group().strip(), at, end))
        position = end + 1
    return lines, marks


def _mark_kind(text: str) -> str:
    if not text or text.isspace():
        return ""
    if _RUNNING_HEAD.match(text) and _NUMBER.search(text):
        return "running-head"
    if _RELEASE.match(text) or _CLASSIFICATION.match(text):
        return "release"
    return "exemption" if _EXEMPTION.match(text) else ""


def _printed_fields(lines: list[_Line]) -> tuple[tuple[HeaderField, ...], int]:
    """Return the fields of the header block at the top, and the number of the line after it."""
    found: list[HeaderField] = []
    number = _first_label(lines)
    after = number
    blank = 0
    while number < len(lines):
        line = lines[number]
        label = _LABEL.match(line.text)
        if label is None or (label.group(1).lower() in {field.name.lower() for field in found}):
            if not line.text.strip() and blank < _GAP:
                blank += 1
            elif found and blank == 0 and _continues(line.text):
                found[-1] = _longer(found[-1], line)
                after = number + 1
            else:
                break
        else:
            if blank and found and not _follows(label, found):
                break
            blank = 0
            value = _AT_MARGIN.sub("", label.group(2)).strip()
            shift = len(line.text[: label.start(2)].encode())
            found.append(
                HeaderField(label.group(1), value, line.start, line.start + shift, line.end)
            )
            after = number + 1
        number += 1
    return tuple(found), after if found else 0


def _first_label(lines: list[_Line]) -> int:
    """Return the number of the first header line; 0 if there is none near the top."""
    seen = 0
    for number, line in enumerate(lines):
        if not line.text.strip():
            continue
        label = _LABEL.match(line.text)
        if label and label.group(1).lower() in _FIRST_LABELS and _block_follows(lines, number):
            return number
        if _NESTED.match(line.text):
            return len(lines)
        seen += 1
        if seen > _HEADER_WITHIN:
            break
    return len(lines)


def _block_follows(lines: list[_Line], number: int) -> bool:
    """Tell whether at least two header lines stand together here: one alone may be a sentence."""
    near = [line.text for line in lines[number : number + 9]]
    labels = {found.group(1).lower() for text in near if (found := _LABEL.match(text))}
    return len(labels & _KNOWN) >= 2


def _follows(label: re.Match[str], found: list[HeaderField]) -> bool:
    """Tell whether a label after a gap still belongs to the block: it has a subject to come."""
    names = {field.name.lower() for field in found}
    return "subject" not in names or label.group(1).lower() in ("attachments", "attachment", "importance")


def _continues(text: str) -> bool:
    return bool(_CONTINUES.match(text)) and _LABEL.match(text) is None


def _longer(field: HeaderField, line: _Line) -> HeaderField:
    value = _AT_MARGIN.sub("", line.text).strip()
    text = f"{field.text} {value}".strip()
    return HeaderField(field.name, text, field.start, field.value_start, line.end)


def _page(fields: tuple[HeaderField, ...], body_start: int, end: int) -> Part:
    return Part(
        path="",
        parent=None,
        content_type="text/plain",
        charset="utf-8",
        transfer_encoding="",
        disposition="",
        filename="",
        content_id="",
        flowed=False,
        delsp=False,
        buffer="",
        start=0,
        body_start=body_start,
        end=end,
        fields=fields,
        is_container=False,
    )


def _document_number(marks: list[PrintedMark]) -> str:
    for mark in marks:
        number = _NUMBER.search(mark.text)
        if number:
            return number.group(1).upper()
    return ""


def _flaws(
    fields: tuple[HeaderField, ...], values: dict[str, str], date: StatedDate | None, end: int
) -> list[Problem]:
    if not fields:
        note = "the page shows no block of header lines"
        return [Problem("printed/no-header-block", note)]
    found = []
    if not values.get("from"):
        found.append(Problem("printed/no-from", "the page names no author", 0, end))
    if date is None:
        found.append(Problem("printed/no-date", "the page shows no date that can be read", 0, end))
    return found


def _digits(text: str) -> str:
    """Mend what scanning did to a date: letters for digits, and the gap or colon that was lost."""
    mended = _SLIP.sub(lambda slip: "0" if slip.group() in "OoQ" else "1", text)
    mended = _RUN_TOGETHER.sub(r"\1 \2", mended)
    return _NO_COLON.sub(r"\1:\2 \3", mended)


def _less_indent(indent: re.Match[str]) -> str:
    """Printed columns stand far to the right; four spaces keep them apart from running text."""
    return indent.group() if len(indent.group()) <= 4 else "    "
