"""Titles and organisations as letters state them: signatures, header names, "X, the Y of Z," in texts.

Each reading keeps the span of the text it was read from. A block counts as somebody's signature only if the
name on it can be the author's; a list of participants looks just like one.
"""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

import msgspec

from onrecord.people.fitting import Fit, fit
from onrecord.people.name_form import Kind, Name, read_name
from onrecord.people.nicknames import PARTICLES
from onrecord.people.role_words import is_contact, is_organisation, is_title, names_organisation
from onrecord.text.passage import BodyText, Origin, Passage


class RoleSource(IntEnum):
    """Where a role was read; the greater is the stronger."""

    MENTION = 1
    """Somebody else's text says so."""
    HEADER = 2
    """Stands beside the name in a header."""
    SIGNATURE = 3
    """In the block that the author's own letter ends with."""
    TABLE = 4
    """A table that a user brought."""


class RoleReading(msgspec.Struct, frozen=True):
    """A title, an organisation, or both, of one who is named as written.

    ``start``..``end`` are characters of the letter's text, 0..0 for a table or header. ``dated`` is when
    it was stated, in seconds since 1970; ``until`` the end that only a table states. ``letter`` is the
    number of the quoted letter it stands in, 0 for the message's own.
    """

    name: str
    title: str
    organisation: str
    source: RoleSource
    dated: int | None = None
    until: int | None = None
    start: int = 0
    end: int = 0
    letter: int = 0
    address: str = ""


_NAME_LINE = re.compile(
    r"^[\s*_/-]{0,6}(?:/s/\s*)?(?P<name>[A-Z][^\d@:|<>()\[\]{}]{3,50}?)[\s*_.,-]*$"
)
_ONE_LINE = re.compile(
    r"^\s*(?P<name>[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,3})\s*(?:,|\s[|–—-]\s)\s*(?P<rest>[A-Z].{3,110})$"
)
_APPOSITION = re.compile(
    r"(?P<name>\b[A-Z][a-z]+(?:\s+[A-Z]\.)?(?:\s+[A-Z][\w'’-]+){1,2}),\s+(?:the|an?)?\s*"
    r"(?P<title>(?:[A-Za-z][\w'’-]*\s+){0,6}?[a-z][\w'’-]*)\s+(?:of|at|for)\s+"
    r"(?P<organisation>(?:the\s+)?(?:(?:[A-Z]\.){2,}|[A-Z][\w&'’-]*)"
    r"(?:\s+(?:of|the|and|for|&|(?:[A-Z]\.){2,}|[A-Z][\w&'’-]*)){0,6})(?=\s*(?:,|;|\.(?:\s|$)|\)))"
)
_OF_SOMETHING = re.compile(
    r",\s+(?:(?:the|an?)\s+)?(?=[a-z])(?:[\w'’-]+\s+){1,7}?(?:of|at|for)\s+(?:the\s+)?(?=[A-Z])"
)
_LONGEST_MENTION = 120
_LONGEST_TOLD = 8000
"""Characters of a passage that are read for what they say of others: the rest is newsletters."""
_PARTED = re.compile(
    r"\s*[,|]\s*|(?<!\bof)(?<!\bfor)(?<!\bthe)(?<!\bto)\s+(?=(?:U\.S\.|US|United States|University of)\s)"
)
_CONTINUES = re.compile(r"(?:for|of|to|and|on|at) [A-Z]|(?:for|of|to|on|at) the [A-Z]")
_GOES_ON = re.compile(r"(?:\b(?:to|of|for|and|the|in|at)|&|,|-)\s*$")
_LEAD = re.compile(r"(?:\s*,\s*|\s+[|–—-]\s+)")
_BEFORE_TITLE = 1
_MOST_LINES = 5
_LONGEST_BLOCK = 4000
_MOST_NAME_WORDS = 6
_LONGEST_NAME = 60
_MARGIN = " \t>|*_\r•"
_LONGEST_LINE = 180
_LONGEST_TEXT = 400_000
_SPACES = re.compile(r"\s+")
_LETTERS = re.compile(r"[a-z]+")


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A line of the text without margin, and where it stands."""

    text: str
    start: int
    end: int


def role_readings(body: BodyText, author: str, sent: int | None) -> tuple[RoleReading, ...]:
    """Return all roles a letter states: of its author, of the authors it quotes, of those it mentions.

    ``author`` is the name in its From; ``sent`` its date. A quoted letter's date is left to the caller
    (`Passage.date`): here it is None.
    """
    found: list[RoleReading] = []
    text = body.text[:_LONGEST_TEXT]
    small = text.lower()
    for passage in body.passages:
        if passage.origin is Origin.BOILERPLATE or passage.start >= len(text):
            continue
        own = passage.letter == 0 and passage.depth == 0
        dated, written = (sent, author) if own else (None, passage.author)
        if written and passage.origin is not Origin.PASTED:
            name = read_name(written)
            word = _sieve(written, name) if len(small) == len(text) else ""
            starts = _lines_with(word, small, passage) if word else None
            found.extend(_signatures(text, passage, name, dated, starts))
        if passage.origin is not Origin.QUOTED:  # the letter quoted is mostly here itself
            found.extend(_mentions(text, passage, dated))
    return tuple(dict.fromkeys(found))


def _sieve(written: str, author: Name) -> str:
    """Return letters that stand in every line that holds the author's name; "" for none such.

    Most letters end with no signature: this finds it out without reading their lines one by one.
    """
    if author.kind not in (Kind.FULL, Kind.SINGLE) or not written.isascii():
        return ""
    name = author.surname or author.letters
    pieces = (piece for piece in _LETTERS.findall(written.lower()) if name.endswith(piece))
    return max(pieces, key=len, default="")


def _lines_with(word: str, small: str, passage: Passage) -> list[int]:
    """Return where the lines begin in which a word stands; ``small`` is the text in small letters."""
    found: list[int] = []
    at = small.find(word, passage.start, passage.end)
    while at >= 0:
        found.append(max(small.rfind("\n", passage.start, at) + 1, passage.start))
        end = small.find("\n", at, passage.end)
        at = small.find(word, end, passage.end) if end >= 0 else -1
    return found


def role_in_name(written: str, dated: int | None = None) -> RoleReading | None:
    """Return the title or organisation that stands beside a name in a header; None if there is none.

    ``Doe, Jane (Harbour Authority)`` · ``Unit:Doe, Jane``.
    """
    name = read_name(written)
    note = name.note
    if not name.full or not note or note.lower() == name.surname or name.nick:
        return None
    if is_title(note):
        return RoleReading(written, note, "", RoleSource.HEADER, dated)
    if names_organisation(note) or (note.isupper() and len(note) > 1) or "/" in note:
        return RoleReading(written, "", note, RoleSource.HEADER, dated)
    return None


def _signatures(
    text: str, passage: Passage, author: Name, dated: int | None, starts: list[int] | None
) -> Iterator[RoleReading]:
    """Yield the roles in an author's blocks; ``starts`` are the lines they can begin with, None: any."""
    if author.kind in (Kind.NONE, Kind.OFFICE):
        return
    for line, block in _candidates(text, passage, starts):
        read = _one_line(line) or (_name_line(line) if _shows_title(block) else None)
        if read is None or not _is_authors(read_name(read[0]), author):
            continue
        role = _role(read[1], block)
        if role is None:
            continue
        title, organisation, last = role
        end = last.end if last is not None else line.end
        yield RoleReading(
            read[0], title, organisation, RoleSource.SIGNATURE, dated,
            start=line.start, end=end, letter=passage.letter,
        )  # fmt: skip


