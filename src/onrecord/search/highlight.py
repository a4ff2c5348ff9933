"""Where in a text a query's words stand: marks for pages, and snippets for lists of hits."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from onrecord.search.asked import asked_for, places_of
from onrecord.search.blocks import blocks, runs, sought
from onrecord.search.likeness import Occurrence, Places
from onrecord.search.literal import literal, literal_spans
from onrecord.search.query import Near, Query, Words
from onrecord.text.passage import BodyText, Origin, Passage
from onrecord.text.terms import Term, terms

_WHITE = re.compile(r"\s+")
_MOST_CHARACTERS = 1_000_000
_LEAD = 60
_EVERY = 1 << 31
_MOST_BLOCKS = 40
"""A snippet is of the best of so many blocks that hold words asked for."""
_PLACE_OF = {
    Origin.OWN: "own",
    Origin.QUOTED: "quoted",
    Origin.FORWARDED: "quoted",
    Origin.PASTED: "quoted",
    Origin.SIGNATURE: "aside",
    Origin.BOILERPLATE: "aside",
}

Span = tuple[int, int]
_Leaves = list[tuple[int, Words | Near]]


class Snippet(msgspec.Struct, frozen=True):
    """A piece of a text with white space collapsed; ``marks`` are spans of its characters."""

    text: str
    marks: tuple[Span, ...]


class Standing(msgspec.Struct, frozen=True):
    """A piece of a letter, in what kind of passage it stands, and whether words asked for stand there.

    It is from one letter and, of the sender's, one kind of passage: it never runs on from words that are
    the sender's own into words that are not.
    """

    snippet: Snippet
    origin: Origin
    answers: bool


class _Found(msgspec.Struct, frozen=True, gc=False):
    """A stretch of words in a row that answers the query's leaf of this number."""

    start: int
    end: int
    leaf: int


def matches(text: str, query: Query, origin: Origin | None = None) -> list[Span]:
    """Return the spans of ``text`` at which words and phrases of the query stand, in order.

    Phrases are marked where they stand literally, whole where their words are in a row; what a query
    excludes is not marked. With ``origin`` the text is one passage, and only words that are asked for
    in passages of its kind are marked; without, words asked for anywhere in a message.
    """
    return _merged(_found(text, _leaves(query, origin), _EVERY))


def body_matches(body: BodyText, query: Query) -> list[Span]:
    """Return the spans at which words and phrases of the query stand in the passages of a body."""
    return _merged(_found_in_passages(body, query))


def snippet(text: str, query: Query, width: int = 240, origin: Origin | None = None) -> Snippet:
    """Return the stretch of about ``width`` characters that shows most of the query's words."""
    leaves = _leaves(query, origin)
    found = _found(text, leaves, _MOST_BLOCKS)
    whole = (0, len(text))
    window = _window(text, whole, found, width)
    return _collapsed(text, whole, window, _inside(found, *window))


def body_snippet(body: BodyText, query: Query, width: int = 240) -> Standing:
    """Return the stretch of a body that shows most of the query's words, among own words if any."""
    asked = {origin: _leaves(query, origin) for origin in Origin}
    own = [item for item in body.passages if item.origin is Origin.OWN]
    others = [item for item in body.passages if item.origin is not Origin.OWN]
    found = _in_passages(body, own, asked, _MOST_BLOCKS) or _in_passages(
        body, others, asked, _MOST_BLOCKS
    )
    whole, held = max(_by_stretch(body, found), key=lambda some: _fullest(some[1], width)[1])
    window = _window(body.text, whole, held, width)
    shown = [item for item in body.passages if item.start < window[1] and window[0] < item.end]
    seen = _in_passages(body, shown, asked, _MOST_BLOCKS, window)
    marks = _inside([*found, *seen], *window)
    origin = _origin_at(body, held[0].start if held else whole[0])
    return Standing(_collapsed(body.text, whole, window, marks), origin, bool(found))


def _by_stretch(body: BodyText, found: list[_Found]) -> list[tuple[Span, list[_Found]]]:
    """Return what was found by the stretch it stands in; where nothing was, one stretch to show.

    A stretch is what one reads in one breath: passages of one kind of the sender's, or of one letter. The
    one to show is the first of own words; of a letter without any, the first.
    """
    kinds = groupby(body.passages, lambda item: (item.letter, not item.letter and item.origin))
    passages = [list(some) for _, some in kinds]
    stretches = [(some[0].start, some[-1].end) for some in passages] or [(0, len(body.text))]
    starts = [start for start, _ in stretches]
    held: dict[int, list[_Found]] = {}
    for item in found:
        held.setdefault(bisect_right(starts, item.start) - 1, []).append(item)
    if held:
        return [(stretches[at], some) for at, some in sorted(held.items())]
    told = [
        (item.origin is not Origin.OWN, whole)
        for (item, *_), whole in zip(passages, stretches, strict=False)
        if body.text[whole[0] : whole[1]].strip()
    ]
    return [(min(told)[1] if told else stretches[0], [])]


def _found_in_passages(body: BodyText, query: Query) -> list[_Found]:
    asked = {origin: _leaves(query, origin) for origin in Origin}
    return _in_passages(body, body.passages, asked, _EVERY)


def _in_passages(
    body: BodyText,
    passages: Iterable[Passage],
    asked: Mapping[Origin, _Leaves],
    most: int,
    within: Span | None = None,
) -> list[_Found]:
    """Return what answers the leaves in some passages, in at most so many blocks of each."""
    low, high = within or (0, len(body.text))
    return [
        _Found(piece.start + item.start, piece.start + item.end, item.leaf)
        for piece in passages
        if piece.start < _MOST_CHARACTERS and asked[piece.origin]
        for item in _found(
            body.text[piece.start : piece.end],
            asked[piece.origin],
            most,
            (low - piece.start, high - piece.start),
        )
    ]


