"""Joinings of addresses: aliases that one organisation gives one person, and misread printed addresses."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.people.clusters import Clusters, Link
from onrecord.people.directory_name import common_name, given_alias
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
from onrecord.people.misreading import distance, skeleton
from onrecord.people.profile import Profile

_MOST_OF_A_NAME = 200
"""Addresses that bear one name: beyond that, the name says nothing."""

_MANY_NAMES = 200
_MOST_GIVENS = 3
"""A surname that stands with more given names than these is common."""

_STRAY_MARK = re.compile(r"(?<!\w)'|'(?!\w)")
_ENTRY = "directory entry"
_SURNAME = "surname"
_SHORTEST_ALIAS = 6
_STRAY = 500
_RARER = 5
_RARE = 20
_MOST_DAMAGE = 2


def organisation_aliases(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of addresses in one organisation that bear one full name and each spell it.

    ``j.doe`` and ``jane.doe`` are aliases; ``jane.doe2`` was given to a second Jane Doe, so a number
    at the end, or two addresses of one pattern, keep people apart.
    """
    bearers = [item for item in profiles if item.address and item.name.full]
    houses = _houses(bearers)
    groups: dict[tuple[str, str, str], list[tuple[Profile, str]]] = defaultdict(list)
    for item in bearers:
        path = common_name(item.key) if item.key.startswith("/") else None
        organisation = (
            houses.get(path.organisation, "") if path else organisation_domain(item.address)
        )
        pattern = _pattern(item) if organisation and len(item.name.given) > 1 else ""
        if pattern and (pattern == _ENTRY or not is_numbered(item.local)):
            at = (organisation, item.name.surname, item.name.given)
            groups[at].append((item, pattern))
    for (organisation, _, _), found in sorted(groups.items()):
        if 1 < len(found) <= _MOST_OF_A_NAME and _one_bearer(found, clusters):
            first = found[0][0]
            for other, _ in found[1:]:
                if clusters.root(first.key) != clusters.root(other.key):
                    detail = f"both spell the name at {organisation}"
                    yield Link(Ground(GroundKind.LOCAL_PART, first.key, other.key, 1, detail))


def _houses(bearers: list[Profile]) -> dict[str, str]:
    """Return the domain that goes with an organisation of directory paths: by far the commonest."""
    domains: dict[str, Counter[str]] = defaultdict(Counter)
    for item in bearers:
        domain = organisation_domain(item.address)
        domains[domain.partition(".")[0]][domain] += 1
    found: dict[str, str] = {}
    for name, counts in domains.items():
        (domain, most), *others = counts.most_common(2)
        if all(most >= _RARER * number for _, number in others):
            found[name] = domain
    return found


def _pattern(item: Profile) -> str:
    """Return the pattern by which a local part spells the name; a directory's alias may be cut short."""
    if item.key.startswith("/") and not given_alias(item.key):
        return _ENTRY
    spelt = spellings(item.name)
    letters = local_letters(item.local)
    if letters == item.name.surname:
        return _SURNAME
    if letters in spelt or not item.key.startswith("/") or len(letters) < _SHORTEST_ALIAS:
        return spelt.get(letters, "")
    whole = next((spelling for spelling in spelt if spelling.startswith(letters)), "")
    return "initial" if spelt.get(whole) == "initial" else ""


def _one_bearer(found: list[tuple[Profile, str]], clusters: Clusters) -> bool:
    """Tell whether all can be one person's: names agree, and no pattern was used twice in a domain.

    Where an address spells a middle initial, one whose person is never shown with it may be a namesake's.
    """
    spelt = {
        (pattern, domain_of(item.address) or "/", "".join(filter(str.isalnum, item.local)))
        for item, pattern in found
    }
    if len({(pattern, domain) for pattern, domain, _ in spelt}) < len(spelt):
        return False
    first = found[0][0].name
    with_middle = any("middle" in pattern or pattern == "initials" for _, pattern in found)
    if with_middle:
        shown = {clusters.root(item.key) for item, _ in found if item.name.middle}
        if any(clusters.root(item.key) not in shown for item, _ in found):
            return False
    return all(fit(first, item.name) is Fit.SAME for item, _ in found)


