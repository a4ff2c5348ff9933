"""From the bytes of one message to its description: the pure step that worker processes do."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

import msgspec

from onrecord.archive.description import Addressed, Description, PartDescription, Reference
from onrecord.archive.permalink import permalink
from onrecord.attachments.extract import readable
from onrecord.message.content import part_bytes
from onrecord.message.layout import attachment_parts
from onrecord.message.parse import parse
from onrecord.message.structure import Mailbox, Message, Part
from onrecord.pipeline.describing.attached import attachment_text
from onrecord.pipeline.describing.seen_people import encoded, see_people
from onrecord.search.engine import Document
from onrecord.search.query import Flag
from onrecord.text.body import read_body
from onrecord.text.passage import BodyText, Origin
from onrecord.threads.base_subject import base_subject
from onrecord.threads.thread_index import conversation_of, read_thread_index

_ROLES = ("from", "sender", "reply-to", "to", "cc", "bcc")
_KEPT_AS = {
    Origin.OWN: "own",
    Origin.QUOTED: "quoted",
    Origin.FORWARDED: "quoted",
    Origin.PASTED: "quoted",
    Origin.SIGNATURE: "aside",
    Origin.BOILERPLATE: "aside",
}
_MINUTE = timedelta(minutes=1)


class Occurrence(msgspec.Struct, frozen=True):
    """Where a copy of a message was found."""

    tranche: str
    custodian: str
    container: str
    publisher_id: str


class Reading(msgspec.Struct, frozen=True):
    """A message as its bytes, as a structure, and as text."""

    content: bytes
    message: Message
    body: BodyText


class Described(msgspec.Struct, frozen=True, array_like=True):
    """What the archive records of a message, and what the index does.

    ``quoted_letters`` are the numbers of the letters that its quoted passages belong to.
    ``document`` has key 0 and no copies: both are known only where the records are kept.
    """

    description: Description
    document: Document
    quoted_letters: list[int]
    people: msgspec.Raw


def read_message(content: bytes, *, printed: bool) -> Reading:
    """Return a message as it can be read; never raises for bad mail."""
    message = parse(content, printed=printed)
    return Reading(content, message, read_body(content, message))


def describe(reading: Reading, frame: bytes = b"") -> Described:
    """Return all that is recorded of a message, with the frame its original is kept in."""
    content, message, body = reading.content, reading.message, reading.body
    attached = attachment_parts(message)
    sha256 = hashlib.sha256(content).digest()
    sent = _seconds(message)
    description = Description(
        sha256=sha256,
        permalink=permalink(sha256),
        size=len(content),
        printed=message.printed,
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
    texts = _texts(body)
    document = Document(
        key=0,
        subject=message.subject,
        own=texts["own"],
        quoted=texts["quoted"],
        aside=texts["aside"],
        attachments="\n\n".join(text for text in said if text),
        filenames="\n".join(part.filename for part in attached if part.filename),
        from_=_lines(message.from_ + message.sender),
        to=_lines(message.to),
        cc=_lines(message.cc),
        bcc=_lines(message.bcc),
        sent=sent,
        tranches=(),
        has_attachment=bool(attached),
        kind_flags=_kinds(message),
        list_id=_list_id(message),
        names=tuple(
            name
            for name in (description.permalink, message.message_id, message.document_number)
            if name
        ),
        attachment_types=_types(attached),
    )
    letters = [item.letter for item in body.passages if _KEPT_AS[item.origin] == "quoted"]
    return Described(description, document, letters, encoded(see_people(message, body, sent)))


def for_index(described: Described, key: int, places: Iterable[Occurrence]) -> Document:
    """Return what a search engine needs to know of a message whose number and copies are known now."""
    where = list(places)
    document = described.document
    ids = tuple(dict.fromkeys(place.publisher_id for place in where if place.publisher_id))
    return msgspec.structs.replace(
        document,
        key=key,
        tranches=tuple(dict.fromkeys(place.tranche for place in where)),
        custodians=tuple(dict.fromkeys(place.custodian for place in where if place.custodian)),
        mailboxes=tuple(dict.fromkeys(place.container for place in where)),
        names=document.names + ids,
    )


def _texts(body: BodyText) -> dict[str, tuple[str, ...]]:
    """Return the passages' texts by whose words they are: the sender's, others', nobody's."""
    texts: dict[str, list[str]] = {"own": [], "quoted": [], "aside": []}
    for passage in body.passages:
        texts[_KEPT_AS[passage.origin]].append(body.text[passage.start : passage.end])
    return {kind: tuple(parts) for kind, parts in texts.items()}


def _kinds(message: Message) -> tuple[str, ...]:
    subject = base_subject(message.subject)
    stated = {
        Flag.REPLY: bool(message.in_reply_to or message.references)
        or (subject.answers and not subject.forwards),
        Flag.FORWARD: subject.forwards,
        Flag.PRINTED: message.printed,
        Flag.DAMAGED: bool(message.problems),
    }
    return tuple(flag.value for flag, holds in stated.items() if holds)


def _list_id(message: Message) -> str:
    return next(
        (field.text.strip() for field in message.fields if field.name.lower() == "list-id"), ""
    )


def _types(attached: tuple[Part, ...]) -> tuple[str, ...]:
    endings = (
        part.filename.rpartition(".")[2].lower() for part in attached if "." in part.filename
    )
    return tuple(dict.fromkeys([*endings, *(part.content_type for part in attached)]))


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
        *_thread_index(message),
    ]


def _thread_index(message: Message) -> list[Reference]:
    """Return Outlook's Thread-Index, and the conversation it names, in hexadecimal digits."""
    stated = next((f.text for f in message.fields if f.name.lower() == "thread-index"), "")
    index = read_thread_index(stated) if stated else None
    if index is None:
        return []
    return [Reference("thread-index", index), Reference("conversation", conversation_of(index))]


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
