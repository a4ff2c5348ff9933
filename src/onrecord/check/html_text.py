"""Text on its way into a page: everything escaped, nothing that hides or turns what stands around it."""

import re
from html import escape

_UNSHOWABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def text(value: str) -> str:
    """Escape a value; characters that would turn or hide the text around them become visible."""
    return escape(_UNSHOWABLE.sub("\ufffd", value))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 quotation", "2 quotations"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
