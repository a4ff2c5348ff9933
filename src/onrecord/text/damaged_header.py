"""Reply headers that a censor or a scanner damaged: no author is left, or labels lost their colons.

The date line holds them together: a line "Sent: …" that states a date, with an author line (its name
may be blacked out) above and recipients or a subject below. Unread, the words below such a header would
pass for the sender's own.
"""

import re

from onrecord.text.reply_header import DATED, LONGEST_LINE, ReplyHeader, header_of

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_SPECKS = r"^[^\w\n]{0,6}"
_AUTHOR = re.compile(
    _SPECKS
    + r"(?:From|Frorn|Fram|Froni|Fron|Front|Froth|Prom)\b"
    + r"(?P<colon>[ \t]{0,3}[:;.])?[ \t]*(?P<value>.*)$"
)
_DATE = re.compile(
    _SPECKS + r"(?P<label>Sent|Date)(?:[ \t]{0,3}[:;]|(?=[ \t].*\d{4} \d{1,2}[:.]\d{2}))"
    r"[ \t]*(?P<value>.*)$"
)
_BELOW = re.compile(
    _SPECKS + r"(?P<label>To|Cc|CC|Bcc|Subject|Subj)\b[ \t]{0,3}[:;.]?[ \t]*(?P<value>.*)$"
)
_RECIPIENTS = re.compile(_SPECKS + r"(?:To|Cc|CC|Bcc)[ \t]{0,3}[:;.]")
_KINDS = {"to": "to", "cc": "copy", "bcc": "copy", "subject": "subject", "subj": "subject"}
_WHEN = re.compile(rf"{DATED.pattern}|\b\d{{1,2}} (?:{_MONTHS})|\b(?:{_MONTHS})[a-z]* \d{{1,2}}\b")
_ABOVE, _NEAR = 30, 4
_NAMES = re.compile(r"[;@<]|^.{0,50}[^.?!:]$")
"""A line of a list of recipients: marks between names, or few of them."""
_MOST_BELOW = 8
_BRACKET = re.compile(r"[\[<(].*$")


def damaged_header_at(lines: list[str], date_line: int) -> tuple[int, ReplyHeader] | None:
    """Return where the damaged header around a date line begins, and what is left of it.

    The author is "" where none can be read.
    """
    dated = _DATE.match(lines[date_line][:LONGEST_LINE])
    if dated is None or not _WHEN.search(dated["value"]):
        return None
    values, end = _labels_below(lines, date_line)
    start = _author_line(lines, date_line)
    if start is None:
        if dated["label"] != "Sent" or {"to", "subject"} - values.keys():
            return None  # a memo has a date, recipients and a subject too: it says "Date"
        return date_line, header_of("", dated["value"].strip(), end - date_line, values)
    for number in range(start + 1, date_line):
        _put(values, lines[number])
    author = _AUTHOR.match(lines[start][:LONGEST_LINE])
    beside = start == date_line - 1 and dated["label"] == "Sent" and author and author["colon"]
    if not beside and not {"to", "subject"} & values.keys():
        return None
    written = author["value"] if author else ""
    stated = header_of(written, dated["value"].strip(), end - start, values)
    name = " ".join(_BRACKET.sub("", written).split()).strip(" \"',;*")
    return start, ReplyHeader(
        name, stated.address, stated.date, stated.lines, stated.to, stated.subject
    )


def _author_line(lines: list[str], date_line: int) -> int | None:
    """Return the line of the author above a date, with nothing but labels between them."""
    for number in range(date_line - 1, max(-1, date_line - 1 - _ABOVE), -1):
        line = lines[number][:LONGEST_LINE]
        if not line.strip():
            continue
        found = _AUTHOR.match(line)
        if found is not None:
            near = date_line - number <= _NEAR
            return number if found["colon"] or (near and _is_author(found["value"])) else None
        if _BELOW.match(line) is None and not (
            _NAMES.search(line) and _has_recipients(lines, number)
        ):
            return None
    return None


def _has_recipients(lines: list[str], number: int) -> bool:
    """Tell whether a list of recipients that goes on here has begun in the lines above."""
    above = lines[max(0, number - _ABOVE) : number]
    return any(_RECIPIENTS.match(line[:LONGEST_LINE]) for line in above)


def _is_author(value: str) -> bool:
    """Tell whether what follows "From" without a colon can be an author: nothing, or a name."""
    written = _BRACKET.sub("", value).strip()
    return not written or (
        len(written) <= 60 and written[0].isupper() and written[-1] not in ".?!:"
    )


def _labels_below(lines: list[str], date_line: int) -> tuple[dict[str, str], int]:
    """Return what the lines below a date state by kind, and the line after the last of them."""
    values: dict[str, str] = {}
    end = date_line + 1
    for number in range(end, min(end + _MOST_BELOW, len(lines))):
        line = lines[number][:LONGEST_LINE]
        kind = _put(values, line)
        if kind:
            end = number + 1
        elif line.strip() and "subject" in values:
            break
        if kind == "subject":
            break
    return values, end


def _put(values: dict[str, str], line: str) -> str:
    """Keep what a line states by its label; return the kind, "" for a line without one."""
    found = _BELOW.match(line[:LONGEST_LINE])
    if found is None:
        return ""
    kind = _KINDS[found["label"].casefold()]
    values.setdefault(kind, found["value"].strip())
    return kind
