"""A reading room of invented mail, with the methods of the real one."""

from collections.abc import Callable, Container, Iterable, Iterator
from types import SimpleNamespace

from invented.letters import (
    hit,
    hostile,
    letter,
    printed,
)
from invented.pieces import (
    EVIL,
    HOSTILE,
    LETTER,
    LIND,
    LOST,
    MBARKI,
    OKAFOR,
    REPLY,
    RLO,
    body,
    message,
    passage,
    sha,
    stated,
)
from invented.survivors import (
    hostile_survivor,
    recovered,
)

from onrecord.errors import OnRecordError
from onrecord.message.structure import Mailbox
from onrecord.pipeline.finding.searching import Paging
from onrecord.pipeline.finding.searching_views import (
    FacetValueView,
    FacetView,
    StepView,
    TimelinesView,
    TimelineView,
)
from onrecord.pipeline.showing.views import (
    AuthorView,
    ContainerView,
    HitView,
    MessageView,
    ProblemView,
    RecoveredView,
    ResultView,
    StatusView,
    ThreadEntryView,
    ThreadView,
    TrancheView,
)
from onrecord.search.engine import FacetField
from onrecord.text.passage import Origin
from onrecord.threads.evidence import Evidence


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

    @property
    def searches(self) -> "FakeSearches":
        """What finds and counts."""
        return FakeSearches(self)

    def find(self, reference: str) -> SimpleNamespace:
        """Return a message's record."""
        view = self.message(reference)
        return SimpleNamespace(
            number=1, printed=view.printed, sent=None, subject=view.subject, zone=None
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

    def thread(self, reference: str, read: Container[int] | None = None) -> ThreadView:
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


class FakeSearches:
    """What finds and counts, over the letters of a room."""

    def __init__(self, room: FakeRoom) -> None:
        self.messages = room.messages

    def search(self, text: str, paging: Paging) -> ResultView:
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
        found = [hit(v, text, p) for v, p in zip(self.messages.values(), places, strict=False)]
        repairs = (
            ("A quotation mark was never closed; it now closes at the end.",) if '"' in text else ()
        )
        return ResultView(
            query=text,
            repairs=repairs,
            total=total,
            sort=paging.sort.value,
            limit=paging.limit,
            offset=paging.offset,
            hits=tuple((found * 5)[: max(0, min(paging.limit, total - paging.offset))]),
            rows=total,
        )

    def facets(
        self, text: str, fields: Iterable[FacetField], limit: int = 10
    ) -> tuple[FacetView, ...]:
        """Count by sender and by a tranche that nobody can ask for."""
        lind = FacetValueView(
            "nora.lind@northgate.example",
            "nora.lind@northgate.example",
            812,
            'from:"nora.lind@northgate.example"',
            AuthorView("p/nora7k2q", "Nora Lind"),
        )
        return (
            FacetView("sender", (lind, FacetValueView(EVIL, EVIL, 3, ""))),
            FacetView("year", (FacetValueView("2011", "2011", 1_200, "date:2011"),)),
        )

    def timeline(self, text: str) -> TimelinesView:
        """Count by month."""
        steps = (
            StepView("2011-02-01", 12),
            StepView("2011-03-01", 1_190),
            StepView("2011-04-01", 0, 40),
            StepView("2014-08-01", 1),
        )
        return TimelinesView(text, (), "month", (TimelineView("", 1_204, 1, steps),))

    def counter(
        self, text: str, fields: Iterable[FacetField], limit: int
    ) -> Callable[[], tuple[tuple[FacetView, ...], TimelinesView]]:
        """Return what gives the counts and the timeline, of a question that can be read."""
        self.search(text, Paging())
        return lambda: (self.facets(text, fields, limit), self.timeline(text))

    def named(self, facets: Iterable[FacetView]) -> tuple[FacetView, ...]:
        """Return counts as they are."""
        return tuple(facets)

    def extent(self, text: str) -> None:
        """Read the question, as a search does."""
        self.search(text, Paging())

    def all_hits(self, text: str, sort: object) -> Iterator[HitView]:
        """Yield a page of hits."""
        yield from self.search(text, Paging()).hits
