"""Which lines begin a record of an mbox? RFC 4155 appendix A, and what programs make of it.

A ``From `` line states a sender and a date: ``From ann@mail.example Thu Jan  1 00:00:00 1970``.
Mail programs differ in how they write both, and letters hold lines that begin with the word From,
so one counts only where it ends in a date of a known form. A few programs state no date at all
(``From -``): such lines count only in a mailbox that itself begins with one.
"""

import re

_WEEKDAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[,.]?"
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_TIME = rb"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?(?: ?[AaPp][Mm])?"
_ZONE = rb"(?: +(?:[A-Za-z]{1,5}(?: DST)?|[+-]\d{2}:?\d{2}|\([^()]{1,40}\)))"
_YEAR = rb"\d{4}|\d{2}"

_DATE = b"|".join(
    (
        # asctime, with a zone before or after the year: Thu Jan  1 00:00:00 [+0000] 1970 [EST]
        _WEEKDAY + rb" +" + _MONTH + rb" +\d{1,2},? +" + _TIME
        + _ZONE + rb"{0,2} +(?:" + _YEAR + rb")" + _ZONE + rb"{0,2}",
        # year before the time: Thu Jan  1 1970 00:00:00
        _WEEKDAY + rb" +" + _MONTH + rb" +\d{1,2},? +\d{4},? +" + _TIME + _ZONE + rb"{0,2}",
        # as in a Date field: [Thu, ]1 Jan 1970 00:00[:00] +0000
        rb"(?:" + _WEEKDAY + rb" +)?\d{1,2}[ -]" + _MONTH + rb"[ -](?:" + _YEAR + rb") +"
        + _TIME + _ZONE + rb"{0,2}",
        # year first: [Thu ]1970-01-01[T ]00:00:00[Z]
        rb"(?:" + _WEEKDAY + rb" +)?\d{4}[-/]\d\d[-/]\d\d[T ]+"
        + _TIME + rb"Z?" + _ZONE + rb"{0,2}",
    )
)  # fmt: skip
_DATED = re.compile(
    rb"From +(?:\S+ +){0,6}?(?:" + _DATE + rb")(?: +remote from \S{1,200})?[ \t]*\r?\n?\Z"
)
_UNDATED = re.compile(rb"From (?:-|[^\s@]+@[^\s@]+)[ \t]*\r?\n?\Z")
_FIELD = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
LONGEST_LINE = 1000
"""Bytes of a line beyond which it is not taken for a separator."""


def states_date(line: bytes) -> bool:
    """Tell whether a line is a ``From `` line that ends in a date."""
    return _DATED.match(line) is not None


def states_no_date(line: bytes) -> bool:
    """Tell whether a line is of the few forms that name a sender (or ``-``) and nothing else."""
    return _UNDATED.match(line) is not None


def begins_field(line: bytes) -> bool:
    """Tell whether a line begins like a header field (RFC 5322 §2.2), or is a quoted From_ line."""
    return _FIELD.match(line) is not None or line.startswith(b">From ")


def begins_record(line: bytes, following: bytes, *, undated: bool) -> bool:
    """Tell whether a line begins a record, given what follows it.

    A dated line may be followed by a header field, a blank line or the end of the file; an undated
    one, taken only where ``undated``, must be followed by a header field.
    """
    if states_date(line):
        return begins_field(following) or not following.strip()
    return undated and states_no_date(line) and begins_field(following)
