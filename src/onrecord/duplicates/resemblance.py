"""Letters that resemble one another, by the prints of their own words.

Two letters that share most words share, most likely, one of their six smallest prints; those that do
are held against one another on all their prints. What comes out depends on the letters, not on their order.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.text.joined import Joined
from onrecord.text.prints import Hashes, Letters

FEWEST_PRINTS = 6
"""Below this (some 25 words) resemblance is chance."""
NEAR = 0.8
FAINT = 0.12
"""From here on two letters may be of one mould: to be held against one another word by word."""
_SMALLEST = FEWEST_PRINTS
_AT_ONCE = 50_000
"""Pairs held against one another at a time: all their prints are in memory."""

Places = NDArray[np.int64]
Pairs = tuple[Places, Places, NDArray[np.float64]]
"""Columns of pairs of letters, and how much of their prints they share."""


class _Shelf(msgspec.Struct, frozen=True):
    """Prints by letter: those of place ``n`` are at ``starts[n]`` and the next ``counts[n]``, sorted."""

    hashes: Hashes
    owners: Places
    starts: Places
    counts: Places


def resembling(prints: tuple[Hashes, Letters], letters: int) -> Pairs:
    """Return pairs of letters and their resemblance (shared of all prints), where it is `FAINT` or more.

    ``prints`` has the places 0, 1, 2 … of so many letters as owners, each print once for a letter. In a
    crowd that shares a smallest print each letter is held against the first and the two before it, in
    an order of what they hold.
    """
    shelf = _shelved(prints, letters)
    left, right = _candidates(shelf)
    shared = _shared(shelf, left, right)
    share = shared / np.maximum(shelf.counts[left] + shelf.counts[right] - shared, 1)
    kept = share >= FAINT
    return left[kept], right[kept], share[kept]


def families(pairs: Pairs, least: float, fewest: int) -> list[list[int]]:
    """Return the letters that hang together by at least this resemblance, in groups of some size."""
    left, right, share = pairs
    joined = Joined()
    members: set[int] = set()
    kept = share >= least
    for one, other in zip(left[kept].tolist(), right[kept].tolist(), strict=True):
        joined.join(one, other)
        members |= {one, other}
    return [group for group in joined.groups(sorted(members)) if len(group) >= fewest]


def _shelved(prints: tuple[Hashes, Letters], letters: int) -> _Shelf:
    hashes, owners = prints[0], prints[1].astype(np.int64)
    order = np.lexsort((hashes, owners))
    counts = np.bincount(owners, minlength=letters).astype(np.int64)
    starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
    return _Shelf(hashes[order], owners[order], starts, counts)


def _candidates(shelf: _Shelf) -> tuple[Places, Places]:
    """Return pairs that share one of their smallest prints, each once."""
    telling = np.flatnonzero(shelf.counts >= FEWEST_PRINTS)
    at = (shelf.starts[telling][:, None] + np.arange(_SMALLEST)).ravel()
    held, who = shelf.hashes[at], shelf.owners[at]
    if not len(held):
        return who, who
    rank = np.zeros(len(shelf.counts), np.uint64)
    np.add.at(rank, shelf.owners, shelf.hashes)
    order = np.lexsort((rank[who], held))
    held, who = held[order], who[order]
    new = np.ones(len(held), np.bool_)
    new[1:] = held[1:] != held[:-1]
    first = np.flatnonzero(new)[np.cumsum(new) - 1]
    later = np.flatnonzero(~new)
    second = later[later - 1 > first[later]]
    left = np.concatenate([who[first[later]], who[later - 1], who[second - 2]])
    right = np.concatenate([who[later], who[later], who[second]])
    low, high = np.minimum(left, right), np.maximum(left, right)
    both = np.unique((low << 32) | high)
    low, high = both >> 32, both & 0xFFFFFFFF
    return low[low != high], high[low != high]


def _shared(shelf: _Shelf, left: Places, right: Places) -> Places:
    """Return how many prints each pair shares."""
    known = np.sort(_together(shelf.hashes, shelf.owners))
    counts = [
        _shared_by(shelf, known, left[at : at + _AT_ONCE], right[at : at + _AT_ONCE])
        for at in range(0, len(left), _AT_ONCE)
    ]
    return np.concatenate(counts) if counts else np.empty(0, np.int64)


def _shared_by(shelf: _Shelf, known: Hashes, left: Places, right: Places) -> Places:
    sizes = shelf.counts[left]
    offset = np.repeat(shelf.starts[left] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    held = shelf.hashes[np.arange(int(sizes.sum())) + offset]
    asked = _together(held, np.repeat(right, sizes))
    at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    pair = np.repeat(np.arange(len(left)), sizes)
    return np.bincount(pair[known[at] == asked], minlength=len(left)).astype(np.int64)


def _together(hashes: Hashes, owners: Places) -> Hashes:
    """Return one number for a print in a letter."""
    mixed: Hashes = (
        hashes ^ (owners.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
    ) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed
