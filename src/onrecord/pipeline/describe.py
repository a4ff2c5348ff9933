"""From the bytes of one message to its description: the pure step that worker processes do."""

import hashlib
from datetime import timedelta

import msgspec

from onrecord.archive.description import Addressed, Description, PartDescription, Reference
from onrecord.archive.permalink import permalink
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


class Described(msgspec.Struct, frozen=True, array_like=True):
    """What the archive records of a message, and what the index does.

    ``document`` has key 0 and no tranche: both are known only where the records are kept.
    """

    description: Description
    document: Document


def describe(content: bytes, *, printed: bool, frame: bytes = b"") -> Described:
    """Return all that is recorded of a message; never raises for bad mail."""
    message = parse(content, printed=printed)
    attached = attachment_parts(message)
    sha256 = hashlib.sha256(content).digest()
    sent = _seconds(message)
    description = Description(
        sha256=sha256,
        permalink=permalink(sha256),
        size=len(content),
        printed=printed,
        subject=message.subject,
        message_id=message.message_id,
        sent=sent,
        zone=_zone(message),
        document_number=message.document_number,
        addressed=_addressed(message),
        references=_references(message),
        parts=_parts(content, message, {part.path for part in attached}),
        problems=list(message.problems),
        frame=frame,
    )
    said = (attachment_text(content, message, part) for part in attached)
    document = Document(
        key=0,
        subject=message.subject,
        body=read_text(content, message),
        attachments="\n\n".join(text for text in said if text),
        filenames="\n".join(part.filename for part in attached if part.filename),
        from_=_lines(message.from_ + message.sender),
        to=_lines(message.to),
        cc=_lines(message.cc),
        bcc=_lines(message.bcc),
        sent=sent,
        tranches=(),
        has_attachment=bool(attached),
    )
    return Described(description, document)


def for_index(described: Described, key: int, tranches: tuple[str, ...]) -> Document:
    """Return what a search engine needs to know of a message that has its number now."""
    return msgspec.structs.replace(described.document, key=key, tranches=tranches)


def attachment_text(content: bytes, message: Message, part: Part) -> str:
    """Return what an attachment says, "" where its kind cannot be read."""
    texts = (
        extract(content, message, item, html_to_text)
        for item in parts_within(message, part)
        if not item.is_container
    )
    return "\n\n".join(text for text in texts if text)


def _lines(mailboxes: tuple[Mailbox, ...]) -> str:
    return "\n".join(f"{who.name} {who.address}" for who in mailboxes)


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
