"""Pairs of persons who may be one, each with a chance and a reason; the chances only put them in order."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from onrecord.people.candidates import Candidate
from onrecord.people.fitting import Fit, fit
from onrecord.people.judging import People
from onrecord.people.name_form import Name
from onrecord.people.nicknames import given_names_fit, is_given_name, short_forms
from onrecord.people.sightings import Evidence, EvidenceKind
from onrecord.people.transliteration import transliterated

_LIKE = 84
_LIKE_ADDRESS = 82
_MOST_OF_A_BLOCK = 120
_SHORTEST_WITHIN = 5
_LONGEST_LOCAL = 24
_SHORTEST_ALIKE = 4
_FEW = 3
_MOST_BEARERS = 3
_UNLIKELY = 0.02

_BY_EVIDENCE = {
    EvidenceKind.SAME_ADDRESS: 0.9,
    EvidenceKind.BESIDE: 0.8,
    EvidenceKind.REPLY_HEADER: 0.5,
    EvidenceKind.ADDRESSEE: 0.5,
    EvidenceKind.SIGNATURE: 0.5,
    EvidenceKind.ANSWER: 0.1,
    EvidenceKind.ON_BEHALF: 0.02,
}


_BY_LETTERS = frozenset(
    {EvidenceKind.REPLY_HEADER, EvidenceKind.ADDRESSEE, EvidenceKind.ANSWER, EvidenceKind.ON_BEHALF}
)
_ENOUGH = 4
"""Of so many letters, one that shows two to be the same is enough."""


class LikelyPair(msgspec.Struct, frozen=True):
    """Two who may be one: how likely, and why."""

    one: Candidate
    other: Candidate
    chance: float
    reason: str


def likely_pairs(
    people: People, seen: dict[str, Candidate], evidence: Sequence[Evidence]
) -> Iterator[LikelyPair]:
    """Yield pairs of the candidates, by permalink of their persons; a pair may come several times."""
    yield from _by_evidence(people, seen, evidence)
    everybody = sorted(seen.values(), key=lambda item: (-item.weight, item.key))
    yield from _by_name(everybody)
    yield from _by_word(everybody)
    yield from _by_surname_within(everybody)
    yield from _by_address(everybody)


def _by_evidence(
    people: People, seen: dict[str, Candidate], evidence: Sequence[Evidence]
) -> Iterator[LikelyPair]:
    """Yield what evidence, or a rule, proposed and was not enough or contradicted."""
    totals: dict[tuple[str, str], int] = defaultdict(int)
    for item in evidence:
        totals[item.kind, item.first] += item.count
    for item in evidence:
        share = item.count / totals[item.kind, item.first]
        reason = f"{item.kind.value} ({item.count}×)"
        chance = share * _BY_EVIDENCE[item.kind]
        for pair in _between(people, seen, (item.first, item.second), chance, reason):
            yield _once_is_little(pair, item) if item.kind in _BY_LETTERS else pair
    for ground in people.refused:
        reason = f"{ground.kind.value}, but the names differ"
        yield from _between(people, seen, (ground.first, ground.second), 0.5, reason)


def _once_is_little(pair: LikelyPair, item: Evidence) -> LikelyPair:
    """Return a pair as likely as its evidence is frequent, of all letters that name the rarer of them."""
    letters = min(pair.one.weight, pair.other.weight)
    borne_out = min(1.0, _ENOUGH * item.count / letters)
    return msgspec.structs.replace(pair, chance=pair.chance * borne_out)


def _between(
    people: People, seen: dict[str, Candidate], keys: tuple[str, str], chance: float, reason: str
) -> Iterator[LikelyPair]:
    """Yield two correspondents' persons; names that contradict one another make it unlikely."""
    one, other = people.of(keys[0]), people.of(keys[1])
    if one is None or other is None or one is other:
        return
    pair = seen.get(one.permalink), seen.get(other.permalink)
    if pair[0] is not None and pair[1] is not None:
        contradict = pair[0].names and pair[1].names and not _fit_any(pair[0], pair[1])
        yield LikelyPair(pair[0], pair[1], chance * (_UNLIKELY if contradict else 1), reason)


def _fit_any(one: Candidate, other: Candidate) -> bool:
    return any(
        fit(name, theirs) is not Fit.NO for name, _ in one.names for theirs, _ in other.names
    )


