"""People a story speaks of by what they are: "the treasurer", once it has said who that is."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from onrecord.check.cues import ROLE_NOUNS

_AFTER = re.compile(
    rf",\s+(?:(?:the|a|an|then|now|his|her|its|their|who\s+(?:is|was)(?:\s+(?:then|the|a|an))?)\s+)?"
    rf"(?:[\w’'-]+\s+){{0,5}}?(?P<role>{ROLE_NOUNS})\b(?!['’])"
)
_BEFORE = re.compile(rf"(?<![\w-])(?P<role>{ROLE_NOUNS}),?\s+\Z", re.IGNORECASE)
_THE = re.compile(
    rf"(?<![\w-])[Tt]he\s+(?:(?!of\b|to\b|in\b|for\b)[a-z][\w-]*\s+){{0,2}}?(?P<role>{ROLE_NOUNS})\b(?!['’-])"
)
_RELATIONS = frozenset(
    "ally brother colleague daughter father husband mother partner resident sister son student veteran"
    " volunteer wife worker chief head executive spokesman spokeswoman spokesperson".split()
)
"""Nouns that say too little to tell one person of a story from the others."""


class Bearer(msgspec.Struct, frozen=True, gc=False):
    """Characters ``start``..``end`` of a story that name ``person``."""

    start: int
    end: int
    person: str


def role_mentions(text: str, named: Sequence[Bearer]) -> Iterator[tuple[int, int, str]]:
    """Yield where "the treasurer" stands for a person who alone was called so before, and who it is."""
    known = _roles(text, named)
    starts = {each.start for each in named}
    for found in _THE.finditer(text):
        people = known.get(found.group("role").casefold(), {})
        introduces = any(found.end() < start <= found.end() + 3 for start in starts)
        if len(people) != 1 or introduces:
            continue
        ((person, first),) = people.items()
        if first < found.start():
            yield found.start(), found.end(), person


def _roles(text: str, named: Sequence[Bearer]) -> dict[str, dict[str, int]]:
    """Return, by role, who is called so and where first."""
    known: dict[str, dict[str, int]] = defaultdict(dict)
    for each in named:
        after = _AFTER.match(text, each.end, each.end + 120)
        before = _BEFORE.search(text[max(0, each.start - 40) : each.start])
        for found in (after, before):
            role = found.group("role").casefold() if found else ""
            if role and role not in _RELATIONS:
                known[role].setdefault(each.person, each.start)
    return known
