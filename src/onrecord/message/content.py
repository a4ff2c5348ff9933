"""What a part holds: its bytes without the transfer encoding, and its text."""

from functools import lru_cache

import msgspec

from onrecord.message.charset import decode
from onrecord.message.flowed import unflow
from onrecord.message.printed import printed_text
from onrecord.message.problem import Problem
from onrecord.message.structure import Message, Part
from onrecord.message.transfer import decode_transfer


class Decoded(msgspec.Struct, frozen=True):
    """A part's bytes without the transfer encoding; ``problems`` says what was damaged."""

    content: bytes
    problems: tuple[Problem, ...]


class PartText(msgspec.Struct, frozen=True):
    r"""A part's text with ``\n`` line ends, and the charset it was read by. HTML stays HTML."""

    text: str
    charset: str
    problems: tuple[Problem, ...]


def part_bytes(raw: bytes, message: Message, part: Part) -> Decoded:
    """Return what a part's body decodes to; damaged encodings as far as they go."""
    buffer = raw if not part.buffer else _buffer(raw, message, part.buffer)
    content, notes = decode_transfer(buffer[part.body_start : part.end], part.transfer_encoding)
    problems = tuple(
        Problem("mime/transfer-encoding", note, part.start, part.end, part.path) for note in notes
    )
    return Decoded(content, problems)


def part_text(raw: bytes, message: Message, part: Part) -> PartText:
    """Return the text of a part of type text/*, or of a report's fields (RFC 3464)."""
    if message.printed:
        return PartText(printed_text(raw), "utf-8", ())
    body = part_bytes(raw, message, part)
    decoded = decode(body.content, part.charset)
    text = decoded.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.flowed and part.content_type == "text/plain":
        text = unflow(text, delete_space=part.delsp)
    noted = (
        (Problem("mime/charset", decoded.note, part.start, part.end, part.path),)
        if decoded.note and part.charset
        else ()
    )
    return PartText(text, decoded.charset, body.problems + noted)


def _buffer(raw: bytes, message: Message, path: str) -> bytes:
    """Return the decoded bytes of the encoded part that holds others, itself perhaps held so."""
    holders: list[tuple[int, int, str]] = []
    while path:
        wanted = "" if path == "." else path
        holder = next(part for part in message.parts if part.path == wanted)
        holders.append((holder.body_start, holder.end, holder.transfer_encoding))
        path = holder.buffer
    return _unpacked(raw, tuple(reversed(holders)))


@lru_cache(maxsize=2)  # the parts of encoded letters, and those within them, are read one by one
def _unpacked(raw: bytes, holders: tuple[tuple[int, int, str], ...]) -> bytes:
    """Return what the innermost holder decodes to; depth is bounded by that of the MIME tree."""
    if not holders:
        return raw
    start, end, encoding = holders[-1]
    return decode_transfer(_unpacked(raw, holders[:-1])[start:end], encoding)[0]
