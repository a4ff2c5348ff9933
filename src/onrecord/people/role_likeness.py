"""Which titles and organisations, as written, are one role: spelt in short, or misread by a scan.

"U.S. Dept. of Works" is "United States Department of Works", and "S ecial Assistant" beside many a "Special
Assistant" is a misprint of it. Numerals are never passed over: Engineer I is not Engineer II.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from onrecord.people.misreading import distance
from onrecord.text.terms import words

Stated = tuple[str, str]
"""A title and an organisation, as written."""

_LONG_FORMS = {
    "asst": "assistant", "assoc": "associate", "dept": "department", "dir": "director",
    "exec": "executive", "govt": "government", "intl": "international", "mgr": "manager",
    "natl": "national", "sr": "senior", "jr": "junior", "univ": "university",
    "vp": "vicepresident", "svp": "seniorvicepresident", "evp": "executivevicepresident",
    "inc": "", "llc": "", "ltd": "", "corp": "corporation", "co": "company",
    "the": "", "and": "", "of": "",
}  # fmt: skip
_NUMERALS = frozenset("i ii iii iv v vi vii viii ix x".split())
_LEAST = 8
_LONG = 16
_RARER = 2
_MOST_LEADS = 200


class _Key(msgspec.Struct, frozen=True, order=True):
    """What a title or an organisation is compared by: its letters, and its numerals apart."""

    letters: str
    numerals: tuple[str, ...]


_Keys = tuple[_Key, _Key]


def commonest_forms(stated: Mapping[Stated, int]) -> dict[Stated, Stated]:
    """Return for each title and organisation the commonest form of the same; ``stated`` counts them.

    A form is taken for a misprint only of one that is stated at least twice as often.
    """
    counts: dict[_Keys, int] = {}
    forms: dict[_Keys, Stated] = {}
    for form in sorted(stated, key=lambda form: (-stated[form], form)):
        keys = _keys(form)
        counts[keys] = counts.get(keys, 0) + stated[form]
        forms.setdefault(keys, form)
    leads: list[_Keys] = []
    led_by: dict[_Keys, _Keys] = {}
    for keys in sorted(counts, key=lambda keys: (-counts[keys], keys)):
        lead = _lead(keys, counts, leads)
        led_by[keys] = lead or keys
        if lead is None and len(leads) < _MOST_LEADS:
            leads.append(keys)
    return {form: forms[led_by[_keys(form)]] for form in stated}


def _lead(keys: _Keys, counts: Mapping[_Keys, int], leads: Iterable[_Keys]) -> _Keys | None:
    return next(
        (
            lead
            for lead in leads
            if counts[lead] >= _RARER * counts[keys]
            and _is_misprint(keys[0], lead[0])
            and _is_misprint(keys[1], lead[1])
        ),
        None,
    )


def _is_misprint(one: _Key, other: _Key) -> bool:
    """Tell whether two are equal, or so long and so alike that one is the other misread."""
    if one == other:
        return True
    shorter = min(len(one.letters), len(other.letters))
    if shorter < _LEAST or one.numerals != other.numerals:
        return False
    most = 2 if shorter >= _LONG else 1
    return distance(one.letters, other.letters, most) <= most


def _keys(form: Stated) -> _Keys:
    return _key(form[0]), _key(form[1])


@lru_cache(maxsize=1 << 14)
def _key(written: str) -> _Key:
    spelt = [_LONG_FORMS.get(word, word) for word in words(written)]
    numerals = tuple(word for word in spelt if word in _NUMERALS or word.isdigit())
    letters = "".join(word for word in spelt if word not in numerals)
    return _Key(letters.replace("unitedstates", "us"), numerals)
