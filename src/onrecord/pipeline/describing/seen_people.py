"""What a worker reads of people in one message: who signs, who is greeted, and what roles are stated."""

import msgspec

from onrecord.message.address import mailboxes
from onrecord.message.date import stated_date
from onrecord.message.structure import Message
from onrecord.people.letter_sightings import (
    DirectoryEntry,
    address_behind,
    directory_entry,
    greeted_name,
    signed_name,
)
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
    is the author as a directory names it (X-From), ``directory_to`` the sole addressee (X-To);
    ``posted_to`` the address of the list it came by; ``behind`` the address of an author in whose place
    the list wrote its own.
    """

    signed: str
    greeted: str
    directory: DirectoryEntry | None
    directory_to: DirectoryEntry | None
    posted_to: str
    behind: str
    roles: list[SeenRole]


_X_FROM, _X_TO, _ORIGINAL_FROM, _LIST_POST = "X-From", "X-To", "X-Original-From", "List-Post"
_KINDS = {
    written: name
    for name in (_X_FROM, _X_TO, _ORIGINAL_FROM, _LIST_POST)
    for written in (name, name.lower(), name.upper(), name.capitalize())
}
"""Fields by the ways their names are written: to fold the name of every field would take longer."""

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
    told = {kind: field.text for field in message.fields if (kind := _KINDS.get(field.name))}
    directory, directory_to = told.get(_X_FROM, "").strip(), told.get(_X_TO, "").strip()
    posted, original = told.get(_LIST_POST, "").strip(), told.get(_ORIGINAL_FROM, "")
    author = message.from_[0] if len(message.from_) == 1 else None
    entry = directory_entry(directory)
    to_one = len(message.to) == 1 and _names_one(directory_to)
    return SeenPeople(
        signed_name(body) if author and author.address else "",
        greeted_name(body) if len(message.to) == 1 else "",
        entry if author else None,
        directory_entry(directory_to) if to_one else None,
        canonical_address(posted) if posted else "",
        address_behind(author, mailboxes(original), message.reply_to) if author else "",
        _roles(message, body, entry, directory, sent),
    )


def _roles(
    message: Message, body: BodyText, entry: DirectoryEntry | None, directory: str, sent: int | None
) -> list[SeenRole]:
    """Return the roles a message states; of several authors the first is the one who signs."""
    author = message.from_[0] if message.from_ else None
    if author is None:
        return [_seen(item, body, "") for item in role_readings(body, directory, sent)]
    own = correspondent_key(author.name, author.address)
    found = entry.named(own) if entry else None
    named = (found[0] if found else "") or author.name or local_part(author.address)
    key = own if len(message.from_) > 1 else ""
    return [_seen(item, body, key) for item in role_readings(body, named, sent, author.address)]


def _names_one(directory: str) -> bool:
    """Tell whether a directory's field holds one entry: ``Last, First </O=…/CN=…>``."""
    return directory.endswith(">") and directory.count("<") == 1


def _seen(item: RoleReading, body: BodyText, author: str) -> SeenRole:
    key, dated = author, item.dated
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
