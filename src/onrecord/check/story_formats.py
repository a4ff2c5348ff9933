"""A story from the bytes it is kept in: plain text, Markdown, HTML, Word or PDF."""

import re

from onrecord.check.docx_story import docx_story
from onrecord.check.html_story import html_story
from onrecord.check.story import Story
from onrecord.errors import OnRecordError

FORMATS = (".md", ".txt", ".html", ".docx", ".pdf")
_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)


def story_from(name: str, content: bytes) -> Story:
    """Return the story that some bytes hold, told by what they are and then by the file's name.

    Raises OnRecordError if they are none of these formats.
    """
    if content.startswith(b"%PDF-"):
        from onrecord.check.pdf_story import pdf_story  # noqa: PLC0415 - only a PDF needs PDFium

        return pdf_story(name, content)
    if content.startswith(b"PK\x03\x04"):
        return docx_story(name, content)
    named_html = name.casefold().endswith((".html", ".htm", ".xhtml"))
    text = _text(name, content, _declared(content) if named_html else "")
    return html_story(name, text) if named_html or _HTML.match(text) else Story(name, text)


def _declared(content: bytes) -> str:
    declared = _CHARSET.search(content[:2000])
    return declared.group(1).decode("ascii") if declared else ""


def _text(name: str, content: bytes, charset: str) -> str:
    """Decode UTF-8 (UTF-16 with its mark), or else what a page declares."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for each in ("utf-16" if is_wide else "utf-8-sig", charset):
        try:
            return content.decode(each)
        except (UnicodeDecodeError, LookupError):
            continue
    raise OnRecordError(
        "check/not-text",
        "the story is neither UTF-8 text nor HTML, Word or PDF.",
        where=name,
        hint="Save it as plain text, Markdown or .docx.",
    )
