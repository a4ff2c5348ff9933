"""The block of labels that a mail program prints above a letter: From, Sent, To, Cc, Subject.

Scanning bends it: colons get lost, blank lines come in between, values stand on the line below or
run on over several. The block must stand at the top of the page, above any running text, for a page
may begin in the middle of a letter, and the labels further down are those of a letter it quotes.
"""

import re

import msgspec

from onrecord.message.printed_date import printed_date
from onrecord.message.printed_marks import PageLine
from onrecord.message.structure import HeaderField

_LABELS = {
    "from": "from", "frorn": "from", "fram": "from", "froni": "from", "fron": "from",
    "front": "from", "froth": "from", "prom": "from",
    "sent": "date", "date": "date", "sert": "date", "senti": "date", "5ent": "date",
    "to": "to", "te": "to", "t0": "to",
    "cc": "cc", "ce": "cc", "c.c.": "cc",
    "bcc": "bcc",
    "subject": "subject", "sublect": "subject", "subiect": "subject", "subjed": "subject",
    "sub": "subject", "5ubject": "subject",
    "attachments": "attachments", "attachment": "attachments",
    "importance": "importance", "sensitivity": "sensitivity", "categories": "categories",
    "reply to": "reply-to", "reply-to": "reply-to",
    "follow up flag": "follow-up-flag", "flag status": "flag-status",
    "conversation": "conversation", "expires": "expires",
}  # fmt: skip
"""What a label says, by its lower-case letters as printed or as scanners misread them."""

_LABEL = re.compile(
    r"^\W{0,60}?(?P<name>"
    + "|".join(re.escape(label) for label in sorted(_LABELS, key=len, reverse=True))
    + r")(?P<end>\s{0,3}[:;](?!/)|\.?(?=\s{3,}\S)|[.,]?\s*$)\s*(?P<value>.*)$",
    re.IGNORECASE,
)  # fmt: skip
_BANNER = re.compile(r"^[^a-z]{0,80}(?:CLASSIFIED|CONFIDENTIAL|SECRET|OFFICIAL USE)[^a-z]{0,80}$")
_PEOPLE = frozenset({"to", "cc", "bcc"})
_LATE = frozenset({"attachments", "importance", "sensitivity", "follow-up-flag", "flag-status"})
_OUTDENT = 8
"""Columns by which a value's further lines may stand left of its first."""
_GAP = 5
"""Blank lines that scanning may put between two labels of one block."""
_TEXT_ABOVE = 3
"""Lines of text (a name, a remark of the scanner) that may stand above the block."""
_NEAR = 14
_DEEP = 400


class PrintedField(msgspec.Struct, frozen=True):
    """A label with its value; ``kind`` is what the label says, however it is spelt."""

    kind: str
    field: HeaderField


class Block(msgspec.Struct, frozen=True):
    """A header block, and the number of the line after it; without one, no fields and line 0."""

    fields: tuple[PrintedField, ...]
    after: int

    def text(self, kind: str) -> str:
        """Return the value of the first field of a kind, "" if there is none."""
        return next((found.field.text for found in self.fields if found.kind == kind), "")

    def states(self, kind: str) -> bool:
        """Tell whether a label of this kind is printed, with or without a value."""
        return any(found.kind == kind for found in self.fields)


class _Open(msgspec.Struct):
    """The field being read: its lines so far."""

    kind: str
    name: str
    values: list[str]
    start: int
    value_start: int
    column: int
    last: int

    def so_far(self) -> str:
        """Return the last line of the value, "" while there is none."""
        return self.values[-1] if self.values else ""


def find_block(lines: tuple[PageLine, ...], texts: tuple[str, ...]) -> Block:
    """Return the header block of the page, given its lines and their texts without marks."""
    first = _first_label(texts)
    if first is None:
        return Block((), 0)
    found: list[_Open] = []
    stray = ""
    gap = 0
    for number in range(first, len(texts)):
        text = texts[number]
        if not _has_words(text):
            gap += 1
            continue
        label = _LABEL.match(text)
        if label and _may_follow(_LABELS[label["name"].lower()], found, gap):
            found.append(_opened(label, lines[number], number))
        elif not label and found and _continues(text, found[-1], gap):
            if found[-1].kind == "from" and found[-1].values and printed_date(text):
                stray = text.strip()  # scanned a line too high, before its own label
            else:
                found[-1].values.append(text.strip())
            found[-1].last = number
        else:
            break
        gap = 0
    for item in found:
        if item.kind == "date" and not item.values and stray:
            item.values.append(stray)
    fields = tuple(PrintedField(item.kind, _field(item, lines)) for item in found)
    return Block(fields, found[-1].last + 1)


def _first_label(texts: tuple[str, ...]) -> int | None:
    """Return the line of the first label of a block at the top; None if there is no such block."""
    above = 0
    for number, text in enumerate(texts[:_DEEP]):
        if not _has_words(text) or _BANNER.match(text):
            continue
        if _LABEL.match(text) and _is_block(texts[number:]):
            return number
        above += 1
        if above > _TEXT_ABOVE:
            return None
    return None


def _is_block(texts: tuple[str, ...]) -> bool:
    """Tell whether labels that mail programs print together stand close together here."""
    kinds: set[str] = set()
    seen = 0
    for text in texts:
        if not _has_words(text):
            continue
        label = _LABEL.match(text)
        if label:
            kinds.add(_LABELS[label["name"].lower()])
        seen += 1
        if seen > _NEAR:
            break
    return len(kinds & {"from", "date", "to", "subject"}) >= (2 if "date" in kinds else 3)


def _may_follow(kind: str, found: list[_Open], gap: int) -> bool:
    """Tell whether a label belongs to the block read so far, and not to a letter quoted below."""
    kinds = {item.kind for item in found}
    if not found:
        return True
    if kind in kinds or gap > _GAP:
        return False
    if kind == "from" and gap and kinds & {"subject", "date"}:
        return False
    return gap <= 1 or kind in _LATE or "subject" not in kinds


def _continues(text: str, item: _Open, gap: int) -> bool:
    """Tell whether a line goes on with the value above it."""
    indent = len(text) - len(text.lstrip())
    in_column = item.column >= 12 and indent >= item.column - _OUTDENT
    if not item.values:
        return in_column and gap <= 1
    goes_on = item.so_far().endswith((";", ","))
    if gap:
        return in_column and gap <= 1 and item.kind in _PEOPLE and goes_on
    return in_column or (item.kind in _PEOPLE and (goes_on or text.count(";") >= 2))


def _opened(label: re.Match[str], line: PageLine, number: int) -> _Open:
    column = label.start("value") if label["value"].strip() else max(len(label.group()), 14)
    return _Open(
        _LABELS[label["name"].lower()],
        label["name"],
        [label["value"].strip()] if label["value"].strip() else [],
        line.start,
        line.place(min(label.start("value"), len(line.text))),
        column,
        number,
    )


def _field(item: _Open, lines: tuple[PageLine, ...]) -> HeaderField:
    end = lines[item.last].start + lines[item.last].size
    return HeaderField(item.name, " ".join(item.values), item.start, item.value_start, end)


def _has_words(text: str) -> bool:
    """Tell whether a line holds more than the specks a scanner reads as signs."""
    return sum(map(str.isalnum, text)) > 1
