"""Files uuencoded in the text of old mail: found, and given as parts of their own."""

import re

import msgspec

from onrecord.message.structure import Part
from onrecord.message.transfer import is_identity

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n(?=[!-`][ -`]*\r?\n)", re.MULTILINE)
_END = re.compile(rb"^end[ \t]*\r?$", re.MULTILINE)
_MOST = 100


def uuencoded_parts(part: Part, content: bytes) -> list[Part]:
    """Return a part for each uuencoded file that stands, whole, in the text of ``part``."""
    if not is_identity(part.transfer_encoding):
        return []
    if content.find(b"begin ", part.body_start, part.end) < 0:
        return []
    found: list[Part] = []
    position = part.body_start
    while len(found) < _MOST and (begin := _BEGIN.search(content, position, part.end)):
        end = _END.search(content, begin.end(), part.end)
        if end is None:
            break
        found.append(_file(part, begin, end.end(), len(found) + 1))
        position = end.end()
    return found


def _file(part: Part, begin: re.Match[bytes], end: int, number: int) -> Part:
    return msgspec.structs.replace(
        part,
        path=f"{part.path}.uu{number}".lstrip("."),
        parent=part.path,
        content_type="application/octet-stream",
        charset="",
        transfer_encoding="x-uuencode",
        disposition="attachment",
        filename=begin.group(1).decode("utf-8", "replace").strip(),
        content_id="",
        flowed=False,
        start=begin.start(),
        body_start=begin.start(),
        end=end,
        fields=(),
    )
