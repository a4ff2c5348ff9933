"""One text out of the copies of a message that survives only as quotation.

Each of those who quoted it left out something else. The copy that leads gives the text; what only another
copy has is put in where the words around it agree. Every piece says which copy it stands in. Where
copies have other words in the same place, nothing is merged: that is a difference
(`onrecord.recovered.altered`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec
from rapidfuzz.distance import Indel

from onrecord.text.terms import Term, terms, words

_MOST_WORDS = 20_000
_FEWEST = 4
"""Words that only another copy has; fewer may be a change, not a piece that was left out."""
_NEAR = 5
"""Words in a row that must agree beside a piece, on the one side or the other."""
_BESIDE = re.compile(r"[^\S\n]*\n?")


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of the merged text, and the place of the copy it stands in among those given."""

    text: str
    copy: int


def merged(copies: Sequence[str]) -> tuple[Piece, ...]:
    """Return the pieces that, one after the other, are the message: as they stand in the copies.

    The first copy leads: all of it is there, in its order.
    """
    pieces = [Piece(copies[0], 0)]
    for number in range(1, len(copies)):
        pieces = _with_copy(pieces, copies[number], number)
    return tuple(piece for piece in pieces if piece.text)


def _with_copy(pieces: list[Piece], copy: str, number: int) -> list[Piece]:
    text = "".join(piece.text for piece in pieces)
    left_out = _left_out(words(text)[:_MOST_WORDS], words(copy)[:_MOST_WORDS])
    if not left_out:
        return pieces
    known, said = terms(text), terms(copy)[:_MOST_WORDS]
    put = [
        (known[place - 1].end if place else 0, _cut_out(copy, said, first, last))
        for place, first, last in left_out
    ]
    return _put_in(pieces, put, number)


def _left_out(known: Sequence[str], said: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return where words that only a copy has belong among those known: place, and their span in it."""
    runs = [
        (block.src_start, block.src_end, block.dest_start, block.dest_end)
        for block in Indel.opcodes(known, said)
        if block.tag == "equal"
    ]
    edges = [(0, 0, 0, 0), *runs, (len(known), len(known), len(said), len(said))]
    return [
        (after[0], before[3], after[2])
        for before, after in pairwise(edges)
        if before[1] == after[0]
        and after[2] - before[3] >= _FEWEST
        and max(before[3] - before[2], after[3] - after[2]) >= _NEAR
    ]


def _cut_out(text: str, words: Sequence[Term], first: int, last: int) -> str:
    """Return words with the marks that stand between them and the words before and after."""
    start = _rest_of(text, words[first - 1].end) if first else 0
    end = _rest_of(text, words[last - 1].end) if last < len(words) else len(text)
    return text[start:end]


def _rest_of(text: str, word_end: int) -> int:
    """Return where what belongs to a word ends: the marks that follow it, and the end of its line."""
    at = word_end
    while at < len(text) and not text[at].isspace() and not text[at].isalnum():
        at += 1
    found = _BESIDE.match(text, at)
    return found.end() if found else at


def _put_in(pieces: list[Piece], put: list[tuple[int, str]], number: int) -> list[Piece]:
    """Return the pieces cut where something is put in."""
    made: list[Piece] = []
    begins = 0
    for piece in pieces:
        at, end = 0, begins + len(piece.text)
        last = piece is pieces[-1]
        for place, text in put:
            if begins <= place < end or (last and place == end):
                cut = _rest_of(piece.text, place - begins) if place else 0
                made += [Piece(piece.text[at:cut], piece.copy), Piece(text, number)]
                at = cut
        made.append(Piece(piece.text[at:], piece.copy))
        begins = end
    return [_on_its_line(item, made, at) for at, item in enumerate(made) if item.text]


def _on_its_line(piece: Piece, pieces: list[Piece], at: int) -> Piece:
    """Return a piece that ends in white space, unless it is the last: no two words run together."""
    last = all(not later.text for later in pieces[at + 1 :])
    if last or piece.text[-1].isspace():
        return piece
    return Piece(piece.text + "\n", piece.copy)
