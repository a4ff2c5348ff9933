"""What a reviewer should look at: pairs of persons who may be one, those with most letters at stake first.

Only here do likeness scores count: they suggest, and never join.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from onrecord.people.decisions import Act, Decision
from onrecord.people.fitting import Fit, fit, local_letters
from onrecord.people.judging import People, Person
from onrecord.people.mailbox_address import local_part
from onrecord.people.name_form import Kind, Name, read_name
from onrecord.people.nicknames import short_forms
from onrecord.people.sightings import Evidence, Where
from onrecord.people.transliteration import transliterated

_LIKE = 84
_LIKE_ADDRESS = 82
_MOST_OF_A_BLOCK = 120
_MOST_FORMS = 12
_MOSTLY = 0.6
_SHORTEST_WITHIN = 5
_FEW = 3


class Suggestion(msgspec.Struct, frozen=True):
    """Two persons who may be one: a correspondent of each, why, and how many letters it concerns."""

    first: str
    second: str
    first_person: str
    second_person: str
    reason: str
    messages: int
    value: float


class _Seen(msgspec.Struct, frozen=True):
    """A person as it is compared: its names, single words, local parts, and letters that mention it."""

    person: Person
    names: tuple[Name, ...]
    words: frozenset[str]
    locals: frozenset[str]
    greeted: frozenset[str]
    key: str
    weight: int


def suggestions(
    people: People,
    evidence: Sequence[Evidence] = (),
    decisions: Sequence[Decision] = (),
    most: int = 1000,
) -> tuple[Suggestion, ...]:
    """Return pairs worth a reviewer's look, most valuable first; what was decided is not asked again."""
    seen = {person.permalink: _seen(person) for person in people.persons if not person.impersonal}
    refused = {
        frozenset((made.first, made.second)) for made in decisions if made.act is Act.NOT_SAME
    }
    apart = {
        frozenset((first.permalink, second.permalink))
        for first, second in (tuple(people.of(key) for key in sorted(pair)) for pair in refused)
        if first is not None and second is not None
    }
    best: dict[frozenset[str], Suggestion] = {}
    for one, other, strength, reason in _pairs(people, seen, evidence):
        pair = frozenset((one.person.permalink, other.person.permalink))
        if len(pair) < 2 or pair in apart:
            continue
        found = _suggestion(one, other, strength, reason)
        known = best.get(pair)
        if known is None or (found.value, found.reason) > (known.value, known.reason):
            best[pair] = found
    ranked = sorted(best.values(), key=lambda item: (-item.value, item.first, item.second))
    return tuple(ranked[:most])


_Pair = tuple[_Seen, _Seen, float, str]


def _pairs(people: People, seen: dict[str, _Seen], evidence: Sequence[Evidence]) -> Iterator[_Pair]:
    yield from _by_evidence(people, seen, evidence)
    everybody = sorted(seen.values(), key=lambda item: (-item.weight, item.key))
    yield from _by_name(everybody)
    yield from _by_word(everybody)
    yield from _by_surname_within(everybody)
    yield from _by_address(everybody)


def _suggestion(one: _Seen, other: _Seen, strength: float, reason: str) -> Suggestion:
    """Put the person with more letters first; what is at stake are the letters of the other."""
    if (one.weight, one.key) < (other.weight, other.key):
        one, other = other, one
    stake = other.weight
    return Suggestion(
        one.key, other.key, one.person.permalink, other.person.permalink,
        reason, stake, round(strength * stake, 3),
    )  # fmt: skip


