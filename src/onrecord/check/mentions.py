"""People a story names: full names, the surnames that stand for them, and he or she."""

import re
from bisect import bisect_left
from collections import defaultdict
from enum import StrEnum

import msgspec

from onrecord.check.cues import (
    ALSO_SURNAMES,
    FINITE_VERB,
    NOT_NAMES,
    NOT_PEOPLE,
    ROLE_NOUNS,
    TITLES,
)
from onrecord.check.given_names import HERS, HIS, is_given_name
from onrecord.check.roles import Bearer, role_mentions
from onrecord.text.terms import fold

_PART = r"[A-Z\u00c0-\u00de][\w\u0300-\u036f]*(?:['’‘-][A-Z\u00c0-\u00de]?\w+)*"
_PARTICLE = r"(?:van|von|de|del|della|der|den|di|da|dos|la|le|al|el|bin|ibn|ten|ter)"
_SHORT_TITLE = r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Rev|St)\."
_WORD = rf"(?:{_SHORT_TITLE}|(?:[A-Z]\.){{1,3}}|{_PART})"
_RUN = re.compile(rf"(?<![\w@#-]){_WORD}(?:[ \u00a0\n](?:{_PARTICLE}[ \n]){{0,2}}{_WORD})*")
_POSSESSIVE = re.compile(r"['’]s?$")
_INITIAL = re.compile(r"^(?:[A-Z]\.?){1,3}$")
_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_AS_PERSON = re.compile(
    rf"(?:['’]s)?(?:,\s+\d\d,|,?\s+(?:who|the|a|an|then|now|whose)\b|,?\s+{FINITE_VERB}"
    r"|,\s+(?:his|her|its|their)\s)",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(rf"(?<![\w-])(?P<role>{ROLE_NOUNS}),?\s+\Z", re.IGNORECASE)
_OF_A_ROLE = re.compile(
    rf",\s+(?:who\b|\d\d,|(?:the|an?|then|now)\s+(?:[\w-]+\s+){{0,4}}?(?:{ROLE_NOUNS}|official)\b)"
)
_MONTHS = frozenset("january jan april may june august march".split())
_SPEAKS = re.compile(rf"\s+{FINITE_VERB}")
_SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?:\x01\n])[\s\x01]*\Z")


class Gender(StrEnum):
    """How a story speaks of a person, as far as it shows."""

    HE = "he"
    SHE = "she"
    UNKNOWN = "unknown"


class Mention(msgspec.Struct, frozen=True, gc=False):
    """Characters ``start``..``end`` that name ``person`` (the fullest name the story gives)."""

    start: int
    end: int
    person: str
    title: str = ""


