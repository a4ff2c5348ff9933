"""Words that a reading machine confuses: letters of like shape, on pages read from print only."""

import re
from functools import lru_cache

_LIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"), ("li", "h"))
_ONE = str.maketrans(
    {"0": "o", "1": "l", "|": "l", "i": "l", "!": "l", "5": "s", "8": "b", "6": "b", "é": "e"}
)
_ODD = re.compile(
    r"[a-zA-Z][0-9|!]|[0-9|!][a-zA-Z]|[a-z]I|\bI[a-hj-z]{2}|\bl[b-df-hj-np-tv-xz]|lll|iii|vv"
)
"""What no word is written with: digits beside letters, a capital I for an l, "lf" for "If"."""
_APOSTROPHE = re.compile(r"['’‘`]")


LONG = 7
"""Letters of a word from which on another real word of like shape hardly exists (modern, modem)."""


def may_be_misread(wanted: str, found: str) -> bool:
    """Tell whether ``found`` on a printed page may be ``wanted`` misread.

    A number is never taken for another number: digits only stand for letters. A short word that may be
    a word of its own ("fail" for "fall") is not taken for a misreading.
    """
    if wanted.isdecimal() or not any(character.isalpha() for character in wanted):
        return False
    if shape(wanted) != shape(found):
        return False
    return max(len(wanted), len(found)) >= LONG or _ODD.search(found) is not None


def shapes(text: str) -> str:
    """Return a text without case, apostrophes and the difference between letters of like shape."""
    like = _APOSTROPHE.sub("", text.casefold()).translate(_ONE)
    for several, one in _LIKE:
        like = like.replace(several, one)
    return like


@lru_cache(maxsize=50_000)
def shape(word: str) -> str:
    """Return `shapes` of a word."""
    return shapes(word)
