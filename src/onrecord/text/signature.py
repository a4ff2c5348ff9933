"""Signatures: below their delimiter, or known by what they hold."""

import re
from functools import lru_cache

from onrecord.text.passage import Origin

_MOST_LINES = 14
_LONGEST_LINE = 76
_DELIMITERS = ("--", "---", "- -", "—", "----")
_CONTACT = re.compile(
    r"(?<![\d/])(?:\(\d{3}\)[ ]?|\d{3}[-./ ][ ]?)\d{3}[-. ]\d{4}(?!\d)|\+\d[\d ().-]{7,}\d|"
    r"^x[ -]?\d{3,5}(?:-?\d{3,4})?$|^\d{1,3}[-/]\d{3,4}(?:[-/]\d{4})?$|"
    r"\b(?:tel|phone|fax|mobile|cell|ph|office|direct|voice|pager|telefon|téléphone|facsimile)\b[.:]?"
    r"[ ]{0,4}[(+\d]|"
    r"\bwww\.|https?://|^\S+@\S+$|\be-?mail:|"
    r"\b(?:[A-Z]{2}|,[ ]?[A-Z][a-z]{3,12})[ ,]{1,3}\d{5}(?:-\d{4})?\b|"
    r"\b\d{1,5}\s\w+\.?\s(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Suite|Floor|Drive|Dr)\b|\bP\.?O\.? Box\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:Director|Manager|President|Counsel|Attorney|Assistant|Analyst|Engineer|Secretary|"
    r"Officer|CEO|CFO|CTO|Chief|Chair(?:man)?|Specialist|Associate|Consultant|Coordinator|Geologist|"
    r"Partner|Professor|Prof|Department|Dept|Division|Group|Inc|Corp|Corporation|Co\.|LLC|L\.?L\.?P|Ltd|"
    r"Limited|GmbH|Company|University|Institute|Communications|Services|Support|Consulting|Desk|"
    r"Architect|Developer|Editor|Reporter|Founder|Leiter|Geschäftsführer|Directeur|Ingeniero)\b\.?"
)
_CLOSING = re.compile(
    r"(?:(?:many|with|kind|best|warm|very|all|my|and)[ ]){0,3}(?:thanks|thank you|thx|regards|rgds|"
    r"best|wishes|sincerely|greetings|cheers|yours|cordially|respectfully|love|ciao|grüße|gruß|"
    r"mit freundlichen|cordialement|saludos|saluti|groeten|mvh)\b[ a-z]{0,24}[,.!-]{0,3}$|$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.?!]\s+[A-Za-z]|[a-z]{2,}[.?!]$|[,;:]$")
_WEB_ALONE = re.compile(r"<?https?://\S+$")
_AFTER = re.compile(
    r"-? ?(?:<<.{1,120}>>|\(See attached file: .{1,160}|- \S.{0,100}\.\w{2,4})$|[-_*=~ ]{5,}$"
)
"""What may stand below a signature: names of attachments, rules."""
_SHORT_CARD = 8
_REMEMBERED = 8192
"""Lines whose look is remembered: the same people sign, and each line is looked at from several sides."""
_PARTICLES = frozenset("de da di del la le van von der den bin al el y e".split())


def signature_lines(
    bare: list[str], stripped: list[str], known: dict[int, Origin], *, last: bool
) -> dict[int, Origin]:
    """Return the lines of one voice that are its signature, by number; ``known`` ones are something else.

    ``last`` tells that no more of the letter follows, so that its end may be a signature.
    """
    marked = _below_delimiter(bare, stripped, known)
    if marked is None and last:
        found = _card(stripped, known)
        return dict.fromkeys(found, Origin.SIGNATURE)
    return (
        dict.fromkeys(range(marked, len(stripped)), Origin.SIGNATURE) if marked is not None else {}
    )


