"""Joinings of printed names and bare addresses to the one person in the archive that they fit.

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
    is_numbered,
    local_letters,
    same_but_for_scanning,
    spellings,
    with_a_gap,
)
from onrecord.people.grounds import Ground, GroundKind
from onrecord.people.mailbox_address import domain_of, organisation_domain
from onrecord.people.misreading import skeleton
from onrecord.people.name_form import Name
from onrecord.people.nicknames import is_given_name
from onrecord.people.profile import Profile
from onrecord.people.sightings import NAME_PREFIX

_EXCLUSIVE = 0.95
_LEAST_DISPLAYS = 10
_NEGLIGIBLE = 20
_COMMON_SURNAME = 3
_MOST_OF_A_SURNAME = 400
_SHORTEST_LOCAL = 4
_LEAST_OF_A_DOMAIN = 5
_USUAL = 0.7


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
    persons = {clusters.root(item.key) for item in fitting if item.address}
    printed = all(item.printed for item in fitting)
    if len(_telling(persons, clusters, printed=printed)) > 1:
        return False
    heaviest = max(item.weight for item in fitting)
    telling = [
        item for item in fitting
        if not item.printed or item.weight * _NEGLIGIBLE > heaviest
    ]  # fmt: skip
    return all(
        fit(one.name, other.name) is not Fit.NO
        for at, one in enumerate(telling)
        for other in telling[:at]
    )


def _telling(roots: set[str], clusters: Clusters, *, printed: bool) -> set[str]:
    """Return the groups that count as rivals: on printed pages, very rare ones may be misreadings."""
    if not printed:
        return roots
    heaviest = max((clusters.weight(root) for root in roots), default=0)
    return {root for root in roots if clusters.weight(root) * _NEGLIGIBLE > heaviest}


def scanned_names(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of printed names that differ from one other name only by spaces or misread letters."""
    shapes: dict[str, list[Profile]] = defaultdict(list)
    for item in profiles:
        if item.printed and item.name.full and not item.impersonal:
            shapes[skeleton(item.name.letters)].append(item)
    for _, found in sorted(shapes.items()):
        best = max(found, key=lambda item: (bool(item.address), item.weight, item.key))
        roots = {clusters.root(item.key) for item in found if item.address}
        if len(_telling(roots, clusters, printed=True)) > 1:
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


def local_parts(profiles: Mapping[str, Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of bare addresses and printed local parts to the one full name that they spell."""
    bare = {
        item.key: local_letters(item.local)
        for item in profiles.values()
        if not item.impersonal and not item.name.full and item.local
    }
    wanted = {letters for letters in bare.values() if len(letters) >= _SHORTEST_LOCAL}
    wanted |= {gapped for letters in wanted for gapped in with_a_gap(letters)}
    bearers: dict[str, set[str]] = defaultdict(set)
    for item in profiles.values():
        if item.name.full and not item.impersonal:
            for letters in spellings(item.name).keys() & wanted:
                bearers[letters].add(item.key)
    strict = _strict_domains(profiles.values())
    for key, letters in sorted(bare.items()):
        named = bearers.get(letters, set()) - {key}
        for gapped in () if named else with_a_gap(letters):
            named = named | bearers.get(gapped, set()) - {key}
        printed = profiles[key].printed and all(profiles[other].printed for other in named)
        roots = _telling({clusters.root(other) for other in named}, clusters, printed=printed)
        if len(roots) != 1 or not _speaks(profiles[key]):
            continue
        meant = [other for other in named if clusters.root(other) in roots]
        if domain_of(key) in strict:
            meant = [
                other for other in meant
                if all(_has_all_initials(letters, name) for name in clusters.names(clusters.root(other)))
            ]  # fmt: skip
        meant = [other for other in meant if _is_of_one_house(key, other, clusters)]
        if not meant:
            continue
        best = max(
            meant, key=lambda other: (bool(profiles[other].address), profiles[other].weight, other)
        )
        yield Link(Ground(GroundKind.LOCAL_PART, key, best, profiles[key].weight))


def _is_of_one_house(key: str, bearer: str, clusters: Clusters) -> bool:
    """Tell whether an address can be the bearer's: one at another organisation may be a namesake's."""
    if not _has_domain(key):
        return True
    domains = {
        organisation_domain(member)
        for member in clusters.members(clusters.root(bearer))
        if _has_domain(member)
    }
    return not domains or (organisation_domain(key) in domains and bool(organisation_domain(key)))


def _has_domain(key: str) -> bool:
    """Tell whether a correspondent's key is an address with a domain."""
    return "@" in key and not key.startswith(("/", NAME_PREFIX))


def _strict_domains(profiles: Iterable[Profile]) -> frozenset[str]:
    """Return domains that put a middle initial into nearly every address of one who has it."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item in profiles:
        if item.address and item.name.full and item.name.middle:
            count = counts[domain_of(item.address)]
            pattern = spellings(item.name).get(local_letters(item.local))
            count[0] += item.weight if pattern == "initials" else 0
            count[1] += item.weight if pattern in ("initial", "initials") else 0
    return frozenset(
        domain for domain, (held, all_) in counts.items()
        if all_ >= _LEAST_OF_A_DOMAIN and held >= _USUAL * all_
    )  # fmt: skip


def _has_all_initials(letters: str, name: Name) -> bool:
    return not name.middle or spellings(name).get(letters) not in ("given", "initial")


def _speaks(item: Profile) -> bool:
    """Tell whether a local part is a name by itself: not numbered in an organisation, no given name."""
    if item.address and is_numbered(item.local) and not item.printed:
        return False
    return not is_given_name(local_letters(item.local))
