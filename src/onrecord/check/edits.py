"""What the story changed: an alignment spelled out as edits, each weighed for what it means.

The weights are read off the words themselves. That an alignment was cheap counts for nothing here.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum

import msgspec

from onrecord.check.alignment import Alignment, Move, Step, fits_partial
from onrecord.check.misread import may_be_misread
from onrecord.check.pattern import Item, Role
from onrecord.check.places import COMMONEST
from onrecord.check.story import FILL
from onrecord.check.style import StyleKind
from onrecord.check.tokens import Token, is_cut, tokens


class Op(StrEnum):
    """How a stretch of the story stands to a stretch of the mail."""

    SAME = "same"
    STORY_ONLY = "story-only"
    EVIDENCE_ONLY = "evidence-only"
    REPLACED = "replaced"
    LEFT_OUT = "left-out"
    BRACKETED = "bracketed"
    MISREAD = "misread"


class Weight(IntEnum):
    """What an edit means for the verdict, in rising order."""

    SAME = 0
    TYPOGRAPHY = 1
    STYLE = 2
    MARKED = 3
    CHANGED = 4


class Edit(msgspec.Struct, frozen=True, gc=False):
    """One edit. The ``evidence`` of all edits in order is the evidence's text, character by character;
    ``story`` is the quotation's, without the story's own closing comma or full stop. ``style`` says what
    kind of change of style it is, if it is one.
    """

    op: Op
    story: str
    evidence: str
    weight: Weight
    style: StyleKind | None = None


class Comparison(msgspec.Struct, frozen=True):
    """A quotation beside characters ``start``..``end`` of a text.

    Words are counted outside brackets: ``wanted`` in the quotation, ``shared`` of them in the text in
    the same order, ``run`` the most in a row; ``omitted`` words of the text are left out unmarked.
    ``telling`` counts the distinct shared words that are not among the very commonest, of
    ``wanted_telling`` in the quotation.
    """

    start: int
    end: int
    edits: tuple[Edit, ...]
    wanted: int
    shared: int
    run: int
    omitted: int
    telling: int
    wanted_telling: int

    @property
    def weight(self) -> Weight:
        """The heaviest edit."""
        return max((edit.weight for edit in self.edits), default=Weight.SAME)

    @property
    def changes(self) -> int:
        """Number of unmarked changes of words."""
        return sum(edit.weight is Weight.CHANGED for edit in self.edits)


class Sides(msgspec.Struct, frozen=True):
    """The two things compared: the story's plain text and pattern, and a text and its tokens.

    ``printed`` says that the text was read from a printed page.
    """

    read: str
    items: Sequence[Item]
    text: str
    found: list[Token]
    printed: bool = False


_ENDS_SENTENCE = frozenset(".!?:…")
_LIGHT = frozenset(",.")
_LOUD = frozenset("!?")


def compare(sides: Sides, alignment: Alignment) -> Comparison:
    """Spell out an alignment as edits."""
    edits = [_edit(sides, alignment, step) for step in alignment.steps]
    start, end = alignment.start, alignment.end
    first, last = _outer_words(sides, alignment)
    while first and start > 0 and is_cut(sides.found, start):
        edits.insert(0, _cut_off(sides, sides.found[start - 1].start, sides.found[start].start))
        start -= 1
    while last and end < len(sides.found) and is_cut(sides.found, end):
        edits.append(_cut_off(sides, sides.found[end - 1].end, sides.found[end].end))
        end += 1
    if last and _loses_mark(sides, end):
        mark = sides.text[sides.found[end - 1].end : sides.found[end].end]
        edits.append(Edit(Op.EVIDENCE_ONLY, "", mark, Weight.STYLE, StyleKind.END_MARK))
        end += 1
    shared = _shared(sides, alignment)
    return Comparison(
        start=sides.found[start].start,
        end=sides.found[end - 1].end,
        edits=tuple(_gathered(edits)),
        wanted=sum(item.role is Role.WORD for item in sides.items),
        shared=len(shared),
        run=_longest_run(shared),
        omitted=sum(_omitted(sides, step) for step in alignment.steps),
        telling=len(_telling(sides, shared)),
        wanted_telling=len(_telling(sides, range(len(sides.items)))),
    )


def _outer_words(sides: Sides, alignment: Alignment) -> tuple[bool, bool]:
    """Tell whether the first and the last step lie on a word, so that a cut there can be judged."""
    return tuple(  # type: ignore[return-value]
        step.item >= 0 and sides.items[step.item].role is Role.WORD and step.move is Move.PAIR
        for step in (alignment.steps[0], _last_word_step(sides, alignment))
    )


def _last_word_step(sides: Sides, alignment: Alignment) -> Step:
    last = alignment.steps[-1]
    if last.move is Move.INSERT and sides.items[last.item].role is Role.PUNCTUATION:
        return alignment.steps[-2] if len(alignment.steps) > 1 else last
    return last


def _cut_off(sides: Sides, start: int, stop: int) -> Edit:
    """Return the edit for a piece of a compound that the story cut off, with what is unseen in it."""
    return Edit(Op.EVIDENCE_ONLY, "", sides.text[start:stop], Weight.CHANGED)


def _loses_mark(sides: Sides, end: int) -> bool:
    """Tell whether the mail has a question or exclamation mark behind the story's last word."""
    if end >= len(sides.found) or sides.items[-1].role is not Role.WORD:
        return False
    return sides.found[end].exact in _LOUD and sides.found[end].glued


