"""Joinings of bare addresses and printed local parts to the one full name that they spell.

Where several bear such a name, whom letters to the address greet can tell which of them it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from onrecord.people.clusters import Clusters, Link
from onrecord.people.evidence_rules import name_words
from onrecord.people.fitting import (
    Fit,
    fit,
    is_numbered,
    local_letters,
    spellings,
    with_a_gap,
)
from onrecord.people.grounds import Ground, GroundKind
from onrecord.people.mailbox_address import domain_of, organisation_domain
from onrecord.people.name_form import Name
from onrecord.people.nicknames import given_names_fit, is_given_name
from onrecord.people.profile import Profile
from onrecord.people.sightings import NAME_PREFIX

_SHORTEST_LOCAL = 4
_LEAST_OF_A_DOMAIN = 5
_USUAL = 0.7
_NEGLIGIBLE = 20
_HARDLY_ANYBODY = 100
_TOP_LEVEL = frozenset("com edu gov mil net org".split())
_CUTS = (7, 8)
"""Letters that are left of a local part where a directory cuts it short."""


class _Bearers(msgspec.Struct, frozen=True):
    """Who bears a full name that letters spell, by these letters; and whose spelling begins with them."""

    spelt: Mapping[str, set[str]]
    begun: Mapping[str, set[str]]

    def of(self, letters: str) -> set[str]:
        """Return who can be meant: by the letters, by them and a middle initial not known, or cut short."""
        found = self.spelt.get(letters, set())
        for gapped in () if found else with_a_gap(letters):
            found = found | self.spelt.get(gapped, set())
        return found or self.begun.get(letters, set())


def local_parts(profiles: Mapping[str, Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of bare addresses and printed local parts to the one full name that they spell."""
    bare = {
        item.key: local_letters(item.local)
        for item in profiles.values()
        if not item.impersonal and not item.name.full and item.local
    }
    bearers = _bearers(profiles, set(bare.values()))
    strict = _strict_domains(profiles.values())
    words = name_words(profiles.values())
    found: list[Link] = []
    for key, letters in sorted(bare.items()):
        item = profiles[key]
        if not _speaks(item):
            continue
        named = [
            profiles[other]
            for other in bearers.of(letters)
            if other != key and not _is_other_order(letters, profiles[other].name)
        ]
        meant, detail = _meant(item, named, clusters)
        if letters in words and not (detail or item.printed):
            continue
        if domain_of(key) in strict and not detail:
            meant = [other for other in meant if _has_every_initial(letters, other, clusters)]
        meant = [other for other in meant if _is_of_one_house(key, other.key, clusters)]
        if meant:
            best = max(meant, key=lambda other: (bool(other.address), other.weight, other.key))
            found.append(Link(Ground(GroundKind.LOCAL_PART, key, best.key, item.weight, detail)))
    yield from _of_one_organisation(found, clusters)


def _of_one_organisation(links: list[Link], clusters: Clusters) -> Iterator[Link]:
    """Yield links without those of addresses at several organisations to one who has no address yet."""
    houses: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if _has_domain(link.ground.first):
            houses[clusters.root(link.ground.second)].add(_house(link.ground.first))
    for link in links:
        root = clusters.root(link.ground.second)
        alone = len(houses[root]) < 2 or any(map(_has_domain, clusters.members(root)))
        if alone or not _has_domain(link.ground.first):
            yield link


def _house(address: str) -> str:
    return organisation_domain(address) or domain_of(address)


