"""What the lines below a name, or beside it, state: a title, an organisation, or both.

A title is told by its words. An organisation without a title needs more: a word that only organisations
have, or the author's own domain, and the end of the letter or a telephone below it.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import lru_cache

import msgspec

from onrecord.people.name_form import read_name
from onrecord.people.nicknames import DEGREES, SUFFIXES
from onrecord.people.role_words import (
    is_contact,
    is_organisation,
    is_title,
    is_unit,
    names_organisation,
    without_place,
)
from onrecord.people.signer import domain_label
from onrecord.text.terms import fold


class Stated(msgspec.Struct, frozen=True):
    """What a block states, and how many of the lines below the name were read for it."""

    title: str
    organisation: str
    lines: int


class _Part(Enum):
    """What a line below a title is."""

    TITLE = auto()
    UNIT = auto()
    REST_OF_UNIT = auto()
    OTHER_ROLE = auto()
    NONE = auto()


_PARTED = re.compile(
    r"\s*[,|]\s*|(?<!\bof)(?<!\bfor)(?<!\bthe)(?<!\bto)(?<!\band)(?<!&)(?<!U\.S\.)(?<!\bUS)\s+"
    r"(?=(?:U\.S\.|US|United States|(?:University|Department|Ministry|Office|Bureau) of)\s)"
)
_CONTINUES = re.compile(r"(?:for|of|to|and|on|at) [A-Z]|(?:for|of|to|on|at) the [A-Z]")
_GOES_ON = re.compile(r"(?:\b(?:to|of|for|and|the|in|at)|&|,|-)\s*$")
LEAD = re.compile(r"\s*,\s*|\s+[|–—-]\s+")
"""What stands between a name and a title in one line."""
_ONE_LINE = re.compile(
    r"^\s*(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,3})\s*(?:,|\s[|–—-]\s)\s*(?P<rest>[A-Z].{1,110})$"
)
_DEGREE = re.compile(r"(?P<letters>[A-Za-z.]{2,8})\s*(?:$|(?:[,/]|\s[|–—-]\s)\s*)")
_REACHES = re.compile(
    r"^\W*(?:(?:tele)?(?:phone|fax)|tel|ph|facsimile|cell|mobile|office|work|home|direct|voice|pager|ext|"
    r"e-?mail)?\W*(?:[+(]?\d[\d\s().+/-]{5,}|x\s?[\d-]{4,}|\S+@\S+)"
    r"\W*(?:(?:tele)?(?:phone|fax)|tel|facsimile|cell|mobile|office|work|home|direct|voice)?\W*$",
    re.IGNORECASE,
)
_BEFORE_TITLE = 2
_MOST_UNITS = 3
_HEADLINE = frozenset(("By", "To", "With"))
"""Words that stand in capitals in headlines alone."""
_MOST_PLACES = 4
"""Lines that may stand between an organisation and the first that tells how to reach it."""
_LONGEST_LINE = 180
_ADDRESSED = re.compile(r"(?:@|\bwww\.)(?P<domain>(?:[\w-]{1,60}\.){1,5}[A-Za-z]{2,12})")
_WEB = re.compile(r"(?<=\S) (?:https?://|www\.)\S+$")
_PART_OF = re.compile(r",? an? (?:affiliate|division|part|subsidiary|unit) of .*$")
_BUILDING = re.compile(r"(?<!white )\bhouse$", re.IGNORECASE)
"""Names where an organisation is at home, below the organisation."""
_LEGAL_FORM = re.compile(
    r"(?:inc|l\.?l\.?[cp]|l\.?p|ltd|limited|corp|co|p\.?c|plc)\b\W*$", re.IGNORECASE
)
_MARKINGS = frozenset(
    "sbu unclassified confidential secret noforn fyi ps cc bcc attachment attachments enclosure".split()
)
"""What stands below a signature and is no firm's name."""
_LINES_REMEMBERED = 1 << 14
_REMEMBERED = 1 << 12
"""Blocks: an author signs with the same one in letter after letter."""


