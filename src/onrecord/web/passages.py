"""A letter's text as a page shows it: own words plain, each quoted letter a block that folds."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from onrecord.pipeline.showing.views import QuotedView
from onrecord.text.passage import BodyText, Origin, Passage
from onrecord.web.marking import LONGEST_SHOWN, Marks, Stretch, inked, stretches

_QUOTING = (Origin.QUOTED, Origin.FORWARDED)
_SAID = (Origin.OWN, Origin.PASTED)


class ShownLetter(msgspec.Struct, frozen=True):
    """What is told of a quoted letter at each of its blocks.

    ``known`` is what the archive knows of it, None where that was not looked into; ``others`` counts the
    further copies of a letter that survives only as quotation.
    """

    passage: Passage
    blocks: int
    known: QuotedView | None
    others: int


class ShownPassage(msgspec.Struct, frozen=True):
    """A passage, cut at marks. Blank lines at its ends are left out: the page has space there."""

    passage: Passage
    stretches: tuple[Stretch, ...]


_InARow = tuple[ShownPassage, ...]
"""Passages of one letter in a row, or one passage of the sender's own."""


class Block(msgspec.Struct, frozen=True):
    """Passages that belong together: one of the sender's own, or those of a quoted letter in a row.

    ``number`` counts the blocks of one letter, which answers may cut apart.
    """

    passages: tuple[ShownPassage, ...]
    letter: ShownLetter | None = None
    number: int = 1
    open: bool = True

    @property
    def passage(self) -> Passage:
        """The passage that tells of what kind the block is."""
        return self.letter.passage if self.letter else self.passages[0].passage


class ShownBody(msgspec.Struct, frozen=True):
    """The blocks of a text in reading order, and how many characters at its end are not shown."""

    blocks: tuple[Block, ...]
    left_out: int


class Surviving(msgspec.Struct, frozen=True):
    """What is known of a text's quoted letters; ``others`` by the permalink of a recovered message."""

    quoted: Sequence[QuotedView] = ()
    others: Mapping[str, int] = msgspec.field(default_factory=dict)


def shown_body(
    body: BodyText, marks: Marks, known: Surviving, longest: int = LONGEST_SHOWN
) -> ShownBody:
    """Return the blocks that hold more than blank space, up to ``longest`` characters."""
    views = {view.letter: view for view in known.quoted}
    changes = {view.letter: view.changes for view in known.quoted}
    shown = [
        ShownPassage(passage, stretches(body.text, marks, changes.get(passage.letter, ()), span))
        for passage, span in _inked(body, longest)
    ]
    runs = [
        tuple(item for _, item in group)
        for _, group in groupby(_numbered(shown), key=lambda item: item[0])
    ]
    held: dict[int, list[_InARow]] = {}
    for run in runs:
        held.setdefault(run[0].passage.letter, []).append(run)
    letters = {
        number: _letter(own, views.get(number), known.others)
        for number, own in held.items()
        if number
    }
    unfolded = open_letters([_place(run, letters) for run in runs])
    counted: dict[int, int] = {}
    return ShownBody(
        tuple(_block(run, letters, unfolded, counted) for run in runs),
        max(0, len(body.text) - longest),
    )


def open_letters(places: Sequence[tuple[Origin, int]]) -> frozenset[int]:
    """Return the letters that a page shows unfolded, from the origins and letters of a text's blocks.

    These are forwarded letters, the first where nothing else is said, and, where own words and quoted
    letters alternate, those above the last own words: the words that are answered.
    """
    letters = [number for _, number in places if number]
    own = [at for at, (origin, number) in enumerate(places) if not number and origin in _SAID]
    found = {number for origin, number in places if number and origin is Origin.FORWARDED}
    if not own:
        return frozenset(found | set(letters[:1]))
    sides = [bool(number) for origin, number in places if number or origin in _SAID]
    if len(list(groupby(sides))) > 2:
        found |= {number for _, number in places[: own[-1]] if number}
    return frozenset(found)


def _inked(body: BodyText, longest: int) -> Iterable[tuple[Passage, tuple[int, int]]]:
    for passage in body.passages:
        start, end = inked(body.text, passage.start, min(passage.end, longest), passage.origin)
        if start < end:
            yield passage, (start, end)


def _numbered(shown: Sequence[ShownPassage]) -> Iterable[tuple[int, ShownPassage]]:
    """Give passages of one letter in a row one number; each of the sender's own has its own."""
    for at, item in enumerate(shown):
        yield item.passage.letter or -1 - at, item


def _letter(
    held: Sequence[_InARow], known: QuotedView | None, others: Mapping[str, int]
) -> ShownLetter:
    passages = [item.passage for run in held for item in run]
    telling = [item for item in passages if item.origin in _QUOTING] or passages
    return ShownLetter(
        passage=next((item for item in telling if not item.header), telling[0]),
        blocks=len(held),
        known=known,
        others=others.get(known.recovered, 0) if known else 0,
    )


def _place(run: _InARow, letters: Mapping[int, ShownLetter]) -> tuple[Origin, int]:
    passage = run[0].passage
    return (
        letters[passage.letter].passage.origin if passage.letter else passage.origin
    ), passage.letter


def _block(
    run: _InARow,
    letters: Mapping[int, ShownLetter],
    unfolded: frozenset[int],
    counted: dict[int, int],
) -> Block:
    number = run[0].passage.letter
    if not number:
        return Block(run)
    counted[number] = counted.get(number, 0) + 1
    return Block(run, letters[number], counted[number], number in unfolded or _searched(run))


def _searched(run: _InARow) -> bool:
    return any(cut.marked for item in run for stretch in item.stretches for cut in stretch.runs)
