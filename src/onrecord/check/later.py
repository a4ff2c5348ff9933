"""What the same author wrote later in the thread that may take the words back."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from onrecord.check.library import Candidate
from onrecord.check.meaning import Sense, touched
from onrecord.check.places import COMMONEST
from onrecord.text.passage import Origin
from onrecord.text.terms import words

MOST_LETTERS = 30
"""Later letters of a thread that are read."""
MOST_TOLD = 3
LONGEST_SHOWN = 300
LONGEST_SENTENCE = 2_000
"""Characters shown, and read."""
LEAST_SHARED = 0.6
FEWEST_SHARED = 3
"""Share, and number, of the quotation's uncommon words that a later sentence on the same matter has."""

_CORRECTS = re.compile(
    r"\b(?:correction\b|i (?:stand corrected|misspoke|was wrong|was mistaken|meant to say)"
    r"|i take (?:it|that) back"
    r"|my (?:mistake|error|bad)\b|let me correct|scratch that|on (?:second|further) (?:thought|reflection)"
    r"|(?:please )?(?:disregard|ignore) my (?:last|earlier|previous|prior)"
    r"|that (?:was|is) (?:wrong|not right)"
    r"|should have (?:said|read|been|written)|contrary to what i (?:said|wrote))",
    re.IGNORECASE,
)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n\s*\n")


class Turn(StrEnum):
    """How a later sentence may bear on the words."""

    CORRECTION = "correction"
    CONTRARY = "contrary"


class Later(msgspec.Struct, frozen=True):
    """A sentence of a later letter by the same author."""

    turn: Turn
    permalink: str
    date: str
    text: str


def later_words(quoted: str, letters: Sequence[Candidate]) -> tuple[Later, ...]:
    """Return the sentences of later letters that correct something, or say the like with another "not"."""
    told: list[Later] = []
    for letter in letters:
        when = letter.date.iso() if letter.date else ""
        told += [Later(turn, letter.permalink, when, text) for turn, text in _told(quoted, letter)]
        if len(told) >= MOST_TOLD:
            break
    return tuple(told[:MOST_TOLD])


def _told(quoted: str, letter: Candidate) -> Iterator[tuple[Turn, str]]:
    telling = set(words(quoted)) - COMMONEST
    for passage in letter.passages:
        if passage.origin is not Origin.OWN:
            continue
        for sentence in _BETWEEN_SENTENCES.split(letter.text[passage.start : passage.end]):
            said = " ".join(sentence[:LONGEST_SENTENCE].split())
            if _CORRECTS.search(said):
                yield Turn.CORRECTION, said[:LONGEST_SHOWN]
            elif _is_contrary(quoted, said, telling):
                yield Turn.CONTRARY, said[:LONGEST_SHOWN]


def _is_contrary(quoted: str, said: str, telling: set[str]) -> bool:
    """Tell whether a sentence shares most of the telling words, and only one of the two has a negation."""
    shared = telling.intersection(words(said))
    if len(shared) < max(FEWEST_SHARED, LEAST_SHARED * len(telling)):
        return False
    return Sense.NEGATION in touched(("", quoted), ("", said))
