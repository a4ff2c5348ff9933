"""The other rooms beside invented mail: people, cases, drafts, neighbours, tranches."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from invented.pieces import EVIL, LETTER, LIND, REPLY
from invented.room import FakeRoom

from onrecord.archive.directory import ArchiveDirectory
from onrecord.desk.stores.jsonl_journal import JsonlJournal
from onrecord.errors import OnRecordError
from onrecord.pipeline.checking.draft_checks import DraftChecks
from onrecord.pipeline.reading.casework import Casework
from onrecord.pipeline.reading.neighbours import Beside
from onrecord.pipeline.showing.views import ThreadView
from onrecord.pipeline.taking_in.additions import Additions
from onrecord.pipeline.who.networks import Counted, Reach
from onrecord.pipeline.who.people_views import (
    ActivityView,
    CorrespondentView,
    EdgeView,
    FormView,
    GroundView,
    MonthView,
    NeighbourView,
    NetworkView,
    NodeView,
    PathView,
    PeopleView,
    PersonLink,
    PersonRow,
    PersonView,
    ThreadStepView,
)
from onrecord.web.rooms import Rooms

NORA, MALLORY = "p/nora7k2q", "p/mallory4z"


def rooms_around(room: FakeRoom, desk: Path) -> Rooms:
    """Return all rooms; cases and drafts are real ones, kept in a folder."""
    return Rooms(
        reading=cast(Any, room),
        people=cast(Any, FakePeople()),
        casework=Casework(JsonlJournal(desk), cast(Any, NoHoldings()), cast(Any, room)),
        drafts=DraftChecks(desk, no_checks),
        neighbours=cast(Any, FakeNeighbours()),
        networks=cast(Any, FakeNetworks()),
        news=cast(Any, SimpleNamespace(of=_unknown)),
        mail=cast(Any, None),
        additions=Additions(ArchiveDirectory(desk), cast(Any, SimpleNamespace(custody=list))),
    )


class NoHoldings:
    """Records that know nobody."""

    def addressed(self, numbers: list[int]) -> dict[int, list[Any]]:
        """Return that nobody is addressed."""
        return {number: [] for number in numbers}


class FakeNeighbours:
    """The letter stands between two others, in a result and in its thread."""

    def in_result(self, text: str, paging: Any, permalink: str) -> Beside | None:
        """Return a place in a result for the letter alone."""
        return Beside("m/first1", REPLY, 2, 1_204) if permalink == LETTER else None

    def in_thread(self, permalink: str) -> Beside | None:
        """Return a place in a thread for the letter alone."""
        return Beside("m/first1", REPLY, 2, 3) if permalink == LETTER else None


class FakeNetworks:
    """A tie between two."""

    def busiest(self, most: int, counted: Counted) -> NetworkView:
        """Return the two."""
        return _tied(PersonLink("", ""), counted)

    def around(self, who: str, reach: Reach, counted: Counted) -> NetworkView:
        """Return the two, around one of them."""
        return _tied(PersonLink(NORA, "Nora Lind"), counted)

    def path(self, first: str, last: str, counted: Counted) -> PathView:
        """Return that they write to each other."""
        ends = PersonLink(NORA, "Nora Lind"), PersonLink(MALLORY, EVIL)
        return PathView(*ends, ends, (3,))


def _tied(person: PersonLink, counted: Counted) -> NetworkView:
    nodes = (NodeView(NORA, "Nora Lind", 0, 812), NodeView(MALLORY, EVIL, 1, 3))
    months = (MonthView("", 1), MonthView("2009-03", 5), MonthView("2012-06", 9))
    return NetworkView(
        person,
        1,
        nodes,
        (EdgeView(MALLORY, NORA, 3),),
        counted.first_month,
        counted.last_month,
        months,
    )


class FakePeople:
    """Two people: one of them has a name that attacks the reader's browser."""

    def people(self, query: str = "", *, limit: int = 50, offset: int = 0) -> PeopleView:
        """Return both."""
        rows = (
            PersonRow(
                NORA, "Nora Lind", (LIND.address,), 2, 812, "2009-03-04", "2012-06-02", False
            ),
            PersonRow(MALLORY, EVIL, (EVIL,), 1, 3, "", "", True),
        )
        return PeopleView(query, 2, limit, offset, rows[offset : offset + limit])

    def person(self, who: str, *, neighbours: int = 20) -> PersonView:
        """Return one of them."""
        if who not in (NORA, MALLORY):
            raise OnRecordError("people/unknown", "nobody here has that permalink.", where=who)
        name = "Nora Lind" if who == NORA else EVIL
        return PersonView(
            asked=who,
            permalink=who,
            name=name,
            impersonal=False,
            aliases=(),
            messages=812,
            first_date="2009-03-04",
            last_date="2012-06-02",
            correspondents=(
                CorrespondentView(
                    "k",
                    who,
                    LIND.address,
                    812,
                    (FormView(name, "header", 9, "", ""),),
                    False,
                    False,
                ),
            ),
            grounds=(GroundView(name, name, EVIL, 2, EVIL, LETTER),),
            roles=(),
            activity=(
                ActivityView("2009-03", 2, 3),
                ActivityView("2012-06", 9, 0),
                ActivityView("", 1, 0),
            ),
            neighbours=(NeighbourView(MALLORY, EVIL, 2, 1),),
        )

    def thread(self, view: ThreadView) -> tuple[ThreadStepView, ...]:
        """Return that one added another."""
        added = (PersonLink(MALLORY, EVIL),)
        return (ThreadStepView(LETTER, "2022-10-03", PersonLink(NORA, "Nora Lind"), added, ()),)

    def link(self, name: str, address: str) -> PersonLink | None:
        """Return the one who is known by address."""
        return PersonLink(NORA, "Nora Lind") if address == LIND.address else None


@contextmanager
def no_checks() -> Iterator[Any]:
    """Fail: there is no archive to check against."""
    raise OnRecordError("archive/none", "there is no archive here.")
    yield


def _unknown(name: str) -> None:
    raise OnRecordError("archive/unknown-tranche", "there is no such tranche.", where=name)
