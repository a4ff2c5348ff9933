"""Which letters share prints, and how many: joins of sorted arrays."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from onrecord.text.prints import Hashes, Letters

COMMON = 256
"""A print that more letters hold tells none of them apart."""

Prints = tuple[Hashes, Letters]
Places = NDArray[np.int64]
Pairs = tuple[Letters, Letters, NDArray[np.int64]]
"""Columns of pairs of letters, and how many prints each pair shares."""


def among(hashes: Hashes, segments: Iterable[Prints]) -> Letters:
    """Return the letters of the segments that have at least one of these prints."""
    wanted = _once(hashes)
    found = [owners[_among(kept, wanted)] for kept, owners in segments]
    return _once(np.concatenate(found)) if found else np.empty(0, np.uint64)


def of_letters(letters: Letters, segments: Iterable[Prints]) -> Prints:
    """Return the prints of some letters, sorted by hash."""
    wanted = _once(letters)
    parts = [(hashes[kept], owners[kept]) for hashes, owners in segments
             for kept in (_among(owners, wanted),)]  # fmt: skip
    if not parts:
        return np.empty(0, np.uint64), np.empty(0, np.uint64)
    hashes = np.concatenate([part[0] for part in parts])
    owners = np.concatenate([part[1] for part in parts])
    order = np.lexsort((owners, hashes))
    return hashes[order], owners[order]


def shared(asked: Prints, segments: list[Prints]) -> Pairs:
    """Return pairs (letter asked about, letter in the segments) and how many prints they share.

    Prints that more than `COMMON` letters of the segments hold are left out.
    """
    hashes, owners = asked
    spans = [_spans(kept, hashes) for kept, _ in segments]
    held = sum((last - first for first, last in spans), np.zeros(len(hashes), np.int64))
    telling = held <= COMMON
    pairs = [
        _pairs(owners[telling], first[telling], last[telling], kept)
        for (first, last), (_, kept) in zip(spans, segments, strict=True)
    ]
    left = np.concatenate([pair[0] for pair in pairs]) if pairs else np.empty(0, np.uint64)
    right = np.concatenate([pair[1] for pair in pairs]) if pairs else np.empty(0, np.uint64)
    return _counted(left, right)


def _spans(kept: Hashes, asked: Hashes) -> tuple[Places, Places]:
    """Return where each print asked for begins and ends among sorted ones; most stand nowhere."""
    first = np.searchsorted(kept, asked, "left")
    last = first.copy()
    if len(kept):
        here = kept[np.minimum(first, len(kept) - 1)] == asked
        last[here] = np.searchsorted(kept, asked[here], "right")
    return first, last


def kin(prints: Prints, rank: NDArray[np.int64]) -> Pairs:
    """Return pairs of letters among themselves that share prints, and how many.

    ``rank`` orders the owners, which are places 0, 1, 2 …: where many share a print, each is paired only
    with the eight that rank first, so that a letter quoted thousands of times stays cheap.
    """
    hashes, owners = prints
    order = np.lexsort((rank[owners.astype(np.int64)], hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    place = np.arange(len(hashes)) - np.repeat(starts, np.diff([*starts, len(hashes)]))
    left, right = [], []
    for back in range(1, _CENTRES + 1):
        # the owner in place p is paired with those in places 0 … 7 before it
        later = np.flatnonzero(place >= back)
        centre = later - place[later] + back - 1
        left.append(owners[centre])
        right.append(owners[later])
    if not left:
        return _counted(np.empty(0, np.uint64), np.empty(0, np.uint64))
    return _counted(np.concatenate(left), np.concatenate(right))


_CENTRES = 8


def _once(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the values sorted, each once (for such numbers faster than by hashing)."""
    ordered = np.sort(values)
    new = np.ones(len(ordered), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def _among(values: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.bool_]:
    if not len(wanted):
        return np.zeros(len(values), np.bool_)
    at = np.minimum(np.searchsorted(wanted, values), len(wanted) - 1)
    found: NDArray[np.bool_] = wanted[at] == values
    return found


def _pairs(
    owners: Letters, first: NDArray[np.int64], last: NDArray[np.int64], kept: Letters
) -> tuple[Letters, Letters]:
    counts = last - first
    total = int(counts.sum())
    left = np.repeat(owners, counts)
    offset = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
    return left, np.asarray(kept[np.arange(total) + offset])


def _counted(left: Letters, right: Letters) -> Pairs:
    if not len(left):
        return left, right, np.empty(0, np.int64)
    order = np.lexsort((right, left))
    left, right = left[order], right[order]
    new = np.concatenate(([True], (left[1:] != left[:-1]) | (right[1:] != right[:-1])))
    starts = np.flatnonzero(new)
    return left[starts], right[starts], np.diff([*starts, len(left)])
