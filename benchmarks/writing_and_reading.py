"""Search while another process takes mail in: no reader may fail, and none may wait.

    ONRECORD_CORPORA=… python benchmarks/writing_and_reading.py [SECONDS]

One process takes mailboxes into an archive, one after another; two ask questions of it all the while,
and open the index anew now and then. Prints how many questions were answered, how long they took, and
any error.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing.synchronize import Event
from pathlib import Path

from mailboxes import letters, taken_in, written
from searching import percentiles
from searching_sample import changed, mail_files

from onrecord.configuration import reading
from onrecord.pipeline.finding.searching import Paging
from onrecord.search.engine import FacetField, Sort
from onrecord.search.parser import parse_query

_SECONDS, _READERS, _REOPEN, _A_BOX = 40, 2, 50, 2_000
_QUESTIONS = (
    "meeting", '"as soon as"', "key NEAR/5 public", "secur*", "from:john", "date:2001", "own:thanks", ""
)  # fmt: skip

Told = tuple[list[float], list[str], int]


def ask(archive: Path, done: Event, answers: "multiprocessing.Queue[Told]") -> None:
    """Ask until told to stop; send back seconds, errors and the largest total seen."""
    seconds: list[float] = []
    errors: list[str] = []
    largest = 0
    while not done.is_set():
        try:
            with reading(archive) as opened:
                engine, searches = opened.engine(), opened.searches()
                for number in range(_REOPEN):
                    query = parse_query(_QUESTIONS[number % len(_QUESTIONS)]).query
                    start = time.perf_counter()
                    page = engine.search(query, sort=list(Sort)[number % 3], limit=20)
                    seconds.append(time.perf_counter() - start)
                    largest = max(largest, page.total)
                searches.search(_QUESTIONS[0], Paging())
                searches.facets(_QUESTIONS[0], [FacetField.SENDER, FacetField.THREAD])
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
    answers.put((seconds, errors, largest))


def main() -> None:
    """Write and read."""
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else _SECONDS
    corpora = Path(os.environ["ONRECORD_CORPORA"])
    every = [letter for path in mail_files(corpora) for letter in letters(path)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = written(folder / "first.mbox", every[:_A_BOX])
        archive = taken_in(folder / "archive", first)
        done = multiprocessing.Event()
        answers: multiprocessing.Queue[Told] = multiprocessing.Queue()
        readers = [
            multiprocessing.Process(target=ask, args=(archive, done, answers))
            for _ in range(_READERS)
        ]
        for reader in readers:
            reader.start()
        taken = _take_in(every, folder, archive, limit)
        done.set()
        told = [answers.get() for _ in readers]
        for reader in readers:
            reader.join()
    seconds = [item for some, _, _ in told for item in some]
    errors = [item for _, some, _ in told for item in some]
    p50, p95, most = percentiles(seconds)
    print(
        f"{len(seconds):,} questions by {_READERS} readers while {taken:,} messages came in: "
        f"p50 {p50:.2f}, p95 {p95:.2f}, longest {most:.1f} ms; {len(errors)} errors; "
        f"at most {max(most for _, _, most in told):,} messages seen"
    )
    print(*errors[:5], sep="\n")
    sys.exit(bool(errors))


def _take_in(every: list[bytes], folder: Path, archive: Path, limit: float) -> int:
    """Take mailbox after mailbox in until the time is over; return how many messages came in."""
    start, taken, round_ = time.monotonic(), 0, 0
    while time.monotonic() - start < limit:
        at = taken % len(every)
        some = [changed(letter, round_) for letter in every[at : at + _A_BOX]]
        box = written(folder / f"{taken}.mbox", some)
        command = ["add", "--tranche", "t", "--archive", str(archive), str(box)]
        subprocess.run(
            [sys.executable, "-m", "onrecord", *command], check=True, capture_output=True
        )
        taken += len(some)
        round_ += at + _A_BOX >= len(every)
    return taken


if __name__ == "__main__":
    main()
