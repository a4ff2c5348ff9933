"""Words and punctuation for comparison: typography and transport are evened out, words never."""

import re
import unicodedata

import msgspec

_TRANSPARENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INSIDE = "\u0300-\u036f" + _TRANSPARENT
_LETTER = r"[^\W_]"
_WORD = (
    rf"(?:(?<![^\s(\[“\"])[-−+](?=[$€£¥]?\d))?[$€£¥@#]?(?:(?<![\w.])\.(?=\d))?"
    rf"{_LETTER}(?:{_LETTER}|[{_INSIDE}]|['’‘ʼ](?={_LETTER})|(?<=\d)[.,:/‐‑–−-](?=\d)"
    rf"|=\n(?={_LETTER})|=(?:92|E2=80=99)(?=[a-z]))*%?"
)
_DEBRIS = r"=\n|=20(?=\s|\Z)|=(?:A0|C2=A0)|=E2=80=(?:8[BCD]|AF)"
_DEBRIS_INSIDE = re.compile(r"=\n")
_DEBRIS_APOSTROPHE = re.compile(r"=(?:92|E2=80=99)(?=[a-z])")
_ELLIPSIS = r"…|\.(?:\s?\.){2,3}"
_DASHES = r"[-‐‑‒–—―−]+"
_LINE_MARKS = r"^[ \t]*>[> \t]*"
_UNSEEN = re.compile(rf"[{_TRANSPARENT}]")

_TOKEN = re.compile(
    rf"(?P<unseen>[{_TRANSPARENT}]+)|(?P<transport>{_LINE_MARKS}|{_DEBRIS})|(?P<word>{_WORD})"
    rf"|(?P<ellipsis>{_ELLIPSIS})|(?P<dashes>{_DASHES})|(?P<mark>\S)",
    re.MULTILINE,
)

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
    found: list[Token] = []
    seen_to = -1
    for piece in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind, (first, last) = piece.lastgroup, piece.span()
        if kind == "unseen":
            seen_to = last if seen_to == first else seen_to
        elif kind != "transport":
            found.append(_token(str(kind), piece.group(), first, last, glued=seen_to == first))
            seen_to = last
    return found


def _token(kind: str, said: str, first: int, last: int, *, glued: bool) -> Token:
    if kind == "word":
        exact = _normal(said)
        key = exact if exact.isascii() else exact.translate(_APOSTROPHES)
        return Token(key, exact, True, glued, first, last)
    if kind == "ellipsis":
        return Token("…", "…", False, glued, first, last)
    if kind == "dashes":
        return Token("-", said, False, glued, first, last)
    if said in _QUOTES:
        return Token('"', said, False, glued, first, last)
    counts = said in _SYMBOLS or unicodedata.category(said)[0] in "SMN"
    return Token(said, _normal(said), counts, glued, first, last)


def _normal(word: str) -> str:
    """Undo what transport does to a word: quoted-printable debris, soft hyphens, ligatures."""
    if "=" in word:
        word = _DEBRIS_APOSTROPHE.sub("'", _DEBRIS_INSIDE.sub("", word))
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
