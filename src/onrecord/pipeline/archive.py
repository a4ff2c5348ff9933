"""An archive as the pipeline uses it: its directory with the ports opened on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from onrecord.archive.directory import ArchiveDirectory, WriterLock
from onrecord.archive.originals import PackReader, PackWriter
from onrecord.archive.store import Holdings, Store
from onrecord.register.port import Judgements, Register, RegisterStore
from onrecord.relations.port import Relations, RelationsStore
from onrecord.search.engine import Engine


class Implementations(msgspec.Struct, frozen=True):
    """What stands behind the ports; `onrecord.configuration` alone fills it in."""

    store: Callable[[Path], Store]
    holdings: Callable[[Path], Holdings]
    writing_engine: Callable[[Path], Engine]
    reading_engine: Callable[[Path], Engine]
    relations_store: Callable[[Path], RelationsStore]
    relations: Callable[[Path], Relations]
    register_store: Callable[[Path], RegisterStore]
    register: Callable[[Path], Register]
    judgements: Callable[[Path], Judgements]


class WritableArchive(msgspec.Struct, frozen=True):
    """An archive opened by its one writer."""

    directory: ArchiveDirectory
    store: Store
    packs: PackWriter
    engine: Engine
    relations: RelationsStore
    register: RegisterStore


@contextmanager
def writing(directory: ArchiveDirectory, use: Implementations) -> Iterator[WritableArchive]:
    """Open an archive for writing, alone; close it whatever happens.

    Raises OnRecordError if another process is writing to it.
    """
    with WriterLock(directory):
        store = use.store(directory.database)
        end = store.pack_end()
        packs = PackWriter(directory.originals, pack=end.pack, valid=end.valid)
        engine = use.writing_engine(directory.index)
        relations = use.relations_store(directory.relations)
        register = use.register_store(directory.register)
        try:
            yield WritableArchive(directory, store, packs, engine, relations, register)
        finally:
            register.close()
            relations.close()
            engine.close()
            packs.close()
            store.close()


class Originals:
    """Gives back exact bytes received, from packs or from the containers they were left in."""

    def __init__(self, directory: ArchiveDirectory, holdings: Holdings) -> None:
        self._holdings = holdings
        self._packs = PackReader(directory.originals)

    def read(self, sha256: bytes) -> bytes:
        """Return the original with this SHA-256, not checked against it (`audit` does that).

        Raises OSError or zstandard.ZstdError where it cannot be read, KeyError if it is unknown.
        """
        known = self._holdings.place(sha256)
        if known is None:
            raise KeyError(sha256.hex())
        place, size = known
        if place is not None:
            return self._packs.read(place, size)
        copy = self._holdings.in_place(sha256)
        if copy is None:
            raise KeyError(sha256.hex())
        with Path(copy.container.located).open("rb") as file:
            file.seek(copy.record.offset)
            return file.read(size)

    def close(self) -> None:
        """Close all packs."""
        self._packs.close()
