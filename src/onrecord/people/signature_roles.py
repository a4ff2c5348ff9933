"""Titles and organisations in the blocks that letters are signed with.

A block counts only if the name above it can be the author's: a list of participants looks just like one.
A title is told by its words. An organisation without a title needs more: a word that only organisations
have, or the author's own domain, and the end of the letter or a telephone below it.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.people.name_form import Kind, read_name
from onrecord.people.nicknames import PARTICLES
from onrecord.people.role_words import (
    is_contact,
    is_organisation,
    is_title,
    is_unit,
    names_organisation,
)
from onrecord.people.signer import Author, can_be, domain_label


class SignedRole(msgspec.Struct, frozen=True):
    """What a block states: the name as written, title and organisation, and where in the text."""

    name: str
    title: str
    organisation: str
    start: int
    end: int


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A line of the text without margin, and where it stands."""

    text: str
    start: int
    end: int


class _Stated(msgspec.Struct, frozen=True):
    """What the lines below a name state, and the last of them."""

    title: str
    organisation: str
    last: _Line | None


_NAME_LINE = re.compile(
    r"^[\s*_/-]{0,6}(?:/s/\s*)?(?P<name>(?!(?i:c/o)\b)[A-Z][^\d@:|<>()\[\]{}]{1,50}?)[\s*_.,-]*(?:\([^()]{1,24}\))?$"
)
_ONE_LINE = re.compile(
    r"^\s*(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,3})\s*(?:,|\s[|–—-]\s)\s*(?P<rest>[A-Z].{3,110})$"
)
_DEGREE = re.compile(r",\s*(?=[^,]{0,9}[A-Z][^,]{0,9}[A-Z])[A-Za-z./]{2,10}$")
_PARTED = re.compile(
    r"\s*[,|]\s*|(?<!\bof)(?<!\bfor)(?<!\bthe)(?<!\bto)(?<!\band)(?<!&)(?<!U\.S\.)(?<!\bUS)\s+"
    r"(?=(?:U\.S\.|US|United States|(?:University|Department|Ministry|Office|Bureau) of)\s)"
)
_CONTINUES = re.compile(r"(?:for|of|to|and|on|at) [A-Z]|(?:for|of|to|on|at) the [A-Z]")
_GOES_ON = re.compile(r"(?:\b(?:to|of|for|and|the|in|at)|&|,|-)\s*$")
_LEAD = re.compile(r"(?:\s*,\s*|\s+[|–—-]\s+)")
_BEFORE_TITLE = 1
_MOST_LINES = 5
_MOST_UNITS = 3
_LONGEST_BLOCK = 4000
_MOST_NAME_WORDS = 6
_LONGEST_NAME = 60
_ADDRESSED = re.compile(r"(?:@|\bwww\.)(?P<domain>(?:[\w-]{1,60}\.){1,5}[A-Za-z]{2,12})")
_WEB = re.compile(r"(?<=\S) (?:https?://|www\.)\S+$")
_MARGIN = " \t>|*_\r•"
_LONGEST_LINE = 180
_MARKINGS = frozenset(
    "sbu unclassified confidential secret noforn fyi ps cc bcc attachment attachments enclosure".split()
)
"""What stands below a signature and is no firm's name."""

_SPACES = re.compile(r"\s+")
_LETTERS = re.compile(r"[a-z]+")


def signed_roles(
    text: str, small: str, span: tuple[int, int], author: Author
) -> Iterator[SignedRole]:
    """Yield the roles in an author's blocks within a span of a text; ``small`` is it in small letters."""
    if author.name.kind in (Kind.NONE, Kind.OFFICE):
        return
    words = author.words if len(small) == len(text) else ()
    starts = _lines_with(words, small, span) if words else _all_lines(text, span)
    for line, below in _candidates(text, starts, span[1]):
        read = _one_line(line) or _name_line(line, author)
        if read is None:
            continue
        block = _block(text, below, span[1])
        if not (block or read[1]) or not _names_author(read[0], author, block):
            continue
        stated = _stated(read[1], block, author.labels | _labels(block))
        if stated is None:
            continue
        end = stated.last.end if stated.last is not None else line.end
        yield SignedRole(read[0], stated.title, stated.organisation, line.start, end)


