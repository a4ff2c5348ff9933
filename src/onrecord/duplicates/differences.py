"""What differs between two messages that are one letter: recipients first, then header fields."""

from collections.abc import Sequence

import msgspec

from onrecord.message.structure import HeaderField, Mailbox, Message

_SAME_EVERYWHERE = frozenset({"from", "to", "cc", "bcc", "subject", "date", "reply-to", "sender"})


class FieldDifference(msgspec.Struct, frozen=True):
    """A header field whose values differ: all values of this message, and all of the other."""

    name: str
    here: tuple[str, ...]
    there: tuple[str, ...]


class Differences(msgspec.Struct, frozen=True):
    """How a message differs from another that is the same letter.

    ``only_here`` and ``only_there`` are recipients (role, name or address) that one of the two shows and
    the other does not: who was copied in silence is a finding. ``routing`` counts other differing fields.
    """

    only_here: tuple[tuple[str, str], ...]
    only_there: tuple[tuple[str, str], ...]
    fields: tuple[FieldDifference, ...]
    routing: int


def differences(here: Message, there: Message) -> Differences:
    """Return what differs between the headers of two messages."""
    own, other = _recipients(here), _recipients(there)
    mine, theirs = _values(here.fields), _values(there.fields)
    changed = [
        name
        for name in (*mine, *(n for n in theirs if n not in mine))
        if mine.get(name) != theirs.get(name)
    ]
    return Differences(
        tuple(who for who in own if who not in other),
        tuple(who for who in other if who not in own),
        tuple(
            FieldDifference(name, mine.get(name, ()), theirs.get(name, ()))
            for name in changed
            if name in _SAME_EVERYWHERE
        ),
        sum(name not in _SAME_EVERYWHERE for name in changed),
    )


def _recipients(message: Message) -> list[tuple[str, str]]:
    roles: tuple[tuple[str, Sequence[Mailbox]], ...] = (
        ("to", message.to),
        ("cc", message.cc),
        ("bcc", message.bcc),
    )
    return list(
        dict.fromkeys(
            (role, (who.address or who.name).casefold()) for role, boxes in roles for who in boxes
        )
    )


def _values(fields: Sequence[HeaderField]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for field in fields:
        found.setdefault(field.name.casefold(), []).append(" ".join(field.text.split()))
    return {name: tuple(values) for name, values in found.items()}
