"""One place of the archive as a report gives it: the message, the text, and the comparison."""

import msgspec

from onrecord.check.edits import Edit
from onrecord.check.surroundings import Surroundings, surroundings
from onrecord.check.verdict import Place, WhoseVerdict
from onrecord.message.structure import Mailbox, StatedDate

NOT_CHECKED = "not checked"
"""Said of authenticity: no signature of the message was looked at."""


class Evidence(msgspec.Struct, frozen=True):
    """One place in the archive. ``start``..``end`` are characters of the text it stands in.

    ``passage`` is the origin of the passage ("own", "quoted" …), or "subject", or the attachment.
    ``printed``: the text was read from a printed page.
    """

    permalink: str
    aliases: tuple[str, ...]
    from_: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    bcc: tuple[Mailbox, ...]
    date: StatedDate | None
    subject: str
    tranche: str
    passage: str
    start: int
    end: int
    text: str
    diff: tuple[Edit, ...]
    whose: WhoseVerdict
    around: Surroundings
    printed: bool = False
    authenticity: str = NOT_CHECKED


def evidence_of(place: Place) -> Evidence:
    """Return a place as evidence."""
    candidate, comparison = place.candidate, place.comparison
    origin = str(place.passage.origin) if place.passage else "own"
    return Evidence(
        permalink=candidate.permalink,
        aliases=candidate.aliases,
        from_=candidate.from_,
        to=candidate.to,
        cc=candidate.cc,
        bcc=candidate.bcc,
        date=candidate.date,
        subject=candidate.subject,
        tranche=candidate.tranche,
        passage=origin if place.is_body else candidate.place,
        start=comparison.start,
        end=comparison.end,
        text=candidate.text[comparison.start : comparison.end],
        diff=comparison.edits,
        whose=place.whose,
        around=surroundings(candidate.text, comparison.start, comparison.end, place.passage),
        printed=candidate.printed,
    )