def _origin_at(body: BodyText, at: int) -> Origin:
    return next((one.origin for one in body.passages if one.start <= at < one.end), Origin.OWN)


def _leaves(query: Query, origin: Origin | None) -> _Leaves:
    """Return the numbered words and phrases of a query that are shown in a passage of this origin."""
    asked = enumerate(dict.fromkeys(asked_for(query)))
    return [(number, leaf) for number, leaf in asked if _is_shown(leaf, origin)]


def _is_shown(leaf: Words | Near, origin: Origin | None) -> bool:
    places = places_of(leaf.field)
    return bool(places) if origin is None else _PLACE_OF[origin] in places


def _found(
    text: str, leaves: _Leaves, most: int, within: Span = (0, _MOST_CHARACTERS)
) -> list[_Found]:
    """Return every stretch that answers a leaf, in order; of many blocks, those with most leaves."""
    wanted = [sought(leaf) for _, leaf in leaves]
    low, high = within
    some = [
        block
        for block in blocks(text[:_MOST_CHARACTERS], wanted)
        if block.start < high and low < block.end
    ]
    if len(some) > most:
        some = sorted(some, key=lambda block: -block.leaves)[:most]
    return [item for start, end in runs(text, some) for item in _read(text, start, end, leaves)]


def _read(text: str, start: int, end: int, leaves: _Leaves) -> list[_Found]:
    stretch = text[start:end]
    plain = stretch.isascii()
    folded = stretch.lower() if plain else ""
    by_word: _Leaves = []
    found: set[_Found] = set()
    for number, leaf in leaves:
        pattern = literal(leaf) if plain else None
        if pattern is None:
            by_word.append((number, leaf))
        else:
            spans = literal_spans(folded, pattern)
            found.update(_Found(start + first, start + last, number) for first, last in spans)
    if by_word:
        found |= _read_words(stretch, start, by_word)
    return sorted(found, key=lambda item: (item.start, item.end, item.leaf))


def _read_words(stretch: str, start: int, leaves: _Leaves) -> set[_Found]:
    tokens = terms(stretch)
    places = Places(token.text for token in tokens)
    return {
        _Found(start + first, start + last, number)
        for number, leaf in leaves
        for first, last in _stretches(tokens, _occurrences(places, leaf))
    }


def _occurrences(places: Places, leaf: Words | Near) -> list[Occurrence]:
    if isinstance(leaf, Words):
        return places.phrase(leaf.terms, leaf.slop)
    return places.near(leaf.left, leaf.right, leaf.distance)


def _stretches(tokens: Sequence[Term], occurrences: Iterable[Occurrence]) -> Iterable[Span]:
    for run in occurrences:
        first = last = run[0]
        for number in run[1:]:
            if number != last + 1:
                yield tokens[first].start, tokens[last].end
                first = number
            last = number
        yield tokens[first].start, tokens[last].end


def _merged(found: Iterable[_Found]) -> list[Span]:
    merged: list[Span] = []
    for item in sorted(found, key=lambda item: item.start):
        if merged and item.start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(item.end, merged[-1][1]))
        else:
            merged.append((item.start, item.end))
    return merged


def _inside(found: Iterable[_Found], start: int, end: int) -> list[Span]:
    return [(a, b) for a, b in _merged(found) if start <= a and b <= end]


def _window(text: str, whole: Span, found: list[_Found], width: int) -> Span:
    """Return the window, within a stretch, with the most different words of the query."""
    low, high = whole
    best, _ = _fullest(found, width) if found else (low, 0)
    reach = max((item.end for item in found if item.start == best), default=low)
    begin = max(low, _word_start(text, max(low, min(best - _LEAD, high - width))))
    return begin, min(high, _word_end(text, max(begin + width, reach)))


def _fullest(found: list[_Found], width: int) -> tuple[int, int]:
    """Return where most different words of the query stand together, the first of equals, and how many."""
    best, best_count = 0, 0
    last = 0
    counts: dict[int, int] = {}
    for first, item in enumerate(found):
        while last < len(found) and found[last].end <= item.start + width - _LEAD:
            counts[found[last].leaf] = counts.get(found[last].leaf, 0) + 1
            last += 1
        if len(counts) > best_count:
            best, best_count = item.start, len(counts)
        if last > first:
            counts[item.leaf] -= 1
            if not counts[item.leaf]:
                del counts[item.leaf]
        else:
            last = first + 1
    return best, best_count


def _word_start(text: str, position: int) -> int:
    space = text.rfind(" ", max(0, position - 30), position)
    return position if position == 0 or space < 0 else space + 1


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.find(" ", position, position + 30)
    return space if space >= 0 else position


def _collapsed(text: str, whole: Span, window: Span, marks: list[Span]) -> Snippet:
    """Return the window of a stretch on one line; dots where the stretch goes on."""
    start, end = window
    shown = "… " if text[whole[0] : start].strip() else ""
    placed: list[Span] = []
    position = start
    for begin, finish in marks:
        shown = _joined(shown, text[position:begin])
        at = len(shown)
        shown = _joined(shown, text[begin:finish])
        placed.append((at, len(shown)))
        position = finish
    shown = _joined(shown, text[position:end]).rstrip()
    return Snippet(shown + (" …" if text[end : whole[1]].strip() else ""), tuple(placed))


def _joined(shown: str, piece: str) -> str:
    collapsed = _WHITE.sub(" ", piece)
    return shown + (collapsed.lstrip() if not shown or shown.endswith(" ") else collapsed)
