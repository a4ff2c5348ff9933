"""The containers table: sums that must come out even, and folders when there are hundreds."""

from collections.abc import Iterable
from pathlib import PurePosixPath

import msgspec

from onrecord.pipeline.showing.views import ContainerView

MOST_IN_ONE_TABLE = 24


class Sum(msgspec.Struct, frozen=True):
    """Messages found in some containers, and what became of them."""

    found: int
    stored: int
    copies: int
    failed: int


class Folder(msgspec.Struct, frozen=True):
    """Containers of one tranche whose paths begin alike; ``name`` is empty without a folder."""

    tranche: str
    name: str
    containers: tuple[ContainerView, ...]
    sum: Sum


def even(sums: Sum | ContainerView) -> bool:
    """Tell whether every message found is stored, a copy or a recorded failure."""
    return sums.found == sums.stored + sums.copies + sums.failed


def summed(containers: Iterable[ContainerView]) -> Sum:
    """Return the sums over containers."""
    found = stored = copies = failed = 0
    for container in containers:
        found += container.found
        stored += container.stored
        copies += container.copies
        failed += container.failed
    return Sum(found, stored, copies, failed)


def folders(containers: Iterable[ContainerView]) -> tuple[Folder, ...]:
    """Group containers by tranche and by the first folder in which their paths differ."""
    by_tranche: dict[str, list[ContainerView]] = {}
    for container in containers:
        by_tranche.setdefault(container.tranche, []).append(container)
    return tuple(
        folder for tranche, held in by_tranche.items() for folder in _folders_of(tranche, held)
    )


def _folders_of(tranche: str, containers: list[ContainerView]) -> list[Folder]:
    parents = [PurePosixPath(container.path).parts[:-1] for container in containers]
    shared = _shared_depth(parents)
    grouped: dict[str, list[ContainerView]] = {}
    for parent, container in zip(parents, containers, strict=True):
        name = "/".join(parent[: shared + 1])
        grouped.setdefault(name, []).append(container)
    return [
        Folder(tranche, name, tuple(held), summed(held)) for name, held in sorted(grouped.items())
    ]


def _shared_depth(parents: list[tuple[str, ...]]) -> int:
    """Return how many leading folders all paths have in common."""
    least, most = min(parents), max(parents)
    for depth, (left, right) in enumerate(zip(least, most, strict=False)):
        if left != right:
            return depth
    return min(len(least), len(most))