def _by_name(everybody: list[Candidate]) -> Iterator[LikelyPair]:
    """Yield persons whose full names agree, are kin, or look alike."""
    blocks: dict[str, list[tuple[Candidate, Name, float]]] = defaultdict(list)
    for item in everybody:
        for name, share in item.names:
            for block in {
                name.surname,
                name.letters[:4],
                f"{name.given}.",
                transliterated(name.surname),
            }:
                if len(blocks[block]) < _MOST_OF_A_BLOCK:
                    blocks[block].append((item, name, share))
    for block in sorted(blocks):
        found = blocks[block]
        for at, (item, name, share) in enumerate(found):
            for other, theirs, their_share in found[:at]:
                if other.person is not item.person:
                    chance, reason = _likeness(name, theirs, printed=item.printed or other.printed)
                    if chance:
                        yield LikelyPair(item, other, chance * min(share, their_share), reason)


def _likeness(name: Name, theirs: Name, *, printed: bool) -> tuple[float, str]:
    agreement = fit(name, theirs)
    if agreement is Fit.SAME:
        return 0.9, "the same name"
    if agreement is Fit.KIN:
        return 0.6, "the same surname, and given names that go together"
    if name.surname == theirs.surname and name.given == theirs.given:
        return 0.4, "the same name with another middle initial or suffix"
    mine = f"{transliterated(name.given)} {transliterated(name.surname)}"
    others = f"{transliterated(theirs.given)} {transliterated(theirs.surname)}"
    if mine == others:
        return 0.8, "the same name in another script"
    if ratio(mine, others) >= _LIKE and OSA.distance(mine, others) <= 3:
        return (0.5 if printed else 0.1) * _difference(name, theirs), "names that look alike"
    return 0.0, ""


def _difference(name: Name, theirs: Name) -> float:
    """Return how far names that look alike can be one's: hardly where both given names are known ones."""
    given = name.given != theirs.given and is_given_name(name.given) and is_given_name(theirs.given)
    return 0.1 if given else 1.0


def _by_word(everybody: list[Candidate]) -> Iterator[LikelyPair]:
    """Yield a single name, initials or a title with the likeliest who bear it."""
    bearers: dict[str, dict[str, tuple[Candidate, float, str]]] = defaultdict(dict)
    for item in everybody:
        for word, strength, reason in sorted(_words_for(item), key=lambda one: one[1]):
            if len(bearers[word]) < _MOST_OF_A_BLOCK:
                bearers[word][item.key] = (item, strength, reason)
    for item in everybody:
        if item.names:
            continue
        for word in sorted(item.words | {word for word, _ in item.greeted}):
            bare = word.rstrip("0123456789")
            found = {**bearers.get(bare, {}), **bearers.get(word, {})}
            found.pop(item.key, None)
            yield from _of_word(item, list(found.values()))


def _of_word(item: Candidate, found: list[tuple[Candidate, float, str]]) -> Iterator[LikelyPair]:
    """Yield who is likeliest meant by a word, by how strong the tie is and how many letters they have."""
    standing = [strength * math.sqrt(other.weight) for other, strength, _ in found]
    total = sum(standing)
    ranked = sorted(zip(standing, found, strict=True), key=lambda one: (-one[0], one[1][0].key))
    for mine, (other, strength, reason) in ranked[:_MOST_BEARERS]:
        yield LikelyPair(item, other, strength * mine / total, reason)


def _words_for(item: Candidate) -> set[tuple[str, float, str]]:
    """Return the single words that may stand for a person, how likely, and why."""
    found = {(word.rstrip("0123456789"), 0.5, "shown by the same word") for word in item.words}
    for name, share in item.names:
        found |= {
            (given, 0.5 * share, "a given name or short form of it")
            for given in short_forms(name.given)
        }
        found.add((name.surname.replace(" ", ""), 0.5 * share, "the same surname"))
        initials = name.given[:1] + "".join(word[0] for word in name.middle) + name.surname[:1]
        found.add((initials, 0.5 * share, "the same initials"))
        found.add((name.given[:1] + name.surname[:1], 0.3 * share, "the same initials"))
        if len(name.given) > 3:
            found.add((name.given[:3], 0.3 * share, "a given name cut short"))
    greetings = sum(count for _, count in item.greeted)
    found |= {
        (word, 0.9 * count / greetings, "greeted so in letters") for word, count in item.greeted
    }
    return found


