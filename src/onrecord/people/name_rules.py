"""Joinings of printed names to the one person in the archive that they fit.

A name alone never joins two who have addresses. A form without an address is joined to a person only
where nobody else in the archive can be meant.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.people.clusters import Clusters, Link
from onrecord.people.evidence_rules import is_anybodys, name_words
from onrecord.people.fitting import (
    Fit,
    fit,
    same_but_for_scanning,
)
from onrecord.people.grounds import Ground, GroundKind
from onrecord.people.local_rules import telling
from onrecord.people.misreading import skeleton
from onrecord.people.name_form import Kind, Name
from onrecord.people.nicknames import FORMS_OF_ADDRESS, TITLES
from onrecord.people.profile import Profile
from onrecord.people.sightings import is_address
from onrecord.text.terms import fold

_EXCLUSIVE = 0.95
_LEAST_DISPLAYS = 10
_NEGLIGIBLE = 20
_COMMON_SURNAME = 3
_MOST_OF_A_SURNAME = 400


def steady_displays(profiles: Mapping[str, Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of a printed name to the address that mail programs show under just that name.

    Full names, and initials or made-up words seen often; never a single given name.
    """
    shown: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for item in profiles.values():
        if item.address and not item.impersonal:
            for key, count in item.displays:
                if key in profiles:
                    shown[key].append((item.key, count))
    known = name_words(profiles.values())
    for key, addresses in sorted(shown.items()):
        printed = profiles[key]
        if printed.impersonal or is_anybodys(printed, known):
            continue
        link = _exclusive(printed, addresses, profiles, clusters)
        if link is not None:
            yield link


def _exclusive(
    printed: Profile,
    addresses: list[tuple[str, int]],
    profiles: Mapping[str, Profile],
    clusters: Clusters,
) -> Link | None:
    """Return the link to the one person who uses a name, None where several do or too seldom."""
    uses: dict[str, int] = defaultdict(int)
    for key, count in addresses:
        uses[clusters.root(key)] += count
    total = sum(uses.values())
    root, most = max(uses.items(), key=lambda item: (item[1], item[0]))
    if most < _EXCLUSIVE * total:
        return None
    if not printed.name.full and most < _LEAST_DISPLAYS:
        return None
    steady = {
        clusters.root(key)
        for key, count in addresses
        if 2 * count > sum(number for _, number in profiles[key].displays)
    }
    if steady - {root} and not printed.printed:
        return None
    if any(uses[other] * _NEGLIGIBLE > most for other in steady - {root}):
        return None
    best = max(
        (item for item in addresses if clusters.root(item[0]) == root), key=lambda item: item[1]
    )
    return Link(Ground(GroundKind.DISPLAY_NAME, printed.key, best[0], most))


def full_names(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of printed full names to one another and to the one who bears such a name."""
    groups: dict[str, list[Profile]] = defaultdict(list)
    for item in profiles:
        if item.name.full and not item.impersonal:
            groups[item.name.surname].append(item)
    for _, found in sorted(groups.items()):
        if 1 < len(found) <= _MOST_OF_A_SURNAME and any(not item.address for item in found):
            yield from _of_a_surname(found, clusters)


def _of_a_surname(found: list[Profile], clusters: Clusters) -> Iterator[Link]:
    """Link each printed name to what it fits, if all it fits can be one person."""
    common = _givens(found) > _COMMON_SURNAME
    for item in sorted(found, key=lambda item: item.key):
        if item.address:
            continue
        around = _around(item, found)
        near = [other for other in around if not common or fit(item.name, other.name) is Fit.SAME]
        if not near or not _can_be_one([item, *around], clusters):
            continue
        best = max(near, key=lambda other: (bool(other.address), other.weight, other.key))
        if best.address or _can_be_one([best, *_around(best, found)], clusters):
            kind = GroundKind.DISPLAY_NAME if best.address else GroundKind.PRINTED_FORMS
            detail = "the only bearer of this name"
            yield Link(Ground(kind, item.key, best.key, item.weight, detail))


def _givens(found: list[Profile]) -> int:
    """Return how many given names there are to a surname, without those too rare to count."""
    weights: dict[str, int] = defaultdict(int)
    for other in found:
        weights[other.name.given] += other.weight
    heaviest = max(weights.values())
    return sum(weight * _NEGLIGIBLE > heaviest for weight in weights.values())


def _around(item: Profile, found: list[Profile]) -> list[Profile]:
    return [
        other for other in found if other is not item and fit(item.name, other.name) is not Fit.NO
    ]


def _can_be_one(fitting: list[Profile], clusters: Clusters) -> bool:
    """Tell whether at most one of those who fit has an address, and no two contradict one another."""
    printed = all(item.printed for item in fitting)
    persons = {clusters.root(item.key) for item in fitting if item.address}
    if not printed:
        roots = {clusters.root(item.key) for item in fitting}
        persons = {root for root in roots if any(map(is_address, clusters.members(root)))}
    if len(telling(persons, clusters, printed=printed)) > 1:
        return False
    heaviest = max(item.weight for item in fitting)
    weighty = [
        item for item in fitting
        if not item.printed or item.weight * _NEGLIGIBLE > heaviest
    ]  # fmt: skip
    return all(
        fit(one.name, other.name) is not Fit.NO
        for at, one in enumerate(weighty)
        for other in weighty[:at]
    )


def scanned_names(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of printed names that differ from one other name only by spaces or misread letters."""
    shapes: dict[str, list[Profile]] = defaultdict(list)
    for item in profiles:
        if item.printed and item.name.full and not item.impersonal:
            shapes[skeleton(item.name.letters)].append(item)
    for _, found in sorted(shapes.items()):
        best = max(found, key=lambda item: (bool(item.address), item.weight, item.key))
        roots = {clusters.root(item.key) for item in found if item.address}
        if len(telling(roots, clusters, printed=True)) > 1:
            continue
        for item in found:
            if (
                item is not best
                and not item.address
                and same_but_for_scanning(item.name, best.name)
            ):
                detail = "the same name but for spaces and misread letters"
                yield Link(
                    Ground(GroundKind.PRINTED_FORMS, item.key, best.key, item.weight, detail)
                )


def titled_names(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of ``Secretary Doe`` to the one Doe whom another printed form gives this office."""
    holders: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    titled: list[Profile] = []
    for item in profiles:
        if item.address or not item.printed:
            continue
        if item.name.full:
            for title in _offices(item.name):
                holders[title, item.name.surname].append(item)
        elif item.name.kind is Kind.SINGLE and item.name.titles:
            titled.append(item)
    for item in titled:
        found = [
            holder
            for title in _offices(item.name)
            for holder in holders.get((title, item.name.letters), ())
        ]
        if len({clusters.root(holder.key) for holder in found}) == 1:
            best = max(found, key=lambda holder: (holder.weight, holder.key))
            detail = "the only bearer of this surname in this office"
            yield Link(Ground(GroundKind.PRINTED_FORMS, item.key, best.key, item.weight, detail))


def _offices(name: Name) -> frozenset[str]:
    """Return the titles of a name that are offices, its note's first word among them."""
    words = {*name.titles, *fold(name.note).split()[:1]}
    return frozenset(words & TITLES - FORMS_OF_ADDRESS)
