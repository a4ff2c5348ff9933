"""How fast the desk's pages are, from a real server over real sockets.

    python benchmarks/serving.py make 300000 FOLDER     # an archive of invented mail, to measure on
    python benchmarks/serving.py measure ARCHIVE        # server times, sizes, fifty readers at once

The invented mail holds a thread of a sixtieth of all messages and a person in a sixth of them (of
300,000: a thread of 5,000, a person in 50,000).
"""

import random
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import accumulate
from pathlib import Path

from onrecord.configuration import adding, new_archive, reading
from onrecord.pipeline.taking_in.accession import Addition
from onrecord.pipeline.taking_in.adding import add

_SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi wo zu bra cle dri flo gru pla ste tri".split()
_PEOPLE = 5000
_READERS = 50
_ROUNDS = 4
_PAUSES = (0, 2)
"""Seconds between two pages of a reader; with 0 nobody ever reads what is loaded."""


def mailbox(count: int) -> Iterator[bytes]:
    """Yield an invented mailbox, message by message."""
    chance = random.Random(7)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(30_000)]
    weights = list(accumulate(1 / (rank + 8) for rank in range(len(words))))
    begun = datetime(2009, 3, 2, 8, tzinfo=UTC)
    threads: list[tuple[str, str, str]] = []
    longest: list[tuple[str, str, str]] = []
    for number in range(count):
        text = _wrapped(chance.choices(words, cum_weights=weights, k=chance.randint(30, 160)))
        long_thread = number % 60 == 7
        author = 0 if number % 6 == 0 else chance.randrange(1, _PEOPLE)
        to = chance.randrange(1, _PEOPLE) if author == 0 else int(_PEOPLE ** chance.random())
        answers = _answered(chance, longest[-1:] if long_thread else threads[-200:])
        subject = answers[1] if answers else " ".join(chance.choices(words[200:], k=4)).capitalize()
        name = f"<{number}@bench.example>"
        head = [
            f"From: {_person(author)}",
            f"To: {_person(to)}",
            f"Date: {format_datetime(begun + timedelta(minutes=9 * number))}",
            f"Subject: {'Re: ' if answers else ''}{subject}",
            f"Message-ID: {name}",
        ]
        if answers:
            head += [f"In-Reply-To: {answers[0]}", f"References: {answers[0]}"]
            text += "\n" + "".join(f"> {line}\n" for line in answers[2].splitlines()[:3])
        (longest if long_thread else threads).append((name, subject, text))
        del threads[: max(0, len(threads) - 400)]
        yield ("From bench\n" + "\n".join(head) + f"\n\n{text}\n").encode()


def make(count: int, folder: Path) -> None:
    """Write the mailbox and take it in."""
    folder.mkdir(parents=True)
    with (folder / "bench.mbox").open("wb") as file:
        for message in mailbox(count):
            file.write(
                message.replace(
                    b"From bench\n", b"From bench@bench.example Mon Mar  2 08:00:00 2009\n", 1
                )
            )
    new_archive(folder / "archive")
    begun = time.perf_counter()
    with adding(folder / "archive") as archive:
        addition = Addition(paths=(folder / "bench.mbox",), tranche="Bench", custodian="Bench")
        print(add(archive, addition, tell=lambda _progress, _messages: None))
    print(f"taken in {time.perf_counter() - begun:.0f} s")


def measure(archive: Path) -> None:
    """Print server times of each kind of page, one reader and fifty at once."""
    kinds = _addresses(archive)
    with _Server(archive) as served:
        for kind in kinds:
            if kind != _OTHER:
                _measure_kind(served, kind, kinds[kind])
        # the readers ask other questions than were measured: what is counted once is remembered
        mixed = [address for kind in _READ for address in kinds[kind]]
        for pause in _PAUSES:
            times, errors = _many_readers(served, mixed, pause)
            print(
                f"{_READERS} readers, {pause} s between pages: p50 {statistics.median(times):.1f} ms,"
                f" p95 {times[int(len(times) * 0.95)]:.1f} ms, {len(times)} pages, {errors} errors"
            )


def _measure_kind(served: str, kind: str, addresses: list[str]) -> None:
    _load(served + addresses[0])
    times = sorted(_load(served + address)[0] for address in addresses)
    size = max(_load(served + address)[1] for address in addresses[:5])
    print(
        f"{kind:12} p50 {statistics.median(times):6.1f} ms,"
        f" p95 {times[int(len(times) * 0.95)]:6.1f} ms,"
        f" worst {times[-1]:6.1f} ms, {size / 1000:.0f} kB, {len(times)} pages"
    )


