"""Joinings by what letters themselves say: one address, one place, who is answered, who signs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from onrecord.people.clusters import Clusters, Link
from onrecord.people.fitting import Fit, fit, same_but_for_scanning
from onrecord.people.grounds import Ground, GroundKind
from onrecord.people.name_form import Kind
from onrecord.people.nicknames import is_given_name
from onrecord.people.profile import Profile
from onrecord.people.sightings import Evidence, EvidenceKind

_GROUNDS = {
    EvidenceKind.SAME_ADDRESS: GroundKind.SAME_ADDRESS,
    EvidenceKind.BESIDE: GroundKind.PRINTED_FORMS,
    EvidenceKind.ON_BEHALF: GroundKind.ON_BEHALF,
    EvidenceKind.REPLY_HEADER: GroundKind.REPLY_HEADER,
    EvidenceKind.SIGNATURE: GroundKind.SIGNATURE,
}
_LEAST_UNNAMED = 3
"""Times a reply header must name somebody so before it says who a nameless form is."""

_MAJORITY = 0.8


def evidence_links(
    profiles: Mapping[str, Profile], evidence: tuple[Evidence, ...], clusters: Clusters
) -> Iterator[Link]:
    """Yield the links that evidence gives, each judged against all evidence of its kind.

    What links two who are one person already is no evidence against another link.
    """
    totals = _totals(evidence, clusters)
    known = name_words(profiles.values())
    for item in evidence:
        first, second = profiles.get(item.first), profiles.get(item.second)
        if first is None or second is None or first is second:
            continue
        if first.impersonal or second.impersonal:
            continue
        if clusters.root(item.first) == clusters.root(item.second):
            continue
        share = item.count / totals[item.kind, item.first]
        anybody = any(is_anybodys(who, known) for who in (first, second))
        if not anybody and _bears_out(item, first, second, share):
            kind = _GROUNDS[item.kind]
            yield Link(Ground(kind, item.first, item.second, item.count, "", item.example))


def _totals(
    evidence: tuple[Evidence, ...], clusters: Clusters
) -> dict[tuple[EvidenceKind, str], int]:
    totals: dict[tuple[EvidenceKind, str], int] = defaultdict(int)
    for item in evidence:
        one = item.first in clusters and item.second in clusters
        if not (one and clusters.root(item.first) == clusters.root(item.second)) or (
            item.kind is EvidenceKind.REPLY_HEADER
        ):
            totals[item.kind, item.first] += item.count
    return totals


def _bears_out(item: Evidence, first: Profile, second: Profile, share: float) -> bool:
    """Tell whether evidence suffices: once where full names agree, often and alone where one is missing."""
    if item.kind is EvidenceKind.SAME_ADDRESS:
        return True
    if first.name.full and second.name.full:
        agree = fit(first.name, second.name) is Fit.SAME
        scanned = first.printed and same_but_for_scanning(first.name, second.name)
        return (agree or scanned) and (bool(first.address) or share >= _MAJORITY)
    if item.kind is EvidenceKind.ON_BEHALF:
        return False
    least = 1 if item.kind is EvidenceKind.BESIDE else _LEAST_UNNAMED
    return item.count >= least and share >= _MAJORITY


def name_words(profiles: Iterable[Profile]) -> frozenset[str]:
    """Return the given names and surnames of all full names in the archive."""
    full = [item.name for item in profiles if item.name.full]
    return frozenset(
        word for name in full for word in (name.given, name.surname, name.nick) if word
    )


def is_anybodys(item: Profile, known: frozenset[str]) -> bool:
    """Tell whether a printed form is a single name or says nothing: it merges with nobody."""
    if item.address or item.name.kind not in (Kind.SINGLE, Kind.NONE):
        return False
    word = item.name.letters
    return not word or word in known or is_given_name(word)
