"""Other messages on the same matter: by rare words, people and time they share, each said as a reason.

No model: the weight of a word or a person is how few messages have it. A message scores by

    words (BM25 of the rarest words of the message, the best match is 1)
    + 0.5 · people (rarity of those on both, of those on the message)
    + 0.5 if it has the same subject
    + 0.3 · nearness (a half for every week between)

Letters that are the same letter, or nearly, are left out: `onrecord show` names them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from math import log

import msgspec

from onrecord.archive.description import Addressed
from onrecord.archive.store import Holdings, Stored
from onrecord.message.parse import parse
from onrecord.pipeline.archive import Originals
from onrecord.pipeline.finding.hits import Hits
from onrecord.pipeline.finding.searching_views import RelatedView
from onrecord.relations.port import Relations
from onrecord.search.engine import Engine, Sort
from onrecord.search.query import Among, And, Not, Or, Person, Query, Role, Words
from onrecord.text.body import read_body
from onrecord.text.passage import BodyText, Origin
from onrecord.text.terms import words
from onrecord.threads.base_subject import base_subject

_MOST_WORDS = 300
_TELLING = 30
_CANDIDATES = 150
_COMMON = 0.05
"""A word or person in more than this share of all messages says nothing about the matter."""
_WEEK = 7 * 86400
_PEOPLE, _SUBJECT, _NEAR = 0.5, 0.5, 0.3
_SAID_WORDS, _SAID_PEOPLE = 5, 3


class _Matter(msgspec.Struct, frozen=True):
    """What a message is about, as far as it can be told: rare words and people, with their rarity."""

    stored: Stored
    words: Mapping[str, float]
    people: Mapping[str, float]
    subject: str


class _Scored(msgspec.Struct, frozen=True):
    number: int
    score: float
    shared: tuple[str, ...]
    people: tuple[str, ...]
    same_subject: bool
    apart: int | None


class RelatedMessages:
    """Finds the messages and says why."""

    def __init__(
        self,
        holdings: Holdings,
        originals: Originals,
        engine: Callable[[], Engine],
        relations: Relations,
    ) -> None:
        self._holdings = holdings
        self._originals = originals
        self._engine = engine
        self._relations = relations
        self._hits = Hits(holdings, originals, relations)

    def of(self, stored: Stored, limit: int = 10) -> tuple[RelatedView, ...]:
        """Return the messages most likely on the same matter as one, best first."""
        matter = self._matter(stored)
        if not matter.words:
            return ()
        best = sorted(self._scored(matter), key=lambda item: (-item.score, item.number))[:limit]
        asked = Or(tuple(Words((word,)) for word in matter.words))
        shown = self._hits.shown((item.number for item in best), asked)
        frequent = self._counts({word for item in best for word in item.shared[:_SAID_WORDS]})
        return tuple(
            RelatedView(
                permalink=hit.permalink,
                date=hit.date,
                from_=hit.from_,
                to=hit.to,
                subject=hit.subject,
                tranche=hit.tranche,
                snippet=hit.snippet,
                marks=hit.marks,
                reasons=tuple(_reasons(item, matter, frequent)),
            )
            for item in best
            if (hit := shown.get(item.number))
        )

    def _matter(self, stored: Stored) -> _Matter:
        raw = self._originals.read(stored.sha256)
        body = read_body(raw, parse(raw, printed=stored.printed))
        every = self._engine().search(And(()), sort=Sort.DATE, limit=1).total
        subject = base_subject(stored.subject).text
        said = _said(body, subject)
        rarity = _rarity(self._counts(said), every)
        weighed = {word: rare * (1 + log(said[word])) for word, rare in rarity.items()}
        telling = sorted(weighed, key=lambda word: (-weighed[word], word))[:_TELLING]
        on_it = _names(self._holdings.addressed([stored.number])[stored.number])
        people = _rarity({name: self._letters_of(name) for name in on_it}, every)
        return _Matter(stored, {word: rarity[word] for word in telling}, people, subject.casefold())

    def _counts(self, said: Iterable[str]) -> dict[str, int]:
        engine = self._engine()
        return {word: engine.search(Words((word,)), sort=Sort.DATE, limit=1).total for word in said}

    def _letters_of(self, name: str) -> int:
        return self._engine().search(_on_it(name), sort=Sort.DATE, limit=1).total

    def _scored(self, matter: _Matter) -> list[_Scored]:
        engine = self._engine()
        left_out = Not(Among((matter.stored.number, *self._copies(matter.stored.number))))
        asked = Or(tuple(Words((word,)) for word in matter.words))
        page = engine.search(And((asked, left_out)), sort=Sort.RELEVANCE, limit=_CANDIDATES)
        ranked = {hit.key: hit.score for hit in page.hits}
        most = max(ranked.values(), default=0.0) or 1.0
        shared = self._shared(matter, tuple(ranked))
        people = self._holdings.addressed(ranked)
        return [
            _score(matter, stored, people[stored.number], ranked[stored.number] / most, shared)
            for stored in self._holdings.messages(ranked)
        ]

    def _shared(self, matter: _Matter, keys: tuple[int, ...]) -> dict[int, list[str]]:
        """Return which of the telling words stand in each of these messages, rarest first."""
        found: dict[int, list[str]] = {key: [] for key in keys}
        for word in sorted(matter.words, key=lambda word: (-matter.words[word], word)):
            query = And((Words((word,)), Among(keys)))
            for hit in self._engine().search(query, sort=Sort.DATE, limit=len(keys) or 1).hits:
                found[hit.key].append(word)
        return found

    def _copies(self, number: int) -> list[int]:
        group = self._relations.likeness(number).near
        return [*self._relations.same_letters(number), *self._relations.near_copies(group)]


def _said(body: BodyText, subject: str) -> Counter[str]:
    """Return the words of a letter, its own first and then those it quotes."""
    said = Counter(word for word in words(subject) if _may_tell(word))
    for own in (True, False):
        for passage in body.passages:
            kept = (
                passage.origin not in (Origin.SIGNATURE, Origin.BOILERPLATE) and not passage.header
            )
            if kept and (passage.origin is Origin.OWN) is own:
                text = body.text[passage.start : passage.end]
                said.update(word for word in words(text) if _may_tell(word))
        if len(said) > _MOST_WORDS:
            break
    return Counter(dict(list(said.items())[:_MOST_WORDS]))


def _may_tell(word: str) -> bool:
    return 2 < len(word) < 25 and not word.isdigit()


def _rarity(counts: Mapping[str, int], every: int) -> dict[str, float]:
    """Return how telling each is; what no other message has, or too many have, is left out."""
    most = max(_COMMON * every, 5)
    return {item: log(every / count) for item, count in counts.items() if 1 < count <= most}


def _names(people: Iterable[Addressed]) -> set[str]:
    return {(who.address or who.name).casefold() for who in people if who.address or who.name}


def _on_it(name: str) -> Query:
    return Person(Role.WITH, words(name))


def _score(
    matter: _Matter,
    stored: Stored,
    people: list[Addressed],
    ranked: float,
    shared: Mapping[int, list[str]],
) -> _Scored:
    both = sorted(_names(people) & matter.people.keys(), key=lambda name: -matter.people[name])
    common = sum(matter.people[name] for name in both) / (sum(matter.people.values()) or 1.0)
    same = bool(matter.subject) and base_subject(stored.subject).text.casefold() == matter.subject
    sent, other = matter.stored.sent, stored.sent
    apart = other - sent if sent is not None and other is not None else None
    near = 0.5 ** (abs(apart) / _WEEK) if apart is not None else 0.0
    score = ranked + _PEOPLE * common + _SUBJECT * same + _NEAR * near
    return _Scored(stored.number, score, tuple(shared[stored.number]), tuple(both), same, apart)


def _reasons(item: _Scored, matter: _Matter, frequent: Mapping[str, int]) -> Iterable[str]:
    del matter
    if item.same_subject:
        yield "the same subject"
    if item.shared:
        told = ", ".join(
            f"“{word}” ({frequent[word]:,} messages)" for word in item.shared[:_SAID_WORDS]
        )
        more = len(item.shared) - _SAID_WORDS
        yield f"rare words of both: {told}" + (f" and {more} more" if more > 0 else "")
    if item.people:
        more = len(item.people) - _SAID_PEOPLE
        told = ", ".join(item.people[:_SAID_PEOPLE])
        yield f"on both: {told}" + (f" and {more} more" if more > 0 else "")
    if item.apart is not None and abs(item.apart) < 4 * _WEEK:
        yield _when(item.apart)


def _when(seconds: int) -> str:
    days, hours = abs(seconds) // 86400, abs(seconds) // 3600
    side = "later" if seconds >= 0 else "earlier"
    if days:
        return f"{days} {'day' if days == 1 else 'days'} {side}"
    return f"{hours} {'hour' if hours == 1 else 'hours'} {side}" if hours else f"minutes {side}"
