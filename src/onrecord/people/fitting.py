"""Whether two names can be one person's, and whether the local part of an address spells a name.

That names fit is never enough to join two people; that they do not fit is enough to keep them apart.
"""

from enum import IntEnum

from onrecord.people.misreading import skeleton
from onrecord.people.name_form import Name
from onrecord.people.nicknames import given_names_fit, short_forms

GAP = "*"
"""Stands in a spelling for one letter that is not known."""

_LEAST_WITH_GAP = 8


class Fit(IntEnum):
    """How well two full names agree; the order counts."""

    NO = 0
    KIN = 1
    """Given names are kin, or one is an initial."""
    SAME = 2
    """The same given name and surname, and no middle name or suffix against it."""


def fit(first: Name, second: Name) -> Fit:
    """Compare two full names; anything else fits nothing."""
    if not (first.full and second.full):
        return Fit.NO
    if first.letters == second.letters and first.suffix == second.suffix:
        return Fit.SAME
    if first.surname != second.surname or first.suffix != second.suffix:
        return Fit.NO
    if not _middles_fit(first.middle, second.middle):
        return Fit.NO
    if first.given == second.given and len(first.given) > 1:
        return Fit.SAME
    nicks = (first.nick and given_names_fit(first.nick, second.given)) or (
        second.nick and given_names_fit(second.nick, first.given)
    )
    return Fit.KIN if nicks or given_names_fit(first.given, second.given) else Fit.NO


def _middles_fit(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Tell whether middle names agree: equal, or one the initial of the other, or one not stated."""
    return all(
        one == other if len(one) > 1 and len(other) > 1 else one[0] == other[0]
        for one, other in zip(first, second, strict=False)
    )


def is_swapped(first: Name, second: Name) -> bool:
    """Tell whether two names are the same two words in the other order."""
    return (
        first.full
        and second.full
        and not first.middle
        and not second.middle
        and (first.given, first.surname, first.suffix)
        == (second.surname, second.given, second.suffix)
    )


def same_but_for_scanning(first: Name, second: Name) -> bool:
    """Tell whether two full names differ only by spaces and by letters that scanners mistake."""
    if not (first.full and second.full) or first.suffix != second.suffix:
        return False
    if skeleton(first.letters) == skeleton(second.letters):
        return True
    return (
        skeleton(first.surname) == skeleton(second.surname)
        and skeleton(first.given) == skeleton(second.given)
        and _middles_fit(first.middle, second.middle)
    )


def spellings(name: Name) -> dict[str, str]:
    """Return what local parts (letters alone) spell a full name, and by which pattern.

    Patterns have at least the surname and an initial: a bare given name or surname spells nobody.
    """
    if not name.full or len(name.surname) < 2:
        return {}
    surname = name.surname.replace(" ", "")
    middle = "".join(word[0] for word in name.middle)
    middles = "".join(name.middle)
    found: dict[str, str] = {}
    for given in sorted(short_forms(name.given) | ({name.nick} if name.nick else set())):
        _add(found, given, surname, "given")
        if not middle and len(given) > 2:
            found.setdefault(f"{given}{GAP}{surname}", "given-middle")
        if middle and len(given) > 1:
            found.setdefault(f"{given}{middle}{surname}", "given-middle")
            found.setdefault(f"{surname}{given}{middle}", "given-middle")
            found.setdefault(f"{given}{middles}{surname}", "given-middle")
    initial = name.given[0]
    _add(found, initial, surname, "initial")
    if middle:
        _add(found, f"{initial}{middle}", surname, "initials")
        _add(found, middle, surname, "middle")
    if name.nick:
        _add(found, name.nick[0], surname, "initial")
    return found


def with_a_gap(letters: str) -> list[str]:
    """Return letters with each inner one, in turn, left open: it may be a middle initial not known."""
    if len(letters) < _LEAST_WITH_GAP:
        return []
    return [f"{letters[:at]}{GAP}{letters[at + 1 :]}" for at in range(3, len(letters) - 2)]


def _add(found: dict[str, str], given: str, surname: str, pattern: str) -> None:
    found.setdefault(f"{given}{surname}", pattern)
    found.setdefault(f"{surname}{given}", pattern)


def local_letters(local: str) -> str:
    """Return the letters of a local part, as `spellings` has them."""
    return "".join(sign for sign in local.lower() if sign.isalpha())


def is_numbered(local: str) -> bool:
    """Tell whether a local part ends in a number, as given to the second bearer of a name."""
    return local[-1:].isdigit()