class _Named(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    words: tuple[str, ...]
    title: str
    doubtful: bool = False


class People:
    """All mentions of people in a story, in order, and what is known of each."""

    def __init__(self, text: str) -> None:
        named = [name for run in _RUN.finditer(text) if (name := _read_run(run, text)) is not None]
        self._full = _full_names(text, named)
        mentioned = (self._mention(name, text) for name in named)
        by_name = [mention for mention in mentioned if mention is not None]
        bearers = [Bearer(each.start, each.end, each.person) for each in by_name]
        by_role = [Mention(*found) for found in role_mentions(text, bearers)]
        self.mentions = tuple(sorted([*by_name, *by_role], key=lambda each: (each.start, each.end)))
        self._starts = [mention.start for mention in self.mentions]
        self._genders = _genders(text, self.mentions)

    def gender(self, person: str) -> Gender:
        """Return how the story speaks of a person."""
        return self._genders.get(person, Gender.UNKNOWN)

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that begin in ``start``..``end``."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _mention(self, named: _Named, text: str) -> Mention | None:
        """Resolve a surname to the full name that the story has given before it, if it gave one."""
        bearers = self._full.get(fold(named.words[-1]), {})
        whole = " ".join(named.words)
        if len(named.words) > 1:
            return Mention(named.start, named.end, whole, named.title) if whole in bearers else None
        for name, first in bearers.items():
            if first < named.start:
                return Mention(named.start, named.end, name, named.title)
        if named.doubtful:
            return None
        speaks = named.title or _SPEAKS.match(text, named.end)
        return Mention(named.start, named.end, whole, named.title) if speaks else None


def _read_run(run: re.Match[str], text: str) -> _Named | None:
    """Return the name in a run of capitalised words: without titles before it, no bodies or places."""
    words = [
        (word.group(), word.start() + run.start()) for word in re.finditer(r"\S+", run.group())
    ]
    title = ""
    last_title = max((i for i, (word, _) in enumerate(words) if _bare(word) in TITLES), default=-1)
    if last_title >= 0:
        title = _bare(words[last_title][0])
        words = words[last_title + 1 :]
    while words and not title and _is_no_name(text, *words[0]):
        words = words[1:]
    if len(words) > 2 and not is_given_name(_bare(words[0][0])):
        words = words[1:] if is_given_name(_bare(words[1][0])) else words
    bare = [_bare(word) for word, _ in words]
    doubtful = len(bare) == 1 and bare[0] in _MONTHS | ALSO_SURNAMES
    if doubtful and not title and re.match(r"\s+\d", text[run.end() : run.end() + 3]):
        return None
    described = _OF_A_ROLE.match(text, run.end()) is not None
    if not words or len(words) > 5 or (_is_no_person(bare, described=described) and not doubtful):
        return None
    end = words[-1][1] + len(_POSSESSIVE.sub("", words[-1][0]))
    said = tuple(_POSSESSIVE.sub("", word) for word, _ in words)
    if _INITIAL.match(said[-1]) or said[-1].isupper():
        return None
    return _Named(words[0][1], end, said, title, doubtful)


def _is_no_name(text: str, word: str, start: int) -> bool:
    return _bare(word) in NOT_NAMES or _is_only_first(text, word, start)


def _is_no_person(words: list[str], *, described: bool) -> bool:
    """Tell whether a run of folded words names a body, a place or a time; May and June may be people."""
    as_person = described or is_given_name(words[0]) if words else False
    if len(words) > 1 and as_person and words[-1] in ALSO_SURNAMES:
        words = words[:-1]
    named = [word for word in words if len(words) == 1 or word not in _MONTHS]
    return any(word in NOT_PEOPLE for word in named)


def _is_only_first(text: str, word: str, start: int) -> bool:
    """Tell whether a word has its capital only because a sentence begins with it."""
    if is_given_name(_bare(word)) or not _SENTENCE_BEGINS.search(text[max(0, start - 4) : start]):
        return False
    return re.search(rf"(?<![\w-]){re.escape(word.lower())}(?![\w-])", text) is not None


def _bare(word: str) -> str:
    return fold(_POSSESSIVE.sub("", word).strip(".,"))


def _full_names(text: str, named: list[_Named]) -> dict[str, dict[str, int]]:
    """Return, by folded surname, the full names and where each is first given, in order.

    A run of capitalised words counts as a person if the story treats it so: a surname used alone
    later, a title, a verb of saying, or a description set off behind it.
    """
    alone = {fold(name.words[0]) for name in named if len(name.words) == 1}
    full: dict[str, dict[str, int]] = defaultdict(dict)
    for name in named:
        if len(name.words) < 2:
            continue
        surname = fold(name.words[-1])
        personal = (
            name.title
            or surname in alone
            or is_given_name(fold(name.words[0]))
            or _AS_PERSON.match(text[name.end : name.end + 40])
            or _ROLE_BEFORE.search(text[max(0, name.start - 40) : name.start])
        )
        said_before = re.search(
            rf"{FINITE_VERB}\s+(?:\w+\s+){{0,4}}$", text[max(0, name.start - 60) : name.start]
        )
        if personal or said_before:
            full[surname].setdefault(" ".join(name.words), name.start)
    return full


def _genders(text: str, mentions: tuple[Mention, ...]) -> dict[str, Gender]:
    """Let every he and she vote for the person named last before it in its sentence.

    Mr. and Ms. count for more, common given names for something.
    """
    votes: dict[str, dict[Gender, int]] = defaultdict(lambda: defaultdict(int))
    for person in {mention.person for mention in mentions}:
        given = fold(person.split()[0])
        votes[person][Gender.HE] += 3 * (given in HIS)
        votes[person][Gender.SHE] += 3 * (given in HERS)
    for number, mention in enumerate(mentions):
        if mention.title in ("mr", "sir", "lord", "mrs", "ms", "miss", "lady", "dame"):
            by_title = Gender.HE if mention.title in ("mr", "sir", "lord") else Gender.SHE
            votes[mention.person][by_title] += 5
        stop = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
        near = re.split(
            r"[.!?\n\x01]", text[mention.end : min(stop, mention.end + 160)], maxsplit=1
        )[0]
        for pronoun in _PRONOUN.finditer(near):
            votes[mention.person][gender_of(pronoun.group())] += 1
    return {person: _elected(cast) for person, cast in votes.items()}


def _elected(cast: dict[Gender, int]) -> Gender:
    he, she = cast[Gender.HE], cast[Gender.SHE]
    if max(he, she) < 2 * min(he, she) or he == she:
        return Gender.UNKNOWN
    return Gender.HE if he > she else Gender.SHE


def gender_of(pronoun: str) -> Gender:
    """Return whom a pronoun speaks of."""
    word = pronoun.lower()
    if word in _HE:
        return Gender.HE
    return Gender.SHE if word in _SHE else Gender.UNKNOWN
