"""Work over many items in worker processes: results in order, bad items found and named.

A bare process pool loses every task in flight when one kills its worker. Here a batch whose
worker died, or took too long, is done again item by item, each alone, so that only the item that
does the harm is lost, and it is told which.
"""

import gc
import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from os import _exit
from typing import Generic, Protocol, Self, TypeVar

import msgspec

COLLECT_AFTER = 100_000  # values of a batch hold no cycles: looking for them every 700 is idle work


class Splittable(Protocol):
    """A batch of items that can be split into batches of one item each."""

    def singly(self) -> list[Self]:
        """Return batches of one item each, in order."""
        ...


B = TypeVar("B", bound=Splittable)


class Lost(msgspec.Struct, frozen=True):
    """Why there is no result for a batch of one item: its worker died, or took too long."""

    reason: str


class Workers(Generic[B]):
    """Applies one function to batches in worker processes."""

    def __init__(self, function: Callable[[B], bytes], *, count: int, seconds: float) -> None:
        """Use ``count`` processes; a batch that takes longer than ``seconds`` is given up."""
        self._function = function
        self._count = count
        self._seconds = seconds
        self._context = multiprocessing.get_context("spawn")
        self._pool = self._new_pool(count)

    def results(self, batches: Iterable[B]) -> Iterator[tuple[B, bytes | Lost]]:
        """Yield each batch with its result, in order; at most a few batches are in flight."""
        waiting: deque[tuple[B, Future[bytes]]] = deque()
        for batch in batches:
            waiting.append((batch, self._pool.submit(self._function, batch)))
            if len(waiting) > self._count + 1:
                yield from self._settle(waiting)
        while waiting:
            yield from self._settle(waiting)

    def close(self) -> None:
        """Stop the workers."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _settle(self, waiting: deque[tuple[B, Future[bytes]]]) -> Iterator[tuple[B, bytes | Lost]]:
        batch, future = waiting.popleft()
        try:
            yield batch, future.result(self._seconds)
        except (BrokenProcessPool, TimeoutError):
            self._abandon()
            yield from self._one_by_one(batch)
            for position, (other, _) in enumerate(waiting):
                waiting[position] = (other, self._pool.submit(self._function, other))

    def _one_by_one(self, batch: B) -> Iterator[tuple[B, bytes | Lost]]:
        for single in batch.singly():
            try:
                yield single, self._pool.submit(self._function, single).result(self._seconds)
            except BrokenProcessPool:
                self._abandon()
                yield single, Lost("the process that read it died")
            except TimeoutError:
                self._abandon()
                yield single, Lost(f"reading it took more than {self._seconds:.0f} seconds")

    def _abandon(self) -> None:
        """Kill the workers, which may hang, and start anew."""
        for process in multiprocessing.active_children():
            process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = self._new_pool(self._count)

    def _new_pool(self, count: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(count, mp_context=self._context, initializer=die_with_parent)


def die_with_parent() -> None:
    """Make this worker end as soon as the process that started it is gone, however it went."""
    gc.set_threshold(COLLECT_AFTER)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_exit, args=(parent,), daemon=True).start()


def _wait_and_exit(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    _exit(1)