def _seen(person: Person) -> _Seen:
    counts: dict[str, int] = defaultdict(int)
    greeted: set[str] = set()
    locals_: set[str] = set()
    for item in person.correspondents:
        if item.address:
            locals_.add(local_letters(local_part(item.address)))
        for form in item.forms:
            if form.where is Where.SALUTATION:
                greeted.add(read_name(form.written).letters)
            else:
                counts[form.written] += form.count
    ranked = sorted(counts, key=lambda written: (-counts[written], written))[:_MOST_FORMS]
    names = [read_name(written) for written in ranked]
    full = tuple(dict.fromkeys(name for name in names if name.full))
    single = (Kind.SINGLE, Kind.INITIALS, Kind.LOCAL)
    words = frozenset(name.letters for name in names if name.kind in single and name.letters)
    key = max(person.correspondents, key=lambda item: (item.messages, item.key)).key
    weight = max(person.messages, sum(counts.values()), 1)
    return _Seen(
        person, full, words, frozenset(locals_ - {""}), frozenset(greeted - {""}), key, weight
    )


def _by_evidence(
    people: People, seen: dict[str, _Seen], evidence: Sequence[Evidence]
) -> Iterator[_Pair]:
    """Yield what evidence, or a rule, proposed and was not enough or contradicted."""
    totals: dict[tuple[str, str], int] = defaultdict(int)
    for item in evidence:
        totals[item.kind, item.first] += item.count
    for item in evidence:
        share = item.count / totals[item.kind, item.first]
        reason = f"{item.kind.value} ({item.count}×)"
        yield from _between(people, seen, (item.first, item.second), share, reason)
    for ground in people.refused:
        reason = f"{ground.kind.value}, but the names differ"
        yield from _between(people, seen, (ground.first, ground.second), 1.0, reason)


def _between(
    people: People, seen: dict[str, _Seen], keys: tuple[str, str], share: float, reason: str
) -> Iterator[_Pair]:
    """Yield two correspondents' persons; contradicting names need evidence that is not mixed."""
    one, other = people.of(keys[0]), people.of(keys[1])
    if one is None or other is None or one is other:
        return
    pair = seen.get(one.permalink), seen.get(other.permalink)
    if pair[0] is None or pair[1] is None:
        return
    contradict = bool(pair[0].names and pair[1].names) and not _fit_any(pair[0], pair[1])
    if not contradict or share >= _MOSTLY:
        yield pair[0], pair[1], share * (0.1 if contradict else 0.9), reason


def _fit_any(one: _Seen, other: _Seen) -> bool:
    return any(fit(name, theirs) is not Fit.NO for name in one.names for theirs in other.names)


def _by_name(everybody: list[_Seen]) -> Iterator[_Pair]:
    """Yield persons whose full names agree, are kin, or look alike."""
    blocks: dict[str, list[tuple[_Seen, Name]]] = defaultdict(list)
    for item in everybody:
        for name in item.names:
            for block in {
                name.surname,
                name.letters[:4],
                f"{name.given}.",
                transliterated(name.surname),
            }:
                if len(blocks[block]) < _MOST_OF_A_BLOCK:
                    blocks[block].append((item, name))
    for block in sorted(blocks):
        found = blocks[block]
        for at, (item, name) in enumerate(found):
            for other, theirs in found[:at]:
                if other.person is not item.person:
                    yield from _likeness(item, name, other, theirs)


def _likeness(item: _Seen, name: Name, other: _Seen, theirs: Name) -> Iterator[_Pair]:
    agreement = fit(name, theirs)
    if agreement is Fit.SAME:
        yield item, other, 0.95, "the same name"
    elif agreement is Fit.KIN:
        yield item, other, 0.7, "the same surname, and given names that go together"
    elif name.surname == theirs.surname and name.given == theirs.given:
        yield item, other, 0.5, "the same name with another middle initial or suffix"
    else:
        mine = f"{transliterated(name.given)} {transliterated(name.surname)}"
        others = f"{transliterated(theirs.given)} {transliterated(theirs.surname)}"
        if mine == others:
            yield item, other, 0.8, "the same name in another script"
        elif ratio(mine, others) >= _LIKE and OSA.distance(mine, others) <= 3:
            yield item, other, 0.6, "names that look alike"