_OTHER = "other questions"
_READ = (_OTHER, "message", "thread", "person")


class _Server:
    """The desk in a process of its own."""

    def __init__(self, archive: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "onrecord",
            "serve",
            "--port",
            "0",
            "--archive",
            str(archive),
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return next(word for word in line.split() if word.startswith("http")).rstrip("/")

    def __exit__(self, *told: object) -> None:
        self._process.terminate()
        self._process.wait()


def _addresses(archive: Path) -> dict[str, list[str]]:
    """Return addresses of pages of each kind, drawn evenly from the archive."""
    with reading(archive) as opened:
        room = opened.room()
        total = room.status().messages
        hits = [
            room.search("", sort="date", limit=1, offset=at).hits[0]
            for at in range(0, total, max(1, total // 60))
        ]
        subjects = [hit.subject.removeprefix("Re: ").split() for hit in hits]
        words = [subject[:2] for subject in subjects if subject]
        others = [subject[2:4] for subject in subjects if subject[2:4]]
        people = opened.people().people("", limit=60).persons
        busiest = [people[0].permalink]
        first = room.search("id:7@bench.example", limit=1).hits or room.search("", limit=1).hits
    return {
        "search": [f"/search?q={'+'.join(pair)}" for pair in words]
        + [f"/search?q={pair[0]}&sort=newest" for pair in words],
        _OTHER: [f"/search?q={'+'.join(pair)}" for pair in others]
        + [f"/search?q={pair[0]}&sort=newest" for pair in others],
        "message": [f"/{hit.permalink}" for hit in hits],
        "thread": [f"/{hit.thread}" for hit in hits if hit.thread],
        "person": [f"/{person.permalink}" for person in people],
        "overview": ["/"],
        "everything": ["/search?q="],
        "long thread": [f"/{first[0].thread}"],
        "busy person": [f"/{busiest[0]}"],
        "network": ["/network", *_networks([person.permalink for person in people])],
    }


def _networks(people: list[str]) -> list[str]:
    """Return networks among the busiest and around persons, of all time and of spans, and ways."""
    spans = ["", "&from=2009-06&to=2009-09", "&from=2010-01&to=2013-06"]
    among = [f"/network?most={most}{span}" for most in (20, 80) for span in spans]
    around = [
        f"/network?who={person}{steps}{span}"
        for person in people[:12]
        for steps in ("", "&steps=2")
        for span in spans
    ]
    pairs = zip(people[:20], people[20:40], strict=True)
    ways = [f"/network?who={one}&path={other}{span}" for one, other in pairs for span in spans[:2]]
    return among + around + ways


def _load(address: str) -> tuple[float, int]:
    """Return milliseconds and bytes of a page. Raises OSError for one that fails."""
    begun = time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as answer:
        size = len(answer.read())
    return (time.perf_counter() - begun) * 1000, size


def _many_readers(served: str, addresses: list[str], pause: float) -> tuple[list[float], int]:
    """Let fifty readers load pages at the same time; return their times in order, and failures.

    Each keeps its connection from page to page, as browsers do.
    """
    times: list[float] = []
    errors: list[str] = []
    host = served.removeprefix("http://")

    def read(reader: int) -> None:
        chance = random.Random(reader)
        time.sleep(pause * chance.random())
        connection = HTTPConnection(host, timeout=60)
        for address in chance.sample(addresses, _ROUNDS):
            begun = time.perf_counter()
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                answer.read()
                times.append((time.perf_counter() - begun) * 1000)
                if answer.status != HTTPStatus.OK:
                    errors.append(f"{answer.status} {address}")
            except OSError as error:
                errors.append(str(error))
            time.sleep(pause)
        connection.close()

    readers = [threading.Thread(target=read, args=(reader,)) for reader in range(_READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return sorted(times), len(errors)


def _answered(
    chance: random.Random, letters: list[tuple[str, str, str]]
) -> tuple[str, str, str] | None:
    """Return the letter that a letter answers: name, subject, text; none for a new thread."""
    if len(letters) == 1:
        return letters[0]
    return chance.choice(letters) if letters and chance.random() < 0.6 else None


def _person(number: int) -> str:
    first, last = _SYLLABLES[number % 23], _SYLLABLES[number // 23 % 23]
    return f"{first.title()}{last} {last.title()}n{number} <p{number}@bench.example>"


def _wrapped(words: list[str]) -> str:
    return "".join(" ".join(words[at : at + 11]) + "\n" for at in range(0, len(words), 11))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        measure(Path(sys.argv[2]))