def same_local_parts(profiles: Mapping[str, Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of a local part printed without its domain to the one printed address that has it."""
    addresses: dict[str, list[Profile]] = defaultdict(list)
    for item in profiles.values():
        if item.printed and "@" in item.address:
            addresses[item.local].append(item)
    for item in profiles.values():
        if item.address or not item.printed or item.impersonal or len(item.local) < _SHORTEST_LOCAL:
            continue
        found = addresses.get(item.local, [])
        roots = {clusters.root(other.key) for other in found}
        if len(roots) == 1 and _speaks(item) and not any(other.impersonal for other in found):
            best = max(found, key=lambda other: (other.weight, other.key))
            detail = "the only address with this local part"
            yield Link(Ground(GroundKind.LOCAL_PART, item.key, best.key, item.weight, detail))


def _bearers(profiles: Mapping[str, Profile], bare: set[str]) -> _Bearers:
    wanted = {letters for letters in bare if len(letters) >= _SHORTEST_LOCAL}
    wanted |= {gapped for letters in wanted for gapped in with_a_gap(letters)}
    spelt: dict[str, set[str]] = defaultdict(set)
    begun: dict[str, set[str]] = defaultdict(set)
    for item in profiles.values():
        if item.name.full and not item.impersonal:
            for letters in spellings(item.name).keys() & wanted:
                spelt[letters].add(item.key)
            whole = item.name.given[0] + item.name.surname.replace(" ", "")
            for size in _CUTS:
                if size < len(whole) and whole[:size] in wanted:
                    begun[whole[:size]].add(item.key)
    return _Bearers(spelt, begun)


def _meant(item: Profile, named: list[Profile], clusters: Clusters) -> tuple[list[Profile], str]:
    """Return the one person's forms that a local part spells, and what else tells that they are meant."""
    printed = item.printed and all(other.printed for other in named)
    roots = telling({clusters.root(other.key) for other in named}, clusters, printed=printed)
    if len(roots) > 1:
        roots = _without_strays(roots, clusters)
    greeted = [other for other in named if _is_greeted(item, other)]
    hailed = {clusters.root(other.key) for other in greeted} & roots
    if len(hailed) == 1:
        return [
            other for other in greeted if clusters.root(other.key) in hailed
        ], "and is greeted so"
    if len(roots) != 1:
        return [], ""
    return [other for other in named if clusters.root(other.key) in roots], ""


def telling(roots: set[str], clusters: Clusters, *, printed: bool) -> set[str]:
    """Return the groups that count as rivals: on printed pages, very rare ones may be misreadings."""
    if not printed:
        return roots
    heaviest = max((clusters.weight(root) for root in roots), default=0)
    return {root for root in roots if clusters.weight(root) * _NEGLIGIBLE > heaviest}


def _without_strays(roots: set[str], clusters: Clusters) -> set[str]:
    """Return groups without those that hardly any letter names and whose name is that of the commonest."""
    commonest = max(roots, key=lambda root: (clusters.weight(root), root))
    return {
        root
        for root in roots
        if clusters.weight(root) * _HARDLY_ANYBODY > clusters.weight(commonest)
        or any(
            fit(name, theirs) is Fit.NO
            for name in clusters.names(root)
            for theirs in clusters.names(commonest)
        )
    }


def _is_other_order(letters: str, name: Name) -> bool:
    """Tell whether letters put a surname first that is a given name too.

    ``walter.philip`` is more likely a Walter.
    """
    return is_given_name(name.surname) and letters == name.surname + name.given


def _is_greeted(item: Profile, bearer: Profile) -> bool:
    return any(given_names_fit(word, bearer.name.given) for word in item.greeted)


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


def _has_every_initial(letters: str, bearer: Profile, clusters: Clusters) -> bool:
    return all(
        _has_all_initials(letters, name) for name in clusters.names(clusters.root(bearer.key))
    )


def _has_all_initials(letters: str, name: Name) -> bool:
    return not name.middle or spellings(name).get(letters) not in ("given", "initial")


def _speaks(item: Profile) -> bool:
    """Tell whether a local part is a name by itself: not numbered in an organisation, no given name.

    What is left of an address without its beginning (``r.com``) is none.
    """
    if item.key.rpartition(".")[2] in _TOP_LEVEL and not item.address:
        return False
    if item.address and is_numbered(item.local) and not item.printed:
        return False
    return not is_given_name(local_letters(item.local))
