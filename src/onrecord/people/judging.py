"""Who is who: persons judged from all that was seen, each joining with its grounds.

The judgement is a function of the whole set of sightings and decisions: the order in which mail was
added makes no difference. Decisions come first and are never overruled; then evidence, then addresses,
then names.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from onrecord.people.address_rules import (
    exchange_aliases,
    home_addresses,
    misread_addresses,
    organisation_aliases,
    quoted_addresses,
    unmistakable_names,
)
from onrecord.people.clusters import Clusters, Link
from onrecord.people.decisions import Act, Conflict, Decision, Effective, effective
from onrecord.people.evidence_rules import evidence_links
from onrecord.people.grounds import Ground, GroundKind
from onrecord.people.local_rules import local_parts, same_local_parts
from onrecord.people.misprint_rules import (
    misprinted_addresses,
    misprinted_locals,
    misprinted_names,
)
from onrecord.people.name_form import read_name
from onrecord.people.name_rules import full_names, scanned_names, steady_displays, titled_names
from onrecord.people.person_permalink import person_permalink
from onrecord.people.profile import Profile, profile
from onrecord.people.sightings import Correspondent, Sightings, Where

RULES = 2
"""Raised whenever names are read, or persons judged, by other rules: a kept judgement is then made anew."""


class Person(msgspec.Struct, frozen=True):
    """A judged identity: one or more correspondents, and why they are one.

    ``name`` is as written most often (or as a reviewer decided). ``impersonal``: an office, list or
    machine. ``aliases`` are the permalinks of all its correspondents: each leads here.
    """

    permalink: str
    name: str
    correspondents: tuple[Correspondent, ...]
    grounds: tuple[Ground, ...]
    impersonal: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def messages(self) -> int:
        """How many headers name this person."""
        return sum(item.messages for item in self.correspondents)


class People:
    """All persons of an archive, found by any correspondent's key or permalink."""

    def __init__(
        self,
        persons: Sequence[Person],
        refused: Sequence[Ground],
        conflicts: Sequence[Conflict],
        unmatched: Sequence[Decision],
    ) -> None:
        self.persons = tuple(persons)
        self.refused = tuple(refused)
        """Joinings that a rule proposed and names or decisions forbade."""
        self.conflicts = tuple(conflicts)
        self.unmatched = tuple(unmatched)
        """Decisions about correspondents that are not in the archive (yet)."""
        self._by_key = {item.key: person for person in persons for item in person.correspondents}
        self._by_permalink = {alias: person for person in persons for alias in person.aliases}

    def of(self, key: str) -> Person | None:
        """Return the person of a correspondent."""
        return self._by_key.get(key)

    def at(self, permalink: str) -> Person | None:
        """Return the person that any permalink of its correspondents, old or new, leads to."""
        return self._by_permalink.get(permalink)


def judge(sightings: Sightings, decisions: Sequence[Decision] = ()) -> People:
    """Return the persons of an archive."""
    everybody = sorted(sightings.correspondents, key=lambda seen: seen.key)
    profiles = {seen.key: profile(seen) for seen in everybody}
    decided = effective(decisions)
    clusters = _clusters(profiles, decided)
    for links in _rules(profiles, sightings, clusters):
        clusters.join_all(link for link in links if _is_open(link, profiles, decided.alone))
    persons = _persons(sightings, profiles, clusters, decided)
    return People(persons, clusters.refused, decided.conflicts, _unmatched(decisions, profiles))


def _clusters(profiles: Mapping[str, Profile], decided: Effective) -> Clusters:
    """Return the groups that decisions make, and their prohibitions.

    A decision may name a correspondent that is not in the archive: it still joins others through it.
    """
    named = {key for made in (*decided.merges, *decided.apart) for key in (made.first, made.second)}
    clusters = Clusters(sorted(profiles.keys() | named))
    for key, item in profiles.items():
        clusters.weigh(key, item.weight)
        if item.name.full and not item.impersonal:
            clusters.name(key, item.name, item.shown)
    for made in decided.apart:
        clusters.forbid(made.first, made.second)
    for made in decided.merges:
        detail = ", ".join(part for part in (made.who, made.when, made.note) if part)
        ground = Ground(GroundKind.DECISION, made.first, made.second, 1, detail)
        clusters.join(Link(ground, names_matter=False))
    return clusters


