"""Whom an attachment itself names as its writer: the From line of a memorandum, a byline below a title."""

import re

from onrecord.check.names import Agreement, agreement

MOST_LOOKED_AT = 1_500
"""Characters at the beginning of an attachment in which its head stands."""

_NAME_PART = r"(?:[A-Z]\.|[A-Z\u00c0-\u00de][\w'’-]+)"
_WRITER = re.compile(
    r"^[ \t]*(?:from|author|written by|prepared by|by)[ \t]*:?[ \t]+"
    rf"(?P<name>(?-i:{_NAME_PART}(?:[ \t]+{_NAME_PART}){{1,4}}))[ \t]*(?:[,;(<|][^\n]{{0,120}})?$",
    re.IGNORECASE | re.MULTILINE,
)


def attachment_writer(text: str) -> str:
    """Return the name in the first line that says who wrote an attachment, "" where none does."""
    found = _WRITER.search(text, 0, MOST_LOOKED_AT)
    return found.group("name") if found else ""


def names_as_writer(text: str, speaker: str) -> bool:
    """Tell whether an attachment names a speaker as its writer."""
    name = attachment_writer(text)
    return bool(name) and agreement(speaker, name, "") is Agreement.SAME
