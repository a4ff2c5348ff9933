"""Everybody on many messages, as columns: what the ledger states, ready to be counted at once."""

from collections.abc import Iterable, Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.archive.store import Holdings
from onrecord.people.letter_sightings import Mention, mention
from onrecord.register.port import BCC, CC, TO

FROM, SENDER, OTHER = 3, 4, 5
_CODES = {"to": TO, "cc": CC, "bcc": BCC, "from": FROM, "sender": SENDER}

Numbers = NDArray[np.int64]


class NamedRows(msgspec.Struct, frozen=True):
    """Who is on messages: message, role (its code) and the ledger's mailbox, each a column."""

    messages: Numbers
    roles: Numbers
    mailboxes: Numbers

    def rows(self) -> Iterable[tuple[int, int, int]]:
        """Return the rows: (message, role, mailbox)."""
        columns = (self.messages.tolist(), self.roles.tolist(), self.mailboxes.tolist())
        return zip(*columns, strict=True)

    def only(self, role: int) -> dict[int, int]:
        """Return the mailbox in a role by message, of messages that have exactly one in it."""
        here = self.roles == role
        messages, at, counts = np.unique(self.messages[here], return_index=True, return_counts=True)
        alone = counts == 1
        boxes = self.mailboxes[here][at[alone]]
        return dict(zip(messages[alone].tolist(), boxes.tolist(), strict=True))


def named_rows(holdings: Holdings, numbers: Iterable[int]) -> NamedRows:
    """Return everybody on messages."""
    nobody = np.empty(0, np.int64)
    messages, roles, boxes = [nobody], [nobody], [nobody]
    for role, on, named in holdings.named_on(numbers):
        messages.append(np.array(on, np.int64))
        roles.append(np.full(len(on), _CODES.get(role, OTHER), np.int64))
        boxes.append(np.array(named, np.int64))
    return NamedRows(np.concatenate(messages), np.concatenate(roles), np.concatenate(boxes))


class Mentions:
    """Reads the ledger's mailboxes, each once; an unreadable one names nobody."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._read: dict[int, Mention | None] = {}

    def of(self, numbers: Iterable[int]) -> Mapping[int, Mention | None]:
        """Return whom mailboxes name."""
        missing = {number for number in numbers if number not in self._read}
        for number, mailbox in self._holdings.mailboxes(missing).items():
            self._read[number] = mention(mailbox.name, mailbox.address)
        return self._read

    def named(self, boxes: Mapping[int, int]) -> dict[int, str]:
        """Return the keys of those whom mailboxes name, by the messages that they are given for."""
        keys = self.keys(np.array(list(boxes.values()), np.int64))
        return {message: keys[box] for message, box in boxes.items() if box in keys}

    def keys(self, mailboxes: Numbers) -> dict[int, str]:
        """Return the keys of those whom mailboxes name."""
        numbers = np.unique(mailboxes).tolist()
        read = self.of(numbers)
        return {number: named.key for number in numbers if (named := read[number]) is not None}