def _below_delimiter(bare: list[str], stripped: list[str], known: dict[int, Origin]) -> int | None:
    """Return the line of the last delimiter ("-- ") that a short rest follows (RFC 3676 §4.3)."""
    for number in range(len(stripped) - 1, -1, -1):
        if stripped[number] == "--" and number not in known:
            rest = sum(bool(line) for line in stripped[number + 1 :])
            most = 2 * _MOST_LINES if bare[number] == "-- " else _MOST_LINES
            return number if 0 < rest <= most else None
    return None


def _card(stripped: list[str], known: dict[int, Origin]) -> range:
    """Return the lines at the end that are a signature by what they hold: a name, a title, telephones."""
    end = len(stripped)
    while end and (not stripped[end - 1] or end - 1 in known or _AFTER.match(stripped[end - 1])):
        end -= 1
    start = _card_start(stripped, known, end)
    lines = [line for line in stripped[start:end] if line]
    return range(start, end) if len(lines) >= 2 and _is_card(lines) else range(0)


def _is_card(lines: list[str]) -> bool:
    """Tell whether lines name a person and tell how to reach him, or hold enough that tells only that."""
    contacts = sum(_is_contact(line) for line in lines)
    titles = sum(_is_titled(line) for line in lines)
    if is_person(lines[0]):
        full = " " in lines[0]
        if contacts and (full or not _WEB_ALONE.match(lines[1])):
            return True
        return full and titles >= 1 and len(lines) <= _SHORT_CARD
    return contacts >= 2 and (titles >= 1 or (contacts >= 3 and ":" not in lines[0]))


def _card_start(stripped: list[str], known: dict[int, Origin], end: int) -> int:
    """Return the first of the lines above ``end`` that can be a signature: a name, if one is there."""
    start = best = end
    telling = False
    while start and end - start < _MOST_LINES:
        line = stripped[start - 1]
        if not line:
            if not (telling and start > 1 and _goes_on_above(stripped, start - 1)):
                break
        elif start - 1 in known or not _is_card_line(line):
            break
        telling = telling or _tells(line, name=False)
        start -= 1
        if is_person(line):
            best = start
            above = stripped[start - 1] if start else ""
            if telling and not (is_person(above) or _TITLE.search(above)):
                break
    if best == end:
        best = start
        while best < end and not stripped[best]:
            best += 1
    return best


def _goes_on_above(stripped: list[str], blank: int) -> bool:
    """Tell whether the lines above a blank one belong to the same card."""
    if _tells(stripped[blank - 1], name=True):
        return True
    at = blank
    while at and stripped[at - 1] and blank - at < _SHORT_CARD and _is_card_line(stripped[at - 1]):
        at -= 1
    return blank - at >= 2 and " " in stripped[at] and is_person(stripped[at])


def _tells(line: str, *, name: bool) -> bool:
    """Tell whether a line belongs on a visiting card: an address, a title, or perhaps a name."""
    if not line or not _is_card_line(line):
        return False
    return _is_contact(line) or _is_titled(line) or (name and is_person(line))


def _is_card_line(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and not _is_prose(line)


@lru_cache(maxsize=_REMEMBERED)
def _is_prose(line: str) -> bool:
    if _CLOSING.match(line):
        return True
    return _SENTENCE.search(line) is not None and len(line.split()) > 5


@lru_cache(maxsize=_REMEMBERED)
def _is_contact(line: str) -> bool:
    return _CONTACT.search(line) is not None


@lru_cache(maxsize=_REMEMBERED)
def _is_titled(line: str) -> bool:
    return _TITLE.search(line) is not None


def is_person(line: str) -> bool:
    """Tell whether a line can be a person's name: one to five words with capitals, no sentence."""
    return 2 <= len(line) <= 40 and _reads_as_name(line)


@lru_cache(maxsize=_REMEMBERED)
def _reads_as_name(line: str) -> bool:
    words = line.rstrip(",").replace("*", "").split()
    if not 0 < len(words) <= 5 or not words[0][:1].isupper() or _is_titled(line):
        return False
    return all(
        word in _PARTICLES
        or (word[:1].isupper() and word.strip(".,'\"-").replace("-", "").replace("'", "").isalpha())
        for word in words
    ) and not line.endswith((".", "!", "?", ":"))
