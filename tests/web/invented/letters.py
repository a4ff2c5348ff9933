"""Four invented letters: a full one, a hostile one, a printed one, and what a search shows of them."""

import re
from datetime import UTC, datetime

import msgspec
from invented.pieces import (
    DESK,
    EVIL,
    HOSTILE,
    LETTER,
    LIND,
    LOST,
    LOST_HOSTILE,
    MBARKI,
    OKAFOR,
    PRINTED,
    REPLY,
    RLO,
    body,
    change,
    copy,
    message,
    passage,
    quoted,
    sha,
    stated,
)

from onrecord.duplicates.differences import FieldDifference
from onrecord.duplicates.template import Slot
from onrecord.message.problem import Problem
from onrecord.message.structure import Mailbox, StatedDate
from onrecord.pipeline.showing.views import (
    AttachmentView,
    AuthorView,
    HitView,
    MailingView,
    MessageView,
    QuotingView,
    SameLetterView,
)
from onrecord.text.passage import Origin

_JUDGED = {
    HOSTILE: AuthorView("p/mallory4z", f"{EVIL} the second"),
    PRINTED: AuthorView("p/nora7k2q", "Nora Lind"),
}
"""Who the authors of messages are judged to be; of the others nobody is known."""


def letter() -> MessageView:
    """Return a reply with everything a letter can carry."""
    text = body(
        (
            passage(Origin.OWN),
            "Samuel,\n\nI have read the harbour contract twice. The dredging clause puts the whole "
            "overrun on the city, and nobody on the board was told. I will not sign it as it "
            "stands, and I would like the minutes to say so.\n\nThree things before Thursday:\n\n"
            "  1. the tender sheets, all of them\n  2. who changed clause 14, and when\n"
            "  3. the name of the surveyor\n\n",
        ),
        (
            msgspec.structs.replace(
                passage(Origin.QUOTED, 1, "Samuel Okafor", "Monday, 14 March 2011", 1), header=True
            ),
            "On Monday, 14 March 2011, Samuel Okafor wrote:\n",
        ),
        (
            passage(Origin.QUOTED, 1, "Samuel Okafor", "Monday, 14 March 2011", 1),
            "> Nora, the contract is final. The board approved it in February\n"
            "> and the contractor starts on the first.\n>\n",
        ),
        (
            passage(Origin.QUOTED, 2, "Leïla Mbarki", letter=2),
            "> > Please hold this until legal has seen the dredging figures.\n",
        ),
        (passage(Origin.SIGNATURE), "-- \nNora Lind\nCity comptroller, Northgate\n"),
        (
            passage(Origin.BOILERPLATE),
            "This message is intended for the addressee only. If you have received it in error, "
            "please delete it and tell the sender.\n",
        ),
    )
    plain = message(LETTER, "Re: Harbour contract, clause 14", text)
    return msgspec.structs.replace(
        plain,
        to=(OKAFOR, MBARKI),
        cc=(DESK,),
        bcc=(Mailbox("A. Verhoeven", "averhoeven@audit.example"),),
        thread="t/first1",
        quoted=(
            quoted(
                1,
                original="m/first1",
                grounds="its words and its author",
                changes=(change(text.text, "February", "January"),),
            ),
            quoted(2, recovered=LOST),
        ),
        quoted_by=(
            QuotingView(REPLY, (OKAFOR,), stated(15, 8, 2), "quoted", "whole"),
            QuotingView(PRINTED, (), None, "forwarded", "differs"),
        ),
        same=(
            SameLetterView(
                permalink=PRINTED,
                from_=(LIND,),
                date=stated(14, 16, 21),
                near=False,
                only_here=(("bcc", "averhoeven@audit.example"),),
                only_there=(),
                fields=(FieldDifference("subject", ("Re: Harbour",), ("Harbour",)),),
                routing=2,
            ),
        ),
        mailing=MailingView(
            214, 1, 213, "2011-03-14", "2011-03-15", (), 12, (Slot("Dear"), Slot("", ("Sam", "")))
        ),
        copies=(copy(), copy(2, "javascript:alert(3)")),
        attachments=(
            AttachmentView(
                part="2",
                filename="tender sheets (final).xlsx",
                content_type="application/vnd.ms-excel",
                size=184_320,
                sha256=sha("sheets"),
                searchable=True,
                text="Lot\tContractor\tPrice\n1\tBrightwater Dredging\t4,200,000\n",
            ),
            AttachmentView("3", "quay.jpg", "image/jpeg", 2_411_724, sha("quay"), False, ""),
        ),
        problems=(
            Problem(
                "mime/charset-wrong",
                "The text is not in the character set it states.",
                812,
                1290,
                "1",
            ),
        ),
    )


