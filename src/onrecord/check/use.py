"""What quotation marks are used for: to quote, to name a title, or to hold a term at arm's length."""

import re
from enum import StrEnum


class Use(StrEnum):
    """What a pair of marks is there for.

    ``quotation``: somebody's words. ``title``: of a book, an article, a slogan. ``term``: fewer than
    four words that no verb of saying introduces (scare quotes, single words).
    """

    QUOTATION = "quotation"
    TITLE = "title"
    TERM = "term"


FEWEST_SAID = 4
"""Words. Fewer are a term unless the story says that they were said or written."""

_TITLED = re.compile(
    r"\b(?:titled|entitled|headlined|subtitled|called|named|dubbed|books?|novel|songs?|films?|movies?"
    r"|series|column|essay|op-ed|articles?|paper|album|documentary|podcast|poem|play|musical|episode"
    r"|magazine|chapter|memoir|slogan|hit|show)[\s,:]*[\"“”„«‘'\u2060]*\Z"
)
_SMALL = frozenset(
    "a an and as at but by for from in into is it nor of on or so the to up vs with you we".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SAID_BEFORE = re.compile(r"(?:said|says|wrote|writes|tweeted|replied|asked|added|:)\W*\Z")
_SAID_AFTER = re.compile(
    r"\W*(?:(?:\w+[\w.’'-]*\s+){1,3})?(?:said|says|wrote|writes|tweeted|replied|asked|added|according)\b"
)


def use_of(read: str, start: int, end: int) -> Use:
    """Tell what the marks around ``start``..``end`` are used for."""
    words = _WORD.findall(read[start:end])
    before, after = read[max(0, start - 40) : start], read[end : end + 60]
    is_said = bool(_SAID_BEFORE.search(before) or _SAID_AFTER.match(after))
    if _is_title(words, read[start:end]) and not is_said:
        if _TITLED.search(before) and len(words) > 1:
            return Use.TITLE
        if len(words) >= FEWEST_SAID and "," not in read[start : end - 1]:
            return Use.TITLE
    return Use.QUOTATION if is_said or len(words) >= FEWEST_SAID else Use.TERM


def _is_title(words: list[str], said: str) -> bool:
    """Tell whether every word but the small ones is capitalised, and not all is in capitals."""
    if said.isupper() or not words or re.search(r"[.!?]\s", said):
        return False
    telling = [word for word in words if word.casefold() not in _SMALL]
    return len(telling) > 1 and all(not word[0].islower() for word in telling)
