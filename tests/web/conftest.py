"""A reading room of invented mail, with the methods of the real one, and a client in front."""

import hashlib
import html
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import cast

import msgspec
import pytest
import uvicorn
from fastapi.testclient import TestClient

from onrecord.duplicates.differences import FieldDifference
from onrecord.duplicates.template import Slot
from onrecord.errors import OnRecordError
from onrecord.message.problem import Problem
from onrecord.message.structure import Mailbox, StatedDate
from onrecord.pipeline.reading_room import ReadingRoom
from onrecord.pipeline.views import (
    AttachmentView,
    ContainerView,
    CopyView,
    HitView,
    MailingView,
    MessageView,
    ProblemView,
    QuotedView,
    QuotingView,
    RecoveredCopyView,
    RecoveredView,
    ResultView,
    SameLetterView,
    StatusView,
    ThreadEntryView,
    ThreadView,
    TrancheView,
)
from onrecord.recovered.altered import Change, changes
from onrecord.text.passage import BodyText, Origin, Passage
from onrecord.threads.evidence import Evidence
from onrecord.web.application import build_application
from onrecord.web.serving import listen, settings

ORIGIN = "http://127.0.0.1:8022"
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
    )


def hostile_survivor() -> RecoveredView:
    """Return a recovered message whose every field attacks the reader's browser."""
    words = "and then all of the figures were sent to the board by the"
    view = recovered(LOST_HOSTILE, f"{words} {EVIL}{RLO} clerk", f"{words} honest{RLO} clerk")
    return msgspec.structs.replace(
        view, author=EVIL, author_address=EVIL, stated_date=EVIL, to=EVIL, subject=EVIL + RLO
    )


class FakeRoom:
    """The reading room's methods over the few messages above."""

    def __init__(self, folders: int = 0) -> None:
        self.folders = folders
        self.messages = {view.permalink: view for view in (letter(), hostile(), printed())}
        self.messages[REPLY] = message(
            REPLY,
            "Re: Re: Harbour contract, clause 14",
            body((passage(Origin.OWN), "Clause 14 was changed on the eighth. Not by me.\n")),
        )
        lost = recovered(
            LOST,
            "Please hold this until legal has seen the dredging figures.\nThey are wrong.\n",
            "Please hold this until legal has seen the final figures.\n",
        )
        self.survivors = {view.permalink: view for view in (lost, hostile_survivor())}
        self.survivors["r/older9"] = lost

    def status(self) -> StatusView:
        """Return a ledger that adds up."""
        containers = [
            ContainerView(
                f"harbour/mailboxes/{name}.mbox",
                sha(name),
                "Harbour board disclosure",
                who,
                "mbox",
                "complete",
                found,
                stored,
                copies,
                failed,
            )
            for name, who, found, stored, copies, failed in (
                ("okafor-1", "Samuel Okafor", 18_240, 17_102, 1_136, 2),
                ("okafor-2", "Samuel Okafor", 9_411, 6_020, 3_390, 1),
                ("mbarki", "Leïla Mbarki", 20_933, 18_801, 2_132, 0),
            )
        ]
        containers.append(
            ContainerView(
                "audit/verhoeven.pst",
                sha("v"),
                "Audit office, second batch",
                "A. Verhoeven",
                "pst",
                "complete",
                8_650,
                6_290,
                2_360,
                0,
            )
        )
        containers += [
            ContainerView(
                f"letters/folder-{i % 12:02d}/{i}.eml",
                sha(str(i)),
                "Loose letters",
                "",
                "eml",
                "complete",
                1,
                1,
                0,
                0,
            )
            for i in range(self.folders)
        ]
        return StatusView(
            messages=48_213,
            copies=9_018,
            failed=3,
            attachments=12_904,
            first_date="2009-03-04",
            last_date="2012-06-02",
            tranches=(
                TrancheView(
                    "Harbour board disclosure",
                    "Northgate City Council",
                    "2013-09-17",
                    ("Samuel Okafor", "Leïla Mbarki"),
                    3,
                    41_923,
                    6_658,
                    3,
                ),
                TrancheView(
                    "Audit office, second batch",
                    "Audit Office",
                    "2014-02",
                    ("A. Verhoeven",),
                    1,
                    6_290,
                    2_360,
                    0,
                ),
            ),
            containers=tuple(containers),
            problems=(
                ProblemView(
                    "harbour/mailboxes/okafor-1.mbox",
                    7_340_032,
                    1_204,
                    "mbox/cut-short",
                    "The file ends in the middle of this message.",
                ),
                ProblemView(
                    "harbour/mailboxes/okafor-2.mbox",
                    512,
                    88,
                    "mbox/no-header",
                    "Bytes before the first message are not a message.",
                ),
            ),
        )

    def search(
        self, text: str, *, sort: str = "relevance", limit: int = 20, offset: int = 0
    ) -> ResultView:
        """Find 1,204 messages, none for ``nothing``, and fail to read ``(``."""
        if text == "(":
            raise OnRecordError(
                "query/open-bracket",
                "A bracket opens at column 1 and never closes.",
                where="(",
                hint="Close it, or leave it out.",
            )
        total = 0 if text == "nothing" else 1_204
        places = ("own words", "quoted text", "own words", "attachment")
        found = [hit(v, text, p) for v, p in zip(self.messages.values(), places, strict=True)]
        repairs = (
            ("A quotation mark was never closed; it now closes at the end.",) if '"' in text else ()
        )
        return ResultView(
            query=text,
            repairs=repairs,
            total=total,
            sort=sort,
            limit=limit,
            offset=offset,
            hits=tuple((found * 5)[: max(0, min(limit, total - offset))]),
        )

    def message(self, reference: str) -> MessageView:
        """Return a message; the one called ``m/broken`` meets a bug."""
        if reference == "m/broken":
            raise ValueError("the secret text of a letter")
        if reference not in self.messages:
            raise OnRecordError(
                "archive/unknown-message",
                "There is no message of that name in this archive.",
                where=reference,
                hint="Search for words of it instead.",
            )
        return self.messages[reference]

    def raw(self, reference: str) -> bytes:
        """Return bytes that a browser must not take for a page."""
        return (
            b"Subject: x\r\n\r\n<script>alert(1)</script>\xff\r\n"
            + self.message(reference).permalink.encode()
        )

    def attachment(self, reference: str, part_path: str) -> bytes:
        """Return the bytes of a part."""
        return f"{self.message(reference).permalink} {part_path}".encode()

    def recovered(self, reference: str) -> RecoveredView:
        """Return a recovered message by the name of any of its copies."""
        if reference not in self.survivors:
            raise OnRecordError(
                "archive/unknown-recovered",
                "no recovered message of this archive has that permalink.",
                where=reference,
                hint="If its original has come in since, the quoting message links to that.",
            )
        return self.survivors[reference]

    def thread(self, reference: str) -> ThreadView:
        """Return a conversation with a missing message and a recovered one in it."""
        if reference.startswith("r/"):
            asked = self.recovered(reference).permalink
        elif reference in ("t/first1", "m/first1"):
            asked = "m/first1"
        else:
            asked = self.message("m/" + reference[2:]).permalink
        entries = [
            ThreadEntryView(
                "m/first1",
                "<1@harbour.example>",
                0,
                "",
                (OKAFOR,),
                stated(11),
                "Harbour contract, clause 14",
                "Nora, the contract is attached. The board approved it in February.",
            ),
            ThreadEntryView(
                LOST,
                "",
                1,
                Evidence.QUOTED_WORDS,
                (MBARKI,),
                None,
                "Dredging figures",
                "Please hold this until legal has seen the dredging figures.",
            ),
            ThreadEntryView("", "<2@harbour.example>", 1, "References", (), None, "", ""),
            ThreadEntryView(
                LETTER,
                "<3@northgate.example>",
                2,
                "In-Reply-To",
                (LIND,),
                stated(14, 16, 20),
                "Re: Harbour contract, clause 14",
                "I have read the harbour contract twice. The dredging clause puts the whole "
                "overrun on the city, and nobody on the board was told.",
            ),
            ThreadEntryView(
                REPLY,
                "<4@harbour.example>",
                3,
                "In-Reply-To",
                (OKAFOR,),
                stated(15, 8, 2),
                "Re: Re: Harbour contract, clause 14",
                "Clause 14 was changed on the eighth. Not by me.",
            ),
            ThreadEntryView(
                HOSTILE,
                EVIL,
                1,
                "References",
                (Mailbox(EVIL, ""),),
                None,
                EVIL + RLO,
                EVIL,
            ),
        ]
        return ThreadView(asked, "t/first1", "Harbour contract, clause 14", tuple(entries))