def hostile() -> MessageView:
    """Return a message whose every field attacks the reader's browser."""
    text = body(
        (passage(Origin.OWN), f"{EVIL}\n{{{{ 7 * 7 }}}}\x00\x1b[31m{RLO}\udc80\n"),
        (passage(Origin.QUOTED, 1, EVIL, EVIL, 1), f"> {EVIL}\n"),
        (passage(Origin.FORWARDED, 2, EVIL, EVIL, 2), f"> > {EVIL}\n"),
    )
    plain = message(HOSTILE, f"{EVIL}{RLO}fdp.exe\x07", text)
    return msgspec.structs.replace(
        plain,
        from_=(Mailbox(EVIL, f"{EVIL}@evil.example", EVIL),),
        aliases=(EVIL,),
        message_id=EVIL,
        headers=((EVIL, EVIL),),
        attachments=(
            AttachmentView("2", f"../../{EVIL}{RLO}\r\nSet-Cookie: a=b", EVIL, 1, "", True, EVIL),
        ),
        copies=(msgspec.structs.replace(copy(link="data:text/html," + EVIL), container=EVIL),),
        problems=(Problem(EVIL, EVIL),),
        quoted=(
            quoted(1, original=EVIL, grounds=EVIL, changes=(change(text.text, EVIL, EVIL),)),
            quoted(2, recovered=LOST_HOSTILE),
        ),
        quoted_by=(QuotingView(EVIL, (Mailbox(EVIL, EVIL),), None, EVIL, EVIL),),
        same=(
            SameLetterView(
                EVIL,
                (Mailbox(EVIL, ""),),
                None,
                True,
                ((EVIL, EVIL),),
                ((EVIL, EVIL),),
                (FieldDifference(EVIL, (EVIL,), ()),),
                1,
            ),
        ),
        mailing=MailingView(2, 1, 1, EVIL, EVIL, (), 2, (Slot(EVIL), Slot("", (EVIL, "")))),
    )


def printed() -> MessageView:
    """Return a page that was printed before it was released."""
    text = body((passage(Origin.OWN), "Can we talk about the surveyor before the board meets?\n"))
    return msgspec.structs.replace(
        message(PRINTED, "", text),
        printed=True,
        from_=(Mailbox("Lind, Nora", ""),),
        to=(),
        date=StatedDate(datetime(2011, 3, 2, 8, 0, tzinfo=UTC), zone_stated=False),
        message_id="",
    )


def hit(view: MessageView, question: str, place: str) -> HitView:
    """Return a search result for a message, marking the first word asked for."""
    snippet = " ".join(view.body.text.split())[:240]
    word = re.sub(r"\W", "", question.split(maxsplit=1)[0]) if question.split() else ""
    spans = [found.span() for found in re.finditer(re.escape(word), snippet, re.I)] if word else []
    return HitView(
        permalink=view.permalink,
        date=view.date,
        from_=view.from_,
        to=view.to,
        subject=view.subject,
        tranche="Harbour board disclosure",
        snippet=snippet,
        marks=tuple(spans),
        place=place,
        has_attachment=bool(view.attachments),
        printed=view.printed,
        author=_JUDGED.get(view.permalink),
    )
