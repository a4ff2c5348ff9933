"""What stands in a letter beside its words: signatures, footers, legal notices, pasted articles."""

import msgspec

from onrecord.text.boilerplate import boilerplate_lines
from onrecord.text.marks import Lines
from onrecord.text.passage import Origin
from onrecord.text.pasted import may_hold_article, pasted_block
from onrecord.text.signature import signature_lines


class Aside(msgspec.Struct, frozen=True):
    """Lines ``start`` up to, not including, ``end``; ``author`` is what a pasted article's byline says."""

    origin: Origin
    start: int
    end: int
    author: str = ""


def asides(lines: Lines, start: int, end: int, *, last: bool) -> list[Aside]:
    """Return what in these lines of one voice is not its letter's own words, in order.

    ``last`` tells that no more of the letter follows, so that its end may be a signature.
    """
    bare, stripped = lines.bare[start:end], lines.stripped[start:end]
    starts = {line[:3] for line in stripped}
    known: dict[int, Origin] = boilerplate_lines(stripped, starts)
    known = signature_lines(bare, stripped, known, last=last) | known
    pasted = pasted_block(stripped) if may_hold_article(stripped, starts) else None
    author = pasted.author if pasted else ""
    if pasted is not None:
        known |= dict.fromkeys(range(pasted.first, pasted.end), Origin.PASTED)
    return _joined(known, start, author) if known else []


def _joined(known: dict[int, Origin], offset: int, author: str) -> list[Aside]:
    """Return runs of lines of one origin."""
    found: list[Aside] = []
    for number in sorted(known):
        origin = known[number]
        before = found[-1] if found else None
        if before and before.end == number + offset and before.origin is origin:
            found[-1] = msgspec.structs.replace(before, end=number + offset + 1)
        else:
            by = author if origin is Origin.PASTED else ""
            found.append(Aside(origin, number + offset, number + offset + 1, by))
    return found
