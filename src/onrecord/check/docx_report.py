"""The story as a Word document (.docx, ECMA-376) with a footnote at each quotation.

Written without a clock: the same report gives the same bytes.
"""

import re
import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO

from onrecord.check.docx_parts import (
    CONTENT_TYPES,
    DOCUMENT_RELATIONS,
    RELATIONS,
    SEPARATORS,
    STYLES,
)
from onrecord.check.footnotes import footnote, pieces
from onrecord.check.report import CheckReport
from onrecord.check.signs import colour
from onrecord.check.story import FILL, Kind, Paragraph, paragraphs

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNSHOWABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_MARKS = re.compile(r"^(?:#{1,6}\s+|[ ]{0,3}>[> \t]*)", re.MULTILINE)
_SHADES = {"good": "DDF0E3", "fair": "FBF3D5", "bad": "FADCD6", "none": "ECECEA"}


def docx(report: CheckReport) -> bytes:
    """Return the document."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/document.xml": _document(report),
        "word/footnotes.xml": _footnotes(report),
        "word/styles.xml": STYLES,
    }
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _HEAD + content)
    return written.getvalue()


def _document(report: CheckReport) -> str:
    told = "".join(_paragraph(report, each) for each in paragraphs(report.story.body))
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    return f"<w:document {_NAMESPACE}><w:body>{told}{page}</w:body></w:document>"


def _paragraph(report: CheckReport, paragraph: Paragraph) -> str:
    style = {Kind.HEADING: "Heading1", Kind.BLOCK: "Quote"}.get(paragraph.kind, "")
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(_runs(report, paragraph))}</w:p>"


def _runs(report: CheckReport, paragraph: Paragraph) -> Iterator[str]:
    """Yield the text of a paragraph, quotations shaded by verdict, with their footnotes' numbers."""
    body = report.story.body
    for piece in pieces(report, paragraph.start, paragraph.end):
        checked = piece.checked
        begun = max(piece.start, checked.quotation.start) if checked else piece.end
        yield _run(_MARKS.sub("", body[piece.start : begun]))
        if checked is not None:
            yield _run(_MARKS.sub("", body[begun : piece.end]), _SHADES[colour(checked)])
            yield _reference(checked.number)


def _run(said: str, shade: str = "") -> str:
    if not said:
        return ""
    shaded = f'<w:rPr><w:shd w:val="clear" w:fill="{shade}"/></w:rPr>' if shade else ""
    return f'<w:r>{shaded}<w:t xml:space="preserve">{_text(said)}</w:t></w:r>'


def _text(said: str) -> str:
    bare = said.replace(FILL, "").replace("\n", " ")
    return escape(_UNSHOWABLE.sub("\ufffd", bare), quote=False)


def _reference(number: int) -> str:
    style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
    return f'<w:r>{style}<w:footnoteReference w:id="{number}"/></w:r>'


def _footnotes(report: CheckReport) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{each.number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f"{mark}{_run(' ' + footnote(each))}</w:p></w:footnote>"
        for each in report.quotations
    )
    return f"<w:footnotes {_NAMESPACE}>{SEPARATORS}{notes}</w:footnotes>"