@lru_cache(_LINES_REMEMBERED)
def name_and_rest(line: str) -> tuple[str, str] | None:
    """Split ``Jane Doe, Chief Engineer, Harbour Authority`` and ``Jane Doe | Harbour Authority``."""
    found = _ONE_LINE.match(line)
    if found is None or _LEGAL_FORM.match(found["rest"]) or not read_name(found["name"]).full:
        return None
    if is_title(found["name"]) or is_unit(found["name"]):
        return None
    rest = without_place(_without_degrees(found["rest"]))
    known = is_title(LEAD.split(rest)[0]) or is_organisation(rest)
    return (found["name"], rest) if known else None


def _without_degrees(rest: str) -> str:
    """Return what stands behind a name without what shows no role: ``PhD, MBA``, a bare ``HWA``."""
    while (found := _DEGREE.match(rest)) and _is_degree(found["letters"]):
        rest = rest[found.end() :]
    return rest


def _is_degree(letters: str) -> bool:
    if is_title(letters) or is_unit(letters):
        return False
    known = fold(letters.replace(".", "")) in DEGREES | SUFFIXES
    return known or sum(map(str.isupper, letters)) > 1


@lru_cache(_REMEMBERED)
def read_block(rest: str, block: tuple[str, ...], labels: frozenset[str]) -> Stated | None:
    """Return what a block states; None if it shows neither title nor organisation.

    ``rest`` stands beside the name, ``block`` below it; ``labels`` are words by which the author's
    domain names an organisation.
    """
    labels |= _labels(block)
    lines = [_bare(line) for line in block]
    if rest and is_title(LEAD.split(rest)[0]):
        return _with_title(rest, lines, 0, labels)
    alone = _unit_alone([rest, *lines], 0, labels) if rest else None
    if alone:
        return msgspec.structs.replace(alone, lines=alone.lines - 1)
    begin = next((at for at, line in enumerate(lines) if not _REACHES.match(line)), len(lines))
    at = _title_line(lines, begin, labels)
    if at is None:
        return _unit_alone(lines, begin, labels)
    above = lines[begin:at]
    if _is_somebody_else_s(lines[at]):
        return None
    found = _with_title(lines[at], lines, at + 1, labels)
    if _are_units(above, labels):
        units = ", ".join(
            filter(None, (*(line.strip(" ,.") for line in above), found.organisation))
        )
        return msgspec.structs.replace(found, organisation=units)
    if is_contact(above[0]) or read_name(above[0]).full:
        return None  # the title is somebody else's
    return found


def _title_line(lines: Sequence[str], begin: int, labels: frozenset[str]) -> int | None:
    """Return the line that holds the title: the first two, or one below an organisation of two lines."""
    for at in range(begin, min(begin + _BEFORE_TITLE + 1, len(lines))):
        if is_title(lines[at]) and (at - begin <= 1 or _are_units(lines[begin:at], labels)):
            return at
    return None


def _are_units(lines: Sequence[str], labels: frozenset[str]) -> bool:
    return all(is_unit(line, labels) and is_organisation(line) for line in lines)


def _with_title(title: str, lines: Sequence[str], at: int, labels: frozenset[str]) -> Stated:
    """Read on below a title: what continues it, and the organisation."""
    while at < len(lines) and (_GOES_ON.search(title) or _CONTINUES.match(lines[at])):
        if is_contact(lines[at]) or len(title) > _LONGEST_LINE:
            break
        title = f"{title} {lines[at]}"
        at += 1
    title, organisation = _split_title(title, labels)
    units = [organisation] if organisation else []
    for line in lines[at : at + _MOST_UNITS]:
        part = _part(line, units, labels)
        if part is _Part.NONE:
            break
        at += 1
        if part is _Part.TITLE:
            title = f"{title}, {line}"
        elif part is _Part.UNIT:
            units.append(line.strip(" ,."))
        elif part is _Part.REST_OF_UNIT:
            units[-1] = f"{units[-1]} {line.strip(' ,.')}"
    return Stated(title.strip(" ,.-"), ", ".join(units), at)


def _part(line: str, units: Sequence[str], labels: frozenset[str]) -> _Part:
    """Tell what a line below a title is, after the units read so far."""
    if not is_organisation(line) or _is_somebody_else_s(line):
        return _Part.NONE
    if _is_second_role(line):
        return _Part.NONE if units else _Part.OTHER_ROLE
    if units and _GOES_ON.search(units[-1]):
        return _Part.REST_OF_UNIT
    titled = is_title(line) and not names_organisation(line)
    evident = is_unit(line, labels) and not titled
    if units:
        return _Part.UNIT if evident and not _BUILDING.search(line) else _Part.NONE
    if titled:
        return _Part.TITLE
    return _Part.UNIT if evident or _is_short_name(line) else _Part.NONE


