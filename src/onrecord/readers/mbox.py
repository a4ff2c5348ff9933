"""Mailboxes of many messages in one file, in the four mbox variants and what programs make of them.

A record is a ``From `` line, the message as stored and, mostly, a blank line. The stored bytes are
kept as they are: a ``>From `` that a mail program wrote for ``From `` stays, for a reader cannot
know which of the two the sender wrote (mboxo), and display can undo it where it is known (mboxrd).
"""

import re
from collections.abc import Iterator

from onrecord.message.problem import Problem
from onrecord.readers import Container, Failure, Found, Limits, RawMessage
from onrecord.readers.from_line import (
    LONGEST_LINE,
    begins_field,
    begins_record,
    states_date,
)
from onrecord.readers.octets import Octets, let_go, opened

_BOM = b"\xef\xbb\xbf"
_LEAD = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n \t]*")
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.MULTILINE)
_HEADER_END = re.compile(rb"\n\r?\n")
_HEADER_SIZES = (8 * 1024, 256 * 1024)  # nearly all headers end within the first
_NAMES = (".mbox", ".mbx", "/mbox")


class MboxReader:
    """Reads mboxo, mboxrd, mboxcl and mboxcl2, from files of any size in bounded memory."""

    name = "mbox"

    def recognises(self, head: bytes, name: str) -> bool:
        """Take a file that begins with a From_ line, or is named a mailbox and begins like mail."""
        begin = _blank_lead(head)
        if begins_record(*_lines_at(head, begin), undated=True):
            return True
        return f"/{name.lower()}".endswith(_NAMES) and begins_field(head[begin:])

    def read(self, container: Container, limits: Limits) -> Iterator[Found]:
        """Yield one message per record; what stands before the first record is not left out."""
        with opened(container) as octets:
            if not len(octets):
                yield Failure(Problem("mbox/empty-file", "the mailbox is an empty file"))
                return
            yield from _records(octets, limits)


def _records(octets: Octets, limits: Limits) -> Iterator[Found]:
    begin, undated = _first_record(octets)
    framed = begin < len(octets)
    if not framed or octets[_blank_lead(octets[:LONGEST_LINE]) : begin].strip():
        yield from _unframed(octets, begin, limits)
        lead = begin
    else:
        lead = 0
    kept = 0
    while begin < len(octets):
        body = _line_end(octets, begin)
        end, following = _record_end(octets, body, undated=undated)
        yield from _record(octets, (lead, body, end, following), limits)
        begin = lead = following
        kept = let_go(octets, kept, begin)


def _first_record(octets: Octets) -> tuple[int, bool]:
    """Return where the first record begins, and whether this mailbox writes From_ lines undated."""
    start = _blank_lead(octets[:LONGEST_LINE])
    line, following = _lines_at(octets, start)
    if begins_record(line, following, undated=True):
        return start, not states_date(line)
    return _next_record(octets, start, undated=False), False


def _blank_lead(head: bytes) -> int:
    """Return the length of a byte order mark and blank lines that a file begins with."""
    match = _LEAD.match(head)
    lead = match.end() if match else 0
    return head.rfind(b"\n", 0, lead) + 1 or (len(_BOM) if head.startswith(_BOM) else 0)


def _record_end(octets: Octets, body: int, *, undated: bool) -> tuple[int, int]:
    """Return where the content of the record ends, and where the next record begins."""
    stated = _stated_end(octets, body)
    if stated is not None and stated <= len(octets):
        landing = _past_blank_line(octets, stated)
        if landing == len(octets) or _is_record(octets, landing, undated=undated):
            return stated, landing
    following = _next_record(octets, body - 1, undated=undated)
    return _before_blank_line(octets, body, following), following


def _before_blank_line(octets: Octets, body: int, following: int) -> int:
    """Return the end of the content: the blank line that ends a record is not part of it."""
    for blank in (b"\r\n", b"\n"):
        end = following - len(blank)
        is_line = end == body or octets[end - 1 : end] == b"\n"
        if end >= body and is_line and octets[end:following] == blank:
            return end
    return following