def exchange_aliases(profiles: Iterable[Profile]) -> Iterator[Link]:
    """Yield links of ``alias@organisation`` to the one directory path that ends in this alias.

    Exchange makes the local part from the alias, unless it is told otherwise; the path's ``/o=`` must be
    the name of the domain. A name that hardly any letter shows with the address, as strangers write, does
    not count against it.
    """
    paths: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item in profiles:
        path = common_name(item.key) if item.key.startswith("/") else None
        if path is not None and path.alias:
            paths[path.organisation, path.alias].add(item.key)
    for item in profiles:
        organisation = organisation_domain(item.address).partition(".")[0]
        found = paths.get((organisation, item.local), set()) if organisation else set()
        if len(found) == 1:
            detail = "the same alias in the directory"
            ground = Ground(GroundKind.SAME_ADDRESS, item.key, min(found), item.weight, detail)
            yield Link(ground, names_matter=item.shown * _RARE > item.weight)


def quoted_addresses(profiles: Iterable[Profile]) -> Iterator[Link]:
    """Yield links of an address to the one that it is but for quotation marks (``jane'.'doe``).

    Programs put them there when they make an address of a name in quotation marks. A mark between two
    letters may be the name's own (``pat.o'dell``).
    """
    personal = {item.address: item for item in profiles if item.address}
    for address, item in personal.items():
        plain = _STRAY_MARK.sub("", address)
        if plain != address and plain in personal:
            detail = "the same but for quotation marks"
            yield Link(Ground(GroundKind.SAME_ADDRESS, item.key, plain, item.weight, detail))


