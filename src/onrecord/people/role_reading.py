"""Titles and organisations as letters state them: signatures, header names, "X, the Y of Z," in texts.

Each reading keeps the span of the text it was read from.
"""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum

import msgspec

from onrecord.people.name_form import read_name
from onrecord.people.role_words import is_title, names_organisation
from onrecord.people.signature_roles import signed_roles
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


_APPOSITION = re.compile(
    r"(?P<name>\b[A-Z][a-z]+(?:\s+[A-Z]\.)?(?:\s+[A-Z][\w'’-]+){1,2}),\s+(?:(?:the|an?)\s+)?"
    r"(?P<title>(?:[A-Za-z][\w'’-]*\s+){0,6}?[a-z][\w'’-]*)\s+(?:of|at|for)\s+"
    r"(?P<organisation>(?:the\s+)?(?:(?:[A-Z]\.){2,}|[A-Z][\w&'’-]*)"
    r"(?:\s+(?:of|the|and|for|&|(?:[A-Z]\.){2,}|[A-Z][\w&'’-]*)){0,6})(?=\s*(?:,|;|(?<!\b[A-Z])\.(?:\s|$)|\)))"
)
_OF_SOMETHING = re.compile(
    r",\s++(?=[a-z])(?!(?:and|as|but|i[fnst]|or|so|to|w\w+|you)\s)"
    r"(?:[^\s,.;:()]++\s++){1,8}?(?:of|at|for)\s++(?:the\s+)?(?=[A-Z])"
)
"""What may go before it is checked behind it: commas are found fast."""
_LONGEST_SURNAME = 40
_SHORTEST_MENTION = 24
_LONGEST_MENTION = 120
_LONGEST_TOLD = 8000
"""Characters of a passage that are read for what they say of others: the rest is newsletters."""
_LONGEST_TEXT = 400_000
_SPACES = re.compile(r"\s+")


def role_readings(
    body: BodyText, author: str, sent: int | None, address: str = ""
) -> tuple[RoleReading, ...]:
    """Return all roles a letter states: of its author, of the authors it quotes, of those it mentions.

    ``author`` and ``address`` are the name and address in its From; ``sent`` its date. A quoted letter's
    date is left to the caller (`Passage.date`): here it is None.
    """
    found: list[RoleReading] = []
    text = body.text[:_LONGEST_TEXT]
    for passage in _joined(body.passages):
        if passage.header or passage.origin is Origin.BOILERPLATE or passage.start >= len(text):
            continue
        own = passage.letter == 0 and passage.depth == 0
        written = author if own else passage.author
        dated = sent if own else None
        if written and passage.origin is not Origin.PASTED:
            span = passage.start, min(passage.end, len(text))
            by = address if own else passage.author_address
            found += [
                RoleReading(
                    one.name, one.title, one.organisation, RoleSource.SIGNATURE, dated,
                    start=one.start, end=one.end, letter=passage.letter,
                )
                for one in signed_roles(text, span, written, by)
            ]  # fmt: skip
        if (
            passage.origin is not Origin.QUOTED and passage.end - passage.start > _SHORTEST_MENTION
        ):  # the letter quoted is mostly here itself
            found.extend(_mentions(text, passage, dated))
    return tuple(dict.fromkeys(found))


def _joined(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages, with a signature joined to the words of the letter that it ends.

    What is known as a signature by its telephone may leave the name above it to the words before.
    """
    before: Passage | None = None
    for passage in passages:
        if before and passage.origin is Origin.SIGNATURE and _is_end_of(before, passage):
            before = msgspec.structs.replace(before, end=passage.end)
            continue
        if before:
            yield before
        before = passage
    if before:
        yield before


def _is_end_of(before: Passage, passage: Passage) -> bool:
    one, other = (before.letter, before.depth), (passage.letter, passage.depth)
    apart = before.header or before.origin is Origin.PASTED or before.origin is Origin.BOILERPLATE
    return one == other and not apart and before.end == passage.start


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


def _mentions(text: str, passage: Passage, dated: int | None) -> Iterator[RoleReading]:
    """Yield what ``X, the Y of Z,`` says, where Y holds a title's word."""
    end = min(passage.end, passage.start + _LONGEST_TOLD, len(text))
    for place in _OF_SOMETHING.finditer(text, passage.start, end):
        before = text[max(passage.start, place.start() - _LONGEST_SURNAME) : place.start()].split()
        if not before or not before[-1][0].isupper():
            continue
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