def _lines_with(words: Iterable[str], small: str, span: tuple[int, int]) -> list[int]:
    """Return where the lines begin in which one of the words stands."""
    found: set[int] = set()
    begin, stop = span
    for word in words:
        at = small.find(word, begin, stop)
        while at >= 0:
            found.add(max(small.rfind("\n", begin, at) + 1, begin))
            end = small.find("\n", at, stop)
            at = small.find(word, end, stop) if end >= 0 else -1
    return sorted(found)


def _all_lines(text: str, span: tuple[int, int]) -> Iterator[int]:
    at, stop = span
    while at < stop:
        yield at
        at = text.find("\n", at, stop) + 1 or stop


def _candidates(text: str, starts: Iterable[int], stop: int) -> Iterator[tuple[_Line, int]]:
    """Yield each line that can be a name, or begin with one, and where the next line begins."""
    for at in starts:
        end = text.find("\n", at, stop)
        written = text[at : end if end >= 0 else stop]
        shown = written.strip(_MARGIN)
        if shown[:1].isupper() and len(shown) < _LONGEST_LINE and _may_begin(shown):
            yield _line(written, shown, at), at + len(written) + 1


def _may_begin(line: str) -> bool:
    """Tell, at little cost, whether a line can be a name, or begin with one and go on with a title."""
    words = line.split(None, _MOST_NAME_WORDS)
    if len(words) < 2:
        return len(line) < _LONGEST_NAME
    if not words[1][0].isupper():
        return False
    if len(words) <= _MOST_NAME_WORDS and len(line) <= _LONGEST_NAME:
        return all(
            word[0].isupper() or word in PARTICLES or len(word) == 1 or word[0] == "("
            for word in words
        )
    return _LEAD.search(line, 3, _LONGEST_NAME) is not None


def _block(text: str, at: int, stop: int) -> list[_Line]:
    """Return the next lines that hold something."""
    found: list[_Line] = []
    lines = text[at : min(stop, at + _LONGEST_BLOCK)].split("\n", 3 * _MOST_LINES)
    for written in lines[: 3 * _MOST_LINES]:
        shown = written.strip(_MARGIN)
        if shown:
            found.append(_line(written, shown, at))
            if len(found) == _MOST_LINES:
                break
        at += len(written) + 1
    return found


def _line(written: str, shown: str, at: int) -> _Line:
    start = at + written.find(shown)
    told = shown if "  " not in shown else _SPACES.sub(" ", shown)
    return _Line(told, start, start + len(shown))


def _name_line(line: _Line, author: Author) -> tuple[str, str] | None:
    """Read a line that holds a name alone: a full one, or the author's given name."""
    found = _NAME_LINE.match(line.text)
    if found is None or len(line.text) > _LONGEST_NAME:
        return None
    name = _DEGREE.sub("", found["name"].strip())
    if " " not in name:
        return (name, "") if author.name.full and name.lower() == author.name.given else None
    full = read_name(name)
    plain = full.full and len(name.split()) <= _MOST_NAME_WORDS
    return (name, "") if plain and (full.titles or not is_title(name)) else None


def _one_line(line: _Line) -> tuple[str, str] | None:
    """Read ``Jane Doe, Chief Engineer, Harbour Authority`` and ``Jane Doe | Chief Engineer``."""
    found = _ONE_LINE.match(line.text)
    if found is None or not read_name(found["name"]).full:
        return None
    return (found["name"], found["rest"]) if is_title(_LEAD.split(found["rest"])[0]) else None


def _names_author(written: str, author: Author, block: list[_Line]) -> bool:
    """Tell whether a name is the author's; a given name alone only above a block with a telephone."""
    if " " in written:
        return can_be(read_name(written), author.name)
    again = any(written.lower() in _LETTERS.findall(line.text.lower()) for line in block)
    return not again and any(is_contact(line.text) for line in block)


