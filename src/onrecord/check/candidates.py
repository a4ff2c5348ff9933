"""Where in the archive a quotation may stand: questions to the library, from narrow to wide."""

from collections.abc import Iterator, Sequence

import msgspec

from onrecord.check.library import Candidate, Library
from onrecord.check.names import read_name
from onrecord.check.pattern import Item, Role
from onrecord.check.places import COMMONEST
from onrecord.check.stated_date import StoryDate
from onrecord.check.story import FILL
from onrecord.search.query import And, Or, Person, Query, Sent, Words
from onrecord.search.query import Role as MessageRole
from onrecord.text.terms import words

MOST_BY_PHRASE = 12
"""Messages looked at for a phrase."""
MOST_DEEPER = 200
"""Messages looked at for a phrase if none of the first holds it to the letter."""
MOST_BY_RUNS = 8
MOST_BY_WORDS = 4
"""Messages looked at for short runs of words, and for single ones: those that hold most of them."""
MANY_WORDS = 10
"""Words of a quotation from which on its source must share three in a row with it: single ones are not
asked for."""
MOST_RUNS = 40
"""Runs of words asked for at once."""
RARE_WORDS = 6
MOST_STARTS = 8
FEWEST_TOGETHER = 4
MOST_OF_A_PART = 5
"""For words that no text looked at holds: where a stretch of them may begin, its fewest words, and the
messages looked at for it."""


class Question(msgspec.Struct, frozen=True):
    """A query and how many messages of its answer to look at. ``whole``: every word is asked for."""

    query: Query
    limit: int
    whole: bool = False


def runs(read: str, items: Sequence[Item]) -> list[tuple[str, ...]]:
    """Return the runs of search words that must stand together, between marked changes."""
    found: list[tuple[str, ...]] = []
    start: int | None = None
    end = 0
    for item in items:
        if item.role in (Role.WORD, Role.PUNCTUATION):
            start, end = (item.start if start is None else start), item.end
        elif start is not None:
            found.append(words(read[start:end].replace(FILL, "")))
            start = None
    if start is not None:
        found.append(words(read[start:end].replace(FILL, "")))
    return [run for run in found if run]


def whole_phrase(asked: Sequence[tuple[str, ...]]) -> Query:
    """Return the query for messages that hold every run."""
    return And(tuple(Words(run) for run in asked))


def questions(asked: Sequence[tuple[str, ...]], speaker: str) -> Iterator[Question]:
    """Yield the questions in order; each finds what the one before may have missed."""
    if not asked:
        return
    phrase = whole_phrase(asked)
    by = from_person(speaker)
    if by is not None:
        yield Question(And((phrase, by)), MOST_BY_PHRASE, whole=True)
    yield Question(phrase, MOST_BY_PHRASE, whole=True)
    is_long = sum(len(run) for run in asked) >= MANY_WORDS
    for size in (3,) if is_long else (4, 3):
        grams = _grams(asked, size)
        if grams:
            yield Question(Or(tuple(Words(gram) for gram in grams)), MOST_BY_RUNS)
    rare = rarest(asked)
    if len(rare) > 1:
        yield Question(And(tuple(Words((word,)) for word in rare)), MOST_BY_WORDS)
    if rare and not is_long:
        yield Question(Or(tuple(Words((word,)) for word in rare)), MOST_BY_WORDS)


def from_person(speaker: str) -> Query | None:
    """Return the query for messages from somebody of this surname."""
    parts = read_name(speaker).parts
    return Person(MessageRole.FROM, (parts[-1],)) if parts else None


def sent_then(stated: StoryDate | None) -> Query | None:
    """Return the query for messages sent when the story says, if it names a year."""
    days = stated.days() if stated else None
    return Sent(*days) if days else None


def _grams(asked: Sequence[tuple[str, ...]], size: int) -> list[tuple[str, ...]]:
    """Return runs of ``size`` words, evenly chosen where there are many, without the commonplace."""
    grams = [run[start : start + size] for run in asked for start in range(len(run) - size + 1)]
    telling = [gram for gram in dict.fromkeys(grams) if not COMMONEST.issuperset(gram)]
    step = -(-len(telling) // MOST_RUNS) or 1
    return telling[::step]


def rarest(asked: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the words likeliest to be rare: long ones that are not among the commonest."""
    telling = dict.fromkeys(word for run in asked for word in run if word not in COMMONEST)
    return sorted(telling, key=lambda word: (-len(word), word))[:RARE_WORDS]


def holding(library: Library, run: Sequence[str]) -> list[Candidate]:
    """Return texts of messages that hold the longest stretch that begins some words, four at least.

    Asked for from each of the first words on, until one begins a stretch that stands anywhere.
    """
    for start in range(min(MOST_STARTS, len(run) - FEWEST_TOGETHER + 1)):
        low, high = FEWEST_TOGETHER, len(run) - start
        if not _stands(library, run[start : start + low]):
            continue
        while low < high:
            middle = (low + high + 1) // 2
            if _stands(library, run[start : start + middle]):
                low = middle
            else:
                high = middle - 1
        return library.find(Words(tuple(run[start : start + low])), MOST_OF_A_PART)[1]
    return []


def _stands(library: Library, run: Sequence[str]) -> bool:
    return not COMMONEST.issuperset(run) and library.find(Words(tuple(run)), 1)[0] > 0


def deeper(question: Question) -> Question:
    """Return the question with so many messages of its answer that hardly any is left out."""
    return msgspec.structs.replace(question, limit=MOST_DEEPER)


def look(library: Library, question: Question, seen: set[tuple[str, str]]) -> list[Candidate]:
    """Ask one question; return the texts not seen before, and remember them as seen."""
    _, found = library.find(question.query, question.limit)
    fresh = [each for each in found if (each.permalink, each.place) not in seen]
    seen.update((each.permalink, each.place) for each in fresh)
    return fresh
