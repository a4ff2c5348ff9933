"""What stands around words where they were found: the sentences beside them, and what was cut off."""

import re

import msgspec

from onrecord.text.passage import Passage

LONGEST_SHOWN = 300
"""Characters shown on either side."""
MOST_LOOKED_AT = 1_500

_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?][\"”’)]*(?=\s)|\n[>\s]*\n"
)
_QUALIFIES_BEFORE = re.compile(
    r"\b(?:but|unless|if|except|although|though|whether|maybe|perhaps|allegedly|supposedly|apparently"
    r"|hardly|nobody|(?:I|we|they|he|she) (?:don['’]t |do not |did not |didn['’]t )?(?:think|thinks|thought"
    r"|believe|believes|doubt|doubts|guess|hope|hear|heard|say|says|said|claim|claims|suppose)"
    r"|not|never|n['’]t|cannot|without|no longer|as if|it is (?:not|false|wrong))\b",
    re.IGNORECASE,
)
_QUALIFIES_AFTER = re.compile(
    r"\A[\s,;:—–-]*(?:\w+\s+){0,2}?\b(?P<word>but|unless|if|except|although|though|only if|provided|however"
    r"|or so (?:I|we|they)|I (?:think|believe|guess|hope|suppose)|allegedly|perhaps|maybe|not)\b",
    re.IGNORECASE,
)


class Surroundings(msgspec.Struct, frozen=True):
    """The text before and after words, up to a sentence each, and qualifiers cut off at either end.

    ``cut_before`` and ``cut_after`` are the words of the same sentence that the story leaves out and
    that hold a qualifier ("unless", "not", "I think"), empty where there is none.
    """

    before: str = ""
    after: str = ""
    cut_before: str = ""
    cut_after: str = ""


def surroundings(text: str, start: int, end: int, passage: Passage | None) -> Surroundings:
    """Read what stands around characters ``start``..``end``, within their passage."""
    first = max(passage.start if passage else 0, start - MOST_LOOKED_AT)
    last = min(passage.end if passage else len(text), end + MOST_LOOKED_AT)
    stops = [stop.end() for stop in _STOP.finditer(text, first, start)]
    begun = stops[-1] if stops else first
    earlier = stops[-2] if len(stops) > 1 else first
    left = text[begun:start]
    ended = end if _is_ended(text, end) else _next_stop(text, end, last)
    right = text[end:ended]
    return Surroundings(
        before=_shown(text[earlier:start])[-LONGEST_SHOWN:].lstrip(),
        after=_shown(text[end : _next_stop(text, ended, last)])[:LONGEST_SHOWN].rstrip(),
        cut_before=_shown(left) if _QUALIFIES_BEFORE.search(left) else "",
        cut_after=_shown(right) if _QUALIFIES_AFTER.match(right) else "",
    )


def _is_ended(text: str, end: int) -> bool:
    return text[end - 1 : end] in (".", "!", "?") or text[end : end + 1] in (".", "!", "?")


def _next_stop(text: str, start: int, last: int) -> int:
    stop = _STOP.search(text, min(start + 1, last), last)
    return stop.end() if stop else last


def _shown(text: str) -> str:
    return " ".join(re.sub(r"(?m)^[ \t]*>[> \t]*", "", text).split())
