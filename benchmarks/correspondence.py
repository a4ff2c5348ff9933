"""How fast questions about who writes to whom are answered, over very many letters.

``python benchmarks/correspondence.py MAILBOX.mbox [--messages 500000]`` resamples: the headers of the
mailbox's messages are drawn again and again, each round among namesakes of its own (with one recipient in
twenty in another round), until there are as many letters as asked for. Their edges are kept in a register
on disk. Then people and pairs are asked about, the busiest among them.
"""

import argparse
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from onrecord.message.parse import parse
from onrecord.people.correspondence import nearby, shortest_path
from onrecord.people.person_permalink import person_permalink
from onrecord.people.sightings import Correspondent, Sightings, correspondent_key
from onrecord.readers import Container, Limits, RawMessage
from onrecord.readers.mbox import MboxReader
from onrecord.register.port import EdgeRow, JudgedPerson, MonthSpan
from onrecord.register.stores.sqlite_judgements import SqliteJudgements
from onrecord.register.stores.sqlite_register import SqliteRegister
from onrecord.register.stores.sqlite_register_store import SqliteRegisterStore

Letter = tuple[str, tuple[tuple[str, int], ...], int]
"""Author, recipients with their roles, and month."""

_ABROAD = 0.05
_ASKED = 200


def letters_of(mailbox: Path) -> list[Letter]:
    """Return who wrote to whom, and when, in a mailbox."""
    found: list[Letter] = []
    for item in MboxReader().read(Container(mailbox.name, mailbox), Limits()):
        if not isinstance(item, RawMessage):
            continue
        message = parse(item.content, printed=False)
        authors = [correspondent_key(who.name, who.address) for who in message.from_]
        received = {
            correspondent_key(who.name, who.address): role
            for role, everybody in ((2, message.bcc), (1, message.cc), (0, message.to))
            for who in everybody
        }
        if authors and authors[0] and message.date:
            month = message.date.instant.year * 100 + message.date.instant.month
            found.append((authors[0], tuple((key, role) for key, role in received.items()), month))
    return found


def resampled(letters: Sequence[Letter], number: int) -> dict[tuple[str, str, int, int], int]:
    """Return the edges of so many letters, drawn again from these."""
    chance = random.Random(1)
    rounds = -(-number // len(letters))
    edges: dict[tuple[str, str, int, int], int] = defaultdict(int)
    for drawn in range(number):
        author, received, month = chance.choice(letters)
        here = drawn % rounds
        for recipient, role in received:
            there = chance.randrange(rounds) if chance.random() < _ABROAD else here
            edges[f"{here}.{author}", f"{there}.{recipient}", month, role] += 1
    return edges


def fill(path: Path, edges: dict[tuple[str, str, int, int], int]) -> list[str]:
    """Write a register of these edges, everybody a person; return the keys, the busiest first."""
    weights: dict[str, int] = defaultdict(int)
    for (author, recipient, _, _), count in edges.items():
        weights[author] += count
        weights[recipient] += count
    keys = sorted(weights, key=lambda key: (-weights[key], key))
    store = SqliteRegisterStore(path)
    store.add_sightings(Sightings(tuple(Correspondent(key, (), weights[key]) for key in keys)))
    numbers = store.numbers(keys)
    store.add_edges(
        EdgeRow(numbers[author], numbers[recipient], month, role, count, 0)
        for (author, recipient, month, role), count in sorted(edges.items())
        if author != recipient
    )
    store.commit(1)
    store.close()
    judgements = SqliteJudgements(path)
    judgements.put_judgement(
        [
            JudgedPerson(
                person_permalink(key), key, False, weights[key], None, None,
                (key,), (person_permalink(key),), (), key,
            )
            for key in keys
        ],
        "1",
    )  # fmt: skip
    judgements.close()
    return keys


def timed(name: str, questions: Sequence[Callable[[], object]]) -> None:
    """Ask each question three times; print how long they took, the best of three counting."""
    took = []
    for ask in questions:
        tries = []
        for _ in range(3):
            started = time.perf_counter()
            ask()
            tries.append((time.perf_counter() - started) * 1000)
        took.append(min(tries))
    ranked = sorted(took)
    print(
        f"{name}: median {ranked[len(ranked) // 2]:.1f} ms, 95 % {ranked[len(ranked) * 95 // 100]:.1f} ms, "
        f"longest {ranked[-1]:.1f} ms ({len(took)} asked)"
    )


def measure(register: SqliteRegister, keys: list[str]) -> None:
    """Time the questions for the busiest people and for people drawn from all."""
    chance = random.Random(2)
    some = [*keys[:20], *chance.sample(keys, min(_ASKED, len(keys)))]
    numbers = register.persons_of(some)
    people = [numbers[key] for key in some]
    pairs = list(zip(people, chance.sample(people, len(people)), strict=True))

    months = [row.month for row in register.months(0, mass_mailings=False) if row.month]
    some_months = MonthSpan(months[len(months) // 4], months[len(months) * 3 // 4])

    def network(one: int, span: MonthSpan | None, steps: Sequence[int] = (50,)) -> object:
        def ties(asked: Sequence[int]) -> Iterable[tuple[int, int, int]]:
            return register.ties(asked, mass_mailings=False, span=span)

        inside = sorted(nearby(ties, one, steps=steps))
        return list(register.ties_among(inside, mass_mailings=False, span=span))

    def path(one: int, other: int, span: MonthSpan | None) -> object:
        def reached(asked: Sequence[int]) -> set[int]:
            return register.reached(asked, mass_mailings=False, span=span)

        return shortest_path(reached, one, other)

    timed(
        "top correspondents",
        [partial(register.neighbours, one, mass_mailings=False) for one in people],
    )
    for told, span in (("", None), (", of half of the months", some_months)):
        timed(f"network{told}", [partial(network, one, span) for one in people])
        timed(
            f"network of two steps{told}",
            [partial(network, one, span, (20, 3)) for one in people],
        )
        timed(f"shortest path{told}", [partial(path, one, other, span) for one, other in pairs])
        timed(
            f"the busiest{told}",
            [partial(register.busiest, 40, mass_mailings=False, span=span)],
        )


def main() -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mailbox", type=Path)
    parser.add_argument("--messages", type=int, default=500_000)
    asked = parser.parse_args()
    letters = letters_of(asked.mailbox)
    edges = resampled(letters, asked.messages)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.sqlite"
        started = time.perf_counter()
        keys = fill(path, edges)
        print(
            f"{asked.messages:,} letters resampled from {len(letters):,}: {len(keys):,} people, "
            f"{len(edges):,} edges, {path.stat().st_size / 1e6:.0f} MB, written in "
            f"{time.perf_counter() - started:.1f} s"
        )
        register = SqliteRegister(path)
        measure(register, keys)
        register.close()


if __name__ == "__main__":
    main()
