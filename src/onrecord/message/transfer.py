"""Transfer encodings (RFC 2045 §6): what is damaged is decoded as far as it goes, and told."""

import binascii
import re

_WHITE = bytes(range(33))
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")
_PADDING = re.compile(rb"=+")
_BAD_ESCAPE = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n|[ \t]*\Z)")
_LINE_END_SPACE = re.compile(rb"[ \t]+(?=\r?\n)")
_UU_LINE = re.compile(rb"[ -`]+")
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")
_IDENTITY = frozenset({"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "plain"})
_UUENCODE = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})


def encoding_name(stated: str) -> str:
    """Return the name of a Content-Transfer-Encoding in lower case, without what surrounds it."""
    found = _TOKEN.search(stated)
    return found.group().lower() if found else ""


def is_identity(name: str) -> bool:
    """Tell whether this encoding leaves the bytes as they are."""
    return name in _IDENTITY


def decode_transfer(content: bytes, name: str) -> tuple[bytes, list[str]]:
    """Return decoded bytes, and notes on what was damaged, in sentences."""
    if name in _IDENTITY:
        return content, []
    if name == "base64":
        return decode_base64(content)
    if name == "quoted-printable":
        return decode_quoted_printable(content)
    if name in _UUENCODE:
        return decode_uuencode(content)
    return content, ["the transfer encoding is unknown: bytes are shown as they are"]


def decode_base64(content: bytes) -> tuple[bytes, list[str]]:
    """Decode base64; skip what is outside the alphabet, go on after padding, drop a lone character.

    RFC 2045 §6.8 tells decoders to ignore other characters; that some were there is told.
    """
    packed = content.translate(None, _WHITE)
    if not len(packed) % 4:
        try:
            return binascii.a2b_base64(packed, strict_mode=True), []
        except binascii.Error:
            pass
    notes = []
    if _NOT_BASE64.search(packed):
        notes.append("characters that are not base64 were skipped")
        packed = _NOT_BASE64.sub(b"", packed)
    pieces = []
    segments = [segment for segment in _PADDING.split(packed) if segment]
    if len(segments) > 1:
        notes.append("base64 goes on after its end")
    for segment in segments:
        whole = segment
        if len(segment) % 4 == 1:
            whole = segment[:-1]
            notes.append("base64 ends within a character")
        pieces.append(binascii.a2b_base64(whole + b"=" * (-len(whole) % 4)))
    return b"".join(pieces), notes


def decode_quoted_printable(content: bytes) -> tuple[bytes, list[str]]:
    """Decode quoted-printable; an escape that is none stays as written (RFC 2045 §6.7)."""
    if b" \n" in content or b" \r" in content or b"\t\n" in content or b"\t\r" in content:
        content = _LINE_END_SPACE.sub(b"", content)
    notes = ["some quoted-printable escapes are damaged"] if _BAD_ESCAPE.search(content) else []
    return binascii.a2b_qp(content), notes


def decode_uuencode(content: bytes) -> tuple[bytes, list[str]]:
    """Decode the lines between ``begin`` and ``end``; a damaged line is decoded as far as it goes."""
    pieces = []
    damaged = False
    for line in content.splitlines():
        if line.startswith(b"begin ") or not line.strip():
            continue
        if line.strip() == b"end":
            break
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            decoded = _mended_uu_line(line)
            damaged = damaged or decoded is None
            pieces.append(decoded or b"")
    return b"".join(pieces), ["some uuencoded lines are damaged"] if damaged else []


def _mended_uu_line(line: bytes) -> bytes | None:
    """Decode a line whose trailing spaces were lost, or that has debris behind it."""
    length = (line[0] - 32) & 63
    wanted = 1 + (length + 2) // 3 * 4
    if not _UU_LINE.fullmatch(line):
        return None
    try:
        return binascii.a2b_uu(line[:wanted].ljust(wanted))
    except binascii.Error:
        return None
