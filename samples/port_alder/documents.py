"""The files that travel with letters: Word documents and a signature logo, built byte by byte.

Nothing is compressed, so that no version of a compressor can change the bytes.
"""

import io
import struct
import zipfile
import zlib
from html import escape

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}<w:sectPr/></w:body></w:document>"
)
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=us-ascii",
    "txt": "text/plain; charset=us-ascii",
}


def docx(text: str) -> bytes:
    """Return a Word document with one paragraph for each paragraph of the text."""
    blocks = [" ".join(block.split()) for block in text.split("\n\n")]
    paragraphs = (
        f'<w:p><w:r><w:t xml:space="preserve">{escape(block, quote=False)}</w:t></w:r></w:p>'
        for block in blocks
        if block
    )
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": _DOCUMENT.format("".join(paragraphs)),
    }
    return _stored_zip(members)


def _stored_zip(members: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as container:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, date_time=(2022, 11, 18, 9, 0, 0))
            info.create_system = 3  # otherwise it depends on where the script runs
            container.writestr(info, content)
    return target.getvalue()


def logo() -> bytes:
    """Return the contractor's logo: a PNG of 8 by 8 pixels in one colour."""
    row = b"\x00" + bytes((18, 74, 112)) * 8
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(row * 8, 0))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check
