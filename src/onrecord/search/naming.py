"""How texts name a person: by whole name, address, surname, given name or nickname."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from onrecord.people.name_form import Name
from onrecord.people.nicknames import is_given_name, short_forms
from onrecord.search.query import Or, Query, TextField, Words
from onrecord.text.terms import Term, terms, words

Span = tuple[int, int]

_CALLED = re.compile(r"['’]s\b|\s*(?:,|-|–|—|:|$)|\s*\n")

_COMMON = frozenset(
    """
    a about after all also am an and any are as ask asked at back be because been before both but by call
    called can come could did do does done down for from get go going good got great had has have he
    her here hi him his hope how i if in into is it its just know let like look looks made make may me
    more much my need no not now of off ok on one only or our out over per please said say says see
    sent she should so some talk tell than thank thanks that the their them then there these they think
    this those to today told tomorrow too two up us very want was we well were what when where which
    who why will with would yes yesterday yet you your
    """.split()
)
"""Words that, with a capital after a name, begin a new sentence and are no surname."""
_ALSO_WORDS = frozenset(
    """
    art baker banks barry bill black bland bliss bloom booth brown burns bush carol carter case chance
    chase church cliff cook cross dale day dean dick dawn dear dick drew duke earl field fields faith
    fisher ford forest foster frank gates gene gray grace grant green hall hand hart hill holder holly
    hope hunt hunter jack jay joy june king knight lane law little long love lock low lynch major march
    mark marsh mason mays mike miles mills moon moore nick noble north page paris park parks pat pearl
    peace penny pierce piper poole pope porter power powers price prince rice rich ridge rob robin rock
    rose ruby sandy savage sharp shelly short singer small smith snow south speaker stone strange
    street strong sue summer summers swan swift taylor ted terry turner victor wade walker wall ward
    waters weaver west white will winter wise wolf wood woods worth young
    """.split()
)
"""Names that are words too: in small letters they name nobody."""
_OPENERS = frozenset(
    """
    april art case chance chase cross dear faith field grace grant hand hope hunt june law long love low
    major march mark may more noble page pat peace power price rice rich rob rose short small stone
    strange strong sue summer swift wall will winter wise wood young
    """.split()
)
"""Those with which a sentence may well begin."""


class Naming(msgspec.Struct, frozen=True):
    """The forms by which texts name one person, as folded words.

    ``whole`` are names of several words and addresses; ``surnames`` and ``givens`` stand alone, where
    nobody else is meant by them. ``kin`` are given names with which a surname is still this person's.
    ``left_out`` are words that name others too.
    """

    whole: tuple[tuple[str, ...], ...] = ()
    surnames: tuple[str, ...] = ()
    givens: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def forms(self) -> tuple[str, ...]:
        """Return what is looked for, in words."""
        return tuple(" ".join(form) for form in self.whole) + self.surnames + self.givens


class Borne(msgspec.Struct, frozen=True):
    """What a person's names come to: whole names by part, and the single words that might do."""

    whole: tuple[tuple[str, ...], ...]
    surnames: frozenset[str]
    givens: frozenset[str]
    """Given names and nicknames as stated, at least three letters long."""
    kin: frozenset[str]
    """Given names and all their short forms and middle names: before the surname they are this person's."""


def borne(names: Iterable[Name], spelled: Mapping[str, str]) -> Borne:
    """Return what full names come to; ``spelled`` gives the words of parts written with a hyphen."""
    whole: dict[tuple[str, ...], None] = {}
    surnames: dict[str, None] = {}
    givens: dict[str, None] = {}
    kin: set[str] = set()
    for name in names:
        stated = [first for first in (name.given, name.nick) if len(first) > 1]
        surname = spelled.get(name.surname, name.surname)
        for first in sorted({form for given in stated for form in short_forms(given)}):
            written = spelled.get(first, first)
            whole[(*words(written), *words(surname))] = None
            whole[(*words(surname), *words(written))] = None
            kin.add(words(written)[-1])
        kin |= {middle for middle in name.middle if len(middle) > 1}
        givens |= {spelled.get(first, first): None for first in stated if len(first) > 2}
        if stated and len(surname) > 2:
            surnames[surname] = None
    return Borne(tuple(whole), frozenset(surnames), frozenset(givens), frozenset(kin))


def asked_in(form: Naming, field: TextField) -> Query:
    """Return the query for messages that may name the person in this place."""
    several = (Words(item, field, 1 if len(item) == 2 else 0) for item in form.whole)
    alone = (Words(words(item), field) for item in (*form.surnames, *form.givens))
    return Or((*several, *alone))