def _stated(rest: str, block: list[_Line], labels: frozenset[str]) -> _Stated | None:
    """Return title, organisation and last line of a block; None if it shows neither."""
    if rest:
        return _with_title(rest, None, block, labels)
    lines = block[1:] if block and _is_telephone(block[0].text) else block
    early = enumerate(lines[: _BEFORE_TITLE + 1])
    at = next((number for number, line in early if is_title(line.text)), None)
    if at is None:
        return _unit_alone(lines, labels, ended=len(block) < _MOST_LINES)
    if at and is_contact(lines[0].text):
        return None
    above = lines[0].text if at else ""
    if above and is_unit(above, labels) and is_organisation(above):
        found = _with_title(lines[1].text, lines[1], lines[2:], labels)
        units = ", ".join(filter(None, (above.strip(" ,."), found.organisation)))
        return msgspec.structs.replace(found, organisation=units)
    if above and read_name(above).full:
        return None  # the title is somebody else's
    return _with_title(lines[at].text, lines[at], lines[at + 1 :], labels)


def _is_telephone(line: str) -> bool:
    return is_contact(line) and not any(sign.isalpha() for sign in line)


def _with_title(
    title: str, last: _Line | None, below: list[_Line], labels: frozenset[str]
) -> _Stated:
    """Read on below a title: what continues it, and the organisation."""
    lines = list(below)
    while lines and (_GOES_ON.search(title) or _CONTINUES.match(lines[0].text)):
        if is_contact(lines[0].text) or len(title) > _LONGEST_LINE:
            break
        last = lines.pop(0)
        title = f"{title} {last.text}"
    title, organisation = _split_title(title, labels)
    units = [organisation] if organisation else []
    for line in map(_without_web, lines[:_MOST_UNITS]):
        follows = bool(units) and _GOES_ON.search(units[-1]) is not None
        titled = is_title(line.text) and not names_organisation(line.text)
        evident = is_unit(line.text, labels) and not titled
        if not is_organisation(line.text) or (units and not follows and not evident):
            break
        if _one_line(line) is not None:
            break  # a list of people
        if titled and not follows:
            title = f"{title}, {line.text}"
        elif evident or follows or _is_short_name(line.text):
            unit = f"{units.pop()} {line.text}" if follows else line.text
            units.append(unit.strip(" ,."))
        else:
            break
        last = line
    return _Stated(title.strip(" ,.-"), ", ".join(units), last)


def _unit_alone(lines: list[_Line], labels: frozenset[str], *, ended: bool) -> _Stated | None:
    """Read an organisation below a name, with no title: it ends the letter, or a telephone follows."""
    units: list[_Line] = []
    for line in lines[:_MOST_UNITS]:
        if not is_organisation(line.text) or any(sign.isdigit() for sign in line.text):
            break
        units.append(line)
    evident = [number for number, line in enumerate(units) if is_unit(line.text, labels)]
    if not evident or evident[0]:  # what stands first may be a title that is not known for one
        return None
    below = lines[len(units)].text if len(lines) > len(units) else ""
    if below and not is_contact(below):
        return None
    if not below and not ended:
        return None
    kept = units if below else units[: evident[-1] + 1]
    return _Stated("", ", ".join(line.text.strip(" ,") for line in kept), kept[-1])


def _without_web(line: _Line) -> _Line:
    """Return a line without the web address that ends it."""
    told = _WEB.sub("", line.text)
    return line if told == line.text else msgspec.structs.replace(line, text=told)


def _is_short_name(line: str) -> bool:
    """Tell whether a line after a title can be a firm's bare name, and no person's or place's."""
    plain = len(line.split()) <= 4 and "," not in line and line.lower() not in _MARKINGS
    return plain and not read_name(line).titles


def _split_title(title: str, labels: frozenset[str]) -> tuple[str, str]:
    """Split ``Chief Engineer, Harbour Authority`` where an organisation stands behind a comma."""
    pieces = _PARTED.split(title)
    for at in range(1, len(pieces)):
        rest = pieces[at]
        if is_unit(rest, labels) and names_organisation(rest) and not is_title(rest):
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


def _place_of(labels: frozenset[str], title: str) -> int:
    """Return where the first word begins that one of the domains has for a name; 0 for nowhere."""
    words = re.finditer(r"\w+", title)
    return next((word.start() for word in words if word[0].lower() in labels), 0)


def _labels(block: Iterable[_Line]) -> frozenset[str]:
    """Return the words by which the addresses in a block name an organisation."""
    found = (_ADDRESSED.search(line.text) for line in block)
    return frozenset(filter(None, (domain_label(f"@{one['domain']}") for one in found if one)))
