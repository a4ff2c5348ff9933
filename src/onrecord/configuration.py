"""Which implementation stands behind each port: chosen here, and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.archive.directory import ArchiveDirectory, create, locate, seal
from onrecord.archive.store import Holdings, Store
from onrecord.pipeline.archive import Implementations, Originals, WritableArchive, writing
from onrecord.relations.port import Relations, RelationsStore
from onrecord.search.engine import Engine

if TYPE_CHECKING:
    from onrecord.pipeline.reading_room import ReadingRoom


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


IMPLEMENTATIONS = Implementations(
    _store, _holdings, _writing_engine, _reading_engine, _relations_store, _relations
)


class OpenArchive:
    """An archive opened for reading: its records, its originals, and its index when asked for."""

    def __init__(self, directory: ArchiveDirectory) -> None:
        self.directory = directory
        self.holdings = IMPLEMENTATIONS.holdings(directory.database)
        self.originals = Originals(directory, self.holdings)
        self.relations = IMPLEMENTATIONS.relations(directory.relations)
        self._engine: Engine | None = None

    def engine(self) -> Engine:
        """Open the index, once."""
        if self._engine is None:
            self._engine = IMPLEMENTATIONS.reading_engine(self.directory.index)
        return self._engine

    def room(self) -> "ReadingRoom":
        """Return the reading room over this archive."""
        from onrecord.pipeline.reading_room import ReadingRoom  # noqa: PLC0415 - start-up time

        return ReadingRoom(self.holdings, self.originals, self.engine, self.relations)

    def close(self) -> None:
        """Release everything."""
        if self._engine is not None:
            self._engine.close()
        self.originals.close()
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
