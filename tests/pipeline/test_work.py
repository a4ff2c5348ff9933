"""Workers: an item that kills or blocks its worker is the only one lost, and is named."""

import os
import signal
import time
from typing import Self

import msgspec

from onrecord.pipeline.work import Lost, Workers


class Numbers(msgspec.Struct, frozen=True):
    """A batch for tests."""

    items: tuple[int, ...]

    def singly(self) -> list[Self]:
        return [type(self)((item,)) for item in self.items]


def double(batch: Numbers) -> bytes:
    """A task that some numbers harm: 13 kills its process, 17 never ends."""
    for item in batch.items:
        if item == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        if item == 17:
            time.sleep(600)
    return bytes(item * 2 for item in batch.items)


def _done(batches: list[tuple[int, ...]], seconds: float) -> list[tuple[tuple[int, ...], object]]:
    workers: Workers[Numbers] = Workers(double, count=2, seconds=seconds)
    try:
        found = workers.results(Numbers(items) for items in batches)
        return [(batch.items, result) for batch, result in found]
    finally:
        workers.close()


def test_results_come_in_the_order_of_the_batches() -> None:
    done = _done([(n,) for n in range(12)], 30)
    assert done == [((n,), bytes([n * 2])) for n in range(12)]


def test_a_task_that_kills_its_worker_is_isolated_and_named() -> None:
    done = _done([(1, 2), (3, 13, 4), (5, 6), (7,)], 30)
    lost = [(items, result) for items, result in done if isinstance(result, Lost)]
    assert lost == [((13,), Lost("the process that read it died"))]
    kept = [item for items, result in done if not isinstance(result, Lost) for item in items]
    assert sorted(kept) == [1, 2, 3, 4, 5, 6, 7]


def test_a_task_that_never_ends_is_given_up() -> None:
    done = _done([(1,), (17,), (2,)], 3)
    assert [items for items, result in done if isinstance(result, Lost)] == [(17,)]
