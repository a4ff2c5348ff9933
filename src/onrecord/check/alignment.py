"""Where in a text a quotation stands, word against word, at the least cost of edits.

The costs only decide which place and which alignment is shown. The verdict is judged afterwards from
the edits themselves (`onrecord.check.edits`): no score ever turns a changed word into an unchanged one.
"""

from collections.abc import Sequence
from enum import IntEnum

import msgspec

from onrecord.check.pattern import Item, Role
from onrecord.check.places import ReadText, places
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
MOST_SAME = 50
"""Places that are the same to the letter and are looked at."""


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


def alignments(items: Sequence[Item], text: ReadText, *, sure: bool = True) -> list[Alignment]:
    """Return the best alignment at each place of the text that shares words with the pattern.

    Places where the text is the same to the letter are found without weighing edits. With ``sure`` only
    places are weighed that hold enough of the pattern's words to be what it was made from; without it
    also the one that holds most of them.
    """
    exact = _same_to_the_letter(items, text)
    if exact:
        return exact
    laid = [_fit(items, text, numbers) for numbers in places(items, text, sure=sure)]
    unique = {(each.start, each.end): each for each in laid if each.end > each.start}
    return sorted(unique.values(), key=lambda each: (each.cost, each.start))


def _same_to_the_letter(items: Sequence[Item], text: ReadText) -> list[Alignment]:
    if not items or any(item.role not in (Role.WORD, Role.PUNCTUATION) for item in items):
        return []
    wanted = [item.tokens[0].exact for item in items]
    lead = next((number for number, item in enumerate(items) if item.role is Role.WORD), None)
    if lead is None:
        return []
    starts = [
        at - lead
        for at in text.at(text.form(items[lead].tokens[0]))
        if at >= lead and text.exact[at - lead : at - lead + len(wanted)] == wanted
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


class _Row(msgspec.Struct):
    """One row of the table: the least cost up to each token, and where it came from."""

    cost: list[int]
    move: list[Move]
    back: list[int]


class _Window:
    """Some tokens of a text, in order, to lay a pattern along. ``numbers`` are their places in it."""

    def __init__(self, text: ReadText, numbers: Sequence[int]) -> None:
        self.text = text
        self.numbers = numbers
        self.tokens = [text.tokens[number] for number in numbers]
        self._words = [_WORD_REPLACED if token.word else _NEVER for token in self.tokens]
        self._marks = [_NEVER if token.word else _MARK_REPLACED for token in self.tokens]
        self.skips = [_SKIP_WORD if token.word else _SKIP_MARK for token in self.tokens]
        self._at: dict[str, list[int]] = {}
        for place, number in enumerate(numbers):
            self._at.setdefault(text.folded[number], []).append(place)

    def costs(self, wanted: Token) -> list[int]:
        """Return what it costs to pair a token of the pattern with each token of the window."""
        costs = (self._words if wanted.word else self._marks).copy()
        for place in self._at.get(self.text.form(wanted), ()):
            found = self.tokens[place]
            if found.word == wanted.word:
                same = found.exact == wanted.exact
                costs[place] = 0 if same else _GLYPH if found.key == wanted.key else _WORD_CASE
        return costs


def _fit(items: Sequence[Item], text: ReadText, numbers: Sequence[int]) -> Alignment:
    """Lay the whole pattern along some part of the tokens ``numbers``, at the least cost."""
    window = _Window(text, numbers)
    width = len(numbers) + 1
    above = [0] * width
    rows: list[_Row] = []
    for number, item in enumerate(items):
        row = _consume(item, window, above)
        if number + 1 < len(items):
            _skip(window, row)
        rows.append(row)
        above = row.cost
    last = min(range(width), key=lambda column: (above[column], column))
    return _traced(rows, last, numbers)


def _offer(row: _Row, column: int, cost: int, move: Move, back: int) -> None:
    if cost < row.cost[column]:
        row.cost[column], row.move[column], row.back[column] = cost, move, back


def _consume(item: Item, window: _Window, above: list[int]) -> _Row:
    if item.role in (Role.WORD, Role.PUNCTUATION):
        return _consume_token(item.tokens[0], window, above)
    width = len(above)
    row = _Row([_NEVER] * width, [Move.INSERT] * width, list(range(width)))
    if item.role is Role.PARTIAL:
        _consume_partial(item, window.tokens, above, row)
        return row
    _consume_literal(item, window.tokens, above, row)
    if item.role is Role.BRACKET:
        _consume_bracket(window.tokens, above, row)
    elif item.role is Role.ELLIPSIS:
        _consume_gap(window.tokens, above, row, _GAP_EMPTY, _GAP_OPENED)
    else:
        _consume_gap(window.tokens, above, row, 0, _SKIP_OPENED)
    return row


def _consume_token(wanted: Token, window: _Window, above: list[int]) -> _Row:
    inserted = _WORD_INSERTED if wanted.word else _MARK_INSERTED
    row = _Row([above[0] + inserted], [Move.INSERT], [0])
    cost, move, back = row.cost.append, row.move.append, row.back.append
    before = above[0]
    for column, price in enumerate(window.costs(wanted), start=1):
        here = above[column]
        if before + price <= here + inserted:
            cost(before + price)
            move(Move.PAIR)
            back(column - 1)
        else:
            cost(here + inserted)
            move(Move.INSERT)
            back(column)
        before = here
    return row


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
    if bare.replace("’", "'").casefold() == token.key.casefold():
        return True
    before, after = item.before.replace("’", "'"), item.after.replace("’", "'")
    return (
        bool(before)
        and len(token.key) >= len(before) + len(after)
        and token.key.startswith(before)
        and token.key.endswith(after)
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


def _skip(window: _Window, row: _Row) -> None:
    """Let tokens of the text be left out after this item."""
    cost, move, back = row.cost, row.move, row.back
    skipping, skipped_from = _NEVER, 0
    for column, extended in enumerate(window.skips, start=1):
        anew = cost[column - 1] + _SKIP_OPENED
        if anew < skipping and move[column - 1] is not Move.SKIP:
            skipping, skipped_from = anew, column - 1
        skipping += extended
        if skipping < cost[column]:
            cost[column], move[column], back[column] = skipping, Move.SKIP, skipped_from
        if extended == _SKIP_MARK and cost[column - 1] + _MARK_SKIPPED < cost[column]:
            cost[column] = cost[column - 1] + _MARK_SKIPPED
            move[column], back[column] = Move.SKIP, column - 1


def _traced(rows: list[_Row], last: int, numbers: Sequence[int]) -> Alignment:
    steps: list[Step] = []
    column, number = last, len(rows) - 1
    end = numbers[last - 1] + 1 if last else numbers[0]
    below = end
    while number >= 0:
        row = rows[number]
        back, move = row.back[column], row.move[column]
        skips = move is Move.SKIP
        start = below if back == column else numbers[back]
        steps.append(Step(move, -1 if skips else number, start, below))
        number -= 0 if skips else 1
        column, below = back, start
    steps.reverse()
    return Alignment(tuple(steps), below, end, rows[-1].cost[last])