def _edit(sides: Sides, alignment: Alignment, step: Step) -> Edit:
    story = "" if step.item < 0 else _story_text(sides, step.item)
    evidence = _evidence_text(sides, alignment, step)
    op, weight = _weighed(sides, step)
    if weight is not Weight.STYLE:
        return Edit(op, story, evidence, weight)
    is_word = sides.items[step.item].role is Role.WORD
    kind = StyleKind.FIRST_LETTER if is_word else StyleKind.END_MARK
    return Edit(op, story, evidence, weight, kind)


def _story_text(sides: Sides, number: int) -> str:
    item = sides.items[number]
    if item.role is Role.INTERRUPTION:
        return " "
    following = sides.items[number + 1] if number + 1 < len(sides.items) else None
    inside = following is not None and following.role is not Role.INTERRUPTION
    end = following.start if following is not None and inside else item.end
    return sides.read[item.start : end].replace(FILL, "")


def _evidence_text(sides: Sides, alignment: Alignment, step: Step) -> str:
    if step.start == step.end:
        return ""
    last = step.end >= alignment.end
    stop = sides.found[step.end - 1].end if last else sides.found[step.end].start
    return sides.text[sides.found[step.start].start : stop]


def _weighed(sides: Sides, step: Step) -> tuple[Op, Weight]:
    here = sides.found[step.start : step.end]
    has_word = any(token.word for token in here)
    if step.move is Move.LITERAL:
        return Op.SAME, Weight.SAME
    if step.move is Move.SKIP:
        return Op.EVIDENCE_ONLY, Weight.CHANGED if has_word else Weight.TYPOGRAPHY
    item = sides.items[step.item]
    if step.move is Move.INSERT:
        if item.role is not Role.PUNCTUATION:
            return Op.STORY_ONLY, Weight.CHANGED
        return Op.STORY_ONLY, Weight.STYLE if _is_end_mark(sides, step) else Weight.TYPOGRAPHY
    if step.move is Move.PAIR:
        return _weighed_pair(sides, step)
    return _weighed_span(sides, step, item.role, has_word=has_word)


def _weighed_span(sides: Sides, step: Step, role: Role, *, has_word: bool) -> tuple[Op, Weight]:
    if role is Role.INTERRUPTION:
        if has_word:
            return Op.EVIDENCE_ONLY, Weight.CHANGED
        marks = {token.exact for token in sides.found[step.start : step.end]}
        return (Op.SAME, Weight.SAME) if marks <= _LIGHT else (Op.REPLACED, Weight.TYPOGRAPHY)
    op = Op.LEFT_OUT if role is Role.ELLIPSIS else Op.BRACKETED
    cuts = step.end > step.start and any(
        is_cut(sides.found, boundary) for boundary in (step.start, step.end)
    )
    return op, Weight.CHANGED if cuts else Weight.MARKED


def _weighed_pair(sides: Sides, step: Step) -> tuple[Op, Weight]:
    item, token = sides.items[step.item], sides.found[step.start]
    if item.role is Role.PARTIAL:
        fits = fits_partial(item, token)
        return (Op.BRACKETED, Weight.MARKED) if fits else (Op.REPLACED, Weight.CHANGED)
    wanted = item.tokens[0]
    if wanted.exact == token.exact:
        return Op.SAME, Weight.SAME
    if not wanted.word:
        loud = _is_end_mark(sides, step) or token.exact in _LOUD
        ends = loud and step.item == len(sides.items) - 1
        return Op.REPLACED, Weight.STYLE if ends else Weight.TYPOGRAPHY
    if wanted.key == token.key:
        return Op.REPLACED, Weight.TYPOGRAPHY
    if _is_opening_case(sides, step):
        return Op.REPLACED, Weight.STYLE
    if sides.printed and may_be_misread(wanted.key, token.key):
        return Op.MISREAD, Weight.TYPOGRAPHY
    return Op.REPLACED, Weight.CHANGED