def _by_word(everybody: list[_Seen]) -> Iterator[_Pair]:
    """Yield a single name, initials or a title with the likeliest person who bears it."""
    bearers: dict[str, list[tuple[_Seen, float, str]]] = defaultdict(list)
    for item in everybody:
        for word, strength, reason in sorted(_words_for(item)):
            if len(bearers[word]) < _MOST_OF_A_BLOCK:
                bearers[word].append((item, strength, reason))
    for item in everybody:
        if item.names:
            continue
        for word in sorted(item.words | item.greeted):
            bare = word.rstrip("0123456789")
            found = [
                one for form in dict.fromkeys((word, bare)) for one in bearers.get(form, ())
                if one[0].person is not item.person
            ]  # fmt: skip
            ranked = sorted(found, key=lambda one: (-one[1] * _standing(one[0]), one[0].key))
            for place, (other, strength, reason) in enumerate(ranked[:3]):
                yield item, other, strength / (1 + place), reason


def _standing(item: _Seen) -> float:
    return math.sqrt(item.weight)


def _words_for(item: _Seen) -> set[tuple[str, float, str]]:
    """Return the single words that may stand for a person, how likely, and why."""
    found = {(word, 0.9, "greeted so in letters") for word in item.greeted}
    found |= {(word.rstrip("0123456789"), 0.6, "shown by the same word") for word in item.words}
    for name in item.names:
        found |= {
            (given, 0.5, "a given name or short form of it") for given in short_forms(name.given)
        }
        found.add((name.surname.replace(" ", ""), 0.6, "the same surname"))
        initials = name.given[:1] + "".join(word[0] for word in name.middle) + name.surname[:1]
        found.add((initials, 0.5, "the same initials"))
        found.add((name.given[:1] + name.surname[:1], 0.3, "the same initials"))
        if len(name.given) > 3:
            found.add((name.given[:3], 0.3, "a given name cut short"))
    return found


def _by_surname_within(everybody: list[_Seen]) -> Iterator[_Pair]:
    """Yield local parts that begin or end with a surname, and the likeliest who bear it."""
    bearers: dict[str, list[_Seen]] = defaultdict(list)
    for item in everybody:
        for surname in {name.surname.replace(" ", "") for name in item.names}:
            if len(surname) >= _SHORTEST_WITHIN and len(bearers[surname]) < _FEW:
                bearers[surname].append(item)
    for item in everybody:
        parts = () if item.names else sorted(item.locals | item.words)
        within = dict.fromkeys(piece for part in parts for piece in _ends(part))
        for other in (bearer for piece in within for bearer in bearers.get(piece, ())):
            if other.person is not item.person:
                yield item, other, 0.4, "the address holds the surname"


def _ends(part: str) -> Iterator[str]:
    """Yield what a local part begins with and ends in, long enough for a surname."""
    for size in range(_SHORTEST_WITHIN, len(part)):
        yield part[:size]
        yield part[-size:]


def _by_address(everybody: list[_Seen]) -> Iterator[_Pair]:
    """Yield local parts that look like another's, or like a name."""
    blocks: dict[str, list[tuple[_Seen, str]]] = defaultdict(list)
    for item in everybody:
        parts = item.locals | {word for word in item.words if len(word) > 3}
        spelt = {word for name in item.names for word in _spelt(name)}
        for part in sorted(parts | spelt):
            for block in {part[:3], part[-4:], part[1:4]}:
                if len(block) > 2 and len(blocks[block]) < _MOST_OF_A_BLOCK:
                    blocks[block].append((item, part))
    for block in sorted(blocks):
        found = blocks[block]
        for at, (item, part) in enumerate(found):
            for other, theirs in found[:at]:
                if other.person is not item.person and not (item.names and other.names):
                    score = ratio(part, theirs)
                    if score >= _LIKE_ADDRESS:
                        yield item, other, score / 150, "addresses that look alike"


def _spelt(name: Name) -> Iterable[str]:
    surname = name.surname.replace(" ", "")
    middle = "".join(word[0] for word in name.middle)
    return (
        f"{name.given}{surname}", f"{name.given[:1]}{surname}", f"{surname}{name.given[:1]}{middle}",
    )  # fmt: skip
