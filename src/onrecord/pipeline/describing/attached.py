"""What an attachment says."""

from onrecord.attachments.extract import extract, parts_within
from onrecord.message.structure import Message, Part
from onrecord.text.html import html_to_text


def attachment_text(content: bytes, message: Message, part: Part) -> str:
    """Return what an attachment says, "" where its kind cannot be read."""
    texts = (
        extract(content, message, item, html_to_text)
        for item in parts_within(message, part)
        if not item.is_container
    )
    return "\n\n".join(text for text in texts if text)
