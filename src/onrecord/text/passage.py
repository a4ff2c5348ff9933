"""Passages: spans of a message's text that have one origin."""

from enum import StrEnum

import msgspec

READING = 3
"""Which reading of passages this is: another number where the same text may be split otherwise.

What was kept of another reading (an index, relations, who signed what) is made anew.
"""


class Origin(StrEnum):
    """Whose words a passage holds, as far as its form shows."""

    OWN = "own"
    QUOTED = "quoted"
    FORWARDED = "forwarded"
    PASTED = "pasted"
    SIGNATURE = "signature"
    BOILERPLATE = "boilerplate"


class Passage(msgspec.Struct, frozen=True, gc=False):
    """Characters ``start``..``end`` of a `BodyText`, all of one origin.

    ``depth`` is the quote depth (0 for own words). ``author`` and ``date`` are what a reply header
    states ("On … X wrote:"), as written, or empty where none does; so are ``to`` and ``subject``.
    ``letter`` numbers the quoted or forwarded letters of a text from 1 (0: the message's own sender's
    words); pieces of one letter carry one number. ``header`` marks the lines of a reply header.
    """

    origin: Origin
    start: int
    end: int
    depth: int = 0
    author: str = ""
    author_address: str = ""
    date: str = ""
    to: str = ""
    subject: str = ""
    letter: int = 0
    header: bool = False


class BodyText(msgspec.Struct, frozen=True):
    r"""A message's readable text with ``\n`` line ends, and its passages in order.

    The passages cover the text without gap or overlap. ``part`` is the MIME part the text was read
    from (``""`` for a message of one part or a printed page).
    """

    text: str
    passages: tuple[Passage, ...]
    part: str = ""