def _by_surname_within(everybody: list[Candidate]) -> Iterator[LikelyPair]:
    """Yield local parts that hold a surname, and the likeliest who bear it."""
    bearers: dict[str, list[tuple[Candidate, Name]]] = defaultdict(list)
    for item in everybody:
        for name, _ in item.names:
            surname = name.surname.replace(" ", "")
            if len(surname) >= _SHORTEST_WITHIN and len(bearers[surname]) < _MOST_OF_A_BLOCK:
                bearers[surname].append((item, name))
    for item in everybody:
        for part in () if item.names else sorted(item.locals | item.words):
            for surname, rest in _pieces(part):
                found = [
                    one for one in bearers.get(surname, ()) if one[0].person is not item.person
                ]
                fits = [_rest_fits(rest, name, item) for _, name in found]
                total = sum(fits)
                for (other, _), own in zip(found, fits, strict=True):
                    if own > _UNLIKELY:
                        reason = "the address holds the surname"
                        yield LikelyPair(item, other, own * own / total, reason)


def _pieces(part: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a local part that are long enough for a surname, and what is left without."""
    whole = part[:_LONGEST_LOCAL]
    for start in range(len(whole) - _SHORTEST_WITHIN + 1):
        for end in range(start + _SHORTEST_WITHIN, len(whole) + 1):
            yield whole[start:end], whole[:start] + whole[end:]


def _rest_fits(rest: str, name: Name, item: Candidate) -> float:
    """Return how well a local part without the surname, and those who greet it, go with a name."""
    greeted = [word for word, _ in item.greeted if is_given_name(word)]
    hailed = any(given_names_fit(word, name.given) for word in greeted)
    if greeted and not hailed:
        return _UNLIKELY
    first_letters = {name.given[0], *(word[0] for word in name.middle)}
    givens = {given for given in (*short_forms(name.given), name.nick) if len(given) > 2}
    if rest in first_letters or any(
        rest.startswith(word) or rest.endswith(word) for word in givens
    ):
        return 0.9 if hailed else 0.6
    if not rest:
        return 0.8 if hailed else 0.4
    return 0.5 if hailed else _UNLIKELY


def _by_address(everybody: list[Candidate]) -> Iterator[LikelyPair]:
    """Yield local parts that look like another's, or like a name."""
    for found in _blocks(everybody):
        for at, (item, part) in enumerate(found):
            for other, theirs in found[:at]:
                named = item.names and other.names
                if other.person is item.person or named or ratio(part, theirs) < _LIKE_ADDRESS:
                    continue
                chance = _by_letters(part, theirs, printed=item.printed and other.printed)
                yield LikelyPair(item, other, chance, "addresses that look alike")


def _blocks(everybody: list[Candidate]) -> Iterator[list[tuple[Candidate, str]]]:
    """Yield who have local parts, or words, in common at one end; what many share says nothing."""
    parts = {
        item.key: item.locals | {word for word in item.words if len(word) >= _SHORTEST_ALIKE}
        for item in everybody
    }
    holders = Counter(part for own in parts.values() for part in own)
    blocks: dict[str, list[tuple[Candidate, str]]] = defaultdict(list)
    for item in everybody:
        rare = {part for part in parts[item.key] if holders[part] <= _FEW}
        for part in sorted(rare | {word for name, _ in item.names for word in _spelt(name)}):
            for block in {part[:3], part[-4:], part[1:4]}:
                if len(block) > 2 and len(blocks[block]) < _MOST_OF_A_BLOCK:
                    blocks[block].append((item, part))
    for block in sorted(blocks):
        yield blocks[block]


def _by_letters(part: str, theirs: str, *, printed: bool) -> float:
    """Return the chance that local parts are one's: misprints are common on printed pages alone."""
    if part == theirs:
        return 0.6
    if printed:
        return 0.5 if OSA.distance(part, theirs) <= 2 else 0.2
    return _UNLIKELY


def _spelt(name: Name) -> Iterable[str]:
    surname = name.surname.replace(" ", "")
    middle = "".join(word[0] for word in name.middle)
    return (
        f"{name.given}{surname}", f"{name.given[:1]}{surname}", f"{surname}{name.given[:1]}{middle}",
    )  # fmt: skip