def client_for(room: FakeRoom) -> TestClient:
    """Return a client that comes in at the address a reader would."""
    application = build_application(cast(ReadingRoom, room))
    return TestClient(application, base_url=ORIGIN, follow_redirects=False)


@pytest.fixture
def room() -> FakeRoom:
    """Return a room to put messages in."""
    return FakeRoom()


@pytest.fixture
def client(room: FakeRoom) -> TestClient:
    """Return a client in front of the room."""
    return client_for(room)


@pytest.fixture
def words_of(client: TestClient) -> Callable[[str], str]:
    """Return what reads the words of a page, with white space as one reads it."""

    def read(address: str) -> str:
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", client.get(address).text)).split())

    return read


@pytest.fixture
def hold(room: FakeRoom) -> Callable[..., None]:
    """Return what puts a message in the room under the name ``m/test``."""

    def held(body: BodyText, *known: QuotedView) -> None:
        plain = message("m/test", "Minutes", body)
        room.messages["m/test"] = msgspec.structs.replace(plain, quoted=known)

    return held


@pytest.fixture
def client_of_many_containers() -> TestClient:
    """Return a client in front of a room with hundreds of containers."""
    return client_for(FakeRoom(folders=2_640))


@pytest.fixture
def client_of_uneven_sums() -> TestClient:
    """Return a client in front of a room whose ledger has lost a message."""

    class Uneven(FakeRoom):
        def status(self) -> StatusView:
            status = super().status()
            first = status.containers[0]
            lost = msgspec.structs.replace(first, found=first.found + 1)
            return msgspec.structs.replace(status, containers=(lost, *status.containers[1:]))

    return client_for(Uneven())


@pytest.fixture
def served() -> Iterator[str]:
    """Return the address of the pages on a real port, served by uvicorn in a thread."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(settings(build_application(cast(ReadingRoom, FakeRoom()))))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()
