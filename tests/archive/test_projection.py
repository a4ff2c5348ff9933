"""A projection is read as it is, whatever is written or made anew at its place meanwhile."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from onrecord.archive.projection import Projection, WritableProjection
from onrecord.errors import OnRecordError

TABLES = "CREATE TABLE gate (number INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT;"
SHAPE = 7


class Gates(Projection):
    """A projection as another part of the program reads it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, TABLES, SHAPE, read_only=True)

    def states(self) -> set[str]:
        return {state for (state,) in self.database.execute("SELECT state FROM gate")}


class WritableGates(WritableProjection):
    """The one that writes it."""

    def __init__(self, path: Path, shape: int = SHAPE) -> None:
        super().__init__(path, TABLES, shape, read_only=False)
        self._make(TABLES, shape)

    def put(self, state: str, gates: int = 50) -> None:
        self._begin()
        self.database.execute("DELETE FROM gate")
        self.database.executemany(
            "INSERT INTO gate VALUES (?, ?)", ((number, state) for number in range(gates))
        )
        self.database.execute("COMMIT")


def make_anew(path: Path, state: str, shape: int = SHAPE) -> None:
    """As a writer does that finds tables of another shape."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    with closing(WritableGates(path, shape)) as writer:
        writer.put(state)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "gates.sqlite"
    make_anew(made, "shut")
    return made


@pytest.fixture
def gates(path: Path) -> Iterator[Gates]:
    with closing(Gates(path)) as read:
        yield read


def test_what_another_process_commits_is_read_at_once(path: Path, gates: Gates) -> None:
    with closing(WritableGates(path)) as writer:
        writer.put("open")
        assert gates.states() == {"open"}


def test_another_file_in_its_place_is_read_after_refresh(path: Path, gates: Gates) -> None:
    make_anew(path, "open")
    assert gates.states() == {"shut"}
    gates.refresh()
    assert gates.states() == {"open"}
    with closing(WritableGates(path)) as writer:
        writer.put("stuck")
    assert gates.states() == {"stuck"}


def test_what_is_being_read_is_read_to_its_end(path: Path, gates: Gates) -> None:
    rows = gates.database.execute("SELECT state FROM gate")
    first = rows.fetchone()
    make_anew(path, "open")
    gates.refresh()
    assert {first, *rows} == {("shut",)}
    assert gates.states() == {"open"}


@pytest.mark.skipif(
    not Path("/proc/self/fd").exists(), reason="this system does not list open files"
)
def test_nothing_is_kept_of_a_file_that_nobody_reads_any_more(path: Path, gates: Gates) -> None:
    """Its room on the disk is free."""
    rows = gates.database.execute("SELECT state FROM gate")
    rows.fetchone()
    make_anew(path, "open")
    gates.refresh()
    assert _deleted(path) > 0
    del rows
    make_anew(path, "shut")
    gates.refresh()
    assert _deleted(path) == 0


def _deleted(path: Path) -> int:
    """Return how many files of a projection this process has open that are no longer there."""
    opened = [str(file.readlink()) for file in _links(Path("/proc/self/fd"))]
    return sum(name.startswith(str(path)) and name.endswith("(deleted)") for name in opened)


def _links(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.is_symlink()]


def test_a_file_that_is_gone_is_read_on_until_there_is_another(path: Path, gates: Gates) -> None:
    path.unlink()
    gates.refresh()
    assert gates.states() == {"shut"}
    make_anew(path, "open")
    gates.refresh()
    assert gates.states() == {"open"}


def test_a_file_whose_tables_are_yet_to_be_made_is_waited_for(path: Path, gates: Gates) -> None:
    path.unlink()
    path.touch()
    gates.refresh()
    assert gates.states() == {"shut"}
    make_anew(path, "open")
    gates.refresh()
    assert gates.states() == {"open"}


@pytest.mark.parametrize("made", [False, True])
def test_none_there_or_one_without_tables_yet_reads_as_nothing(tmp_path: Path, made: bool) -> None:
    path = tmp_path / "later.sqlite"
    if made:
        path.touch()
    with closing(Gates(path)) as gates:
        gates.refresh()
        assert gates.states() == set()
        make_anew(path, "open")
        gates.refresh()
        assert gates.states() == {"open"}


def test_tables_of_another_shape_are_told_and_what_was_open_stays(path: Path, gates: Gates) -> None:
    make_anew(path, "open", SHAPE + 1)
    for _ in range(2):
        with pytest.raises(OnRecordError, match="another version"):
            gates.refresh()
        assert gates.states() == {"shut"}
    make_anew(path, "open")
    gates.refresh()
    assert gates.states() == {"open"}


def test_one_moment_is_one_state_whatever_is_committed(path: Path, gates: Gates) -> None:
    with closing(WritableGates(path)) as writer:
        with gates.at_one_moment():
            assert gates.states() == {"shut"}
            writer.put("open")
            with gates.at_one_moment():
                assert gates.states() == {"shut"}
            assert gates.states() == {"shut"}
        assert gates.states() == {"open"}


def test_another_file_is_opened_once_the_moment_has_passed(path: Path, gates: Gates) -> None:
    with gates.at_one_moment():
        make_anew(path, "open")
        gates.refresh()
        assert gates.states() == {"shut"}
    assert gates.states() == {"open"}


def test_a_moment_ends_whatever_is_raised_in_it(path: Path, gates: Gates) -> None:
    with pytest.raises(sqlite3.OperationalError), gates.at_one_moment():
        gates.database.execute("SELECT nothing FROM nowhere")
    with closing(WritableGates(path)) as writer:
        writer.put("open")
    with gates.at_one_moment():
        assert gates.states() == {"open"}


WRITER = """
import sys
from contextlib import closing
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_projection import WritableGates, make_anew

path = Path(sys.argv[1])
for number in range(40):
    make_anew(path, f"state {number}")
    with closing(WritableGates(path)) as writer:
        writer.put(f"again {number}")
"""


def test_a_reader_sees_whole_states_while_another_process_makes_it_anew(
    path: Path, gates: Gates
) -> None:
    """Refreshed beside, again and again. Half of what is read is of no moment: that, too, is of one file."""
    ended = Event()
    failed: list[BaseException] = []

    def refresh() -> None:
        try:
            while not ended.is_set():
                gates.refresh()
        except BaseException as error:
            failed.append(error)

    beside = Thread(target=refresh)
    beside.start()
    seen: list[set[str]] = []
    here = str(Path(__file__).parent)
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path), here]) as writer:
        while writer.poll() is None:
            seen.append(gates.states())
            with gates.at_one_moment():
                seen.append(gates.states() | gates.states())
    ended.set()
    beside.join()
    assert (failed, writer.returncode) == ([], 0)
    assert seen and all(len(states) <= 1 for states in seen)  # none where it is yet to be filled
    gates.refresh()
    assert gates.states() == {"again 39"}
