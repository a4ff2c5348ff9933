"""What stored records state, as the values that faces show."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

from onrecord.archive.description import Addressed
from onrecord.archive.store import CopyPlace, Stored
from onrecord.message.date import stated_date
from onrecord.message.structure import HeaderField, Mailbox, StatedDate


def stated(stored: Stored) -> StatedDate | None:
    """Return the date a stored message states."""
    if stored.sent is None:
        return None
    zone = UTC if stored.zone is None else timezone(timedelta(minutes=stored.zone))
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=stored.sent)
    return StatedDate(moment.astimezone(zone), stored.zone is not None)


def received(fields: Iterable[HeaderField]) -> StatedDate | None:
    """Return when the last server took a message in; None if no trace field says so.

    Each server puts its ``Received`` field above those there are (RFC 5321 §4.4); the date stands after
    the last semicolon (RFC 5322 §3.6.7).
    """
    traces = (field.text for field in fields if field.name.lower() == "received")
    _, semicolon, date = next(traces, "").rpartition(";")
    return stated_date(date.strip()) if semicolon else None


def mailboxes(people: Iterable[Addressed], role: str) -> tuple[Mailbox, ...]:
    """Return the mailboxes of one role."""
    return tuple(Mailbox(who.name, who.address, who.group) for who in people if who.role == role)


def aliases(stored: Stored, copies: list[CopyPlace]) -> tuple[str, ...]:
    """Return the other names of a message: publisher's ids, document number, Message-ID."""
    names = [
        *(copy.publisher_id for copy in copies),
        stored.document_number,
        stored.message_id,
    ]
    return tuple(dict.fromkeys(name for name in names if name))
