"""What a reply header states of a quoted letter's author, held against who a message says sent it.

Only enough to choose among messages that hold the words already: a shared name or address speaks for
one, two full names without a word in common speak against it, anything else says nothing.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.message.date import stated_date
from onrecord.message.structure import Mailbox
from onrecord.text.quoted_letter import QuotedLetter
from onrecord.text.terms import words

_SHORTEST = 3
_SLACK = 38 * 3600
"""Seconds: an unstated zone, a clock that is off, and a day stated without its hour."""
_NAMED_MONTH = re.compile(r"[A-Za-z]{3}")
_NOT_NAMES = frozenset(
    {"com", "org", "net", "edu", "gov", "mil", "mail", "via", "the", "list", "and"}
)


def states_author(letter: QuotedLetter) -> bool:
    """Tell whether a reply header names anybody as the letter's author."""
    return bool(letter.author or letter.author_address)


def agrees(letter: QuotedLetter, senders: Sequence[Mailbox]) -> bool | None:
    """Tell whether the stated author is one of the senders; None where that cannot be told."""
    address = letter.author_address.casefold()
    if address and any(address == who.address.casefold() for who in senders):
        return True
    stated = _name_words(letter.author, letter.author_address)
    if not stated:
        return None
    sent = [names for who in senders if (names := _name_words(who.name, who.address))]
    return any(not stated.isdisjoint(names) for names in sent) if sent else None


def sent_as_stated(letter: QuotedLetter, sent: int | None) -> bool | None:
    """Tell whether a message was sent when a reply header states; None where that cannot be told.

    Dates in figures alone may be read in two ways, and speak for a message but not against it.
    """
    stated = _moment(letter.date)
    if stated is None or sent is None:
        return None
    if abs(stated - sent) <= _SLACK:
        return True
    return False if _NAMED_MONTH.search(letter.date) else None


@lru_cache(maxsize=100_000)
def _moment(stated: str) -> int | None:
    date = stated_date(stated) if stated else None
    return int(date.instant.timestamp()) if date else None


@lru_cache(maxsize=100_000)
def _name_words(name: str, address: str) -> frozenset[str]:
    """Return the words by which a name or an address's local part can be known again."""
    local = address.partition("@")[0]
    return frozenset(
        word
        for word in (*words(name.partition("@")[0]), *words(local.replace("_", " ")))
        if len(word) >= _SHORTEST and word not in _NOT_NAMES
    )
