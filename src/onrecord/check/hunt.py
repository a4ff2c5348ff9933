"""One quotation against the library: find candidates, compare, judge, and keep the best."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from onrecord.check.alignment import alignments
from onrecord.check.attribution import Attribution
from onrecord.check.candidates import (
    Question,
    from_person,
    look,
    questions,
    runs,
    sent_then,
    whole_phrase,
)
from onrecord.check.edits import Sides, Weight, compare
from onrecord.check.library import Candidate, Library
from onrecord.check.pattern import Item
from onrecord.check.tokens import Token, tokens
from onrecord.check.verdict import (
    Place,
    WhoseVerdict,
    WordsVerdict,
    is_source,
    judge_whose,
    judge_words,
    passages_of,
    rank,
)
from onrecord.search.query import And, Query

MOST_PLACES_LISTED = 10
MOST_RIVALS_LISTED = 5
LEAST_NEAR = 0.34
"""Share of a quotation's words that the nearest text must have to be worth showing."""


class Asked(msgspec.Struct, frozen=True):
    """A quotation as it is looked for: the story's plain text, the pattern, and what is said of it."""

    read: str
    items: Sequence[Item]
    attribution: Attribution


class Outcome(msgspec.Struct, frozen=True):
    """What was found: the verdict, the places from the best down, and what is worth knowing.

    ``rivals`` is the exact number of messages that hold the words of a too short quotation;
    ``narrowed`` says that speaker or date leave only one. ``nearest`` is the text that came closest to
    one that is not there.
    """

    words: WordsVerdict
    places: tuple[Place, ...] = ()
    rivals: int = 0
    narrowed: bool = False
    nearest: Place | None = None


def search_quotation(library: Library, asked: Asked) -> Outcome:
    """Look for a quotation of enough words, and judge what is found."""
    seen: set[tuple[str, str]] = set()
    found: list[Place] = []
    nearest: list[Place] = []
    for question in questions(runs(asked.read, asked.items), asked.attribution.speaker):
        for candidate in look(library, question, seen):
            for place in _compared(asked, candidate):
                (found if is_source(place.comparison) else nearest).append(place)
        if found and not _may_be_bettered(question, asked):
            break
    if not found:
        return Outcome(WordsVerdict.NOT_FOUND, nearest=_nearest(nearest))
    ranked = _ranked(found, asked)
    alike = [place for place in ranked if _is_alike(place, ranked[0])]
    return Outcome(ranked[0].words, tuple(alike[:MOST_PLACES_LISTED]))


def _may_be_bettered(question: Question, asked: Asked) -> bool:
    """Tell whether the next question asks for the same words: by others than the named speaker."""
    by = from_person(asked.attribution.speaker)
    return (
        question.whole
        and by is not None
        and isinstance(question.query, And)
        and (by in question.query.of)
    )


def _is_alike(place: Place, best: Place) -> bool:
    changed = WordsVerdict.UNMARKED_CHANGE
    if best.words is changed:
        return place.words is changed and place.comparison.changes == best.comparison.changes
    return place.words is not changed


def _ranked(found: Iterable[Place], asked: Asked) -> list[Place]:
    return sorted(found, key=lambda place: rank(place, asked.attribution.date))


def _compared(asked: Asked, candidate: Candidate) -> list[Place]:
    """Lay the quotation along one text, wherever they share words, and keep its best places."""
    found = _read(candidate.text)
    sides = Sides(asked.read, asked.items, candidate.text, found)
    places = []
    for alignment in alignments(asked.items, found):
        comparison = compare(sides, alignment)
        bare = Place(
            candidate,
            comparison,
            passages_of(candidate, comparison),
            judge_words(sides, comparison),
            WhoseVerdict.UNCLEAR,
        )
        whose = judge_whose(asked.attribution.speaker, bare)
        places.append(msgspec.structs.replace(bare, whose=whose))
    return _ranked(places, asked)[:1]


@lru_cache(maxsize=64)
def _read(text: str) -> list[Token]:
    return tokens(text)


def _nearest(places: Sequence[Place]) -> Place | None:
    """Return the place that shares most words in a row, if it shares enough to be worth showing."""
    near = [
        place
        for place in places
        if place.comparison.shared >= LEAST_NEAR * max(1, place.comparison.wanted)
        and place.comparison.run >= 2
    ]
    if not near:
        return None
    return max(near, key=lambda p: (p.comparison.run, p.comparison.shared, p.candidate.permalink))


def search_few_words(library: Library, asked: Asked) -> Outcome:
    """Count where words too few to tell their source stand, and narrow them by speaker and date."""
    sought = runs(asked.read, asked.items)
    if not sought:
        return Outcome(WordsVerdict.TOO_SHORT)
    phrase = whole_phrase(sought)
    total, held = library.find(phrase, MOST_RIVALS_LISTED)
    narrowed = False
    if total > 1:
        narrower = _narrowed(library, phrase, asked)
        narrowed, held = bool(narrower), narrower or held
    places = [place for candidate in held for place in _compared(asked, candidate)]
    kept = [place for place in places if place.comparison.weight is not Weight.CHANGED]
    listed = _ranked(kept, asked) if narrowed or total <= MOST_RIVALS_LISTED else []
    return Outcome(WordsVerdict.TOO_SHORT, tuple(listed), rivals=total, narrowed=narrowed)


def _narrowed(library: Library, phrase: Query, asked: Asked) -> list[Candidate]:
    """Return the texts of the one message that speaker, date or both leave; nothing if more remain."""
    by, then = from_person(asked.attribution.speaker), sent_then(asked.attribution.date)
    for limits in ([by], [then], [by, then]):
        asked_for = tuple(limit for limit in limits if limit is not None)
        if len(asked_for) < len(limits):
            continue
        total, held = library.find(And((phrase, *asked_for)), MOST_RIVALS_LISTED)
        if total == 1:
            return held
    return []
