"""A message's readable text, and whose words it is made of."""

from onrecord.message.content import part_text
from onrecord.message.layout import body_parts
from onrecord.message.printed import printed_text
from onrecord.message.structure import Message
from onrecord.text.html import html_to_text
from onrecord.text.mailbox_escape import without_escape
from onrecord.text.passage import BodyText
from onrecord.text.quoted import split


def read_text(raw: bytes, message: Message) -> str:
    """Return the text a reader sees, from the parts that are the letter."""
    if message.printed:
        return printed_text(raw)
    texts = []
    for part in body_parts(message):
        text = part_text(raw, message, part).text
        texts.append(html_to_text(text) if part.content_type == "text/html" else text)
    return without_escape("\n\n".join(texts))


def read_body(raw: bytes, message: Message) -> BodyText:
    """Return the text with its passages, which cover it without gap or overlap."""
    text = read_text(raw, message)
    return BodyText(text, split(text))
