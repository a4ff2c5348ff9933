"""One quotation against the library: find candidates, compare, judge, and keep the best."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import normalize

import msgspec

from onrecord.check.alignment import alignments
from onrecord.check.attribution import Attribution
from onrecord.check.candidates import (
    MOST_BY_PHRASE,
    Question,
    deeper,
    from_person,
    holding,
    look,
    questions,
    runs,
    sent_then,
    whole_phrase,
)
from onrecord.check.edits import Sides, Weight, compare
from onrecord.check.library import Candidate, Library
from onrecord.check.medium import NOT_MAIL
from onrecord.check.misread import shape, shapes
from onrecord.check.pattern import Item
from onrecord.check.places import ReadText, is_telling, least_telling
from onrecord.check.splice import Spread, covered, spread
from onrecord.check.verdict import (
    FAIR,
    FEWEST_WORDS,
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
MOST_PARTS = 3
"""Parts of a quotation that the archive is asked for one by one."""
MOST_LOOKED_NEAR = 3
"""Texts that are looked into for the nearest text to words that are not there."""
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
    one that is not there. ``spread`` says how far apart the places of a spliced quotation are.
    """

    words: WordsVerdict
    places: tuple[Place, ...] = ()
    rivals: int = 0
    narrowed: bool = False
    nearest: Place | None = None
    spread: Spread | None = None

    @property
    def is_traced(self) -> bool:
        """True if the best place shows where the words come from; a few words do so only alone."""
        if self.words is not WordsVerdict.TOO_SHORT:
            return bool(self.places)
        return len({place.candidate.permalink for place in self.places}) == 1


def search_quotation(library: Library, asked: Asked) -> Outcome:
    """Look for a quotation of enough words, and judge what is found."""
    seen: set[tuple[str, str]] = set()
    texts: list[Candidate] = []
    found: list[Place] = []
    for question in questions(runs(asked.read, asked.items), asked.attribution.speaker):
        for each in (question, deeper(question)) if question.whole else (question,):
            if each is not question and not _may_lie_deeper(found, len(seen)):
                break
            fresh = look(library, each, seen)
            texts.extend(fresh)
            found += _sources(asked, fresh)
        if found and not _may_be_bettered(question, asked):
            break
    ranked = _ranked(found, asked)
    if not ranked or _may_be_joined(ranked[0]):
        joined = _joined(library, asked, texts, bool(ranked))
        if joined is not None:
            return joined
    if not ranked:
        return Outcome(_absent(asked), nearest=_nearest(asked, texts))
    alike = _letter_first([place for place in ranked if _is_alike(place, ranked[0])], asked)
    return Outcome(ranked[0].words, tuple(alike[:MOST_PLACES_LISTED]))


def _letter_first(places: list[Place], asked: Asked) -> list[Place]:
    """Put a letter of the speaker's own before copies that quote it, though it confirms nobody.

    What makes it doubtful there (marks, a byline) may be lost in a copy.
    """
    if not places[0].is_copy or places[0].whose is not WhoseVerdict.CONFIRMED:
        return places
    speaker = asked.attribution.speaker
    doubtful = [place for place in places if place.is_doubtful_letter_of(speaker)]
    return doubtful[:1] + [place for place in places if place not in doubtful[:1]]


def _sources(asked: Asked, candidates: Iterable[Candidate]) -> list[Place]:
    places = (place for each in candidates for place in _compared(asked, each))
    return [place for place in places if is_source(place.comparison)]


def _may_lie_deeper(found: Sequence[Place], seen: int) -> bool:
    """Tell whether more messages may hold a phrase than were looked at, of which none is verbatim."""
    return seen >= MOST_BY_PHRASE and not any(p.words is WordsVerdict.VERBATIM for p in found)


def _absent(asked: Asked) -> WordsVerdict:
    """Return the verdict on words that stand nowhere: the story may say why they need not."""
    elsewhere = asked.attribution.medium in NOT_MAIL
    return WordsVerdict.NOT_FROM_ARCHIVE if elsewhere else WordsVerdict.NOT_FOUND


def _may_be_joined(best: Place) -> bool:
    """Tell whether a change may join two passages: if a stretch of words is not in the best one."""
    return best.comparison.wanted - best.comparison.shared >= FEWEST_WORDS


