"""What stands in a letter beside its words: signatures, legal notices, footers of "
"programs and lists.
"""

import re

from onrecord.text.passage import Origin
from onrecord.text.signature import begins_signature, is_footer

_MOST_SIGNATURE = 14
_LONGEST_LINE = 76
_CONTACT = re.compile(
    r"(?<!\d)(?:\(\d{3}\)[ ]?|\d{3}[-./ ][ ]?)\d{3}[-. ]\d{4}(?!\d)|\+\d[\d ().-]{7,}\d|"
    r"^\s*x?\d{3,5}-?\d{4}\s*$|\b(?:tel|phone|fax|mobile|cell|ph|office|direct|voice|"
    r"pager)\b[.:]?\s*[(+\d]"
    r"|\bwww\.|https?://|^\S+@\S+$|\be-?mail:|\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b|"
    r"\b\d{1,5}\s+\w+\.?\s+(?:St|Street|Ave|"
    r"Avenue|Road|Rd|Blvd|Suite|Floor|Drive|Dr)\b|\bP\.?O\.? Box\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:Director|Manager|President|Counsel|Attorney|Assistant|Analyst|Engineer|Secretary|"
    r"Officer|Chief|Chair(?:man)?|"
    r"Partner|Professor|Prof|Department|Dept|Division|Group|Inc|Corp|LLC|LLP|Ltd|GmbH|Company|"
    r"University|Institute)\b\.?"
)
_CLOSING = re.compile(
    r"(?:(?:many|with|kind|best|warm|very|all|my)[ ]){0,3}(?:thanks|thank you|thx|regards|"
    r"best|wishes|sincerely|"
    r"cheers|yours|cordially|respectfully|love|ciao)\b[ a-z]{0,24}[,.!-]*$|$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.?!]\s+[A-Za-z]|[a-z]{2,}[.?!]$")
_SHORTEST_NOTICE = 80
_NOTICE_WORDS = ("confidential", "privileged", "proprietary", "intended")
_LEGAL = (
    re.compile(r"\bconfidential|\bprivileged|\bproprietary", re.IGNORECASE),
    re.compile(
        r"\bintended\b.{0,60}\b(?:recipient|for|only|solely)|\bsole use\b|\baddressee\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:in error|unauthori[sz]ed|prohibited|disclos|dissemination|delete)", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:this|the) (?:e-?mail|message|communication|transmission|information contained)",
        re.IGNORECASE,
    ),
)


_TELLING = (
    "\n--",
    "____",
    "sent from",
    "sent via",
    "get outlook",
    "unsubscribe",
    "you received",
    "you are receiving",
    "gesendet von",
    "envoyé de",
    "enviado desde",
    "inviato da",
    "confidential",
    "privileged",
    "www.",
    "fax",
    "phone",
    "tel",
)
_TELEPHONE = re.compile(r"\d{3}[-. ]\d{4}|\+\d[\d ().-]{6}")


def may_hold_asides(text: str) -> bool:
    """Tell whether a text can hold a signature or boilerplate."""
    folded = text.lower()
    return any(word in folded for word in _TELLING) or _TELEPHONE.search(text) is not None


def aside_lines(lines: list[str], *, last: bool) -> dict[int, Origin]:
    """Return which lines of one voice are no words of its letter, by number.

    ``last`` tells that no more of the letter follows, so that its end may be a signature.
    """
    found: dict[int, Origin] = {}
    for number, line in enumerate(lines):
        if is_footer(line):
            found[number] = Origin.BOILERPLATE
    for start, end in _paragraphs(lines):
        if _is_legal(lines[start:end]):
            found |= dict.fromkeys(range(start, end), Origin.BOILERPLATE)
    marked = _marked_signature(lines)
    if marked is not None:
        rest = dict.fromkeys(range(marked, len(lines)), Origin.SIGNATURE)
        return rest | found
    if last:
        found |= dict.fromkeys(_plain_signature(lines, found), Origin.SIGNATURE)
    return found


def _marked_signature(lines: list[str]) -> int | None:
    """Return the line of the last delimiter ("-- ") that a short rest follows (RFC 3676 §4.3)."""
    for number in range(len(lines) - 1, -1, -1):
        if begins_signature(lines[number]):
            rest = [line for line in lines[number + 1 :] if line.strip()]
            exact = lines[number] == "-- "
            most = 2 * _MOST_SIGNATURE if exact else _MOST_SIGNATURE
            return number if rest and len(rest) <= most else None
    return None


def _plain_signature(lines: list[str], known: dict[int, Origin]) -> range:
    """Return the lines at the end that are a signature by what they hold: a name, a title, "
    "telephones.
    """
    end = len(lines)
    while end and (not lines[end - 1].strip() or end - 1 in known):
        end -= 1
    start = end
    contacts = titles = 0
    while start and end - start < _MOST_SIGNATURE:
        line = lines[start - 1]
        if not line.strip():
            before = lines[start - 2].strip() if start > 1 else ""
            if (
                not (_CONTACT.search(before) or _TITLE.search(before))
                or len(before) > _LONGEST_LINE
            ):
                break
        elif start - 1 in known or len(line) > _LONGEST_LINE or _is_prose(line):
            break
        contacts += _CONTACT.search(line) is not None
        titles += _TITLE.search(line) is not None
        start -= 1
    while start < end and _CLOSING.match(lines[start].strip()):
        start += 1
    telling = contacts >= 2 or (contacts and titles)
    return range(start, end) if telling and end - start >= 2 else range(0)


def _is_prose(line: str) -> bool:
    return _SENTENCE.search(line.strip()) is not None and len(line.split()) > 5


def _is_legal(lines: list[str]) -> bool:
    text = " ".join(lines)
    if len(text) < _SHORTEST_NOTICE or not any(word in text.lower() for word in _NOTICE_WORDS):
        return False
    return sum(sign.search(text) is not None for sign in _LEGAL) >= 3


def _paragraphs(lines: list[str]) -> list[tuple[int, int]]:
    found = []
    start = None
    for number, line in enumerate([*lines, ""]):
        if line.strip() and start is None:
            start = number
        elif not line.strip() and start is not None:
            found.append((start, number))
            start = None
    return found
