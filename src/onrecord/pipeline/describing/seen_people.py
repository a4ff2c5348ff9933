"""What a worker reads of people in one message: who signs, who is greeted, and what roles are stated."""

import msgspec

from onrecord.message.date import stated_date
from onrecord.message.structure import Message
from onrecord.people.letter_sightings import greeted_name, signed_name
from onrecord.people.mailbox_address import canonical_address, local_part
from onrecord.people.role_reading import RoleReading, RoleSource, role_readings
from onrecord.people.sightings import correspondent_key
from onrecord.text.passage import BodyText


class SeenRole(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A role as a message states it; ``key`` is the correspondent it is of, "" for the author."""

    key: str
    name: str
    title: str
    organisation: str
    source: int
    dated: int | None
    start: int
    end: int


class SeenPeople(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a message shows of people beside the mailboxes of its header.

    ``signed`` ends the author's own words, ``greeted`` begins them (both "" for nothing); ``directory``
    is the author as a directory names it (X-From); ``posted_to`` the address of the list it came by.
    """

    signed: str
    greeted: str
    directory: str
    posted_to: str
    roles: list[SeenRole]


_X_FROM = frozenset(("X-From", "x-from", "X-FROM"))
_LIST_POST = frozenset(("List-Post", "list-post", "List-post", "LIST-POST"))

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(SeenPeople)


def encoded(seen: SeenPeople) -> msgspec.Raw:
    """Return what was seen as it travels and is kept, to be read by `decoded`."""
    return msgspec.Raw(_encoder.encode(seen))


def decoded(seen: bytes) -> SeenPeople:
    """Return what was seen."""
    return _decoder.decode(seen)


def see_people(message: Message, body: BodyText, sent: int | None) -> SeenPeople:
    """Return what a message shows of people; never raises for bad mail."""
    directory = posted = ""
    for field in message.fields:
        name = field.name
        if name in _X_FROM:
            directory = field.text.strip()
        elif name in _LIST_POST:
            posted = field.text.strip()
    author = message.from_[0] if len(message.from_) == 1 else None
    named = directory or (author.name or local_part(author.address) if author else "")
    return SeenPeople(
        signed_name(body) if author and author.address else "",
        greeted_name(body) if len(message.to) == 1 and message.to[0].address else "",
        directory if author else "",
        canonical_address(posted) if posted else "",
        [_seen(item, body) for item in role_readings(body, named, sent)],
    )


def _seen(item: RoleReading, body: BodyText) -> SeenRole:
    key, dated = "", item.dated
    if item.letter:
        passage = next(one for one in body.passages if one.letter == item.letter)
        key = correspondent_key(passage.author, passage.author_address)
        stated = stated_date(passage.date) if passage.date else None
        dated = int(stated.instant.timestamp()) if stated else None
    if item.source is RoleSource.MENTION:
        key = correspondent_key(item.name)
    return SeenRole(
        key, item.name, item.title, item.organisation, item.source, dated, item.start, item.end
    )
