"""Which implementation stands behind each port: chosen here, and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from onrecord.archive.directory import ArchiveDirectory, create, locate, seal
from onrecord.archive.store import Holdings, Store
from onrecord.archive.under_way import writer_at_work
from onrecord.errors import OnRecordError
from onrecord.pipeline.archive import Implementations, Originals, WritableArchive, writing
from onrecord.register.port import Judgements, Register, RegisterStore
from onrecord.relations.port import Relations, RelationsStore
from onrecord.search.engine import Engine

if TYPE_CHECKING:
    from onrecord.pipeline.checking.checking import Checks
    from onrecord.pipeline.checking.draft_checks import DraftChecks
    from onrecord.pipeline.finding.searching import Searches
    from onrecord.pipeline.giving_back.packing import Packing
    from onrecord.pipeline.giving_back.result_mail import ResultMail
    from onrecord.pipeline.reading.casework import Casework
    from onrecord.pipeline.reading.neighbours import Neighbours
    from onrecord.pipeline.reading.reading_room import ReadingRoom
    from onrecord.pipeline.reading.tranche_news import TrancheNews
    from onrecord.pipeline.taking_in.additions import Additions
    from onrecord.pipeline.who.networks import Networks
    from onrecord.pipeline.who.people_room import PeopleRoom
    from onrecord.pipeline.who.registers import Registers


def _store(path: Path) -> Store:
    from onrecord.archive.stores.sqlite_store import SqliteStore  # noqa: PLC0415 - start-up time

    return SqliteStore(path)


def _holdings(path: Path) -> Holdings:
    from onrecord.archive.stores.sqlite_holdings import SqliteHoldings  # noqa: PLC0415

    return SqliteHoldings(path)


def _writing_engine(path: Path) -> Engine:
    from onrecord.search.engines.tantivy_engine import TantivyEngine  # noqa: PLC0415

    return TantivyEngine(path, writable=True)


def _reading_engine(path: Path) -> Engine:
    from onrecord.search.engines.tantivy_engine import TantivyEngine  # noqa: PLC0415

    return TantivyEngine(path, writable=False)


def _relations_store(path: Path) -> RelationsStore:
    from onrecord.relations.stores.sqlite_relations_store import (  # noqa: PLC0415
        SqliteRelationsStore,
    )

    return SqliteRelationsStore(path)


def _relations(path: Path) -> Relations:
    from onrecord.relations.stores.sqlite_relations import SqliteRelations  # noqa: PLC0415

    return SqliteRelations(path)


def _register_store(path: Path) -> RegisterStore:
    from onrecord.register.stores.sqlite_register_store import (  # noqa: PLC0415
        SqliteRegisterStore,
    )

    return SqliteRegisterStore(path)


def _register(path: Path) -> Register:
    from onrecord.register.stores.sqlite_register import SqliteRegister  # noqa: PLC0415

    return SqliteRegister(path)


def _judgements(path: Path) -> Judgements:
    from onrecord.register.stores.sqlite_judgements import SqliteJudgements  # noqa: PLC0415

    return SqliteJudgements(path)


IMPLEMENTATIONS = Implementations(
    _store, _holdings, _writing_engine, _reading_engine, _relations_store, _relations,
    _register_store, _register, _judgements,
)  # fmt: skip


class OpenArchive:
    """An archive opened for reading: its records, its originals, and its index when asked for."""

    def __init__(self, directory: ArchiveDirectory) -> None:
        self.directory = directory
        self.holdings = IMPLEMENTATIONS.holdings(directory.database)
        self.originals = Originals(directory, self.holdings)
        self.relations = IMPLEMENTATIONS.relations(directory.relations)
        self._register: Register | None = None
        self._register_as_it_is: Register | None = None
        self._engine: Engine | None = None

    def engine(self) -> Engine:
        """Open the index, once."""
        if self._engine is None:
            self._engine = IMPLEMENTATIONS.reading_engine(self.directory.index)
        return self._engine

    def register(self) -> Register:
        """Open the register of persons, once, with a judgement that knows all mail and decisions."""
        if self._register is None:
            from onrecord.pipeline.who.judgement import judged_register  # noqa: PLC0415 - start-up time

            self._register = judged_register(self.directory, IMPLEMENTATIONS)
        return self._register

    def known_register(self) -> Register | None:
        """Return the register as it can be had at once; None where there is none that can be read.

        While a process writes that is who is who as judged last: a new judgement could not be kept.
        """
        if self._register is None and writer_at_work(self.directory):
            if self._register_as_it_is is None:
                with suppress(OnRecordError):
                    self._register_as_it_is = IMPLEMENTATIONS.register(self.directory.register)
            return self._register_as_it_is
        with suppress(OnRecordError):
            return self.register()
        return None

    def _registers(self) -> "Registers":
        from onrecord.pipeline.who.registers import Registers  # noqa: PLC0415 - start-up time

        return Registers(self.register, self.known_register)

    def searches(self) -> "Searches":
        """Return what finds and counts messages: the part of the room that starts soonest."""
        from onrecord.pipeline.finding.searching import Searches  # noqa: PLC0415 - start-up time

        return Searches(
            self.holdings, self.originals, self.engine, self.relations, self._registers()
        )

    def room(self) -> "ReadingRoom":
        """Return the reading room over this archive."""
        from onrecord.pipeline.reading.reading_room import ReadingRoom  # noqa: PLC0415 - start-up time

        return ReadingRoom(
            self.holdings, self.originals, self.engine, self.relations, self._registers()
        )

    def people(self) -> "PeopleRoom":
        """Return what is known of the people of this archive."""
        from onrecord.pipeline.who.people_room import PeopleRoom  # noqa: PLC0415 - start-up time

        return PeopleRoom(self.directory, self.holdings, self.originals, self.register())

    def checks(self) -> "Checks":
        """Return the checks of stories against this archive."""
        from onrecord.pipeline.checking.checking import Checks  # noqa: PLC0415 - start-up time
        from onrecord.pipeline.checking.library import ArchiveLibrary  # noqa: PLC0415
        from onrecord.pipeline.who.directory import PeopleDirectory  # noqa: PLC0415

        people = PeopleDirectory(self.directory, self.register)
        library = ArchiveLibrary(
            self.holdings, self.originals, self.engine(), self.relations, people
        )
        return Checks(library, people, self.directory.root / "desk")

    def neighbours(self) -> "Neighbours":
        """Return what finds the way from message to message."""
        from onrecord.pipeline.reading.neighbours import Neighbours  # noqa: PLC0415 - start-up time

        return Neighbours(self.holdings, self.relations, self.room())

    def news(self) -> "TrancheNews":
        """Return what compares tranches."""
        from onrecord.pipeline.reading.tranche_news import TrancheNews  # noqa: PLC0415 - start-up time

        return TrancheNews(self.holdings, self.relations, self.room())

    def networks(self) -> "Networks":
        """Return what draws networks of people."""
        from onrecord.pipeline.who.networks import Networks  # noqa: PLC0415 - start-up time

        return Networks(self.register)

    def additions(self) -> "Additions":
        """Return what tells of additions, under way and past."""
        from onrecord.pipeline.taking_in.additions import Additions  # noqa: PLC0415 - start-up time

        return Additions(self.directory, self.holdings)

    def keep_up(self, *, judging: bool = True) -> None:
        """Judge anew who is who, if mail or decisions came since, for all that was opened here.

        What was made anew meanwhile (by `onrecord retry`, or by hand) is opened again.
        It has connections of its own: any thread may call it while others read. While a process writes
        it does nothing, for a judgement could not be kept. Without ``judging`` it takes over what
        another process has judged.
        """
        from onrecord.pipeline.who.judgement import is_judged, judged_register  # noqa: PLC0415

        if writer_at_work(self.directory):
            return
        self.relations.refresh()
        if self._register is None:
            return
        if judging:
            judged_register(self.directory, IMPLEMENTATIONS).close()
        if is_judged(self.directory, IMPLEMENTATIONS):
            self._register.refresh()

    @contextmanager
    def keeping_up(self, *, judging: bool = True, seconds: float = 2.0) -> Iterator[None]:
        """Keep up with what others write, meanwhile, by a thread of its own (see `keep_up`)."""
        from sqlite3 import OperationalError  # noqa: PLC0415 - start-up time

        ended = Event()

        def look() -> None:
            while not ended.wait(seconds):
                with suppress(
                    OnRecordError, OperationalError
                ):  # what cannot be read now is tried again
                    self.keep_up(judging=judging)

        thread = Thread(target=look, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def casework(self) -> "Casework":
        """Return the cases of this archive's desk."""
        from onrecord.desk.stores.jsonl_journal import JsonlJournal  # noqa: PLC0415 - start-up time
        from onrecord.pipeline.reading.casework import Casework  # noqa: PLC0415

        return Casework(JsonlJournal(self.directory.root / "desk"), self.holdings, self.room())

    def draft_checks(self) -> "DraftChecks":
        """Return the checks of drafts in the background, each with this archive opened for itself."""
        from onrecord.pipeline.checking.draft_checks import DraftChecks  # noqa: PLC0415 - start-up time

        root = self.directory.root
        return DraftChecks(root / "desk", lambda: _checking(root))

    def result_mail(self) -> "ResultMail":
        """Return what gives out the mail that a search finds."""
        from onrecord.pipeline.giving_back.exporting import Shelf  # noqa: PLC0415 - start-up time
        from onrecord.pipeline.giving_back.result_mail import ResultMail  # noqa: PLC0415

        return ResultMail(self.searches(), Shelf(self.holdings, self.originals))

    def packing(self) -> "Packing":
        """Return what packs the messages behind a check."""
        from onrecord.pipeline.giving_back.packing import Packing  # noqa: PLC0415 - start-up time

        return Packing(self.holdings, self.originals, self.relations)

    def close(self) -> None:
        """Release everything."""
        if self._engine is not None:
            self._engine.close()
        self.originals.close()
        for register in (self._register, self._register_as_it_is):
            if register is not None:
                register.close()
        self.relations.close()
        self.holdings.close()


@contextmanager
def reading(root: Path) -> Iterator[OpenArchive]:
    """Open the archive at ``root`` for reading. Raises OnRecordError if there is none."""
    archive = OpenArchive(locate(root))
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def _checking(root: Path) -> Iterator["Checks"]:
    with reading(root) as archive:
        yield archive.checks()


@contextmanager
def adding(root: Path) -> Iterator[WritableArchive]:
    """Open the archive at ``root`` for its one writer. Raises OnRecordError if it is busy."""
    with writing(locate(root), IMPLEMENTATIONS) as archive:
        yield archive


def new_archive(root: Path) -> None:
    """Make an empty archive. Raises OnRecordError if the directory is not new or empty."""
    directory = create(root)
    seal(directory)
    with writing(directory, IMPLEMENTATIONS) as archive:
        archive.store.add_custody(datetime.now(UTC), "archive made", {"layout": 1})
        archive.store.commit()
        archive.engine.commit(0)
