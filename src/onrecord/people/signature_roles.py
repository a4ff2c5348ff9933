"""Where in a text its author signs: the name, and the block below it that may state title and organisation.

A block counts only if the name above it can be the author's: a list of participants looks just like one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from onrecord.people.name_form import Kind, Name, read_name
from onrecord.people.nicknames import PARTICLES
from onrecord.people.role_words import is_contact, is_title
from onrecord.people.signature_block import LEAD, name_and_rest, read_block
from onrecord.people.signer import Sought, author_named, can_be, words_of


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


_NAME_LINE = re.compile(
    r"^[\s*_/-]{0,6}(?:/s/\s*)?(?P<name>(?!(?i:c/o)\b)[A-Z][^\d@:|<>()\[\]{}]{1,50}?"
    r"(?:\([A-Za-z][a-z.]{1,14}\)\s[A-Z][^\d@:|<>()\[\]{}]{1,40}?)?)[\s*_.,-]*(?:\([^()]{1,24}\))?$"
)
_DEGREE = re.compile(r",\s*(?=[^,]{0,9}[A-Z][^,]{0,9}[A-Z])[A-Za-z./]{2,10}$")
_MOST_LINES = 8
_CARD = 5
"""Lines below a given name of which one tells how to reach its bearer."""
_LONGEST_BLOCK = 1500
_LONGEST_END = 3000
"""Characters: in 40,000 letters no author without a name signed further up."""
_MOST_NAME_WORDS = 6
_LONGEST_NAME = 60
_LONGEST_LINE = 180
_LONGEST_SHOWN = 240
"""Characters of a line of a block: longer ones are sentences, whatever they go on with."""
_DEEPEST = 120
"""Characters in front of a word of a name, with the margin: further in stands no name."""
_MARGIN = " \t>|*_\r•"
_RULE = "=_*~#-"
_LEAST_RULE = 5
_COLUMNS = re.compile(r"(?P<line>\S+(?: \S+)*)(?<!:)(?:\s*\t\s*|\s{3,})(?P<beside>\S.*)")
_SPACES = re.compile(r"\s+")
_LETTERS = re.compile(r"[a-z]+")
_REMEMBERED = 1 << 14
"""Lines: the same few people sign most of an archive."""


def signed_roles(text: str, span: tuple[int, int], written: str, address: str) -> list[SignedRole]:
    """Return the roles in the blocks of an author, as named in a header, within a span of a text."""
    sought = words_of(written)
    starts = _line_starts(text, span, sought)
    return list(_signed(text, starts, span[1], sought, (written, address))) if starts else []


def _signed(
    text: str, starts: Iterable[int], stop: int, sought: Sought, by: tuple[str, str]
) -> Iterator[SignedRole]:
    """Yield what is signed on lines of which each can hold the name of the author (``by``)."""
    for line, below in _candidates(text, starts, stop):
        name, rest = _name_and_rest(line.text)
        alone = " " not in name
        if not name or (alone and sought.words and name.lower() not in sought.words):
            continue
        block, ends = _block(text, below, stop, name)
        if not (block or rest) or (alone and not _is_card(name, block[:_CARD])):
            continue
        author = author_named(*by)  # read here first: most letters end with no block
        if not _names_author(name, author.name):
            continue
        stated = read_block(rest, block, author.labels)
        if stated is None:
            continue
        end = ends[stated.lines - 1] if stated.lines else line.end
        yield SignedRole(name, stated.title, stated.organisation, line.start, end)


def _line_starts(text: str, span: tuple[int, int], sought: Sought) -> list[int]:
    """Return where the lines begin that can hold an author's name."""
    begin, stop = span
    if not sought.whole:
        begin = _last_lines(text, begin, stop)
    small = text[begin:stop].lower()
    if sought.words and len(small) == stop - begin:
        return _lines_with(sought, small, begin)
    return list(_lines(text, begin, stop))


def _lines_with(sought: Sought, small: str, begin: int) -> list[int]:
    """Return where the lines begin in which one of the words stands; ``begin`` is the first's place."""
    found: set[int] = set()
    for word in sought.words:
        at = small.find(word)
        while at >= 0:
            if sought.whole and at and small[at - 1].isalpha():
                at = small.find(word, at + 1)
                continue
            start = small.rfind("\n", 0, at) + 1
            if at - start < _DEEPEST:
                found.add(begin + start)
            end = small.find("\n", at)
            at = small.find(word, end) if end >= 0 else -1
    return sorted(found)


def _last_lines(text: str, begin: int, stop: int) -> int:
    """Return where the last lines begin: enough for an author without a name, as newsletters are."""
    if stop - begin <= _LONGEST_END:
        return begin
    return text.find("\n", stop - _LONGEST_END, stop) + 1 or stop