def _stated_end(octets: Octets, body: int) -> int | None:
    """Return the end of the content as the message's Content-Length states it (mboxcl)."""
    for size in _HEADER_SIZES:
        stretch = octets[body : body + size]
        ended = _HEADER_END.search(stretch)
        if ended:
            break
    else:
        return None
    header = stretch[: ended.start() + 1].lower()
    lengths = _LENGTH.findall(header) if b"content-length" in header else ()
    return body + ended.end() + int(lengths[0]) if len(lengths) == 1 else None


def _past_blank_line(octets: Octets, place: int) -> int:
    """Return the place after the one line end, or blank line, that mboxcl puts behind a body."""
    for blank in (b"\r\n\r\n", b"\n\n", b"\r\n", b"\n"):
        if octets[place : place + len(blank)] == blank:
            return place + len(blank)
    return place


def _next_record(octets: Octets, place: int, *, undated: bool) -> int:
    """Return where the next record begins after a blank line, or the end of the file."""
    found = octets.find(b"\nFrom ", place)
    while found >= 0:
        before = octets[found - 2 : found] if found >= 2 else octets[:found]
        if (before.endswith((b"\n", b"\n\r")) or not before) and _is_record(
            octets, found + 1, undated=undated
        ):
            return found + 1
        found = octets.find(b"\nFrom ", found + 1)
    return len(octets)


def _is_record(octets: Octets, place: int, *, undated: bool) -> bool:
    return begins_record(*_lines_at(octets, place), undated=undated)


def _lines_at(octets: Octets, place: int) -> tuple[bytes, bytes]:
    """Return the line at a place and the beginning of the one after it."""
    stretch = octets[place : place + LONGEST_LINE]
    if not stretch.startswith(b"From "):
        return b"", b""
    end = stretch.find(b"\n") + 1
    if not end:
        return stretch, b""
    following = octets[place + end : place + end + 200]
    return stretch[:end], following.split(b"\n", 1)[0]


def _line_end(octets: Octets, place: int) -> int:
    end = octets.find(b"\n", place)
    return len(octets) if end < 0 else end + 1


def _record(
    octets: Octets, places: tuple[int, int, int, int], limits: Limits
) -> Iterator[RawMessage | Failure]:
    lead, body, end, following = places
    if end - body > limits.message_bytes:
        yield from _oversized(octets, lead, following, limits)
    elif not octets[body:end].strip():
        note = "a record of the mailbox holds no message"
        problem = Problem("mbox/empty-record", note, lead, following)
        yield Failure(problem, octets[lead:following])
    else:
        yield RawMessage(octets[body:end], body, octets[lead:body], octets[end:following])


def _unframed(octets: Octets, end: int, limits: Limits) -> Iterator[RawMessage | Failure]:
    """Yield what stands before the first From_ line: mail that lost its line, or something else."""
    start = _blank_lead(octets[:LONGEST_LINE])
    if end > limits.message_bytes:
        yield from _oversized(octets, 0, end, limits)
    elif begins_field(octets[start : start + LONGEST_LINE]):
        content_end = _before_blank_line(octets, start, end)
        yield RawMessage(octets[start:content_end], start, octets[:start], octets[content_end:end])
    else:
        note = "bytes before the first message of the mailbox are not mail"
        yield Failure(Problem("mbox/not-mail", note, 0, end), octets[:end])


def _oversized(octets: Octets, start: int, end: int, limits: Limits) -> Iterator[Failure]:
    """Yield the bytes of a record too large to be read as mail, in pieces that memory can hold."""
    note = f"a record of {end - start} bytes is larger than {limits.message_bytes} bytes"
    for place in range(start, end, limits.message_bytes):
        piece = min(place + limits.message_bytes, end)
        problem = Problem("mbox/record-too-large", note, place, piece)
        yield Failure(problem, octets[place:piece])
