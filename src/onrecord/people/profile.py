"""What the sightings say of one correspondent: whose name it steadily bears, if anybody's."""

from collections.abc import Iterable

import msgspec

from onrecord.people.fitting import (
    Fit,
    fit,
    is_swapped,
    local_letters,
    same_but_for_scanning,
    spellings,
)
from onrecord.people.mailbox_address import canonical_address, is_role_address, local_part
from onrecord.people.name_form import Kind, Name, read_name
from onrecord.people.nicknames import is_given_name
from onrecord.people.sightings import NAME_PREFIX, Correspondent, Where, name_key

_STEADY = 0.8
"""The share of its named sightings that a steady name has."""

_HARDLY_EVER = 20
"""A full name that is seen that much more seldom than shorter forms is not steady."""

_SHOWN = frozenset({Where.HEADER, Where.REPLY_HEADER})
_NOBODY = Name(Kind.NONE)


class Profile(msgspec.Struct, frozen=True):
    """A correspondent as the rules see it.

    ``name`` is the full name it steadily bears, or is signed with and spells (kind NONE without one);
    ``displays`` count the name keys
    shown beside an address. ``impersonal``: an office, list, machine or shared mailbox, which never
    merges. ``weight`` counts letters that name it, ``shown`` how often it is shown with a
    full name; ``greeted`` holds the single words that letters to it begin with.
    """

    key: str
    address: str
    name: Name
    displays: tuple[tuple[str, int], ...]
    impersonal: bool
    printed: bool
    weight: int
    shown: int = 1
    greeted: frozenset[str] = frozenset()

    @property
    def local(self) -> str:
        """The local part of the address, or the printed name where that is a local part."""
        if self.address:
            return local_part(self.address)
        return self.key.removeprefix(NAME_PREFIX) if self.name.kind in _LOCAL_KINDS else ""


_LOCAL_KINDS = frozenset({Kind.LOCAL, Kind.SINGLE, Kind.INITIALS})


def profile(seen: Correspondent) -> Profile:
    """Return what is known of a correspondent from its own forms."""
    shown = [(form.written, form.count) for form in seen.forms if form.where in _SHOWN]
    if not seen.address:
        name = _printed_name(seen)
        impersonal = name.kind is Kind.OFFICE or seen.is_list
        weight = max(seen.messages, 1)
        greeted = _greeted(seen)
        return Profile(seen.key, "", name, (), impersonal, seen.printed, weight, weight, greeted)
    displays: dict[str, int] = {}
    weights: dict[Name, int] = {}
    office = 0
    for written, count in shown:
        name = read_name(written)
        office += count if name.kind is Kind.OFFICE else 0
        if name.kind is Kind.NONE or canonical_address(written) == seen.address:
            continue
        if name.kind is not Kind.OFFICE:
            displays[name_key(written)] = displays.get(name_key(written), 0) + count
        if name.full:
            weights[name] = weights.get(name, 0) + count
    if not weights:
        weights = _signed(seen)
    steady, shared = _steady(weights, printed=seen.printed)
    named = sum(weights.values())
    if named * _HARDLY_EVER < sum(displays.values()):
        steady = _NOBODY
    impersonal = seen.is_list or is_role_address(seen.address) or shared or office > named
    return Profile(
        seen.key,
        seen.address,
        _NOBODY if impersonal else steady,
        tuple(sorted(displays.items())),
        impersonal,
        seen.printed,
        max(seen.messages, 1),
        max(named, 1),
        _greeted(seen),
    )


def _signed(seen: Correspondent) -> dict[Name, int]:
    """Return the full names that letters from an address are signed with and its local part spells."""
    letters = local_letters(local_part(seen.address))
    weights: dict[Name, int] = {}
    for form in seen.forms:
        if form.where is Where.SIGNATURE:
            name = read_name(form.written)
            if letters in spellings(name):
                weights[name] = weights.get(name, 0) + form.count
    return weights


def _greeted(seen: Correspondent) -> frozenset[str]:
    """Return the single words by which letters greet whoever has an address."""
    names = (read_name(form.written) for form in seen.forms if form.where is Where.SALUTATION)
    return frozenset(name.letters for name in names if name.kind is Kind.SINGLE)


def _printed_name(seen: Correspondent) -> Name:
    """Return the reading of the form most seen; all but greetings hold the same words.

    Initials are initials if they are ever written in capitals alone, and no given name.
    """
    shown = (form for form in seen.forms if form.where is not Where.SALUTATION)
    forms = sorted(shown, key=lambda form: (-form.count, form.written))
    readings = [read_name(form.written) for form in forms]
    if not readings:
        return read_name(seen.key.removeprefix(NAME_PREFIX))
    capitals = (name for name in readings if name.kind is Kind.INITIALS)
    capital = next(capitals, None)
    if capital is not None and readings[0].kind is Kind.SINGLE:
        return readings[0] if is_given_name(capital.letters) else capital
    return readings[0]


def _steady(weights: dict[Name, int], *, printed: bool) -> tuple[Name, bool]:
    """Return the name most sightings agree on, and whether they disagree: then several people share it."""
    if not weights:
        return _NOBODY, False
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0].letters))
    best = _in_order(ranked[0][0], weights)
    agreeing = [
        (name, count)
        for name, count in ranked
        if fit(best, name) is not Fit.NO
        or is_swapped(best, name)
        or (printed and same_but_for_scanning(best, name))
    ]
    held = sum(count for _, count in agreeing)
    total = sum(weights.values())
    others = len(weights) - len(agreeing)
    if held < _STEADY * total:
        return _NOBODY, not printed and others > 1
    fullest = max(
        (item for item in agreeing if item[1] * 20 >= held and fit(best, item[0]) is Fit.SAME),
        key=lambda item: (len(item[0].middle) > 0, item[1], item[0].letters),
        default=(best, held),
    )
    return fullest[0], False


def _in_order(name: Name, others: Iterable[Name]) -> Name:
    """Return a name of two words in the order in which a known given name comes first, if shown so."""
    if is_given_name(name.given):
        return name
    swapped = (other for other in others if is_swapped(name, other))
    return next((other for other in swapped if is_given_name(other.given)), name)