def _lines(text: str, at: int, stop: int) -> Iterator[int]:
    """Yield where lines begin."""
    while at < stop:
        yield at
        at = text.find("\n", at, stop) + 1 or stop


def _candidates(text: str, starts: Iterable[int], stop: int) -> Iterator[tuple[_Line, int]]:
    """Yield each line that can be a name, or begin with one, and where the next line begins."""
    for at in starts:
        end = text.find("\n", at, stop)
        written = text[at : end if end >= 0 else stop]
        shown = written.strip(_MARGIN)
        if shown[:1].isupper() and len(shown) < _LONGEST_LINE:
            told = _told(shown)
            if _may_begin(told):
                start = at + written.find(shown)
                yield _Line(told, start, start + len(shown)), at + len(written) + 1


def _may_begin(line: str) -> bool:
    """Tell, at little cost, whether a line can be a name, or begin with one and go on with a title."""
    begin = line.split(None, 2)
    if len(begin) < 2:
        return len(line) < _LONGEST_NAME
    if not (begin[1][0].isupper() or begin[1][0] == "(" or begin[1] in PARTICLES):
        return False
    words = line.split(None, _MOST_NAME_WORDS)
    if len(words) <= _MOST_NAME_WORDS and len(line) <= _LONGEST_NAME:
        return all(
            word[0].isupper() or word in PARTICLES or len(word) == 1 or word[0] == "("
            for word in words
        )
    return LEAD.search(line, 3, _LONGEST_NAME) is not None


def _block(text: str, at: int, stop: int, name: str) -> tuple[tuple[str, ...], list[int]]:
    """Return the next lines that hold something, and their ends, up to a rule, or to the name again."""
    found: list[str] = []
    ends: list[int] = []
    lines = text[at : min(stop, at + _LONGEST_BLOCK)].split("\n", 3 * _MOST_LINES)
    for written in lines[: 3 * _MOST_LINES]:
        shown = written.strip(_MARGIN)
        if _is_rule(written, shown) and (found or shown.strip(_RULE)):
            break
        if shown:
            if shown.startswith(name) and " " in name:
                break
            found.append(_told(shown[:_LONGEST_SHOWN]))
            ends.append(at + len(written.rstrip(_MARGIN)))
            if len(found) == _MOST_LINES:
                break
        at += len(written) + 1
    return tuple(found), ends


def _is_rule(written: str, shown: str) -> bool:
    """Tell whether a line is, or begins with, a rule: ``-----`` or ``---- Original Message ----``."""
    if shown and shown[0] not in _RULE:
        return False
    begin = written.lstrip(" \t>|\r")[:_LEAST_RULE]
    return len(begin) == _LEAST_RULE and not begin.strip(_RULE)


def _told(shown: str) -> str:
    """Return a line with single spaces, and without a column beside it that tells a telephone."""
    if "  " not in shown and "\t" not in shown:
        return shown
    columns = _COLUMNS.match(shown)
    if columns and is_contact(columns["beside"]):
        line = columns["line"]
        if " " in line or is_title(line):
            return line
    return _SPACES.sub(" ", shown)


def _name_and_rest(line: str) -> tuple[str, str]:
    """Read a line that holds a name, alone or with a title or organisation beside it; "" for no name."""
    if " " not in line:
        given = line.rstrip("*_-.,/")
        return (given if given.isalpha() else "", "")
    return name_and_rest(line) or (_full_name(line), "")


@lru_cache(_REMEMBERED)
def _full_name(line: str) -> str:
    """Read a line that holds a full name alone; "" if it does not."""
    found = _NAME_LINE.match(line) if len(line) <= _LONGEST_NAME else None
    if found is None:
        return ""
    name = _DEGREE.sub("", found["name"].strip())
    full = read_name(name)
    plain = full.full and len(name.split()) <= _MOST_NAME_WORDS
    return name if plain and (full.titles or not is_title(name)) else ""


def _names_author(written: str, author: Name) -> bool:
    """Tell whether a name is the author's, or the author's given name."""
    if author.kind in (Kind.NONE, Kind.OFFICE):
        return False
    if " " not in written:
        return author.full and written.lower() == author.given
    return can_be(read_name(written), author)


def _is_card(given: str, block: Sequence[str]) -> bool:
    """Tell whether a block below a given name alone is a signature: it has a telephone and no name."""
    told = [line for line in block if not is_contact(line)]
    reached = any("http" not in line for line in block if line not in told)
    return reached and not any(given.lower() in _LETTERS.findall(line.lower()) for line in told)
