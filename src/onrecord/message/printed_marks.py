"""What an agency stamped on a printed page: release stamps, exemption marks, running heads.

None of it is the letter's text. It is found line by line, because the text layer of a scanned page
keeps lines and columns and little else; a stamp in the right-hand column shares its line with words
of the letter, so a mark is a span of a line and not a line.
"""

import re
from collections.abc import Iterator

import msgspec

from onrecord.message.structure import PrintedMark

_CODE = r"(?:\(?[bB]\)?\s?\(?\d{1,2}\)?(?:\([A-F]\))?|1\.4\s?\([A-H]\)|D\d|NR|CIA|INA)"
_CODES = rf"{_CODE}(?:\s?[,;]?\s?{_CODE})*[],.|'_I]?"
_APART = r"(?:^|(?<=\s{3}))"
"""A stamp begins its line, or stands apart from the letter's words in a column of its own."""

_RUNNING = re.compile(
    r"^.{0,120}?\bCase No\b.{1,30}?\bDoc No\b\W{0,4}\S{4,20}(?:\s{1,6}Date\W{0,3}[\d/OIl]{6,10})?"
)
_STACKED = re.compile(
    r"^\W{0,3}(?:Case No\b\W{0,4}\S{4,24}|Doc No\b\W{0,4}\S{4,20}(?:\s{1,6}Date\W{0,3}[\d/]{6,10})?"
    r"|Date\W{0,4}\d\d?/\d\d?/\d{4}|UNCLASSIFIED"
    r"|(?:U\.?\s?S\.? )?(?:Department|Agency|Office|Ministry|Authority) of [\w ]{2,40}?)"
    r"(?=\s{2}|\s*$)"
)
_PRODUCED = re.compile(
    r"(?:^|\s{2,})(?:[A-Z .]{2,30}- ?PRODUCED TO [A-Z .]{4,60}"
    r"|SUBJECT TO AGREEMENT ON .{10,80}WAIVER\.?|[A-Z]{3,10}-[A-Z0-9]{2,6}\d{7})(?=\s{2}|\s*$)"
)
_RELEASE = re.compile(
    rf"{_APART}[\[|\-IL(]{{0,2}}RELEASED?(?: IN(?: (?:FULL|PART)[\]|I1,_.-]{{0,2}})?)?"
    rf"\s*(?:{_CODES})?\s*$"
)
_RELEASE_GLUED = re.compile(rf"\[?RELEASE IN (?:FULL|PART)\s*(?:{_CODES})?\s*$")
_RELEASE_REST = re.compile(rf"{_APART}(?:IN )?(?:FULL|PART)?\s*(?:{_CODES})?\s*$")
_CLASSIFIED = re.compile(rf"{_APART}\W{{0,3}}Classified by .{{2,60}} on\b.*?(?=\s{{3}}|\s*$)")
_CLASSIFIED_REST = re.compile(
    rf"{_APART}\W{{0,3}}(?:(?:Class:|CONFIDENTIAL|SECRET|Reason:|Declassify|on:|1\.4 ?\([A-D]\))"
    r".{0,100}?|\d\d/\d\d/\d{4}.{0,60}?)(?=\s{3}|\s*$)"
)
_EXEMPTION = re.compile(rf"{_APART}[\[|]?{_CODES}\s*$")
_EXEMPTION_MISREAD = re.compile(r"(?<=\s{8})(?:B[Ses]|8[56]|13[56])\s*$")
_FAR_RIGHT = 80
_WIDEST = 1000
"""Columns of the widest printed line; a wider one was never printed and bears no stamps."""
_TAIL = 60
"""Columns from the end of a line within which an exemption mark begins."""
_STAMP_DEPTH = 4
"""Lines after the first of a stamp within which its other lines stand."""
_SAME_COLUMN = 12


class PageLine(msgspec.Struct, frozen=True):
    """A line of a printed page: its text without line end, and where its bytes begin."""

    text: str
    start: int
    size: int
    new_page: bool
    multibyte: bool

    def place(self, column: int) -> int:
        """Return the byte offset of a column."""
        if not self.multibyte:
            return self.start + column
        return self.start + len(self.text[:column].encode("utf-8", "surrogatepass"))


