"""The one tokeniser: what counts as a word, for queries, indexes and marks in a text."""

import re
import unicodedata

import msgspec

_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
_RUN = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_ASCII_RUN = re.compile(r"[A-Za-z0-9]+")
_LETTERS = re.compile(r"[^\W_]+")
_EACH_ALONE = (
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
_CJK = re.compile(rf"[{_EACH_ALONE}][{_MARKS}]*|[^{_EACH_ALONE}]+")


class Term(msgspec.Struct, frozen=True, gc=False):
    """A folded word, and the characters ``start``..``end`` of the text it was read from."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return text with case and accents folded; compatibility forms (ligatures, widths) resolved."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(
        c for c in apart if not unicodedata.combining(c) and c not in "\u00ad\u200c\u200d"
    )
    return unicodedata.normalize("NFKC", bare).casefold()


def terms(text: str) -> list[Term]:
    """Return the words of a text in order.

    A word is a run of letters and digits; every Chinese, Japanese and Korean character is a word of its
    own, so that phrases find them without a dictionary. Offsets are into ``text`` as given.
    """
    if text.isascii():
        folded = text.lower()
        return [
            Term(folded[found.start() : found.end()], found.start(), found.end())
            for found in _ASCII_RUN.finditer(text)
        ]
    found_terms: list[Term] = []
    for run in _RUN.finditer(text):
        for piece in _CJK.finditer(run.group()):
            start = run.start() + piece.start()
            end = run.start() + piece.end()
            found_terms.extend(
                Term(word, start, end) for word in _LETTERS.findall(fold(piece.group()))
            )
    return found_terms


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    if text.isascii():
        return tuple(_ASCII_RUN.findall(text.lower()))
    return tuple(term.text for term in terms(text))


def index_form(text: str) -> str:
    """Return text of which an engine that splits at what is no letter or digit makes our words.

    Line ends stay.
    """
    if text.isascii():
        return text
    lines = text.split("\n")
    return "\n".join(line if line.isascii() else " ".join(words(line)) for line in lines)
