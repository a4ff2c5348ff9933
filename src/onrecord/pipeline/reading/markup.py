"""A letter as its sender laid it out: its HTML as written, and the pictures that came with it."""

from collections.abc import Iterable

import msgspec

from onrecord.message.content import part_bytes, part_text
from onrecord.message.layout import body_parts
from onrecord.message.parse import parse
from onrecord.message.structure import Message, Part
from onrecord.pipeline.reading.reading_room import ReadingRoom


class Markup(msgspec.Struct, frozen=True):
    """HTML exactly as it was sent: hostile until proven otherwise. ``pictures`` by Content-ID."""

    html: str
    pictures: dict[str, bytes]


def markup(room: ReadingRoom, reference: str) -> Markup | None:
    """Return the HTML of a message; None where it has none."""
    raw = room.raw(reference)
    message = parse(raw)
    if room.find(reference).printed:
        return None
    parts = _html_parts(message)
    if not parts:
        return None
    texts = [part_text(raw, message, part).text for part in parts]
    return Markup("\n<hr>\n".join(texts), dict(_pictures(raw, message)))


def has_markup(room: ReadingRoom, reference: str) -> bool:
    """Tell whether a message holds HTML to show."""
    return not room.find(reference).printed and bool(_html_parts(parse(room.raw(reference))))


def _html_parts(message: Message) -> list[Part]:
    """Return the parts of the letter that are HTML: what is read, or what stands beside it in its stead."""
    chosen = [part for part in body_parts(message) if part.content_type == "text/html"]
    if chosen:
        return chosen
    return [
        part
        for part in message.parts
        if part.content_type == "text/html" and part.disposition != "attachment"
    ][:1]


def _pictures(raw: bytes, message: Message) -> Iterable[tuple[str, bytes]]:
    for part in message.parts:
        if part.content_id and part.content_type.startswith("image/"):
            yield part.content_id.strip("<> "), part_bytes(raw, message, part).content