def _joined(
    library: Library, asked: Asked, texts: Sequence[Candidate], has_source: bool
) -> Outcome | None:
    """Return the outcome for words that stand in several places, or of which only a part stands.

    Of the latter nothing is said where the whole has a source, with changes.
    """
    cover = covered(asked.items, texts)
    for _ in range(MOST_PARTS):
        if cover.missing is None:
            break
        first, last = cover.missing
        held = [
            each
            for run in runs(asked.read, asked.items[first : last + 1])
            for each in holding(library, run)
        ]
        if not held:
            break
        texts = [*held, *texts]
        cover = covered(asked.items, texts)
    if not cover.whole and (has_source or not cover.part):
        return None
    parts = [
        place
        for piece in cover.pieces
        for place in _compared(
            msgspec.structs.replace(asked, items=asked.items[piece.first : piece.last + 1]),
            piece.candidate,
        )
        if _stands_but_for_case(place)
    ]
    if len(parts) != len(cover.pieces) or (len(parts) < 2 and cover.whole):
        return None
    words = WordsVerdict.SPLICED if cover.whole else WordsVerdict.PARTLY_FOUND
    return Outcome(words, tuple(parts), spread=spread([part.candidate for part in parts]))


def _stands_but_for_case(place: Place) -> bool:
    """Tell whether a part stands there; a word between two parts may be taken from either."""
    return all(
        edit.weight <= Weight.MARKED or edit.story.casefold() == edit.evidence.casefold()
        for edit in place.comparison.edits
    )


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
    if best.words in FAIR:
        return place.words in FAIR
    return place.words is best.words and place.comparison.changes == best.comparison.changes


def _ranked(found: Iterable[Place], asked: Asked) -> list[Place]:
    return sorted(found, key=lambda place: rank(place, asked.attribution.date))


def _compared(asked: Asked, candidate: Candidate, *, sure: bool = True) -> list[Place]:
    """Lay the quotation along one text, wherever they share words, and keep its best place.

    With ``sure`` a text that holds too few of the telling words is not looked into.
    """
    if sure and not _may_hold(asked, candidate):
        return []
    text = _read(candidate.text, candidate.printed)
    sides = Sides(asked.read, asked.items, candidate.text, text.tokens, candidate.printed)
    found = []
    for alignment in alignments(asked.items, text, sure=sure):
        comparison = compare(sides, alignment)
        bare = Place(
            candidate,
            comparison,
            passages_of(candidate, comparison),
            judge_words(sides, comparison),
            WhoseVerdict.UNCLEAR,
        )
        whose = judge_whose(asked.attribution.speaker, bare)
        found.append(msgspec.structs.replace(bare, whose=whose))
    return _without_echo(_ranked(found, asked))


def _without_echo(found: Sequence[Place]) -> list[Place]:
    """Return the best place of a text; it confirms nobody if the words are another's elsewhere in it.

    What a message says above the words it quotes may only repeat them.
    """
    if not found or found[0].whose is not WhoseVerdict.CONFIRMED or found[0].is_copy:
        return list(found[:1])
    if not any(place.is_anothers and place.words in FAIR for place in found[1:]):
        return list(found[:1])
    return [msgspec.structs.replace(found[0], whose=WhoseVerdict.UNCLEAR, echoes=True)]


def _may_hold(asked: Asked, candidate: Candidate) -> bool:
    """Tell whether so many of the telling words stand in a text that it may be the source.

    Asked of the bare text, before its words are read one by one, with all that transport may change in a
    word and print in its letters evened out.
    """
    telling = {item.tokens[0].key for item in asked.items if is_telling(item)}
    if not telling:
        return True
    text = _evened(candidate.text)
    return sum(shape(word) in text for word in telling) >= least_telling(len(telling))


_UNSEEN = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}
_DEBRIS = re.compile(r"=\n|=(?:92|E2=80=99)(?=[a-z])")


@lru_cache(maxsize=512)
def _evened(text: str) -> str:
    bare = _DEBRIS.sub("", text) if "=" in text else text
    return shapes(bare if bare.isascii() else normalize("NFC", bare.translate(_UNSEEN)))


@lru_cache(maxsize=512)
def _read(text: str, printed: bool) -> ReadText:
    return ReadText(text, printed=printed)


def _nearest(asked: Asked, texts: Sequence[Candidate]) -> Place | None:
    """Return the place that shares most words in a row, if it shares enough to be worth showing.

    Looked for in the texts that hold most of the telling words.
    """
    telling = {item.tokens[0].folded for item in asked.items if is_telling(item)}
    held = [(sum(word in text.text.casefold() for word in telling), text) for text in texts]
    held.sort(key=lambda each: -each[0])
    places = [
        place
        for _, candidate in held[:MOST_LOOKED_NEAR]
        for place in _compared(asked, candidate, sure=False)
        if place.comparison.shared >= LEAST_NEAR * max(1, place.comparison.wanted)
        and place.comparison.run >= 2
    ]
    if not places:
        return None
    return max(places, key=lambda p: (p.comparison.run, p.comparison.shared, p.candidate.permalink))


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
