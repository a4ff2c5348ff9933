"""A letter quoted in a message: apart from its words, so that reading it needs no arrays."""

import msgspec

from onrecord.text.passage import Origin


class QuotedLetter(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A letter quoted or forwarded in a message, with what its reply header states, as written.

    ``start`` and ``end`` span all its passages in the text; others may stand in between.
    """

    letter: int
    origin: Origin
    depth: int
    start: int
    end: int
    author: str
    author_address: str
    date: str
    to: str
    subject: str
