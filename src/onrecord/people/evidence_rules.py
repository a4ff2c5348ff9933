"""Joinings by what letters themselves say: one address, one place, who is answered, who signs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from onrecord.people.clusters import Clusters, Link
from onrecord.people.directory_name import given_alias
from onrecord.people.fitting import Fit, fit, same_but_for_scanning
from onrecord.people.form_likeness import can_be_one
from onrecord.people.grounds import Ground, GroundKind
from onrecord.people.name_form import Kind, Name
from onrecord.people.nicknames import is_given_name
from onrecord.people.profile import Profile
from onrecord.people.sightings import Evidence, EvidenceKind

_GROUNDS = {
    EvidenceKind.SAME_ADDRESS: GroundKind.SAME_ADDRESS,
    EvidenceKind.BESIDE: GroundKind.BESIDE,
    EvidenceKind.ON_BEHALF: GroundKind.ON_BEHALF,
    EvidenceKind.REPLY_HEADER: GroundKind.REPLY_HEADER,
    EvidenceKind.ADDRESSEE: GroundKind.ADDRESSEE,
    EvidenceKind.ANSWER: GroundKind.ANSWER,
    EvidenceKind.SIGNATURE: GroundKind.SIGNATURE,
}
_LEAST_UNNAMED = 3
"""Letters that must name somebody so before they say who a form is that is like none of their names."""

_MAJORITY = 0.8
_HALF = 0.5
_ALMOST_ALWAYS = 0.95

_Towards = tuple[EvidenceKind, str, str]


def evidence_links(
    profiles: Mapping[str, Profile], evidence: tuple[Evidence, ...], clusters: Clusters
) -> Iterator[Link]:
    """Yield the links that evidence gives, each judged against all evidence of its kind.

    What links two who are one person already is no evidence against another link, and what links one to
    several forms of a person links it to that person.
    """
    totals, towards = _totals(evidence, clusters)
    shared = _shared(evidence)
    known = name_words(profiles.values())
    for item in evidence:
        first, second = profiles.get(item.first), profiles.get(item.second)
        if first is None or second is None or first is second:
            continue
        if (item.first, item.second) in shared:
            continue
        if first.impersonal or second.impersonal:
            continue
        root = clusters.root(item.second)
        if clusters.root(item.first) == root:
            continue
        count = towards[item.kind, item.first, root]
        share = count / totals[item.kind, item.first]
        anybody = any(is_anybodys(who, known) for who in (first, second))
        if not anybody and _bears_out(_Weighed(item.kind, count, share), first, second, clusters):
            kind = _GROUNDS[item.kind]
            yield Link(Ground(kind, item.first, item.second, item.count, "", item.example))


def _shared(evidence: Iterable[Evidence]) -> frozenset[tuple[str, str]]:
    """Return directory entries and the address beside them, where it stands beside another's entry too.

    Two entries of different aliases are two persons, whatever their names; the one that it hardly ever
    stands beside is the slip.
    """
    beside: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    entries: dict[tuple[str, str], str] = {}
    for item in evidence:
        alias = given_alias(item.first) if item.kind is EvidenceKind.BESIDE else ""
        if alias:
            beside[item.second][alias] += item.count
            entries[item.first, item.second] = alias
    return frozenset(
        link
        for link, alias in entries.items()
        if beside[link[1]][alias] < _ALMOST_ALWAYS * sum(beside[link[1]].values())
    )


class _Weighed(msgspec.Struct, frozen=True):
    """Evidence of a kind: how much links two persons, and which share of all there is of it."""

    kind: EvidenceKind
    count: int
    share: float


def _totals(
    evidence: tuple[Evidence, ...], clusters: Clusters
) -> tuple[dict[tuple[EvidenceKind, str], int], dict[_Towards, int]]:
    totals: dict[tuple[EvidenceKind, str], int] = defaultdict(int)
    towards: dict[_Towards, int] = defaultdict(int)
    for item in evidence:
        if item.first not in clusters or item.second not in clusters:
            totals[item.kind, item.first] += item.count
            continue
        root = clusters.root(item.second)
        towards[item.kind, item.first, root] += item.count
        if clusters.root(item.first) != root or item.kind in _AGAINST_ITSELF:
            totals[item.kind, item.first] += item.count
    return totals, towards


_AGAINST_ITSELF = frozenset({EvidenceKind.REPLY_HEADER, EvidenceKind.ADDRESSEE})
"""Kinds that say too that a name means whom it names already: that counts against the exceptions."""


def _bears_out(seen: _Weighed, first: Profile, second: Profile, clusters: Clusters) -> bool:
    """Tell whether evidence suffices.

    Once where full names agree (or go together, if nothing says otherwise); half of the time where one
    form is short for the other or misprints it; else often and alone. A directory's entry is one person,
    however many addresses it stands beside. Who answers for somebody may be anybody: there the forms
    must be alike.
    """
    if seen.kind is EvidenceKind.SAME_ADDRESS:
        return True
    names = _names(first, clusters), _names(second, clusters)
    if first.name.full and names[1]:
        best = max(fit(first.name, name) for name in names[1])
        agree = best is Fit.SAME or (best is Fit.KIN and seen.share >= _MAJORITY)
        scanned = first.printed and any(
            same_but_for_scanning(first.name, name) for name in names[1]
        )
        return (agree or scanned) and (bool(first.address) or seen.share >= _MAJORITY)
    if seen.kind is EvidenceKind.ON_BEHALF:
        return False
    if seen.kind is EvidenceKind.BESIDE:
        return bool(given_alias(first.key)) or seen.share >= _MAJORITY
    if seen.share >= _HALF and can_be_one(first, names[0], second, names[1]):
        return True
    often = seen.count >= _LEAST_UNNAMED and seen.share >= _MAJORITY
    return often and seen.kind is not EvidenceKind.ANSWER


def _names(item: Profile, clusters: Clusters) -> list[Name]:
    """Return the full names of a correspondent's person."""
    return clusters.names(clusters.root(item.key))


def name_words(profiles: Iterable[Profile]) -> frozenset[str]:
    """Return the given names and surnames of all full names in the archive."""
    full = [item.name for item in profiles if item.name.full]
    return frozenset(
        word for name in full for word in (name.given, name.surname, name.nick) if word
    )


def is_anybodys(item: Profile, known: frozenset[str]) -> bool:
    """Tell whether a printed form is a single name or says nothing: it merges with nobody."""
    word = item.name.letters
    if item.name.kind is Kind.INITIALS:
        return not item.address and len(word) > 1 and is_given_name(word)
    if item.address or item.name.kind not in (Kind.SINGLE, Kind.NONE):
        return False
    return not word or word in known or is_given_name(word)
