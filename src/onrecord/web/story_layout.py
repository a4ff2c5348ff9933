"""A draft as its page shows it: its text with quotations marked, each leading to its verdict."""

from collections.abc import Sequence

import msgspec

from onrecord.check.report import Checked, CheckReport, Signed
from onrecord.check.signs import colour, sign, state
from onrecord.check.verdict import WhoseVerdict
from onrecord.web.legible import legible, legible_line

_TOLD = {
    "open": "to read",
    "fair": "fair",
    "signed": "signed off",
    "none": "not judged",
}


class Piece(msgspec.Struct, frozen=True):
    """A stretch of a draft: plain, or (``quotation`` is its id) a quotation with sign and colour."""

    text: str
    quotation: str = ""
    sign: str = ""
    colour: str = ""


class ShownQuotation(msgspec.Struct, frozen=True):
    """A quotation with its verdict in words, and what was signed of it."""

    checked: Checked
    sign: str
    colour: str
    state: str
    verdict: str
    speaker: str
    signed: tuple[Signed, ...]


def shown_quotation(checked: Checked) -> ShownQuotation:
    """Return a quotation ready to lay out."""
    whose = "" if checked.whose is WhoseVerdict.UNCLEAR else f", {checked.whose}"
    return ShownQuotation(
        checked=checked,
        sign=sign(checked),
        colour=colour(checked),
        state=_TOLD[state(checked)],
        verdict=f"{checked.words}{whose}",
        speaker=legible_line(checked.speaker or checked.context.described),
        signed=checked.signed,
    )


def story_pieces(report: CheckReport) -> tuple[Piece, ...]:
    """Return a draft cut at its quotations."""
    body, at = report.story.body, 0
    pieces: list[Piece] = []
    for checked in sorted(report.quotations, key=lambda each: each.quotation.start):
        start, end = checked.quotation.start, checked.quotation.end
        if start < at:
            continue
        pieces.append(Piece(legible(body[at:start])))
        pieces.append(Piece(legible(body[start:end]), checked.id, sign(checked), colour(checked)))
        at = end
    pieces.append(Piece(legible(body[at:])))
    return tuple(piece for piece in pieces if piece.text)


def sums(quotations: Sequence[Checked]) -> tuple[tuple[str, int], ...]:
    """Return how many quotations are to be read, fair, signed off and not judged."""
    states = [state(each) for each in quotations]
    return tuple((told, states.count(name)) for name, told in _TOLD.items() if name in states)