def _is_end_mark(sides: Sides, step: Step) -> bool:
    """Tell whether an item is a question or exclamation mark at the quotation's end."""
    is_last = step.item == len(sides.items) - 1
    return is_last and sides.items[step.item].tokens[0].exact in _LOUD


def _is_opening_case(sides: Sides, step: Step) -> bool:
    """Tell whether a word differs only in its first letter's case, where a sentence may begin."""
    wanted, token = sides.items[step.item].tokens[0].key, sides.found[step.start].key
    if wanted[1:] != token[1:] or wanted[0].casefold() != token[0].casefold():
        return False
    earlier = [item.role for item in sides.items[: step.item] if item.role is not Role.PUNCTUATION]
    if Role.WORD not in earlier or earlier[-1] in (Role.ELLIPSIS, Role.INTERRUPTION):
        return True
    if step.start == 0:
        return True
    mine = sides.items[step.item - 1].tokens[-1].exact
    theirs = sides.found[step.start - 1].exact
    return mine in _ENDS_SENTENCE or theirs in _ENDS_SENTENCE


def _gathered(edits: list[Edit]) -> list[Edit]:
    """Join neighbours of one kind; words put in where words were left out are a replacement."""
    joined: list[Edit] = []
    for edit in edits:
        alike = joined and (joined[-1].op, joined[-1].weight) == (edit.op, edit.weight)
        if alike and edit.op is not Op.MISREAD and edit.weight is not Weight.STYLE:
            joined[-1] = _merged(joined[-1], edit, edit.op)
        elif joined and _replaces(joined[-1], edit):
            joined[-1] = _merged(joined[-1], edit, Op.REPLACED)
        elif edit.story or edit.evidence:
            joined.append(edit)
    return joined


def _merged(first: Edit, second: Edit, op: Op) -> Edit:
    story, evidence = first.story + second.story, first.evidence + second.evidence
    return Edit(op, story, evidence, second.weight)


def _replaces(first: Edit, second: Edit) -> bool:
    one_sided = {Op.STORY_ONLY, Op.EVIDENCE_ONLY, Op.REPLACED}
    return (
        first.weight is second.weight is Weight.CHANGED
        and first.op in one_sided
        and second.op in one_sided
    )


def _shared(sides: Sides, alignment: Alignment) -> list[int]:
    """Return the items that are words and stand in the text, but for case."""
    return [
        step.item
        for step in alignment.steps
        if step.move is Move.PAIR
        and sides.items[step.item].role is Role.WORD
        and _is_shared(sides, sides.items[step.item].tokens[0], sides.found[step.start])
    ]


def _is_shared(sides: Sides, wanted: Token, found: Token) -> bool:
    if wanted.folded == found.folded:
        return True
    return sides.printed and may_be_misread(wanted.key, found.key)


def _telling(sides: Sides, numbers: Iterable[int]) -> set[str]:
    words = (sides.items[number] for number in numbers)
    return {item.tokens[0].folded for item in words if item.role is Role.WORD} - COMMONEST


def _longest_run(shared: list[int]) -> int:
    """Return the length of the longest run; a comma between two words does not break it."""
    best = run = 0
    before = -9
    for number in shared:
        run = run + 1 if number - before <= 2 else 1
        best, before = max(best, run), number
    return best


def _omitted(sides: Sides, step: Step) -> int:
    unmarked = step.move is Move.SKIP or (
        step.move is Move.SPAN and sides.items[step.item].role is Role.INTERRUPTION
    )
    if not unmarked:
        return 0
    return sum(token.word for token in sides.found[step.start : step.end])


def same_word_for_word(sides: Sides, comparison: Comparison) -> bool:
    """Compare once more, from the texts alone: every word and inner mark in the same order.

    This is asked before "verbatim" is ever said; it knows nothing of alignments.
    """
    mine = [token.exact for item in sides.items for token in item.tokens]
    theirs = [token.exact for token in tokens(sides.text, comparison.start, comparison.end)]
    if any(item.role is Role.INTERRUPTION for item in sides.items):
        mine = [mark for mark in mine if mark not in _LIGHT]
        theirs = [mark for mark in theirs if mark not in _LIGHT]
    return mine == theirs
