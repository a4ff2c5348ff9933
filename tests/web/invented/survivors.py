"""Invented messages that survive only as quotation."""

import msgspec
from invented.pieces import (
    EVIL,
    LETTER,
    LIND,
    LOST_HOSTILE,
    PRINTED,
    REPLY,
    RLO,
    stated,
)

from onrecord.pipeline.showing.views import RecoveredCopyView, RecoveredView
from onrecord.recovered.altered import changes


def recovered(permalink: str, *texts: str) -> RecoveredView:
    """Return a recovered message with copies of these texts, the first one leading."""
    return RecoveredView(
        permalink=permalink,
        asked=permalink,
        author="Leïla Mbarki",
        author_address="mbarki@harbour.example",
        stated_date="Friday, 11 March 2011 at 18:40",
        date=None,
        to="Samuel Okafor; Nora Lind",
        subject="Dredging figures",
        text=texts[0],
        copies=tuple(
            RecoveredCopyView(
                permalink=permalink if at == 0 else f"r/copy{at}",
                quoted_in=(LETTER, REPLY, PRINTED)[at % 3],
                from_=(LIND,),
                date=stated(14 + at),
                words=len(text.split()),
                text=text,
                changes=changes(texts[0], text),
            )
            for at, text in enumerate(texts)
        ),
    )


def hostile_survivor() -> RecoveredView:
    """Return a recovered message whose every field attacks the reader's browser."""
    words = "and then all of the figures were sent to the board by the"
    view = recovered(LOST_HOSTILE, f"{words} {EVIL}{RLO} clerk", f"{words} honest{RLO} clerk")
    return msgspec.structs.replace(
        view, author=EVIL, author_address=EVIL, stated_date=EVIL, to=EVIL, subject=EVIL + RLO
    )
