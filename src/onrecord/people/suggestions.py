"""What a reviewer should look at: pairs of persons who may be one, those that gain most first.

Only here do likeness scores count: they suggest, and never join.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from onrecord.people.candidates import Candidate, candidate
from onrecord.people.decisions import Act, Decision
from onrecord.people.judging import People
from onrecord.people.likely_pairs import LikelyPair, likely_pairs
from onrecord.people.sightings import Evidence

_ASKED_ALIKE = 0.3
"""What is left of a chance each time the like of a pair was found not to be the same."""

_MOST_ASKED = 3
_BEGINNING = 4


class Suggestion(msgspec.Struct, frozen=True):
    """Two persons who may be one: a correspondent of each, why, and how many letters it concerns.

    ``value`` puts them in order: the chance that they are one, times what is gained by knowing.
    """

    first: str
    second: str
    first_person: str
    second_person: str
    reason: str
    messages: int
    value: float


def suggestions(
    people: People,
    evidence: Sequence[Evidence] = (),
    decisions: Sequence[Decision] = (),
    most: int = 1000,
) -> tuple[Suggestion, ...]:
    """Return pairs worth a reviewer's look, most valuable first; what was decided is not asked again.

    Nor is the like of what was found not to be the same, before all else.
    """
    seen = {
        person.permalink: candidate(person) for person in people.persons if not person.impersonal
    }
    apart = _Apart(people, seen, decisions)
    best: dict[frozenset[str], Suggestion] = {}
    for pair in likely_pairs(people, seen, evidence):
        both = frozenset((pair.one.person.permalink, pair.other.person.permalink))
        if len(both) < 2 or both in apart.pairs:
            continue
        found = _suggestion(pair, apart.discount(pair))
        known = best.get(both)
        if known is None or (found.value, found.reason) > (known.value, known.reason):
            best[both] = found
    ranked = sorted(best.values(), key=lambda item: (-item.value, item.first, item.second))
    return tuple(ranked[:most])


class _Apart:
    """What reviewers found not to be the same, and the words of those who are not somebody."""

    def __init__(
        self, people: People, seen: Mapping[str, Candidate], decisions: Iterable[Decision]
    ) -> None:
        self.pairs: set[frozenset[str]] = set()
        self._not: dict[str, Counter[str]] = defaultdict(Counter)
        for made in decisions:
            one, other = people.of(made.first), people.of(made.second)
            if made.act is not Act.NOT_SAME or one is None or other is None:
                continue
            self.pairs.add(frozenset((one.permalink, other.permalink)))
            for person, stranger in ((one, other), (other, one)):
                if stranger.permalink in seen:
                    self._not[person.permalink].update(_called(seen[stranger.permalink]))

    def discount(self, pair: LikelyPair) -> float:
        """Return what is left of a pair's chance after what was found of pairs like it."""
        one, other = pair.one, pair.other
        asked = max(self._asked(one, other), self._asked(other, one))
        return _ASKED_ALIKE ** min(asked, _MOST_ASKED)

    def _asked(self, one: Candidate, stranger: Candidate) -> int:
        """Return how many with a word of a stranger were found not to be somebody."""
        apart = self._not.get(one.person.permalink)
        return max((apart[word] for word in _called(stranger)), default=0) if apart else 0


def _called(item: Candidate) -> set[str]:
    """Return the words, by their beginnings, by which a person is known.

    Another with one of them is the like of it.
    """
    surnames = {name.surname for name, _ in item.names}
    return {word[:_BEGINNING] for word in surnames | item.words | item.locals}


def _suggestion(pair: LikelyPair, discount: float) -> Suggestion:
    """Put the person with more letters first; the letters of the other are what it concerns."""
    one, other = pair.one, pair.other
    if (one.weight, one.key) < (other.weight, other.key):
        one, other = other, one
    gain = math.log2(1 + other.weight) * math.log2(1 + one.weight)
    return Suggestion(
        one.key, other.key, one.person.permalink, other.person.permalink,
        pair.reason, other.weight, round(pair.chance * discount * gain, 3),
    )  # fmt: skip