def _is_somebody_else_s(line: str) -> bool:
    """Tell whether a line names another person with a title: it is a list of people."""
    name, *rest = LEAD.split(line)
    if not rest or not is_title(f"{rest[0][:1].upper()}{rest[0][1:]}"):
        return False
    return read_name(name).full and not (is_title(name) or is_unit(name))


def _is_second_role(line: str) -> bool:
    """Tell whether a line below a title is another title at another organisation."""
    first, _, second = line.partition(", ")
    return (is_title(first) and is_unit(second)) or (is_unit(first) and is_title(second))


def _unit_alone(lines: Sequence[str], begin: int, labels: frozenset[str]) -> Stated | None:
    """Read an organisation below a name, with no title: it ends the letter, or a telephone follows."""
    end = begin
    while end < min(len(lines), begin + _MOST_UNITS) and _can_be_unit(lines[end]):
        if end > begin and _BUILDING.search(lines[end]):
            break
        end += 1
    evident = [at for at in range(begin, end) if is_unit(lines[at], labels)]
    if begin not in evident:  # what stands first may be a title that is not known for one
        return None
    below = lines[end : end + _MOST_PLACES]
    reached = next((at for at, line in enumerate(below) if is_contact(line)), None)
    if reached is None and below:
        return None
    if reached and not all(map(is_organisation, below[:reached])):
        return None
    end = end if reached == 0 else evident[-1] + 1
    return Stated("", ", ".join(line.strip(" ,") for line in lines[begin:end]), end)


def _can_be_unit(line: str) -> bool:
    plain = is_organisation(line) and not any(map(str.isdigit, line))
    return plain and _HEADLINE.isdisjoint(line.split())


def _bare(line: str) -> str:
    """Return a line without what ends it: a web address, a room, whose a firm is."""
    told = _WEB.sub("", line) if "://" in line or "www." in line else line
    return without_place(_PART_OF.sub("", told) if " of " in told else told)


def _is_short_name(line: str) -> bool:
    """Tell whether a line after a title can be a firm's bare name, and no person's or place's."""
    plain = len(line.split()) <= 4 and "," not in line and line.lower() not in _MARKINGS
    return plain and not read_name(line).titles


def _split_title(title: str, labels: frozenset[str]) -> tuple[str, str]:
    """Split ``Chief Engineer, Harbour Authority`` where an organisation stands behind a comma."""
    pieces = _PARTED.split(title)
    for at in range(1, len(pieces)):
        rest = pieces[at]
        if _is_named_so(rest, labels) and not is_title(rest):
            return ", ".join(pieces[:at]), ", ".join(pieces[at:]).strip(" ,.")
    if len(pieces) > 1 and is_title(pieces[-1]) and not is_title(pieces[0]) and is_unit(pieces[0]):
        return pieces[-1], ", ".join(pieces[:-1])
    before, found, after = title.partition(" at ")
    if found and is_title(before) and not after.lower().startswith("large"):
        return before, after
    at = _place_of(labels, title)
    before, after = title[:at].rstrip(" ,|-–—"), title[at:]
    if at > 0 and is_title(before) and not _GOES_ON.search(before):
        return before, after.strip(" ,.")
    return title, ""


def _is_named_so(rest: str, labels: frozenset[str]) -> bool:
    """Tell whether what follows a comma is an organisation: by its words, or named ``The Quay Courier``."""
    if rest.startswith("The "):
        return is_organisation(rest)
    return is_unit(rest, labels) and names_organisation(rest)


def _place_of(labels: frozenset[str], title: str) -> int:
    """Return where the first word begins that one of the domains has for a name; 0 for nowhere."""
    words = re.finditer(r"\w+", title)
    return next((word.start() for word in words if word[0].lower() in labels), 0)


def _labels(block: Iterable[str]) -> frozenset[str]:
    """Return the words by which the addresses in a block name an organisation."""
    found = (_ADDRESSED.search(line) for line in block if "@" in line or "www." in line)
    return frozenset(filter(None, (domain_label(f"@{one['domain']}") for one in found if one)))