def unmistakable_names(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of addresses whose local part spells a full name that nobody shares even in part.

    The given name stands with no other surname, and the surname with no other given name, in an archive
    of many names: two addresses that show it, and of which one spells it, are one person's.
    """
    bearers: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    beside: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for item in profiles:
        name = item.name
        if name.full:
            bearers[name.given, name.surname].append(item)
            beside[name.surname][name.given] += item.weight
            beside[name.given][name.surname] += item.weight
    if len(bearers) < _MANY_NAMES:
        return
    for (given, surname), found in sorted(bearers.items()):
        addressed = [item for item in found if item.address]
        printed = all(item.printed for item in addressed)
        if (
            len(addressed) > 1
            and _is_alone(given, beside[surname], printed=printed)
            and _is_alone(surname, beside[given], printed=printed)
        ):
            yield from _of_one_spelling(addressed, clusters)


def _is_alone(word: str, others: Mapping[str, int], *, printed: bool) -> bool:
    """Tell whether no other word stands in this place; on printed pages misreadings do not count."""
    if not printed:
        return len(others) == 1
    heaviest = others[word]
    return all(
        weight * _STRAY <= heaviest
        or other in word
        or distance(word, other, _MOST_DAMAGE) <= _MOST_DAMAGE
        for other, weight in others.items()
    )


def _of_one_spelling(addressed: list[Profile], clusters: Clusters) -> Iterator[Link]:
    spelt = [item for item in addressed if local_letters(item.local) in spellings(item.name)]
    if not spelt:
        return
    first = max(spelt, key=lambda item: (item.weight, item.key))
    for other in addressed:
        agree = fit(first.name, other.name) is Fit.SAME and not is_numbered(other.local)
        if agree and clusters.root(first.key) != clusters.root(other.key):
            detail = "nobody else in the archive shares any part of this name"
            yield Link(Ground(GroundKind.LOCAL_PART, first.key, other.key, 1, detail))


def home_addresses(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of addresses at a provider to the one address at an organisation that bears their name.

    The local part must spell the name, in an archive of many names where hardly anybody else has the
    surname, and nobody a given name that could be meant by the same letters.
    """
    surnames: dict[str, list[Profile]] = defaultdict(list)
    for item in profiles:
        if item.name.full:
            surnames[item.name.surname].append(item)
    if len(surnames) < _MANY_NAMES:
        return
    for _, found in sorted(surnames.items()):
        if len({item.name.given for item in found}) <= _MOST_GIVENS:
            for item in found:
                yield from _home(item, found, clusters)


def _home(item: Profile, found: list[Profile], clusters: Clusters) -> Iterator[Link]:
    if not _is_home(item) or item.printed:
        return
    pattern = _home_pattern(item)
    near = [
        other
        for other in found
        if other is not item and (pattern == "given" or other.name.given[0] == item.name.given[0])
    ]
    fitting = [other for other in near if fit(item.name, other.name) is not Fit.NO]
    offices = {
        clusters.root(other.key): other
        for other in fitting
        if other.address and not _is_home(other)
    }
    if not pattern or len(offices) != 1 or (pattern != "given" and len(fitting) < len(near)):
        return
    (office,) = offices.values()
    if fit(item.name, office.name) is Fit.SAME:
        detail = "the local part spells a name that only one other in the archive bears"
        yield Link(Ground(GroundKind.LOCAL_PART, item.key, office.key, item.weight, detail))


def _home_pattern(item: Profile) -> str:
    """Return the pattern by which a local part spells the name, a middle initial not known let in."""
    spelt, letters = spellings(item.name), local_letters(item.local)
    if letters in spelt:
        return spelt[letters]
    return "given" if any(gapped in spelt for gapped in with_a_gap(letters)) else ""


def _is_home(item: Profile) -> bool:
    return "@" in item.address and not organisation_domain(item.address)


def misread_addresses(profiles: Iterable[Profile], clusters: Clusters) -> Iterator[Link]:
    """Yield links of printed addresses to the one they are a misreading of."""
    printed = [item for item in profiles if item.printed and "@" in item.address]
    yield from _of_one_name(printed)
    yield from _of_one_shape(printed, clusters)


def _of_one_name(printed: list[Profile]) -> Iterator[Link]:
    """Link addresses of one full name that differ by a letter or two, the rarer to the commoner."""
    groups: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for item in printed:
        if item.name.full:
            groups[item.name.surname, item.name.given].append(item)
    for _, found in sorted(groups.items()):
        ranked = sorted(found, key=lambda item: (-item.weight, item.key))[:_MOST_OF_A_NAME]
        for at, item in enumerate(ranked):
            near = next((other for other in ranked[:at] if _misreads(item, other)), None)
            if near is not None:
                yield _misread(item, near)


def _misreads(item: Profile, other: Profile) -> bool:
    if fit(item.name, other.name) is Fit.NO:
        return False
    most = _MOST_DAMAGE + (other.weight >= _RARE * item.weight)
    return _is_damage(item.local, other.local, most) and _is_near_domain(item, other)


def _is_damage(local: str, other: str, most: int) -> bool:
    if skeleton(local) == skeleton(other):
        return True
    numbered = local.rstrip("0123456789") == other.rstrip("0123456789")
    return not numbered and distance(local, other, most) <= most


def _is_near_domain(item: Profile, other: Profile) -> bool:
    first, second = domain_of(item.address), domain_of(other.address)
    if first == second or skeleton(first) == skeleton(second):
        return True
    return distance(first, second, _MOST_DAMAGE) <= _MOST_DAMAGE or second.startswith(first)


def _of_one_shape(printed: list[Profile], clusters: Clusters) -> Iterator[Link]:
    """Link an address to the one, far commoner address that it looks like to a scanner."""
    common: dict[str, Profile] = {}
    for item in sorted(printed, key=lambda item: (-item.weight, item.key)):
        shape = skeleton(item.address)
        known = common.setdefault(shape, item)
        if known is not item and known.weight >= _RARER * item.weight:
            yield _misread(item, known)
    domains = _domains(printed)
    by_local: dict[str, list[Profile]] = defaultdict(list)
    for item in printed:
        by_local[item.local].append(item)
    for _, found in sorted(by_local.items()):
        for item in found:
            meant = domains.get(domain_of(item.address))
            others = [other for other in found if domain_of(other.address) == meant]
            if others and clusters.root(item.key) != clusters.root(others[0].key):
                yield _misread(item, others[0])


def _domains(printed: list[Profile]) -> dict[str, str]:
    """Return which far commoner domain a rare one is a misreading of."""
    weights: dict[str, int] = defaultdict(int)
    for item in printed:
        weights[domain_of(item.address)] += item.weight
    ranked = sorted(weights, key=lambda domain: (-weights[domain], domain))
    common = ranked[:_RARE]
    found: dict[str, str] = {}
    for domain in ranked:
        near = [
            other
            for other in common
            if weights[other] >= _RARE * weights[domain] and _is_damaged_domain(domain, other)
        ]
        if len(near) == 1:
            found[domain] = near[0]
    return found


def _is_damaged_domain(domain: str, other: str) -> bool:
    return (
        skeleton(other) == skeleton(domain)
        or distance(other, domain, _MOST_DAMAGE) <= _MOST_DAMAGE
        or (len(domain) > _MOST_DAMAGE and other.startswith(f"{domain}."))
    )


def _misread(item: Profile, meant: Profile) -> Link:
    detail = "a misreading of the address"
    return Link(Ground(GroundKind.PRINTED_FORMS, item.key, meant.key, item.weight, detail))
