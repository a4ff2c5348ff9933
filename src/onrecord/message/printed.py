"""Printed mail: text pages released as documents, without original headers.

Such a page holds a block of printed labels (From, Sent, To, Cc, Subject), the letter's text, and
what the releasing office stamped on it. Stamps and running heads are kept apart from the text; what
scanning did to the letters is left as it is. What the page does not show is a problem, not a guess.
"""

import re
from collections import Counter

from onrecord.message.printed_block import Block, find_block
from onrecord.message.printed_date import printed_date, states_time
from onrecord.message.printed_mailbox import printed_mailboxes
from onrecord.message.printed_marks import PageLine, charset_of, find_marks, page_lines, unmarked
from onrecord.message.problem import Problem
from onrecord.message.structure import HeaderField, Mailbox, Message, Part, PrintedMark, StatedDate

_NUMBER = re.compile(r"\bDoc(?:ument)?\.? ?No\b\W{0,4}([A-Z]?[\w-]{4,24})")
_PAGE_NUMBER = re.compile(r"\s*(?:-\s?)?\d{1,3}(?:\s?-)?\s*|\s*Page \d{1,3}(?: of \d{1,3})?\s*")
_INNER_GAP = re.compile(r"(?<=\S)\s{5,}(?=\S)")
_BLANK_LINES = re.compile(r"\n{4,}")
_DEEPEST_INDENT = 8
_PAGE_EDGE = 20
"""Lines from where a page ends within which its number stands."""


def parse_printed(raw: bytes) -> Message:
    """Return the message a printed page shows; never raises."""
    charset = charset_of(raw)
    lines = page_lines(raw, charset)
    marks = find_marks(lines)
    block = find_block(lines, unmarked(lines, marks))
    fields = tuple(found.field for found in block.fields)
    from_ = printed_mailboxes(block.text("from"))
    date = printed_date(block.text("date"))
    return Message(
        printed=True,
        fields=fields,
        parts=(_page(fields, charset, _body_start(lines, block, raw), len(raw)),),
        from_=from_,
        sender=(),
        reply_to=printed_mailboxes(block.text("reply-to")),
        to=printed_mailboxes(block.text("to")),
        cc=printed_mailboxes(block.text("cc")),
        bcc=printed_mailboxes(block.text("bcc")),
        subject=" ".join(block.text("subject").split()),
        date=date,
        message_id="",
        in_reply_to=(),
        references=(),
        document_number=_document_number(marks),
        problems=_problems(block, from_, date),
        marks=marks,
    )


def printed_text(raw: bytes) -> str:
    """Return the letter's text: without stamps, running heads and the header block.

    Lines stay as printed; deep indents, wide gaps and long runs of blank lines are reduced.
    """
    lines = page_lines(raw, charset_of(raw))
    texts = unmarked(lines, find_marks(lines))
    after = find_block(lines, texts).after
    kept = _without_page_numbers(lines[after:], texts[after:])
    margin = _margin(kept)
    text = "\n".join(_reduced(line, margin) for line in kept)
    return _BLANK_LINES.sub("\n\n\n", text).strip("\n")


def _body_start(lines: tuple[PageLine, ...], block: Block, raw: bytes) -> int:
    return lines[block.after].start if block.after < len(lines) else len(raw)


def _page(fields: tuple[HeaderField, ...], charset: str, body_start: int, end: int) -> Part:
    return Part(
        path="",
        parent=None,
        content_type="text/plain",
        charset=charset,
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


def _document_number(marks: tuple[PrintedMark, ...]) -> str:
    """Return the number most running heads give: one page's may be misread."""
    heads = (_NUMBER.search(mark.text) for mark in marks if mark.kind == "running-head")
    numbers = Counter(head.group(1) for head in heads if head)
    return numbers.most_common(1)[0][0] if numbers else ""


def _problems(
    block: Block, from_: tuple[Mailbox, ...], date: StatedDate | None
) -> tuple[Problem, ...]:
    if not block.fields:
        note = "the page shows no block of header lines: it may be an attachment"
        return (Problem("printed/no-header-block", note),)
    found = []
    start, end = block.fields[0].field.start, block.fields[-1].field.end
    if not from_:
        told = "left blank" if block.states("from") else "not printed"
        found.append(Problem("printed/no-from", f"the sender is {told}", start, end))
    if date is None:
        told = "cannot be read" if block.text("date") else "is not printed"
        found.append(Problem("printed/no-date", f"the date {told}", start, end))
    elif not states_time(block.text("date")):
        found.append(Problem("printed/no-time", "a day is printed without a time", start, end))
    if not any(printed_mailboxes(block.text(kind)) for kind in ("to", "cc", "bcc")):
        told = "left blank" if block.states("to") else "not printed"
        found.append(Problem("printed/no-recipient", f"the recipients are {told}", start, end))
    if not block.states("subject"):
        found.append(Problem("printed/no-subject", "no subject line is printed", start, end))
    return tuple(found)


def _without_page_numbers(lines: tuple[PageLine, ...], texts: tuple[str, ...]) -> list[str]:
    """Return the texts without the number that ends a page, or begins one."""
    kept = list(texts)
    edges = [number for number, line in enumerate(lines) if line.new_page]
    for edge in [*edges, len(texts)]:
        first, last = max(edge - _PAGE_EDGE, 0), min(edge + _PAGE_EDGE, len(texts))
        for near in (range(edge - 1, first - 1, -1), range(edge, last)):
            number = next((at for at in near if texts[at].strip()), None)
            if number is not None and _PAGE_NUMBER.fullmatch(texts[number]):
                kept[number] = ""
    return kept


def _margin(texts: list[str]) -> int:
    """Return the column most lines begin at, or the first if several do."""
    indents = Counter(len(text) - len(text.lstrip()) for text in texts if text.strip())
    return indents.most_common(1)[0][0] if indents else 0


def _reduced(text: str, margin: int) -> str:
    stripped = text.strip()
    indent = min(max(len(text) - len(text.lstrip()) - margin, 0), _DEEPEST_INDENT)
    return " " * indent + _INNER_GAP.sub("    ", stripped) if stripped else ""
