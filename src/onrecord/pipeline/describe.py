"""From the bytes of one message to its description: the pure step that worker processes do."""

import hashlib
from datetime import timedelta

from onrecord.archive.description import Addressed, Description, PartDescription, Reference
from onrecord.attachments.extract import extract, parts_within, readable
from onrecord.message.content import part_bytes
from onrecord.message.layout import attachment_parts
from onrecord.message.parse import parse
from onrecord.message.structure import Mailbox, Message, Part
from onrecord.search.engine import Document
from onrecord.text.body import read_text
from onrecord.text.html import html_to_text

_ROLES = ("from", "sender", "reply-to", "to", "cc", "bcc")
_MINUTE = timedelta(minutes=1)


def describe(content: bytes, *, printed: bool, frame: bytes = b"") -> Description:
    """Return all that the archive records of a message; never raises for bad mail."""
    message = parse(content, printed=printed)
    attached = attachment_parts(message)
    texts = [attachment_text(content, message, part) for part in attached]
    return Description(
        sha256=hashlib.sha256(content).digest(),
        size=len(content),
        printed=printed,
        subject=message.subject,
        message_id=message.message_id,
        sent=_seconds(message),
        zone=_zone(message),
        document_number=message.document_number,
        addressed=_addressed(message),
        references=_references(message),
        parts=_parts(content, message, {part.path for part in attached}),
        problems=list(message.problems),
        body=read_text(content, message),
        attachments="\n\n".join(text for text in texts if text),
        filenames="\n".join(part.filename for part in attached if part.filename),
        frame=frame,
    )


def attachment_text(content: bytes, message: Message, part: Part) -> str:
    """Return what an attachment says, "" where its kind cannot be read."""
    texts = (
        extract(content, message, item, html_to_text)
        for item in parts_within(message, part)
        if not item.is_container
    )
    return "\n\n".join(text for text in texts if text)


def document(key: int, description: Description, tranches: tuple[str, ...]) -> Document:
    """Return what a search engine needs to know of a described message."""
    return Document(
        key=key,
        subject=description.subject,
        body=description.body,
        attachments=description.attachments,
        filenames=description.filenames,
        from_=_lines(description, "from", "sender"),
        to=_lines(description, "to"),
        cc=_lines(description, "cc"),
        bcc=_lines(description, "bcc"),
        sent=description.sent,
        tranches=tranches,
        has_attachment=description.has_attachment,
    )


def _lines(description: Description, *roles: str) -> str:
    return "\n".join(
        f"{who.name} {who.address}" for who in description.addressed if who.role in roles
    )


def _seconds(message: Message) -> int | None:
    return int(message.date.instant.timestamp()) if message.date else None


def _zone(message: Message) -> int | None:
    if message.date is None or not message.date.zone_stated:
        return None
    offset = message.date.instant.utcoffset()
    return None if offset is None else offset // _MINUTE


def _addressed(message: Message) -> list[Addressed]:
    stated: tuple[tuple[Mailbox, ...], ...] = (
        message.from_,
        message.sender,
        message.reply_to,
        message.to,
        message.cc,
        message.bcc,
    )
    return [
        Addressed(role, who.name, who.address, who.group)
        for role, mailboxes in zip(_ROLES, stated, strict=True)
        for who in mailboxes
    ]


def _references(message: Message) -> list[Reference]:
    return [
        *(Reference("references", target) for target in message.references),
        *(Reference("in-reply-to", target) for target in message.in_reply_to),
    ]


def _parts(content: bytes, message: Message, attached: set[str]) -> list[PartDescription]:
    found = []
    for part in message.parts:
        attachment = part.path in attached
        if part.is_container and not attachment:
            continue
        decoded = part_bytes(content, message, part).content
        found.append(
            PartDescription(
                path=part.path,
                content_type=part.content_type,
                charset=part.charset,
                transfer_encoding=part.transfer_encoding,
                disposition=part.disposition,
                filename=part.filename,
                buffer=part.buffer,
                start=part.start,
                body_start=part.body_start,
                end=part.end,
                size=len(decoded),
                sha256=hashlib.sha256(decoded).digest(),
                attachment=attachment,
                searchable=readable(part) or part.is_container,
            )
        )
    return found
