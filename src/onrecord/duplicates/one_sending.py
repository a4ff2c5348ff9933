"""How many letters a group of messages of one mould counts: copies of one letter are one.

A letter to a few named people that each of them kept, or a page released five times, is no mailing. What
went to one list address and lies in many mailboxes is: the address stands for all of them.
"""

from collections import Counter
from collections.abc import Iterable

import msgspec

_A_MINUTE = 60


class Sending(msgspec.Struct, frozen=True):
    """What a message says of its sending: when (seconds since 1970), to whom, whether it is a page."""

    sent: int | None
    recipients: frozenset[str]
    printed: bool


def letters_sent(messages: Iterable[Sending]) -> int:
    """Return how many letters these messages are."""
    times: Counter[tuple[int | None, frozenset[str], bool]] = Counter(
        (_minute(item.sent), item.recipients, item.printed) for item in messages
    )
    return sum(
        1 if printed or len(recipients) > 1 else copies
        for (_, recipients, printed), copies in times.items()
    )


def _minute(sent: int | None) -> int | None:
    return None if sent is None else sent // _A_MINUTE