def _candidates(
    text: str, passage: Passage, starts: Iterable[int] | None
) -> Iterator[tuple[_Line, list[_Line]]]:
    """Yield each line that can be a name, or begin with one, and the lines below it."""
    for at in _all_lines(text, passage) if starts is None else starts:
        end = text.find("\n", at, passage.end)
        written = text[at : end if end >= 0 else passage.end]
        shown = written.strip(_MARGIN)
        if shown[:1].isupper() and len(shown) < _LONGEST_LINE and _may_begin(shown):
            below = at + len(written) + 1
            yield _line(written, shown, at), _block(text, below, passage.end)


def _all_lines(text: str, passage: Passage) -> Iterator[int]:
    at = passage.start
    while at < passage.end:
        yield at
        at = text.find("\n", at, passage.end) + 1 or passage.end


def _may_begin(line: str) -> bool:
    """Tell, at little cost, whether a line can be a name, or begin with one and go on with a title."""
    words = line.split(None, _MOST_NAME_WORDS)
    if len(words) < 2 or not words[1][0].isupper():
        return False
    if len(words) <= _MOST_NAME_WORDS and len(line) <= _LONGEST_NAME:
        return all(word[0].isupper() or word in PARTICLES or len(word) == 1 for word in words)
    return _LEAD.search(line, 3, _LONGEST_NAME) is not None


def _block(text: str, at: int, end: int) -> list[_Line]:
    """Return the next lines that hold something."""
    found: list[_Line] = []
    lines = text[at : min(end, at + _LONGEST_BLOCK)].split("\n", 3 * _MOST_LINES)
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


def _shows_title(block: list[_Line]) -> bool:
    return any(is_title(line.text) for line in block[: _BEFORE_TITLE + 1])


