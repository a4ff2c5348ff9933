"""Text of attachments, for those kinds whose text can be read without running anything."""

from collections.abc import Callable

from onrecord.message.content import part_text
from onrecord.message.structure import Message, Part


def readable(part: Part) -> bool:
    """Tell whether `extract` gives the text of a part of this kind."""
    return part.content_type.startswith("text/")


def extract(raw: bytes, message: Message, part: Part, html: Callable[[str], str]) -> str:
    """Return the text of one text part; ``html`` turns markup into text. "" for other kinds."""
    if not readable(part):
        return ""
    text = part_text(raw, message, part).text
    return html(text) if part.content_type == "text/html" else text


def parts_within(message: Message, part: Part) -> tuple[Part, ...]:
    """Return the parts whose text belongs to an attachment: itself, or those of a letter attached."""
    inside = part.path + "."
    return tuple(
        item
        for item in message.parts
        if item.path == part.path or (part.is_container and item.path.startswith(inside))
    )
