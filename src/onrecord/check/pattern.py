"""A quotation as a pattern: words that must stand in the mail, and places marked as changed."""

import re
from enum import StrEnum

import msgspec

from onrecord.check.quotation import Quotation
from onrecord.check.story import FILL
from onrecord.check.tokens import Token, tokens


class Role(StrEnum):
    """What an item of a pattern asks of the mail.

    ``word`` and ``punctuation`` stand there. ``ellipsis``: something may be left out. ``bracket``:
    the story's own words, instead of something or in addition. ``partial``: a word with letters in
    brackets. ``interruption``: an attribution or a paragraph's end, where nothing may be left out.
    """

    WORD = "word"
    PUNCTUATION = "punctuation"
    ELLIPSIS = "ellipsis"
    BRACKET = "bracket"
    PARTIAL = "partial"
    INTERRUPTION = "interruption"


class Item(msgspec.Struct, frozen=True):
    """Characters ``start``..``end`` of the story, and their tokens.

    ``before`` and ``after`` are the letters of a partial word outside its brackets.
    """

    role: Role
    start: int
    end: int
    tokens: tuple[Token, ...] = ()
    before: str = ""
    after: str = ""


_DOTS = r"(?:…+|\.(?:\s?\.){2,3})"
_LETTERS = r"(?:['’]?[^\W\d_])+"
_CHANGES = re.compile(
    rf"(?P<ellipsis>(?:(?<!\.)[,;:.]\s*)?(?:\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS})"
    rf"(?:\s*[,;:.](?![\w.]))?)"
    rf"|(?P<partial>(?:{_LETTERS}\[[^\W\d_]{{1,12}}\](?:{_LETTERS})?|\[[^\W\d_]{{1,12}}\]{_LETTERS}))"
    rf"|(?P<bracket>\[[^\[\]]{{0,300}}\])"
)
_CLOSING = frozenset(",.;")


def pattern(read: str, quotation: Quotation) -> tuple[Item, ...]:
    """Return the items of a quotation, without the closing comma or full stop of the story's own.

    ``read`` is the plain reading of the story.
    """
    items: list[Item] = []
    for segment in quotation.segments:
        if items:
            gap_start, gap_end = items[-1].end, segment.start
            items.append(Item(Role.INTERRUPTION, gap_start, gap_end))
        items.extend(_without_closing(_segment(read, segment.start, segment.end)))
    return tuple(items)


def word_count(read: str, quotation: Quotation) -> int:
    """Return the number of words of a quotation, outside brackets, as a person counts them."""
    said = " ".join(read[segment.start : segment.end] for segment in quotation.segments)
    said = re.sub(r"(?<!\w)\[[^\[\]]{0,300}\](?!\w)", " ", said.replace(FILL, ""))
    return sum(any(c.isalnum() for c in word) for word in re.split(r"[\s—–/]+|--+", said))


def _segment(read: str, start: int, end: int) -> list[Item]:
    items: list[Item] = []
    at = start
    for change in _CHANGES.finditer(read, start, end):
        items.extend(_plain_items(read, at, change.start()))
        items.append(_change(read, change))
        at = change.end()
    return items + _plain_items(read, at, end)


def _plain_items(read: str, start: int, end: int) -> list[Item]:
    return [
        Item(Role.WORD if token.word else Role.PUNCTUATION, token.start, token.end, (token,))
        for token in tokens(read, start, end)
    ]


def _change(read: str, change: re.Match[str]) -> Item:
    role = Role(str(change.lastgroup))
    before = after = ""
    if role is Role.PARTIAL:
        before, _, rest = change.group().partition("[")
        after = rest.partition("]")[2]
    held = tuple(tokens(read, change.start(), change.end()))
    return Item(role, change.start(), change.end(), held, before, after)


def _without_closing(items: list[Item]) -> list[Item]:
    """Drop one comma, full stop or semicolon at the end: American style puts it inside the marks."""
    if len(items) > 1 and items[-1].role is Role.PUNCTUATION:
        closing = items[-1].tokens[0].exact
        return items[:-1] if closing in _CLOSING else items
    return items