def named_at(text: str, form: Naming) -> list[Span]:
    """Return the spans of a text in which the person is named, in order, none within another."""
    found = terms(text)
    taken: list[Span] = []
    for start, end in sorted(_all(text, found, form), key=lambda run: (run[0], -run[1])):
        if not taken or start > taken[-1][1]:
            taken.append((start, end))
    return [(found[start].start, found[end].end) for start, end in taken]


def _all(text: str, found: Sequence[Term], form: Naming) -> Iterator[Span]:
    """Yield the first and last word of every place where a form stands."""
    whole: dict[str, list[tuple[str, ...]]] = {}
    for item in form.whole:
        whole.setdefault(item[0], []).append(item)
    surnames = [words(item) for item in form.surnames]
    givens = [words(item) for item in form.givens]
    for at, term in enumerate(found):
        for item in whole.get(term.text, ()):
            end = _end_of(text, found, at, item)
            if end is not None:
                yield at, end
        if not _stands(text, term):
            continue
        for surname in surnames:
            if _reads(found, at, surname) and not _anothers_surname(text, found, at, form):
                yield at, at + len(surname) - 1
        for given in givens:
            end = at + len(given) - 1
            if _reads(found, at, given) and not _anothers_given(text, found, end, form):
                yield at, end


def _end_of(text: str, found: Sequence[Term], at: int, form: tuple[str, ...]) -> int | None:
    """Return the last word of a whole name that begins here; one initial or name may stand between."""
    if _reads(found, at, form):
        return at + len(form) - 1 if _joined(text, found, at, len(form)) else None
    if len(form) == 2 and at + 2 < len(found) and found[at + 2].text == form[1]:
        between = found[at + 1]
        written = text[between.start : between.end]
        listed = "," in text[found[at].end : found[at + 2].start]
        if written[:1].isupper() and not listed and _joined(text, found, at, 3):
            return at + 2
    return None


def _reads(found: Sequence[Term], at: int, form: Sequence[str]) -> bool:
    return tuple(term.text for term in found[at : at + len(form)]) == tuple(form)


def _joined(text: str, found: Sequence[Term], at: int, length: int) -> bool:
    """Tell whether words stand in one name or address: no stop of a sentence, no empty line between."""
    between = text[found[at].start : found[at + length - 1].end]
    return "\n\n" not in between and not re.search(r"[!?;:]|[^\W\d_]{3,}\.\s", between)


def _stands(text: str, term: Term) -> bool:
    """Tell whether a word alone is written as a name, and not as the word that it is as well."""
    if _in_address(text, term):
        return False
    written = text[term.start : term.end]
    if term.text in _ALSO_WORDS:
        opens = term.text in _OPENERS and _opens_sentence(text, term)
        return written[:1].isupper() and not opens
    return not written[:1].islower() or len(written) > 2


def _opens_sentence(text: str, term: Term) -> bool:
    """Tell whether a word begins a sentence, where any has a capital, and is not called out to."""
    before = text[max(0, term.start - 40) : term.start].rstrip(" \t\"'“‘(")
    begins = not before or before[-1] in ".!?:\n-–—>*•"
    return begins and not _CALLED.match(text, term.end)


def _in_address(text: str, term: Term) -> bool:
    """Tell whether a word is part of an address, a file name or another word."""
    before, after = text[max(0, term.start - 1) : term.start], text[term.end : term.end + 2]
    if before in {"@", "/", "_"} or after[:1] in {"@", "_"}:
        return True
    if after[:1] in {"'", "’"} and after[1:2].isalpha() and after[1:2] not in "sS":
        return True  # a part of another word, and of no name
    if before == "." and text[max(0, term.start - 2) : term.start - 1].isalnum():
        return True
    return after[:1] == "." and after[1:2].isalnum()


def _anothers_surname(text: str, found: Sequence[Term], at: int, form: Naming) -> bool:
    """Tell whether another's given name stands before a surname."""
    if at == 0 or text[found[at - 1].end : found[at].start] != " ":
        return False
    before = found[at - 1]
    if before.text in form.kin:
        return False
    return text[before.start].isupper() and is_given_name(before.text)


def _anothers_given(text: str, found: Sequence[Term], at: int, form: Naming) -> bool:
    """Tell whether another's surname stands after a given name."""
    if at + 1 >= len(found) or text[found[at].end : found[at + 1].start] != " ":
        return False
    after = found[at + 1]
    written = text[after.start : after.end]
    if not written[:1].isupper() or len(written) == 1 or after.text in _COMMON:
        return False
    surnames = {item[-1] for item in form.whole} | {item[0] for item in form.whole}
    return after.text not in surnames and not written.isupper() and not is_given_name(after.text)
