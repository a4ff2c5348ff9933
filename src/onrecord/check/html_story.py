"""A page of HTML as plain text, with the place of each character in the page as given.

Block elements become paragraphs, headings and block quotations get the marks that plain text has for
them, references become their characters, and all other markup goes.
"""

import re
from collections.abc import Iterator
from html import unescape

from onrecord.check.story import Story

_HIDDEN = "script|style|head|template|noscript|svg|nav|title"
_PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?P<hidden>{_HIDDEN})\b[^>]{{0,2000}}>.*?(?:</(?P=hidden)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)\b[^<>]{0,4000}>"
    r"|<[!?][^<>]{0,4000}>"
    r"|(?P<reference>&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)"
    r"|(?P<space>\s+)"
    r"|(?P<words>[^<&\s]+|.)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = frozenset(
    "p div br li ul ol dl dt dd table tr td th section article aside header footer main figure"
    " figcaption hr form address h1 h2 h3 h4 h5 h6 blockquote pre body".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


class _Piece:
    """Text put where characters ``start``..``end`` of the page stand. Words keep their own places."""

    def __init__(self, said: str, start: int, end: int, *, words: bool = False) -> None:
        self.said, self.start, self.end, self.words = said, start, end, words


def html_story(name: str, page: str) -> Story:
    """Return a page as a story. ``text`` is the page as given."""
    body: list[str] = []
    places: list[tuple[int, int]] = []
    for piece in _without_double_space(_pieces(page)):
        body.append(piece.said)
        if piece.words:
            places += [(at, at + 1) for at in range(piece.start, piece.end)]
        else:
            places += [(piece.start, piece.end)] * len(piece.said)
    return Story(name, page, readable="".join(body) or "\n", places=tuple(places) or ((0, 0),))


def _pieces(page: str) -> Iterator[_Piece]:
    depth = 0
    for found in _PIECE.finditer(page):
        whole, (start, end) = found.group(), found.span()
        tag = (found.group("tag") or "").lower()
        if tag == "blockquote":
            depth = max(0, depth + (-1 if found.group("close") else 1))
        if found.group("words"):
            yield _Piece(whole, start, end, words=True)
        elif found.group("space"):
            yield _Piece(" ", start, end)
        elif found.group("reference"):
            yield _Piece(_character(whole), start, end)
        elif tag in _BLOCKS:
            opens_heading = tag in _HEADINGS and not found.group("close")
            mark = "# " if opens_heading else "> " if depth else ""
            yield _Piece("\n" + mark if depth else "\n\n" + mark, start, end)


def _without_double_space(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Leave out a space behind another, or at a paragraph's beginning."""
    before = "\n"
    for piece in pieces:
        if piece.said == " " and before[-1:] in (" ", "\n", ">"):
            continue
        before = piece.said
        yield piece


def _character(reference: str) -> str:
    """Return the character of a reference; white space and what is no character become a space."""
    said = unescape(reference)
    return said if len(said) == 1 and said.isprintable() else " "
