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

LONGEST_IN_MARKS = 1_500
"""Characters between two quotation marks of a mail."""

_IN_MARKS = re.compile(r"(?<!\w)(?:\"(?=\S)[^\"]{1,1500}\"|“[^“”]{1,1500}”)")
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
_HE_WROTE = re.compile(
    rf"^[#*=_\- \t]*(?P<name>[Hh]e|[Ss]he|[Tt]hey|{_NAME_PART}(?:[ \t]+{_NAME_PART}){{0,2}})[ \t]+"
    r"(?:wrote|writes|responded|replied|answered)(?:[ \t]\w[^\n:]{0,40})?:[#*=_\- \t]*$",
    re.MULTILINE,
)
_I_RESPONDED = re.compile(
    r"^[#*=_\- \t]*(?:I|We|i|we)[ \t]+(?:then[ \t]+)?(?:responded|replied|answered|wrote back)"
    r"[^\n:]{0,40}:[#*=_\- \t]*$",
    re.MULTILINE,
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
    if introduced := _introduced(above, senders):
        return introduced
    closing = _COPYRIGHT.search(below) or _I_RESPONDED.search(below)
    return closing.group().strip() if closing else ""


def _introduced(above: str, senders: Sequence[Mailbox]) -> str:
    """Return the last line above that gives what follows to another, unless one gives it back."""
    given = list(_HE_WROTE.finditer(above))
    if not given or _I_RESPONDED.search(above, given[-1].end()):
        return ""
    line = given[-1]
    another = line.group("name") in ("He", "She", "They", "he", "she", "they")
    return line.group().strip() if another or _names_another(line.group("name"), senders) else ""


def in_marks(text: str, words: tuple[int, int]) -> bool:
    """Tell whether words stand between quotation marks of the mail itself, and all of them do."""
    start, end = words
    above = max(text.rfind("\n\n", 0, start), start - LONGEST_IN_MARKS, 0)
    below = text.find("\n\n", end)
    stop = min(len(text) if below < 0 else below, end + LONGEST_IN_MARKS)
    return any(
        marked.start() < start and end <= marked.end()
        for marked in _IN_MARKS.finditer(text, above, stop)
    )


def _names_another(name: str, senders: Sequence[Mailbox]) -> bool:
    if _NO_NAMES.intersection(name.casefold().split()):
        return False
    return agreement_with(name, senders) is not Agreement.SAME
