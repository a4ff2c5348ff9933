"""Persons as they are compared: the names they steadily bear, single words, local parts, greetings."""

from collections import defaultdict

import msgspec

from onrecord.people.fitting import local_letters
from onrecord.people.judging import Person
from onrecord.people.mailbox_address import local_part
from onrecord.people.name_form import Kind, Name, read_name
from onrecord.people.sightings import Correspondent, Where

_SHOWN = frozenset({Where.HEADER, Where.REPLY_HEADER})
_SINGLE = frozenset({Kind.SINGLE, Kind.INITIALS, Kind.LOCAL})
_MOST_NAMES = 6
_LEAST_SHARE = 0.05
"""A name borne more seldom than that is somebody else's, or a slip."""


class Candidate(msgspec.Struct, frozen=True):
    """A person who may be another one too.

    ``names`` give each steady full name its share of all; ``words`` are the single words it is shown by,
    ``greeted`` counts those it is greeted by. ``key`` is the correspondent most letters name.
    """

    person: Person
    names: tuple[tuple[Name, float], ...]
    words: frozenset[str]
    locals: frozenset[str]
    greeted: tuple[tuple[str, int], ...]
    key: str
    weight: int
    addressed: bool
    printed: bool


def candidate(person: Person) -> Candidate:
    """Return a person as it is compared."""
    shown: dict[str, int] = defaultdict(int)
    signed: dict[str, int] = defaultdict(int)
    greeted: dict[str, int] = defaultdict(int)
    for item in person.correspondents:
        for form in item.forms:
            if form.where is Where.SALUTATION:
                greeted[read_name(form.written).letters] += form.count
            else:
                (shown if form.where in _SHOWN else signed)[form.written] += form.count
    names = _names(shown) or _names(signed)
    best = max(person.correspondents, key=_most_named)
    return Candidate(
        person,
        names,
        _words(shown),
        _locals(person.correspondents),
        tuple(sorted((word, count) for word, count in greeted.items() if word)),
        best.key,
        max(person.messages, sum(shown.values()), 1),
        any(item.address for item in person.correspondents),
        all(item.printed for item in person.correspondents),
    )


def _names(forms: dict[str, int]) -> tuple[tuple[Name, float], ...]:
    counts: dict[Name, int] = defaultdict(int)
    for written, count in forms.items():
        name = read_name(written)
        if name.full:
            counts[name] += count
    total = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].letters))[:_MOST_NAMES]
    return tuple((name, count / total) for name, count in ranked if count >= _LEAST_SHARE * total)


def _words(forms: dict[str, int]) -> frozenset[str]:
    ranked = sorted(forms, key=lambda written: (-forms[written], written))[: 2 * _MOST_NAMES]
    names = [read_name(written) for written in ranked]
    return frozenset(name.letters for name in names if name.kind in _SINGLE and name.letters)


def _locals(correspondents: tuple[Correspondent, ...]) -> frozenset[str]:
    found = {local_letters(local_part(item.address)) for item in correspondents if item.address}
    return frozenset(found - {""})


def _most_named(item: Correspondent) -> tuple[int, str]:
    return item.messages, item.key