def _rules(
    profiles: Mapping[str, Profile], sightings: Sightings, clusters: Clusters
) -> Iterator[Iterable[Link]]:
    """Yield each rule's links, found when all before it have been joined."""
    personal = [item for item in profiles.values() if not item.impersonal]
    yield list(evidence_links(profiles, sightings.evidence, clusters))
    yield list(exchange_aliases(personal))
    yield list(quoted_addresses(personal))
    yield list(misread_addresses(personal, clusters))
    yield list(organisation_aliases(personal, clusters))
    yield list(unmistakable_names(personal, clusters))
    yield list(home_addresses(personal, clusters))
    yield list(steady_displays(profiles, clusters))
    yield list(full_names(personal, clusters))
    yield list(scanned_names(personal, clusters))
    yield list(titled_names(personal, clusters))
    yield list(misprinted_names(personal, clusters))
    yield list(misprinted_addresses(personal, clusters))
    yield list(local_parts(profiles, clusters))
    yield list(same_local_parts(profiles, clusters))
    yield list(misprinted_locals(personal, clusters))
    yield list(evidence_links(profiles, sightings.evidence, clusters))


def _is_open(link: Link, profiles: Mapping[str, Profile], alone: frozenset[str]) -> bool:
    keys = (link.ground.first, link.ground.second)
    return all(key not in alone and not profiles[key].impersonal for key in keys)


def _persons(
    sightings: Sightings,
    profiles: Mapping[str, Profile],
    clusters: Clusters,
    decided: Effective,
) -> list[Person]:
    members: dict[str, list[Correspondent]] = defaultdict(list)
    for seen in sightings.correspondents:
        members[clusters.root(seen.key)].append(seen)
    grounds: dict[str, list[Ground]] = defaultdict(list)
    for ground in clusters.grounds:
        grounds[clusters.root(ground.first)].append(ground)
    renamed = {clusters.root(key): name for key, name in decided.names if key in clusters}
    persons = [
        _person(found, grounds.get(root, []), profiles, renamed.get(root, ""))
        for root, found in members.items()
    ]
    return sorted(persons, key=lambda person: (-person.messages, person.permalink))


def _person(
    found: list[Correspondent],
    grounds: list[Ground],
    profiles: Mapping[str, Profile],
    renamed: str,
) -> Person:
    ordered = sorted(found, key=_founding)
    aliases = tuple(person_permalink(item.key) for item in ordered)
    impersonal = all(profiles[item.key].impersonal for item in found)
    told = sorted(set(grounds), key=lambda ground: (ground.kind.value, ground.first, ground.second))
    name = renamed or _best_name(found)
    return Person(aliases[0], name, tuple(ordered), tuple(told), impersonal, aliases)


def _founding(item: Correspondent) -> tuple[bool, int, str]:
    """Order a person's correspondents: addresses before printed names, the earliest seen first."""
    return not item.address, item.first if item.first is not None else 1 << 62, item.key


def _best_name(found: list[Correspondent]) -> str:
    """Return the form as written most often; an address where there is none.

    Full names first, those of headers before signatures; how somebody is greeted is no name.
    """
    counts: dict[str, int] = defaultdict(int)
    stated: set[str] = set()
    for item in found:
        for form in item.forms:
            if form.where is not Where.SALUTATION:
                counts[form.written] += form.count
            if form.where in (Where.HEADER, Where.REPLY_HEADER):
                stated.add(form.written)
    if not counts:
        return found[0].address or found[0].key

    def standing(written: str) -> tuple[bool, bool, int, str]:
        return read_name(written).full, written in stated, counts[written], written

    return max(counts, key=standing)


def _unmatched(
    decisions: Sequence[Decision], profiles: Mapping[str, Profile]
) -> tuple[Decision, ...]:
    """Return decisions that name a correspondent who is not in the archive."""
    return tuple(
        made
        for made in decisions
        if made.act is not Act.UNDO
        and any(key and key not in profiles for key in (made.first, made.second))
    )
