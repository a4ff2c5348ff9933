"""The story as it stands in its file, and its plain reading without Markdown's marks."""

import re
from bisect import bisect_right
from enum import StrEnum

import msgspec

FILL = "\u2060"
"""Stands in for a character of markup: takes its place, means nothing (U+2060 WORD JOINER)."""

LONGEST_WRAPPED_LINE = 120
"""Characters. A longer line was not wrapped by hand, so that its end is a paragraph's end."""


class Kind(StrEnum):
    """What a paragraph is: running text, a block quotation (``> `` lines) or a heading."""

    TEXT = "text"
    BLOCK = "block"
    HEADING = "heading"


class Division(msgspec.Struct, frozen=True, gc=False):
    """A page or paragraph of the document a story was taken from, by where it begins in the text."""

    start: int
    name: str


class Story(msgspec.Struct, frozen=True):
    """A story: the name people know it by, and its text as given.

    ``readable`` is the text as plain text has it, where ``text`` is none (a page of HTML); ``places`` are
    then the characters of ``text`` that each of its characters stands for. ``divisions`` are known where
    the text was taken out of a document.
    """

    path: str
    text: str
    readable: str = ""
    places: tuple[tuple[int, int], ...] = ()
    divisions: tuple[Division, ...] = ()

    @property
    def body(self) -> str:
        """The text to read. All spans of a check are characters of it."""
        return self.readable or self.text

    def given(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters ``start``..``end`` of the body stand in the text as given."""
        if not self.places or start >= end:
            return start, end
        return self.places[start][0], self.places[end - 1][1]

    def where(self, at: int) -> str:
        """Return the page or paragraph that holds a character, "" where the story has none."""
        number = bisect_right([division.start for division in self.divisions], at) - 1
        return self.divisions[number].name if number >= 0 else ""


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """Characters ``start``..``end`` of the story, without the line end."""

    start: int
    end: int
    kind: Kind


_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\n---[ \t]*(?=\r?\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^(```|~~~).{0,20000}?^\1", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]{1,300}`")
_WHOLLY_MARKUP = (
    re.compile(r"<!--.{0,5000}?-->", re.DOTALL),
    re.compile(r"</?[A-Za-z][^<>]{0,500}>"),
    re.compile(r"<(?:https?|mailto):[^<>\s]{1,500}>"),
    re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)"),
    re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,100}\]:[ \t]+\S.*$", re.MULTILINE),
    re.compile(r"\[\^[^\[\]\s]{1,50}\]"),
    re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE),
    re.compile(r"\*+"),
    re.compile(r"(?<![^\W_])_+|_+(?![^\W_])"),
    re.compile(r"\\(?=[^\w\s])"),
)
_LINK = re.compile(
    r"\[(?P<shown>[^\[\]\n]{1,300})\]"
    r"(?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,500}(?:\s+\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,100}\])"
)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li)\b[^<>]{0,100}>", re.IGNORECASE)
_LINE = re.compile(r"[^\n]*\n?")
_MARKED_LINE = re.compile(
    r"[ ]{0,3}(?:(?P<block>>)|(?P<heading>#{1,6}(?:\s|$))|[-*+]\s|\d{1,3}[.)]\s)"
)


def plain(text: str) -> str:
    """Return the text with Markdown and HTML marks filled, each character still in its place."""
    text = _FRONT_MATTER.sub(lambda found: _filled(found.group()), text)
    for code in (_FENCE, _CODE):
        text = code.sub(lambda found: re.sub('[`~"“”]', FILL, found.group()), text)
    text = _BREAK.sub(lambda found: " " * len(found.group()), text)
    text = _LINK.sub(_link_shown, text)
    for markup in _WHOLLY_MARKUP:
        text = markup.sub(lambda found: _filled(found.group()), text)
    return text


def bare(read: str) -> str:
    """Return a stretch of the plain reading without what fills the place of markup, on one line."""
    return " ".join(read.replace(FILL, "").split())


def _filled(markup: str) -> str:
    return re.sub(r"[^\r\n]", FILL, markup)


def _link_shown(found: re.Match[str]) -> str:
    shown = found.group("shown")
    return FILL + shown + FILL * (len(found.group()) - len(shown) - 1)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs in order. A blank line ends one, and so does the end of a long line."""
    found: list[Paragraph] = []
    before = ""
    for line in _LINE.finditer(text):
        said = line.group().rstrip()
        if not said.strip():
            before = ""
            continue
        if found and before and _goes_on(found[-1].kind, before, said):
            found[-1] = Paragraph(found[-1].start, line.start() + len(said), found[-1].kind)
        else:
            found.append(Paragraph(line.start(), line.start() + len(said), _kind(said)))
        before = said
    return tuple(found)


def _kind(line: str) -> Kind:
    marked = _MARKED_LINE.match(line)
    if marked and marked.group("block"):
        return Kind.BLOCK
    return Kind.HEADING if marked and marked.group("heading") else Kind.TEXT


def _goes_on(kind: Kind, before: str, line: str) -> bool:
    if kind is Kind.BLOCK:
        return _kind(line) is Kind.BLOCK
    starts_anew = kind is Kind.HEADING or _MARKED_LINE.match(line) is not None
    return not starts_anew and max(len(before), len(line)) <= LONGEST_WRAPPED_LINE
