"""Joinings of rare printed forms to the one far commoner name that they are a misprint of.

Only on printed pages, only to somebody twenty times as common, and never where what would be the misprint
is a name by itself: a given name that is known, or a name that others in the archive bear.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.people.clusters import Clusters, Link
from onrecord.people.fitting import Fit, fit
from onrecord.people.grounds import Ground, GroundKind
from onrecord.people.mailbox_address import domain_of, local_part
from onrecord.people.misreading import distance
from onrecord.people.name_form import Kind, Name
from onrecord.people.nicknames import is_given_name
from onrecord.people.profile import Profile

_COMMONER = 20
_MOST_COMPARED = 200
_SHORTEST = 4
_TELLING_END = 2
_COMMONER_LOCAL = 4
_SHORTEST_LOCAL = 7
_HALF = 4


class _Words(msgspec.Struct):
    """How many persons' letters show a word as given name, and as surname."""

    givens: dict[str, set[str]]
    surnames: dict[str, set[str]]


def misprinted_names(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of misprinted names: one letter or two wrong in given name or surname, or swapped."""
    printed = [item for item in profiles if item.printed and item.name.full]
    words = _words(printed)
    by_surname: dict[str, list[Profile]] = defaultdict(list)
    by_given: dict[str, list[Profile]] = defaultdict(list)
    for item in printed:
        by_surname[item.name.surname].append(item)
        by_given[item.name.given].append(item)
    for group in (by_surname, by_given):
        for found in group.values():
            found.sort(key=lambda item: (-clusters.weight(clusters.root(item.key)), item.key))
            del found[_MOST_COMPARED:]
    for item in sorted(printed, key=lambda item: item.key):
        groups = (by_surname[item.name.surname], by_given[item.name.given])
        swapped = by_surname.get(item.name.given, [])
        enough = _COMMONER * clusters.weight(clusters.root(item.key))
        heads = [group[0] for group in (*groups, swapped) if group]
        if all(clusters.weight(clusters.root(head.key)) < enough for head in heads):
            continue
        near = [
            *(other for other in groups[0] if _given_slips(item, other, words)),
            *(other for other in groups[1] if _surname_slips(item, other, words)),
            *(other for other in swapped if _is_swapped(item, other)),
        ]
        yield from _to_the_only(item, near, clusters)


def misprinted_addresses(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of nameless printed addresses that are one letter off one far commoner address.

    The last letters must agree: they are the initials that tell two bearers of a surname apart.
    """
    printed = [item for item in profiles if item.printed and "@" in item.address]
    surnames = {item.name.surname for item in printed if item.name.full}
    groups: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for item in printed:
        groups[domain_of(item.address), item.local[-_TELLING_END:]].append(item)
    for _, found in sorted(groups.items()):
        found.sort(key=lambda item: (-clusters.weight(clusters.root(item.key)), item.key))
        for item in found:
            local = item.local
            if item.name.full or len(local) <= _SHORTEST or local[:-_TELLING_END] in surnames:
                continue
            near = [
                other for other in found[:_MOST_COMPARED]
                if other.name.full and distance(local, local_part(other.address), 1) == 1
            ]  # fmt: skip
            yield from _to_the_only(item, near, clusters)


def misprinted_locals(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of printed local parts that lack a letter of, or misread one in, a commoner one."""
    printed = [
        item for item in profiles
        if item.printed and not item.address and item.name.kind in (Kind.LOCAL, Kind.SINGLE)
        and len(item.name.letters) >= _SHORTEST_LOCAL
    ]  # fmt: skip
    groups: dict[str, list[Profile]] = defaultdict(list)
    for item in printed:
        for part in {item.name.letters[:_HALF], item.name.letters[-_HALF:]}:
            groups[part].append(item)
    near: dict[str, dict[str, Profile]] = defaultdict(dict)
    for found in groups.values():
        found.sort(key=lambda item: (-item.weight, item.key))
        for item in found:
            for other in found[:_MOST_COMPARED]:
                if distance(item.name.letters, other.name.letters, 1) == 1:
                    near[item.key][other.key] = other
    for item in sorted(printed, key=lambda item: item.key):
        others = [near[item.key][key] for key in sorted(near[item.key])]
        yield from _to_the_only(item, others, clusters, _COMMONER_LOCAL)


def _to_the_only(
    item: Profile, near: list[Profile], clusters: Clusters, times: int = _COMMONER
) -> Iterator[Link]:
    """Yield the link to a far commoner person, if only one is near."""
    own = clusters.root(item.key)
    weight = clusters.weight(own)
    persons = {clusters.root(other.key) for other in near} - {own}
    common = {root for root in persons if clusters.weight(root) >= times * weight}
    if len(common) != 1:
        return
    heaviest = max(map(clusters.weight, common))
    if all(clusters.weight(root) * times <= heaviest for root in persons - common):
        meant = next(other for other in near if clusters.root(other.key) in common)
        detail = "a misprint of the far commoner form"
        ground = Ground(GroundKind.PRINTED_FORMS, item.key, meant.key, item.weight, detail)
        yield Link(ground, names_matter=False)


def _words(printed: list[Profile]) -> _Words:
    givens: dict[str, set[str]] = defaultdict(set)
    surnames: dict[str, set[str]] = defaultdict(set)
    for item in printed:
        givens[item.name.given].add(item.name.surname)
        surnames[item.name.surname].add(item.name.given)
    return _Words(givens, surnames)


def _given_slips(item: Profile, other: Profile, words: _Words) -> bool:
    given = item.name.given
    if len(given) < _SHORTEST or is_given_name(given) or len(words.givens[given]) > 1:
        return False
    return _rest_agrees(item.name, other.name) and _slips(given, other.name.given)


def _surname_slips(item: Profile, other: Profile, words: _Words) -> bool:
    surname = item.name.surname
    if len(surname) < _SHORTEST or len(item.name.given) < 2 or len(words.surnames[surname]) > 1:
        return False
    return _rest_agrees(item.name, other.name) and _slips(surname, other.name.surname)


def _rest_agrees(first: Name, second: Name) -> bool:
    """Tell whether suffix and middle initials agree, one of them perhaps not printed."""
    return first.suffix == second.suffix and all(
        one[0] == other[0] for one, other in zip(first.middle, second.middle, strict=False)
    )


def _slips(word: str, meant: str) -> bool:
    """Tell whether a word is another with a letter lost, added, changed or swapped (two, if long)."""
    most = 2 if len(meant) > 7 else 1
    return len(meant) >= _SHORTEST and 0 < distance(word, meant, most) <= most


def _is_swapped(item: Profile, other: Profile) -> bool:
    """Tell whether a name of two words is another's in the other order."""
    name = item.name
    if name.middle or is_given_name(name.given):
        return False
    swapped = Name(name.kind, given=name.surname, surname=name.given, suffix=name.suffix)
    return fit(swapped, other.name) is Fit.SAME
