"""The text of a PDF: page by page, its lines put together again into paragraphs."""

import re

import pypdfium2

from onrecord.check.story import Division, Story
from onrecord.errors import OnRecordError

MOST_PAGES = 500
SHORT_LINE = 0.8
"""Share of a page's usual line length below which a line that ends a sentence ends its paragraph."""

_PAGE_NUMBER = re.compile(
    r"\s*(?:page\s+)?\W{0,3}\d{1,4}\W{0,3}(?:\s*(?:of|/)\s*\d{1,4})?\s*", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?:…][\"”’')\]]*\s*\Z")
_HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen that only divides a word at a line's end."""


def pdf_story(name: str, content: bytes) -> Story:
    """Read a PDF. Raises OnRecordError if it cannot be read, or holds no text."""
    text = ""
    divisions: list[Division] = []
    for number, lines in enumerate(_pages(name, content), start=1):
        if not lines:
            continue
        goes_on = text and not _ENDS.search(text)
        text += "" if not text else "\n" if goes_on else "\n\n"
        divisions.append(Division(len(text), f"page {number}"))
        text += _paragraphs(lines)
    if not text.strip():
        raise OnRecordError(
            "check/no-text",
            "the PDF holds no text, only pictures of it.",
            where=name,
            hint="Give the story as text.",
        )
    return Story(name, text, divisions=tuple(divisions))


def _pages(name: str, content: bytes) -> list[list[str]]:
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            count = min(len(document), MOST_PAGES)
            return [_lines(document[number]) for number in range(count)]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise OnRecordError(
            "check/not-readable",
            "the PDF cannot be read.",
            where=name,
            hint="Give the story as text.",
        ) from error


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    """Return the lines of a page, without its number at the top or bottom."""
    textpage = page.get_textpage()
    said = textpage.get_text_range()
    textpage.close()
    page.close()
    said = said.replace("\r\n", "\n").replace("\r", "\n")
    said = re.sub(f"{_HYPHEN}\\n?", "", said).replace("\x00", "")
    lines = [line.rstrip() for line in said.split("\n")]
    while lines and (not lines[0] or _PAGE_NUMBER.fullmatch(lines[0])):
        lines.pop(0)
    while lines and (not lines[-1] or _PAGE_NUMBER.fullmatch(lines[-1])):
        lines.pop()
    return lines


def _paragraphs(lines: list[str]) -> str:
    """Join lines; one that ends a sentence well before the margin ends its paragraph."""
    usual = sorted(len(line) for line in lines)[3 * len(lines) // 4]
    text = ""
    for line in lines[:-1]:
        ends = len(line) < SHORT_LINE * usual and _ENDS.search(line) is not None
        text += line + ("\n\n" if ends else "\n")
    return text + lines[-1]
