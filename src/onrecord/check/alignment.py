"""Where in a text a quotation stands, word against word, at the least cost of edits.

The costs only decide which place and which alignment is shown. The verdict is judged afterwards from
the edits themselves (`onrecord.check.edits`): no score ever turns a changed word into an unchanged one.
"""

from collections.abc import Sequence
from enum import IntEnum

import msgspec

from onrecord.check.pattern import Item, Role
from onrecord.check.tokens import Token

_WORD_REPLACED = 10_000
_WORD_INSERTED = 6_000
_WORD_CASE = 300
_SKIP_OPENED = 5_000
_SKIP_WORD = 900
_SKIP_MARK = 100
_MARK_SKIPPED = 400
_MARK_INSERTED = 400
_MARK_REPLACED = 600
_GLYPH = 50
_GAP_OPENED = 100
_GAP_EMPTY = 1_500
_GAP_TOKEN = 1
_BRACKET_EMPTY = 700
_BRACKET_TOKEN = 300
_BRACKET_MISFIT = 20_000
_NEVER = 1 << 50

LONGEST_BRACKETED = 14
"""Tokens of the mail that one bracketed phrase of the story may stand for."""
LONGEST_GAP = 1_500
"""Tokens: how far apart the parts on the two sides of a marked ellipsis are looked for."""
MOST_PLACES = 4
"""Places of one text that are aligned."""
MOST_SAME = 50
"""Places that are the same to the letter and are looked at."""
LONGEST_PLACE = 3_000
"""Tokens of the text that are aligned as one place, besides the margins."""
_NEAR = 40


class Move(IntEnum):
    """How a step came about."""

    PAIR = 0
    INSERT = 1
    SKIP = 2
    SPAN = 3
    LITERAL = 4


class Step(msgspec.Struct, frozen=True, gc=False):
    """Item ``item`` of the pattern (-1 for none) against tokens ``start``..``end`` of the text."""

    move: Move
    item: int
    start: int
    end: int


class Alignment(msgspec.Struct, frozen=True):
    """A pattern laid along a text. ``start``..``end`` are the tokens of the text it covers."""

    steps: tuple[Step, ...]
    start: int
    end: int
    cost: int


def alignments(items: Sequence[Item], found: list[Token]) -> list[Alignment]:
    """Return the best alignment at each place of the text that shares words with the pattern.

    Places where the text is the same to the letter are found without weighing edits.
    """
    exact = _same_to_the_letter(items, found)
    if exact:
        return exact
    laid = [_fit(items, found, start, end) for start, end in _places(items, found)]
    unique = {(each.start, each.end): each for each in laid if each.end > each.start}
    return sorted(unique.values(), key=lambda each: (each.cost, each.start))


def _same_to_the_letter(items: Sequence[Item], found: list[Token]) -> list[Alignment]:
    if not items or any(item.role not in (Role.WORD, Role.PUNCTUATION) for item in items):
        return []
    wanted = [item.tokens[0].exact for item in items]
    exact = [token.exact for token in found]
    starts = [
        start
        for start, first in enumerate(exact)
        if first == wanted[0] and exact[start : start + len(wanted)] == wanted
    ]
    return [
        Alignment(
            tuple(Step(Move.PAIR, i, start + i, start + i + 1) for i in range(len(wanted))),
            start,
            start + len(wanted),
            0,
        )
        for start in starts[:MOST_SAME]
    ]


def _places(items: Sequence[Item], found: list[Token]) -> list[tuple[int, int]]:
    """Return stretches of the text (tokens) in which the pattern may stand, the likeliest first."""
    wanted = _runs(items)
    at_words = [number for number, token in enumerate(found) if token.word]
    folded = [found[number].folded for number in at_words]
    for size in (4, 3, 2, 1):
        grams = {tuple(run[i : i + size]) for run in wanted for i in range(len(run) - size + 1)}
        hits = [
            (at_words[i], tuple(folded[i : i + size]))
            for i in range(len(folded) - size + 1)
            if tuple(folded[i : i + size]) in grams
        ]
        if hits and (size > 1 or len(hits) < _NEAR):
            return _clusters(items, hits, len(found))
    return []