def charset_of(raw: bytes) -> str:
    """Return the charset a page is read with: UTF-8 where it is valid, else windows-1252."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def page_lines(raw: bytes, charset: str) -> tuple[PageLine, ...]:
    """Split a page into lines; a form feed is read as a blank at the beginning of a new page."""
    lines = []
    start = 0
    for stored in raw.split(b"\n"):
        text = stored.decode(charset, "replace")
        multibyte = charset == "utf-8" and not stored.isascii()
        shown = text.replace("\f", " ").replace("\ufeff", " ").rstrip("\r")
        size = len(stored) + 1
        lines.append(PageLine(shown, start, size, "\f" in text, multibyte and "\ufeff" not in text))
        start += size
    return tuple(lines)


def find_marks(lines: tuple[PageLine, ...]) -> tuple[PrintedMark, ...]:
    """Return everything stamped on the page, in the order it stands."""
    found: list[PrintedMark] = []
    stacked = _stacked_lines(lines)
    release = classified = (-_STAMP_DEPTH - 1, 0)  # line and column where such a stamp began last
    for number, line in enumerate(lines):
        text = line.text
        if not text or text.isspace() or len(text) > _WIDEST:
            continue
        spans = list(_line_spans(text, in_stack=number in stacked))
        spans.extend(_rest(_RELEASE_REST, text, number, release))
        spans.extend(_rest(_CLASSIFIED_REST, text, number, classified))
        for kind, begin, end in spans:
            found.append(_mark(line, kind, begin, end))
        release = _began(_RELEASE, text, number, release) if "RELEASE" in text else release
        classified = _began(_CLASSIFIED, text, number, classified)
    return _without_overlaps(found)


def unmarked(lines: tuple[PageLine, ...], marks: tuple[PrintedMark, ...]) -> tuple[str, ...]:
    """Return the lines' texts with every mark blanked out; columns stay where they are."""
    texts = [line.text for line in lines]
    ends = [line.start + line.size for line in lines]
    number = 0
    for mark in marks:
        while ends[number] <= mark.start:
            number += 1
        line, text = lines[number], texts[number]
        begin = _column(line, mark.start)
        end = begin + len(mark.text)
        texts[number] = text[:begin] + " " * len(mark.text) + text[end:]
    return tuple(text.rstrip() for text in texts)


def _column(line: PageLine, place: int) -> int:
    if not line.multibyte:
        return place - line.start
    stored = line.text.encode("utf-8", "surrogatepass")[: place - line.start]
    return len(stored.decode("utf-8", "surrogatepass"))


def _mark(line: PageLine, kind: str, begin: int, end: int) -> PrintedMark:
    span = line.text[begin:end]
    begin += len(span) - len(span.lstrip())
    text = span.strip()
    return PrintedMark(kind, text, line.place(begin), line.place(begin + len(text)))


_Span = tuple[str, int, int]
"""Kind of a mark, its first column and the one after its last."""


def _line_spans(text: str, *, in_stack: bool) -> Iterator[_Span]:
    """Yield the marks of one line that are plain by themselves."""
    if "Case No" in text and "Doc No" in text:
        yield from _spans("running-head", _RUNNING, text)
    if in_stack:
        yield from _spans("running-head", _STACKED, text)
        yield from _spans("running-head", _PRODUCED, text)
    if "RELEASE" in text:
        yield from _spans("release", _RELEASE, text)
        yield from _spans("release", _RELEASE_GLUED, text)
    if "Classified by" in text:
        yield from _spans("release", _CLASSIFIED, text)
    yield from _spans("exemption", _EXEMPTION, text, len(text.rstrip()) - _TAIL)
    if len(text) > _FAR_RIGHT:
        yield from _spans("exemption", _EXEMPTION_MISREAD, text, _FAR_RIGHT)


def _spans(kind: str, pattern: re.Pattern[str], text: str, begin: int = 0) -> Iterator[_Span]:
    for match in pattern.finditer(text, max(begin, 0)):
        yield kind, match.start(), match.end()


def _began(
    pattern: re.Pattern[str], text: str, number: int, before: tuple[int, int]
) -> tuple[int, int]:
    match = pattern.search(text) if "lassified" in text or "RELEASE" in text else None
    return (number, match.start()) if match else before


def _rest(
    pattern: re.Pattern[str], text: str, number: int, began: tuple[int, int]
) -> Iterator[_Span]:
    """Yield a further line of a stamp that began above, in the same column."""
    if not began[0] < number <= began[0] + _STAMP_DEPTH:
        return
    match = pattern.search(text)
    if match and match.group().strip() and abs(match.start() - began[1]) <= _SAME_COLUMN:
        yield "release", match.start(), match.end()


def _stacked_lines(lines: tuple[PageLine, ...]) -> frozenset[int]:
    """Return the lines that may be part of a running head in several lines: those near Doc No."""
    near: set[int] = set()
    for number, line in enumerate(lines):
        if "Doc No" in line.text and _STACKED.search(line.text):
            near.update(range(max(0, number - 3), number + 3))
    return frozenset(near)


def _without_overlaps(found: list[PrintedMark]) -> tuple[PrintedMark, ...]:
    """Return marks in order; of two that overlap, the one that begins first and is longer."""
    kept: list[PrintedMark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        if mark.text and (not kept or mark.start >= kept[-1].end):
            kept.append(mark)
    return tuple(kept)
