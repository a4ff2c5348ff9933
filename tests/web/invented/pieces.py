"""Invented people, and what invented letters are put together from."""

import hashlib
from datetime import datetime, timedelta, timezone

import msgspec

from onrecord.message.structure import Mailbox, StatedDate
from onrecord.pipeline.showing.views import CopyView, MessageView, QuotedView
from onrecord.recovered.altered import Change
from onrecord.text.passage import BodyText, Origin, Passage

LIND = Mailbox("Nora Lind", "nora.lind@northgate.example")
OKAFOR = Mailbox("Samuel Okafor", "s.okafor@harbour.example")
MBARKI = Mailbox("Leïla Mbarki", "mbarki@harbour.example")
DESK = Mailbox("", "press@northgate.example")
NEW_YORK = timezone(timedelta(hours=-5))

LETTER, REPLY, HOSTILE, PRINTED = "m/letter7k2q", "m/reply5x3a", "m/hostile4z", "m/printed9b"
LOST, LOST_HOSTILE = "r/lost3c", "r/hostile6"
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
RLO = "\u202e"


def sha(text: str) -> str:
    """Return a hash to show; what of does not matter."""
    return hashlib.sha256(text.encode()).hexdigest()


def stated(day: int, hour: int = 9, minute: int = 5) -> StatedDate:
    """Return a time in March 2011."""
    return StatedDate(datetime(2011, 3, day, hour, minute, tzinfo=NEW_YORK), zone_stated=True)


def body(*pieces: tuple[Passage, str]) -> BodyText:
    """Put passages one after the other; their spans are worked out here."""
    text, passages = "", []
    for passage, piece in pieces:
        span = {"start": len(text), "end": len(text) + len(piece)}
        passages.append(msgspec.structs.replace(passage, **span))
        text += piece
    return BodyText(text, tuple(passages))


def passage(
    origin: Origin, depth: int = 0, author: str = "", date: str = "", letter: int = 0
) -> Passage:
    """Return a passage whose span is still to be set."""
    return Passage(origin, 0, 0, depth, author, "", date, letter=letter)


def quoted(letter: int, **told: object) -> QuotedView:
    """Return what is known of a quoted letter: nothing, but for what is told."""
    plain = QuotedView(letter, "quoted", 1, "", "", "", "", "", 9, "", "", "", ())
    return msgspec.structs.replace(plain, **told)


def change(text: str, copy: str, original: str) -> Change:
    """Return a change at the place where the copy's words stand in a text."""
    start = text.index(copy)
    return Change(original, copy, 0, len(original), start, start + len(copy))


def copy(number: int = 1, link: str = "https://records.harbour.example/doc/1042") -> CopyView:
    """Return one occurrence of a message."""
    return CopyView(
        container=f"harbour/mailboxes/okafor-{number}.mbox",
        container_sha256=sha(f"container {number}"),
        tranche="Harbour board disclosure",
        publisher="Northgate City Council",
        custodian="Samuel Okafor",
        offset=1_048_576 * number,
        length=4_812,
        publisher_id="NCC-001042",
        publisher_link=link,
    )


def message(permalink: str, subject: str, text: BodyText) -> MessageView:
    """Return a plain message to vary."""
    return MessageView(
        permalink=permalink,
        sha256=sha(permalink),
        size=4_812,
        aliases=("NCC-001042",),
        printed=False,
        from_=(LIND,),
        sender=(),
        to=(OKAFOR,),
        cc=(),
        bcc=(),
        date=stated(14, 16, 20),
        subject=subject,
        message_id="<4d7e.1042@northgate.example>",
        headers=(
            ("Received", "from mail.northgate.example (192.0.2.7)\n\tby mx.harbour.example"),
            ("From", "Nora Lind <nora.lind@northgate.example>"),
            ("Subject", subject),
        ),
        body=text,
        attachments=(),
        copies=(copy(),),
        problems=(),
    )