def _runs(items: Sequence[Item]) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for item in items:
        if item.role is Role.WORD:
            runs[-1].append(item.tokens[0].folded)
        elif item.role is not Role.PUNCTUATION:
            runs.append([])
    return runs


def _clusters(
    items: Sequence[Item], hits: list[tuple[int, tuple[str, ...]]], length: int
) -> list[tuple[int, int]]:
    has_gap = any(item.role in (Role.ELLIPSIS, Role.INTERRUPTION) for item in items)
    reach = LONGEST_GAP if has_gap else _NEAR + len(items)
    groups: list[list[tuple[int, tuple[str, ...]]]] = []
    for hit in hits:
        near = groups and hit[0] - groups[-1][-1][0] <= reach
        if near and hit[0] - groups[-1][0][0] <= max(LONGEST_PLACE, 2 * len(items)):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    groups.sort(key=lambda group: (-len({gram for _, gram in group}), group[0][0]))
    margin = len(items) + _NEAR
    return [
        (max(0, group[0][0] - margin), min(length, group[-1][0] + margin))
        for group in groups[:MOST_PLACES]
    ]


class _Row(msgspec.Struct):
    """One row of the table: the least cost up to each token, and where it came from."""

    cost: list[int]
    move: list[Move]
    back: list[int]


def _fit(items: Sequence[Item], found: list[Token], start: int, end: int) -> Alignment:
    """Lay the whole pattern along some part of ``found[start:end]``, at the least cost."""
    window = found[start:end]
    width = len(window) + 1
    above = [0] * width
    rows: list[_Row] = []
    for number, item in enumerate(items):
        row = _Row([_NEVER] * width, [Move.INSERT] * width, list(range(width)))
        _consume(item, window, above, row)
        if number + 1 < len(items):
            _skip(window, row)
        rows.append(row)
        above = row.cost
    last = min(range(width), key=lambda column: (above[column], column))
    return _traced(rows, last, start)


def _offer(row: _Row, column: int, cost: int, move: Move, back: int) -> None:
    if cost < row.cost[column]:
        row.cost[column], row.move[column], row.back[column] = cost, move, back


def _consume(item: Item, window: list[Token], above: list[int], row: _Row) -> None:
    if item.role in (Role.WORD, Role.PUNCTUATION):
        _consume_token(item.tokens[0], window, above, row)
        return
    if item.role is Role.PARTIAL:
        _consume_partial(item, window, above, row)
        return
    _consume_literal(item, window, above, row)
    if item.role is Role.BRACKET:
        _consume_bracket(window, above, row)
    elif item.role is Role.ELLIPSIS:
        _consume_gap(window, above, row, _GAP_EMPTY, _GAP_OPENED)
    else:
        _consume_gap(window, above, row, 0, _SKIP_OPENED)


def _consume_token(wanted: Token, window: list[Token], above: list[int], row: _Row) -> None:
    inserted = _WORD_INSERTED if wanted.word else _MARK_INSERTED
    folded = wanted.folded
    cost, move, back = row.cost, row.move, row.back
    for column, earlier in enumerate(above):
        cost[column] = earlier + inserted
        if column == 0 or window[column - 1].word != wanted.word:
            continue
        paired = above[column - 1] + _difference(wanted, window[column - 1], folded)
        if paired <= cost[column]:
            cost[column], move[column], back[column] = paired, Move.PAIR, column - 1


def _difference(wanted: Token, found: Token, folded: str) -> int:
    if wanted.exact == found.exact:
        return 0
    if wanted.key == found.key:
        return _GLYPH
    if not wanted.word:
        return _MARK_REPLACED
    return _WORD_CASE if found.folded == folded else _WORD_REPLACED


