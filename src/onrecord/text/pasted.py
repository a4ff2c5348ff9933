"""Pasted articles: words that stand in a letter without quote marks, and are not its writer's.

A newspaper article, press release or clip is known by signs of its trade: an address on its own line, a
byline, a dateline, a copyright line. One sign alone is chance; two together frame a block.
"""

import re

import msgspec

_ADDRESS = re.compile(r"^\s*<?https?://\S+>?\s*$")
_BYLINE = re.compile(
    r"^\s*[Bb][Yy]:?\s+(?P<name>[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:[A-ZÀ-Þ][\w.'’-]*|and|de|van|von|al)){1,6})"
    r"(?:\s*[,|–—-].{0,60})?\s*$"
)
_DATELINE = re.compile(
    r"^\s*[A-ZÀ-Þ][A-ZÀ-Þ .'-]{2,40}(?:,\s?[^-–—\n]{0,40})?(?:\s*\([\w ]{2,30}\))?\s*(?:-|–|—|--)\s+\S"
)
_COPYRIGHT = re.compile(
    r"^\s*(?:(?:copyright|©|\(c\))\s.{0,120}|.{0,80}\ball rights reserved\b.{0,40}"
    r"|reprinted (?:with|by) permission.{0,80})$",
    re.IGNORECASE,
)
_STARTS = frozenset("htt HTT <ht By: by: BY: © Cop cop COP (c) (C) Rep rep © 2 ©20".split()) | {
    "By ", "by ", "BY ", "© 1", "© 2",
}  # fmt: skip
_ENDS_SENTENCE = re.compile(r"[.!?:][\"'”’)]*\s*$")
_MOST_ABOVE = 10
_LONGEST_HEADLINE = 110
_NEAR = 14


class Pasted(msgspec.Struct, frozen=True):
    """Lines ``first`` up to, not including, ``end`` are pasted; ``author`` is what a byline says."""

    first: int
    end: int
    author: str


def may_hold_article(lines: list[str], starts: set[str]) -> bool:
    """Tell whether lines can hold an article's plainer signs; ``starts`` are their first characters."""
    return not _STARTS.isdisjoint(starts) or any("ights reserved" in line for line in lines)


def pasted_block(lines: list[str]) -> Pasted | None:
    """Return the first block of pasted lines among the lines of one voice, or None.

    A byline with an address or a dateline near it opens a block, as does an address with a
    dateline; a copyright line closes it, and with any of the others is sign enough by itself. Without
    that line the block runs to the end: where the article stops cannot be told.
    """
    byline = _first(_BYLINE, lines, 0, len(lines))
    dateline = _first(_DATELINE, lines, 0, len(lines))
    address = _first(_ADDRESS, lines, 0, len(lines))
    signs = [at for at in (byline, dateline, address) if at is not None]
    if not signs:
        return None
    closing = _last(_COPYRIGHT, lines, min(signs))
    near = [at for at in signs if at - min(signs) <= _NEAR]
    if len(near) < 2 and (closing is None or (byline is None and dateline is None)):
        return None
    end = len(lines) if closing is None else closing + 1
    return Pasted(_with_headline(lines, min(signs)), end, _author(lines, byline))


def _first(sign: re.Pattern[str], lines: list[str], start: int, end: int) -> int | None:
    return next((at for at in range(start, end) if sign.match(lines[at])), None)


def _last(sign: re.Pattern[str], lines: list[str], start: int) -> int | None:
    return next((at for at in range(len(lines) - 1, start, -1) if sign.match(lines[at])), None)


def _with_headline(lines: list[str], first: int) -> int:
    """Go up from the first sign over what can be a headline: short lines that end no sentence."""
    start = first
    for at in range(first - 1, max(-1, first - _MOST_ABOVE), -1):
        text = lines[at].strip()
        if not text:
            continue
        if _ENDS_SENTENCE.search(text) or len(text) > _LONGEST_HEADLINE or text.endswith(","):
            break
        start = at
    return start


def _author(lines: list[str], byline: int | None) -> str:
    named = _BYLINE.match(lines[byline]) if byline is not None else None
    return " ".join(named.group("name").split()) if named else ""
