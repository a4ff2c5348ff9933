"""Text in spreadsheets: cells that nobody's mail can turn into a formula, and read back as they were."""

import re

_FORMULA = re.compile(
    r"^'*(?:[\s\u200b\ufeff]*[=+\-@|%\uff0b\uff0d\uff1d\uff20\uff5c\uff05]|[\t\r\n])"
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LONGEST = 32_000
_LONGEST_READ = 2000


def safe_cell(value: object) -> str:
    """Return a value as text that spreadsheets take for text.

    A cell that begins like a formula (OWASP, "CSV injection": ``= + - @``, tab, line end; ``|`` and ``%``
    of old link formats; the wide forms of Asian keyboards too) is led by an apostrophe, and so is one that
    would lose apostrophes of its own to `read_cell`. Control and direction characters go; a spreadsheet's
    longest cell is kept to.
    """
    text = _CONTROL.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n")[:_LONGEST]
    return f"'{text}" if _FORMULA.match(text) else text


def read_cell(value: object) -> str:
    """Return what a cell says, the mark of `safe_cell` and blanks around it gone; "" for what is no text.

    Never longer than a person would write in one cell.
    """
    text = value.strip()[:_LONGEST_READ] if isinstance(value, str) else ""
    return text[1:].strip() if text.startswith("'") and _FORMULA.match(text[1:]) else text
