"""From bytes to text: declared charset, then valid UTF-8, then detected, then Windows-1252."""

import codecs
import re
from functools import lru_cache

import msgspec

_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "unicode-1-1-utf-7": "utf-7",
    "x-user-defined": "cp1252",
    "win-1252": "cp1252",
    "win-1251": "cp1251",
}
_LATIN = frozenset({"iso8859-1", "iso8859-15"})
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "iso2022_jp_2", "utf-7", "hz"})
_WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
_BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_C1 = re.compile(rb"[\x80-\x9f]")
_NOT_TEXT = frozenset({"punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape"})
_DETECTED_BYTES = 65536
_FEW = 50


class Decoded(msgspec.Struct, frozen=True, gc=False):
    """Text, the charset it was read by, and a note where that is not what was declared, or hurt."""

    text: str
    charset: str
    note: str = ""


def decode(content: bytes, declared: str) -> Decoded:
    """Return content as text; never raises. What no charset can read becomes U+FFFD."""
    name = codec_name(declared)
    if content.isascii() and name not in _SEVEN_BIT and name not in _WIDE:
        return Decoded(content.decode("ascii"), name or "ascii")
    if name:
        text = _strictly(content, name)
        if text is not None:
            return Decoded(text, name)
    told = _misfit(declared, name)
    text = _strictly(content, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8", "" if not declared else f"{told}: read as UTF-8")
    if name and (mended := _nearly(content, name)) is not None:
        return Decoded(mended, name, "some bytes do not fit the declared charset")
    detected = codec_name(_detected(content))
    text = _strictly(content, detected) if detected and detected != "ascii" else None
    if text is not None:
        return Decoded(text, detected, f"{told}: read as {detected}, by detection")
    return Decoded(content.decode("cp1252", "replace"), "cp1252", f"{told}: read as cp1252")


def _misfit(declared: str, name: str) -> str:
    """Say what is wrong without repeating the declaration: it is text of the mail, and may be anything."""
    if not declared:
        return "no charset is declared"
    return "the declared charset does not fit" if name else "the declared charset is not known"


@lru_cache(maxsize=512)
def codec_name(declared: str) -> str:
    """Return Python's name of a declared charset; "" if it is none we can read text by."""
    name = declared.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        found = codecs.lookup(name).name
        b"x".decode(found)  # raises LookupError if the codec gives no text
    except UnicodeError:
        pass  # a charset of wide characters
    except (LookupError, ValueError):
        return ""
    return "" if found in _NOT_TEXT else found


def _strictly(content: bytes, name: str) -> str | None:
    if name == "utf-16" and content[:2] not in _BYTE_ORDER_MARKS:
        big = content[::2].count(0) > content[1::2].count(0)
        name = "utf-16-be" if big else "utf-16-le"
    if name in _LATIN and _C1.search(content):
        name = "cp1252"  # C1 controls are not written in mail; Windows punctuation is
    try:
        return _without_surrogates(content.decode(name), name)
    except (UnicodeError, ValueError):
        return None


def _without_surrogates(text: str, name: str) -> str:
    """Return text that can be written as UTF-8 again: UTF-7 alone can spell half a character."""
    return _SURROGATE.sub("\ufffd", text) if name == "utf-7" else text


def _nearly(content: bytes, name: str) -> str | None:
    """Decode with replacements if only a few bytes do not fit (a cut or damaged character)."""
    if name == "ascii":
        return None
    try:
        text = _without_surrogates(content.decode(name, "replace"), name)
    except (UnicodeError, ValueError):
        return None
    return text if text.count("\ufffd") * _FEW <= len(text) else None


def _detected(content: bytes) -> str:
    import cchardet  # noqa: PLC0415 - needed by few messages, and slow to load

    return cchardet.detect(content[:_DETECTED_BYTES]).get("encoding") or ""
