"""One letter in several messages: the same words, subject and sender, with other transport headers.

Exact copies, byte for byte, are one message already. Here are letters that a server, a list or a printer
gave other headers on its way to each recipient.
"""

import hashlib

_FEWEST_WORDS = 5
_SLACK = 26 * 3600
"""Seconds by which unstated zones and slow clocks may part two dates of one letter."""


def letter_key(words: bytes, subject: str, sender: str) -> int:
    """Return a number that letters of the same words, base subject and sender share; 0 for too few words.

    ``words`` are `onrecord.text.wording` numbers of the whole text, quoted words too.
    """
    if len(words) // 2 < _FEWEST_WORDS:
        return 0
    digest = hashlib.sha256(b"\0".join((subject.encode(), sender.encode(), words))).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def one_letter(sent: int | None, other: int | None) -> bool:
    """Tell whether two messages of one letter key can be one letter by their dates.

    A date that one of them does not state is no difference: printed copies often state none.
    """
    return sent is None or other is None or abs(sent - other) <= _SLACK