def _name_line(line: _Line) -> tuple[str, str] | None:
    found = _NAME_LINE.match(line.text)
    if found is None or len(line.text) > 60:
        return None
    name = read_name(found["name"])
    words = found["name"].split()
    plain = name.full and len(words) <= 6 and not is_title(found["name"])
    return (found["name"].strip(), "") if plain else None


def _one_line(line: _Line) -> tuple[str, str] | None:
    """Read ``Jane Doe, Chief Engineer, Harbour Authority`` and ``Jane Doe | Chief Engineer``."""
    found = _ONE_LINE.match(line.text)
    if found is None or not read_name(found["name"]).full:
        return None
    return (found["name"], found["rest"]) if is_title(_LEAD.split(found["rest"])[0]) else None


def _is_authors(name: Name, author: Name) -> bool:
    """Tell whether a name can be the author's; a nameless author's block may be anybody's."""
    if author.full:
        return fit(name, author) is not Fit.NO or _is_known_by_middle_name(name, author)
    if author.kind is Kind.LOCAL:
        return name.surname in author.letters or name.letters in author.letters
    return author.kind in (Kind.INITIALS, Kind.SINGLE) and (
        author.letters in (name.given, name.surname)
    )


def _is_known_by_middle_name(name: Name, author: Name) -> bool:
    """Compare surnames, and given names of which one may be the other's middle name."""
    return name.surname == author.surname and (
        name.given == author.given
        or (len(name.given) > 1 and name.given in author.middle)
        or (len(author.given) > 1 and author.given in name.middle)
    )


def _role(rest: str, block: list[_Line]) -> tuple[str, str, _Line | None] | None:
    """Return title, organisation and last line of a block; None if it shows no title."""
    lines = list(block)
    last: _Line | None = None
    title = rest
    if not title:
        at = next(
            (n for n, line in enumerate(lines[: _BEFORE_TITLE + 1]) if is_title(line.text)), None
        )
        if at is None or (at and is_contact(lines[0].text)):
            return None
        title, last = lines[at].text, lines[at]
        lines = lines[at + 1 :]
    while lines and (_GOES_ON.search(title) or _CONTINUES.match(lines[0].text)):
        if is_contact(lines[0].text) or len(title) > _LONGEST_LINE:
            break
        last = lines.pop(0)
        title = f"{title} {last.text}"
    title, organisation = _split_title(title)
    units = [organisation] if organisation else []
    for line in lines[:3]:
        follows = bool(units) and _GOES_ON.search(units[-1]) is not None
        bare = bool(units) and not follows and not names_organisation(line.text)
        if bare or not is_organisation(line.text):
            break
        if is_title(line.text) and not names_organisation(line.text) and not follows:
            title = f"{title}, {line.text}"
        elif names_organisation(line.text) or follows or _is_short_name(line.text):
            unit = f"{units.pop()} {line.text}" if follows else line.text
            units.append(unit.strip(" ,."))
        else:
            break
        last = line
    return title.strip(" ,.-"), ", ".join(units), last


def _is_short_name(line: str) -> bool:
    """Tell whether a line after a title can be a firm's bare name, and no person's or place's."""
    return len(line.split()) <= 4 and "," not in line and not line.islower()


def _split_title(title: str) -> tuple[str, str]:
    """Split ``Chief Engineer, Harbour Authority`` where an organisation stands behind a comma."""
    pieces = _PARTED.split(title)
    for at in range(1, len(pieces)):
        rest = pieces[at]
        if names_organisation(rest) and not is_title(rest):
            return ", ".join(pieces[:at]), ", ".join(pieces[at:]).strip(" ,.")
    before, found, after = title.partition(" at ")
    split = bool(found) and is_title(before) and not after.lower().startswith("large")
    return (before, after) if split else (title, "")


def _mentions(text: str, passage: Passage, dated: int | None) -> Iterator[RoleReading]:
    """Yield what ``X, the Y of Z,`` says, where Y holds a title's word."""
    end = min(passage.end, passage.start + _LONGEST_TOLD, len(text))
    for place in _OF_SOMETHING.finditer(text, passage.start, end):
        begin = max(passage.start, place.start() - _LONGEST_MENTION)
        found = _APPOSITION.search(text, begin, min(place.end() + _LONGEST_MENTION, end))
        if found is None or not found.start() < place.start() < found.end():
            continue
        title = _SPACES.sub(" ", found["title"]).strip()
        if (
            not title.startswith("both ")
            and is_title(title[:1].upper() + title[1:])
            and read_name(found["name"]).full
        ):
            organisation = _SPACES.sub(" ", found["organisation"]).removeprefix("the ")
            yield RoleReading(
                _SPACES.sub(" ", found["name"]), title, organisation, RoleSource.MENTION, dated,
                start=found.start(), end=found.end(), letter=passage.letter,
            )  # fmt: skip
