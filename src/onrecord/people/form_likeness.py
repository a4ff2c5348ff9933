"""Whether two forms can stand for one person: initials, local parts, misprints of one another.

That forms are alike is never enough to join two; it bears out what letters say of them.
"""

from collections.abc import Iterable

from onrecord.people.fitting import local_letters, spellings
from onrecord.people.misreading import distance, skeleton
from onrecord.people.name_form import Name
from onrecord.people.profile import Profile
from onrecord.people.sightings import NAME_PREFIX

_SHORTEST = 5
_MOST_DAMAGE = 2


def initials(name: Name) -> frozenset[str]:
    """Return the initials by which a full name may be written, with and without middle names."""
    if not name.full:
        return frozenset()
    middle = "".join(word[0] for word in name.middle)
    return frozenset(
        (f"{name.given[0]}{name.surname[0]}", f"{name.given[0]}{middle}{name.surname[0]}")
    )


def can_be_one(
    first: Profile, first_names: Iterable[Name], second: Profile, second_names: Iterable[Name]
) -> bool:
    """Tell whether one form abbreviates, spells or misprints the other, or a full name of its person."""
    forms = _forms(first), _forms(second)
    if forms[0] & forms[1]:
        return True
    if _is_short_for(forms[0], second_names) or _is_short_for(forms[1], first_names):
        return True
    if not (first.printed and second.printed):
        return False
    return any(_looks_alike(one, other) for one in forms[0] for other in forms[1])


def _forms(item: Profile) -> frozenset[str]:
    """Return the letters of the words a correspondent is written by, without full names."""
    words = {local_letters(item.local)}
    if not item.address and not item.name.full:
        words.add(local_letters(item.name.letters))
    words.update(
        local_letters(shown.removeprefix(NAME_PREFIX))
        for shown, _ in item.displays
        if " " not in shown
    )
    return frozenset(words - {""})


def _is_short_for(forms: frozenset[str], names: Iterable[Name]) -> bool:
    return any(
        form in initials(name) or (len(form) >= _SHORTEST and form in spellings(name))
        for name in names
        for form in forms
    )


def _looks_alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST:
        return False
    return skeleton(one) == skeleton(other) or distance(one, other, _MOST_DAMAGE) <= _MOST_DAMAGE
