"""Signs that a passage counted as the sender's own may be an article pasted in.

`onrecord.text.pasted` gives a block away as pasted where two signs frame it. One sign alone proves
nothing, but it is enough not to say that the words are the sender's: a byline above them that names
somebody else, or a copyright line below them.
"""

import re
from collections.abc import Sequence

from onrecord.check.names import Agreement, agreement_with
from onrecord.message.structure import Mailbox
from onrecord.text.passage import Origin, Passage

MOST_LOOKED_AT = 20_000
"""Characters above and below the words."""

_NAME_PART = r"(?:[A-Z]\.|[A-Z\u00c0-\u00de][\w'’-]+)"
_BYLINE = re.compile(
    rf"^[ \t]*(?:By|BY|by):?[ \t]+(?P<name>{_NAME_PART}(?:[ \t]+(?:and[ \t]+)?{_NAME_PART}){{1,5}})"
    r"[ \t]*(?:[,|–—-][^\n]{0,60})?$",
    re.MULTILINE,
)
_COPYRIGHT = re.compile(
    r"^[ \t]*(?:(?:copyright|©|\(c\))[ \t]\S[^\n]{0,120}|[^\n]{0,80}\ball rights reserved\b[^\n]{0,40}"
    r"|reprinted (?:with|by) permission[^\n]{0,80})$",
    re.MULTILINE | re.IGNORECASE,
)
_NO_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december
    """.split()
)


def framing(text: str, passage: Passage, words: tuple[int, int], senders: Sequence[Mailbox]) -> str:
    """Return the line that makes the own words at ``words`` doubtful, "" if there is none."""
    if passage.origin is not Origin.OWN:
        return ""
    start, end = words
    above = text[max(passage.start, start - MOST_LOOKED_AT) : start]
    for byline in reversed(list(_BYLINE.finditer(above))):
        if _names_another(byline.group("name"), senders):
            return byline.group().strip()
    below = text[end : min(passage.end, end + MOST_LOOKED_AT)]
    closing = _COPYRIGHT.search(below)
    return closing.group().strip() if closing else ""


def _names_another(name: str, senders: Sequence[Mailbox]) -> bool:
    if _NO_NAMES.intersection(name.casefold().split()):
        return False
    return agreement_with(name, senders) is not Agreement.SAME