def _consume_partial(item: Item, window: list[Token], above: list[int], row: _Row) -> None:
    for column, earlier in enumerate(above):
        _offer(row, column, earlier + _WORD_INSERTED, Move.INSERT, column)
        if column and window[column - 1].word:
            fits = fits_partial(item, window[column - 1])
            cost = _BRACKET_TOKEN if fits else _BRACKET_MISFIT
            _offer(row, column, above[column - 1] + cost, Move.PAIR, column - 1)


def fits_partial(item: Item, token: Token) -> bool:
    """Tell whether a word with bracketed letters can stand for this word of the mail.

    The letters outside the brackets must be its own; where brackets only change the case of the first
    letter ("[T]he"), the word must be the same.
    """
    bare = "".join(part.exact for part in item.tokens if part.exact not in "[]")
    if bare.casefold() == token.exact.casefold():
        return True
    ends = len(item.before) + len(item.after)
    return (
        bool(item.before)
        and len(token.exact) >= ends
        and token.exact.startswith(item.before)
        and token.exact.endswith(item.after)
    )


def _consume_literal(item: Item, window: list[Token], above: list[int], row: _Row) -> None:
    """Let an ellipsis or bracket be the mail's own, where the very same marks stand there."""
    size = len(item.tokens)
    exact = [token.exact for token in item.tokens]
    if not size:
        return
    for column in range(size, len(above)):
        if window[column - 1].exact == exact[-1] and exact == [
            token.exact for token in window[column - size : column]
        ]:
            _offer(row, column, above[column - size], Move.LITERAL, column - size)


def _consume_bracket(window: list[Token], above: list[int], row: _Row) -> None:
    for column, earlier in enumerate(above):
        _offer(row, column, earlier + _BRACKET_EMPTY, Move.SPAN, column)
        for back in range(1, min(LONGEST_BRACKETED, column) + 1):
            if window[column - back].word:
                cost = above[column - back] + _BRACKET_TOKEN * (back - 1)
                _offer(row, column, cost, Move.SPAN, column - back)


def _consume_gap(window: list[Token], above: list[int], row: _Row, empty: int, opened: int) -> None:
    begun, begun_at = _NEVER, 0
    for column, earlier in enumerate(above):
        _offer(row, column, earlier + empty, Move.SPAN, column)
        if column:
            price = opened if window[column - 1].word or opened == _GAP_OPENED else 0
            anew = above[column - 1] + price
            if anew < begun:
                begun, begun_at = anew, column - 1
            begun += _GAP_TOKEN
            _offer(row, column, begun, Move.SPAN, begun_at)


def _skip(window: list[Token], row: _Row) -> None:
    """Let tokens of the text be left out after this item."""
    skipping, skipped_from = _NEVER, 0
    for column in range(1, len(row.cost)):
        extended = _SKIP_WORD if window[column - 1].word else _SKIP_MARK
        anew = row.cost[column - 1] + _SKIP_OPENED
        if anew < skipping and row.move[column - 1] is not Move.SKIP:
            skipping, skipped_from = anew, column - 1
        skipping += extended
        _offer(row, column, skipping, Move.SKIP, skipped_from)
        if not window[column - 1].word:
            _offer(row, column, row.cost[column - 1] + _MARK_SKIPPED, Move.SKIP, column - 1)


def _traced(rows: list[_Row], last: int, offset: int) -> Alignment:
    steps: list[Step] = []
    column, number = last, len(rows) - 1
    while number >= 0:
        row = rows[number]
        back, move = row.back[column], row.move[column]
        skips = move is Move.SKIP
        steps.append(Step(move, -1 if skips else number, offset + back, offset + column))
        number -= 0 if skips else 1
        column = back
    steps.reverse()
    return Alignment(tuple(steps), offset + column, offset + last, rows[-1].cost[last])
