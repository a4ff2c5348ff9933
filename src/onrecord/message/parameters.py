"""Parameters of Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2231)."""

import re
from urllib.parse import unquote_to_bytes

from onrecord.message.charset import decode
from onrecord.message.encoded_word import decode_words

_PARAMETER = re.compile(
    r"""(?<![!#$%&'*+.0-9A-Z^_`a-z{|}~-])([!#$%&'*+.0-9A-Z^_`a-z{|}~-]+)\s*=\s*"""
    r"""(?:"((?:[^"\\]|\\.)*)"?|([^;]*))"""
)
_COMMENT = re.compile(r"\([^()]*\)")
_CONTINUED = re.compile(r"^(.+?)\*(\d{1,4})(\*?)$")
_UNPARTED = re.compile(r"\s*([^\s;,=\"/]++/[^\s;,=\"/]++)[\s,]++(?=[\w-]++\s*=)")
_ESCAPED = re.compile(r"\\(.)")


def split_value(text: str) -> tuple[str, dict[str, str]]:
    """Return the value before the parameters, in lower case, and the parameters by name.

    The first parameter of a name counts; continuations (RFC 2231 §3) are joined in their order,
    charsets decoded (§4), and encoded words inside quotes (wrong, and common) as well.
    """
    value, _, rest = text.partition(";")
    value = _COMMENT.sub("", value).strip().lower() if "(" in value else value.strip().lower()
    if "=" in value and (unparted := _UNPARTED.match(text)):
        value, rest = unparted.group(1).lower(), text[unparted.end() :]
    if not rest.strip():
        return value, {}
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for name, quoted, bare in _stated(rest):
        written = _ESCAPED.sub(r"\1", quoted) if quoted else bare.strip()
        continued = _CONTINUED.match(name)
        if continued:
            by_number = pieces.setdefault(continued.group(1), {})
            by_number.setdefault(int(continued.group(2)), (written, bool(continued.group(3))))
        elif name.endswith("*"):
            pieces.setdefault(name[:-1], {}).setdefault(0, (written, True))
        else:
            plain.setdefault(name, decode_words(written))
    extended = {name: _joined(numbered) for name, numbered in pieces.items()}
    if "boundary" in plain:
        extended.pop("boundary", None)  # it is ASCII: the plain one is no fallback, it is the one
    if "(" in plain.get("charset", ""):
        plain["charset"] = _COMMENT.sub("", plain["charset"]).strip()
    return value, plain | extended


def _stated(rest: str) -> list[tuple[str, str, str]]:
    return [
        (found.group(1).lower(), found.group(2) or "", found.group(3) or "")
        for found in _PARAMETER.finditer(rest)
    ]


def _joined(numbered: dict[int, tuple[str, bool]]) -> str:
    charset = ""
    content: list[bytes] = []
    for number, (written, encoded) in sorted(numbered.items()):
        piece = written
        if encoded and number == 0 and written.count("'") >= 2:
            charset, _, piece = written.split("'", 2)
        content.append(unquote_to_bytes(piece) if encoded else piece.encode("utf-8"))
    return decode(b"".join(content), charset or "utf-8").text
