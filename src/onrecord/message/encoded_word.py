"""Encoded words in header fields (RFC 2047), as they are really written."""

import binascii
import re

from onrecord.message.charset import decode
from onrecord.message.transfer import decode_base64

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\r\n]*)\?=")


def decode_words(text: str) -> str:
    """Return text with its encoded words decoded.

    White space between neighbouring words goes; bytes of neighbours of one charset are joined
    before decoding, since programs split characters over words. What cannot be decoded stays.
    """
    if "=?" not in text:
        return text
    pieces: list[str] = []
    position = 0
    charset, content = "", bytearray()
    for word in _WORD.finditer(text):
        between = text[position : word.start()]
        name = word.group(1).partition("*")[0].lower()
        if content and between.strip() == "" and name == charset:
            content += _content(word)
        else:
            pieces.append(_decoded(content, charset))
            if not (content and between.strip() == ""):
                pieces.append(between)
            charset, content = name, bytearray(_content(word))
        position = word.end()
    pieces.extend((_decoded(content, charset), text[position:]))
    return "".join(pieces)


def _content(word: re.Match[str]) -> bytes:
    encoded = word.group(3)
    if word.group(2) in "bB":
        return decode_base64(encoded.encode("utf-8"))[0]
    return binascii.a2b_qp(encoded.replace("_", "=20").encode("utf-8"))


def _decoded(content: bytearray, charset: str) -> str:
    return decode(bytes(content), charset).text if content else ""
