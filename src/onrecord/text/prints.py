"""Prints: a sample of a text's runs of five words, by which texts that share words find each other.

A run is kept if its hash is one of every four, whatever stands around it, so two texts that share words
keep the same prints of them (the idea of Broder's resemblance, in its bottom-fraction form), and the
share of prints two texts have in common estimates the share of words.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RUN = 5
_KEPT_OF = 4
_STEP = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]
Letters = NDArray[np.uint64]


def prints(texts: Sequence[bytes]) -> tuple[Hashes, Letters]:
    """Return the prints of texts (`onrecord.text.wording` numbers), and the place of each in the list.

    The first run of a text is always kept. A text has each print once; a text of less than five
    words has none. Sorted by hash, then by place.
    """
    lengths = np.fromiter((len(text) // 2 for text in texts), np.int64, len(texts))
    numbers = np.frombuffer(b"".join(texts), dtype="<u2").astype(np.uint64)
    if len(numbers) < RUN:
        return np.empty(0, np.uint64), np.empty(0, np.uint64)
    hashes = _run_hashes(numbers)
    owners = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)
    whole = owners[: len(hashes)] == owners[RUN - 1 :]
    first = np.zeros(len(hashes), np.bool_)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    first[starts[(lengths >= RUN)]] = True
    kept = whole & (first | (hashes % np.uint64(_KEPT_OF) == 0))
    return _once(hashes[kept], owners[: len(hashes)][kept])


def _run_hashes(numbers: Hashes) -> Hashes:
    """Return a well-mixed hash of each run of five (splitmix64 finisher over a polynomial)."""
    runs = len(numbers) - RUN + 1
    mixed = np.zeros(runs, np.uint64)
    for place in range(RUN):
        mixed = (mixed + numbers[place : place + runs] + np.uint64(1)) * _STEP
        mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed


def _once(hashes: Hashes, owners: Letters) -> tuple[Hashes, Letters]:
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    new = np.ones(len(hashes), np.bool_)
    new[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    return hashes[new], owners[new]
