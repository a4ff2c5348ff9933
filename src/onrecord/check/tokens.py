"""Words and punctuation for comparison: typography and transport are evened out, words never."""

import re
import unicodedata

import msgspec

_TRANSPARENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INSIDE = "\u0300-\u036f" + _TRANSPARENT
_LETTER = r"[^\W_]"
_WORD = re.compile(
    rf"(?:(?<![^\s(\[“\"])[-−+](?=[$€£¥]?\d))?[$€£¥@#]?(?:(?<![\w.])\.(?=\d))?"
    rf"{_LETTER}(?:{_LETTER}|[{_INSIDE}]|['’‘ʼ](?={_LETTER})|(?<=\d)[.,:/‐‑–−-](?=\d))*%?"
)
_ELLIPSIS = re.compile(r"…|\.(?:\s?\.){2,3}")
_DASHES = re.compile(r"[-‐‑‒–—―−]+")
_LINE_MARKS = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
_UNSEEN = re.compile(rf"[{_TRANSPARENT}]")

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "−": "-"})
_QUOTES = frozenset("\"“”„‟«»'‘’‚‛′″`´")
_SYMBOLS = frozenset("%&@#/_\\")
JOINERS = frozenset("-‐‑/_&+@\\")
"""Characters that make one compound of the words they stand between without a space."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, a symbol that counts as a word (``%``, ``$``, ``/``), or a punctuation mark.

    ``exact`` is as written, after transport (soft hyphens, ligatures, normal form C). ``key`` is
    ``exact`` without the choice of glyph for quotation marks, apostrophes and dashes. ``glued``: no
    space before it. ``start``..``end`` are characters of the text it was read from.
    """

    key: str
    exact: str
    word: bool
    glued: bool
    start: int
    end: int

    @property
    def folded(self) -> str:
        """The key without regard to case, to find by, never to judge by."""
        return self.key.casefold()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a text, or of a stretch of it (offsets stay those of ``text``)."""
    stop = len(text) if end is None else end
    found: list[Token] = []
    marks = [(mark.start(), mark.end()) for mark in _LINE_MARKS.finditer(text, start, stop)]
    at, last_end = start, -1
    while at < stop:
        if marks and at >= marks[0][0]:
            at = max(at, marks.pop(0)[1])
            continue
        if text[at].isspace() or text[at] in _TRANSPARENT:
            at += 1
            continue
        token = _token(text, at, stop, glued=_is_glued(text, last_end, at))
        found.append(token)
        at = last_end = token.end
    return found


def _is_glued(text: str, last_end: int, at: int) -> bool:
    return last_end >= 0 and not _UNSEEN.sub("", text[last_end:at])


def _token(text: str, at: int, stop: int, *, glued: bool) -> Token:
    word = _WORD.match(text, at, stop)
    if word:
        exact = _normal(word.group())
        return Token(exact.translate(_APOSTROPHES), exact, True, glued, at, word.end())
    ellipsis = _ELLIPSIS.match(text, at, stop)
    if ellipsis:
        return Token("…", "…", False, glued, at, ellipsis.end())
    dashes = _DASHES.match(text, at, stop)
    if dashes:
        return Token("-", dashes.group(), False, glued, at, dashes.end())
    mark = text[at]
    if mark in _QUOTES:
        return Token('"', mark, False, glued, at, at + 1)
    counts = mark in _SYMBOLS or unicodedata.category(mark)[0] in "SMN"
    return Token(mark, _normal(mark), counts, glued, at, at + 1)


def _normal(word: str) -> str:
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", _UNSEEN.sub("", word).translate(_LIGATURES))


def is_cut(found: list[Token], boundary: int) -> bool:
    """Tell whether a cut before token ``boundary`` goes through what is written as one.

    That is a compound (non|-compliant, and|/or) or a number with its unit (5|€).
    """
    if _is_joined(found, boundary) or _is_joined(found, boundary - 1):
        return True
    if not 0 < boundary < len(found):
        return False
    before, after = found[boundary - 1 : boundary + 1]
    is_one = before.word and after.word and after.glued
    return is_one and (before.key[-1].isdecimal() or after.key[0].isdecimal())


def _is_joined(found: list[Token], middle: int) -> bool:
    """Tell whether token ``middle`` joins the words on its two sides without a space."""
    if not 0 < middle < len(found) - 1:
        return False
    before, joiner, after = found[middle - 1 : middle + 2]
    joins = joiner.exact in JOINERS and joiner.glued and after.glued
    return joins and before.word and after.word
