"""Where in a text a query's words stand: marks for pages, and snippets for lists of hits."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.search.asked import asked_for, places_of
from onrecord.search.likeness import Occurrence, Places
from onrecord.search.query import Near, Query, Words
from onrecord.text.passage import BodyText, Origin
from onrecord.text.terms import Term, terms

_WHITE = re.compile(r"\s+")
_MOST_CHARACTERS = 1_000_000
_LEAD = 60
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


class _Found(msgspec.Struct, frozen=True, gc=False):
    """A stretch of words in a row that answers the query's leaf of this number."""

    start: int
    end: int
    leaf: int
    own: bool = False


def matches(text: str, query: Query, origin: Origin | None = None) -> list[Span]:
    """Return the spans of ``text`` at which words and phrases of the query stand, in order.

    Phrases are marked where they stand literally, whole where their words are in a row; what a query
    excludes is not marked. With ``origin`` the text is one passage, and only words that are asked for
    in passages of its kind are marked; without, words asked for anywhere in a message.
    """
    return _merged(_found(text, _leaves(query, origin)))


def body_matches(body: BodyText, query: Query) -> list[Span]:
    """Return the spans at which words and phrases of the query stand in the passages of a body."""
    return _merged(_found_in_passages(body, query))


def snippet(text: str, query: Query, width: int = 240, origin: Origin | None = None) -> Snippet:
    """Return the stretch of about ``width`` characters that shows most of the query's words."""
    found = _found(text, _leaves(query, origin))
    return _shown(text, found, found, width)


def body_snippet(body: BodyText, query: Query, width: int = 240) -> Snippet:
    """Return the stretch of a body that shows most of the query's words, among own words if any."""
    found = _found_in_passages(body, query)
    return _shown(body.text, [item for item in found if item.own] or found, found, width)


def _found_in_passages(body: BodyText, query: Query) -> list[_Found]:
    leaves = {origin: _leaves(query, origin) for origin in Origin}
    return [
        _Found(
            passage.start + item.start,
            passage.start + item.end,
            item.leaf,
            passage.origin is Origin.OWN,
        )
        for passage in body.passages
        if passage.start < _MOST_CHARACTERS
        for item in _found(body.text[passage.start : passage.end], leaves[passage.origin])
    ]


def _leaves(query: Query, origin: Origin | None) -> _Leaves:
    """Return the numbered words and phrases of a query that are shown in a passage of this origin."""
    asked = enumerate(dict.fromkeys(asked_for(query)))
    return [(number, leaf) for number, leaf in asked if _is_shown(leaf, origin)]


def _is_shown(leaf: Words | Near, origin: Origin | None) -> bool:
    places = places_of(leaf.field)
    return bool(places) if origin is None else _PLACE_OF[origin] in places


def _found(text: str, leaves: _Leaves) -> list[_Found]:
    """Return every stretch that answers a leaf, in order."""
    if not leaves:
        return []
    tokens = terms(text[:_MOST_CHARACTERS])
    places = Places(token.text for token in tokens)
    found = {
        _Found(start, end, number)
        for number, leaf in leaves
        for start, end in _stretches(tokens, _occurrences(places, leaf))
    }
    return sorted(found, key=lambda item: (item.start, item.end, item.leaf))


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


def _shown(text: str, sought: list[_Found], found: list[_Found], width: int) -> Snippet:
    start, end = _window(text, sought, width)
    marks = [(a, b) for a, b in _merged(found) if start <= a and b <= end]
    return _collapsed(text, start, end, marks)


def _window(text: str, found: list[_Found], width: int) -> Span:
    """Return the window with the most different words of the query; the first of equals."""
    if not found:
        return 0, _word_end(text, width)
    best, best_count = found[0].start, 0
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
    begin = _word_start(text, max(0, best - _LEAD))
    reach = max(item.end for item in found if item.start == best)
    return begin, _word_end(text, max(begin + width, reach))


def _word_start(text: str, position: int) -> int:
    space = text.rfind(" ", max(0, position - 30), position)
    return position if position == 0 or space < 0 else space + 1


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.find(" ", position, position + 30)
    return space if space >= 0 else position


def _collapsed(text: str, start: int, end: int, marks: list[Span]) -> Snippet:
    shown = "… " if start else ""
    placed: list[Span] = []
    position = start
    for begin, finish in marks:
        shown = _joined(shown, text[position:begin])
        at = len(shown)
        shown = _joined(shown, text[begin:finish])
        placed.append((at, len(shown)))
        position = finish
    shown = _joined(shown, text[position:end]).rstrip()
    return Snippet(shown + (" …" if end < len(text.rstrip()) else ""), tuple(placed))


def _joined(shown: str, piece: str) -> str:
    collapsed = _WHITE.sub(" ", piece)
    return shown + (collapsed.lstrip() if not shown or shown.endswith(" ") else collapsed)
