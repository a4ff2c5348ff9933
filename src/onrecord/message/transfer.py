"""Transfer encodings (RFC 2045 §6): what is damaged is decoded as far as it goes, and told."""

import binascii
import re

_SPACE = (b" ", b"\t")
_WHITE = bytes(range(33))
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")
_PADDING = re.compile(rb"=+")
_BAD_ESCAPE = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n|[ \t]*\Z)")
_LINE_END_SPACE = re.compile(rb"(?<![ \t])[ \t]+(?=\r?\n|\Z)")
_UU_LINE = re.compile(rb"[ -`]+")
_TOKEN = re.compile(r"[a-z0-9_-]+")
_COMMENT = re.compile(r"\([^()]*\)")
_IDENTITY = frozenset({"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "plain"})
_UUENCODE = frozenset({"x-uuencode", "uuencode", "x-uue", "uue", "x-uu", "uu"})
_KNOWN = (_IDENTITY | _UUENCODE | {"base64", "quoted-printable"}) - {""}
_ALIASES = {
    "x-base64": "base64",
    "base-64": "base64",
    "b64": "base64",
    "x-quoted-printable": "quoted-printable",
    "quoted_printable": "quoted-printable",
    "quotedprintable": "quoted-printable",
    "x-7bit": "7bit",
    "x-8bit": "8bit",
}


def encoding_name(stated: str) -> str:
    """Return the name of a Content-Transfer-Encoding in lower case, without what surrounds it.

    Comments and quotes are taken off. Of several words the first that names an encoding counts, else
    the first; ``x-base64`` and its like are read as what they were made from.
    """
    name = stated.lower()
    if name in _KNOWN:
        return name
    name = _COMMENT.sub("", name).replace("\\", "")
    words = [_ALIASES.get(word, word) for word in _TOKEN.findall(name)]
    return next((word for word in words if word in _KNOWN), words[0] if words else "")


def is_known(name: str) -> bool:
    """Tell whether this is an encoding that can be undone."""
    return name in _KNOWN


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
    runs, rest = _base64_runs(packed)
    if rest:
        notes.append("text stands after the end of base64: it is left out")
    if any(_NOT_BASE64.search(run) for run in runs):
        notes.append("characters that are not base64 were skipped")
        runs = [_NOT_BASE64.sub(b"", run) for run in runs]
    if len(runs) > 1:
        notes.append("base64 goes on after its end")
    if any(len(run) % 4 == 1 for run in runs):
        notes.append("base64 ends within a character")
    decoded = b"".join(_whole_base64(run) for run in runs)
    return decoded, notes or ["base64 is not padded as it should be"]


def _base64_runs(packed: bytes) -> tuple[list[bytes], bytes]:
    """Return what stands between paddings, without them, and text behind the last (a list's footer).

    An ``=`` that cannot be padding where it stands (RFC 2045 §6.8) is passed over.
    """
    runs: list[bytes] = []
    pieces: list[bytes] = []
    length = position = 0
    for padding in _PADDING.finditer(packed):
        piece = _NOT_BASE64.sub(b"", packed[position : padding.start()])
        foreign = len(piece) < padding.start() - position
        if foreign and runs and not pieces:
            return runs, packed[position:]
        pieces.append(packed[position : padding.start()])
        length += len(piece)
        position = padding.end()
        if length % 4 != 1 and length % 4 + len(padding.group()) >= 4:
            runs.append(b"".join(pieces))
            pieces, length = [], 0
    last = packed[position:]
    if runs and not pieces and _NOT_BASE64.search(last):
        return runs, last
    pieces.append(last)
    return [run for run in (*runs, b"".join(pieces)) if run], b""


def _whole_base64(run: bytes) -> bytes:
    whole = run[:-1] if len(run) % 4 == 1 else run
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def decode_quoted_printable(content: bytes) -> tuple[bytes, list[str]]:
    """Decode quoted-printable; an escape that is none stays as written (RFC 2045 §6.7)."""
    if (
        content[-1:] in _SPACE
        or b" \n" in content
        or b" \r" in content
        or b"\t\n" in content
        or b"\t\r" in content
    ):
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
