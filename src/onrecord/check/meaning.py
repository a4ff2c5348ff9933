"""Whether an edit touches what is said: a negation, a modal verb, a number, a date, a name, a currency.

The words on the two sides are counted by kind. What stands on both sides alike is not touched: "can't"
and "cannot" hold the same modal and the same negation, "1,600" and "1600" the same number.
"""

import re
from collections import Counter
from enum import StrEnum

from onrecord.check.cues import NOT_NAMES
from onrecord.check.given_names import is_given_name
from onrecord.check.tokens import Token, tokens


class Sense(StrEnum):
    """A kind of word on which the meaning of a sentence hangs."""

    NEGATION = "negation"
    MODAL = "modal"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    CURRENCY = "currency"


_NEGATIONS = frozenset(
    "not no never nor neither nobody nothing none nowhere without hardly barely scarcely cannot non".split()
)
_MODALS = frozenset("can could may might must shall should will would ought".split())
_CONTRACTED = {"won't": ("will",), "shan't": ("shall",), "can't": ("can",), "cannot": ("can",)}
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    word: word
    for word in "thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands"
    " million millions billion billions trillion dozen dozens half third quarter twice first second".split()
}
_DATES = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues
    wed thu thur thurs fri sat sun today tomorrow yesterday tonight
    """.split()
)
_CAPITALISED_DATES = frozenset("may march mar sat sun second jan wed".split())
"""Dates only where they are written with a capital."""
_CURRENCIES = re.compile(
    r"[$€£¥]|^(?:dollars?|euros?|pounds?|cents?|usd|eur|gbp|percent|pct|rubles?|yen)$"
)
_SENTENCE_END = re.compile(r"(?:\A|[.!?:…\"“”]|\n\s*\n)[\s\"“”'‘’(*>-]*\Z")

Counts = Counter[tuple[Sense, str]]


def touched(story: tuple[str, str], evidence: tuple[str, str]) -> tuple[Sense, ...]:
    """Return the kinds of word that differ between two stretches, each given with the text before it."""
    here = tokens(story[1]), tokens(evidence[1])
    mine = _counts(here[0], story[1], story[0])
    theirs = _counts(here[1], evidence[1], evidence[0])
    words = [{token.folded for token in side} for side in here]
    differ = _unlike(mine - theirs, words[1]) + _unlike(theirs - mine, words[0])
    return tuple(sense for sense in Sense if any(kind is sense for kind, _ in differ))


def _unlike(counts: Counts, others: set[str]) -> Counts:
    """Leave out a name that stands on the other side too, but for its capital."""
    kept = {
        key: number
        for key, number in counts.items()
        if key[0] is not Sense.NAME or key[1] not in others
    }
    return Counter(kept)


def kinds_in(text: str) -> frozenset[Sense]:
    """Return the kinds of telling word that a text holds."""
    return frozenset(kind for kind, _ in _counts(tokens(text), text, ""))


def is_telling_word(word: str) -> bool:
    """Tell whether a word is a negation, a modal verb, a number, a date or a currency."""
    return bool(kinds_in(word) - {Sense.NAME})


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


def _counts(found: list[Token], text: str, before: str) -> Counts:
    counts: Counts = Counter()
    for token in found:
        if token.word:
            counts.update(_senses(token, text, before))
    return counts


def _senses(token: Token, text: str, before: str) -> list[tuple[Sense, str]]:
    word = token.folded
    found: list[tuple[Sense, str]] = []
    if _is_negation(word):
        found.append((Sense.NEGATION, "not" if word.endswith(("n't", "not")) else word))
    found += [
        (Sense.MODAL, modal)
        for modal in _modals(word)
        if not token.key[:1].isupper() or modal != "may"
    ]
    if any(character.isdecimal() for character in word):
        found.append((Sense.NUMBER, re.sub(r"[^\d.:/%-]|[.,]$", "", word).strip(".")))
    elif word in _NUMBERS:
        found.append((Sense.NUMBER, _NUMBERS[word]))
    if word in _DATES and (word not in _CAPITALISED_DATES or token.key[:1].isupper()):
        found.append((Sense.DATE, word[:3]))
    if _CURRENCIES.search(word):
        found.append((Sense.CURRENCY, re.sub(r"[^$€£¥a-z]", "", word)))
    if not found and _is_name(token, text, before):
        found.append((Sense.NAME, re.sub(r"'s?$", "", word)))
    return found


def _modals(word: str) -> tuple[str, ...]:
    if word in _CONTRACTED:
        return _CONTRACTED[word]
    stem = word.removesuffix("n't").removesuffix("'ll").removesuffix("'d")
    if stem in _MODALS:
        return (stem,)
    if word.endswith("'ll"):
        return ("will",)
    return ("would",) if word.endswith("'d") else ()


def _is_name(token: Token, text: str, before: str) -> bool:
    """Tell whether a word has a capital that no sentence's beginning explains, or is a given name."""
    key = token.key
    if (
        len(key) < 2
        or not key[0].isupper()
        or token.folded in NOT_NAMES
        or token.folded.startswith("i'")
    ):
        return False
    begins = _SENTENCE_END.search((before + text[: token.start])[-12:]) is not None
    return not begins or is_given_name(token.folded)
