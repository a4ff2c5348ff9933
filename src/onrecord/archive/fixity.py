"""Fixity: are these still the same bytes?"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

_BLOCK = 1 << 20


def blocks(path: Path) -> Iterator[bytes]:
    """Yield the file's bytes in blocks of a megabyte."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def file_sha256(path: Path) -> bytes:
    """Return the SHA-256 of the file. Raises OSError if it cannot be read."""
    digest = hashlib.sha256()
    for block in blocks(path):
        digest.update(block)
    return digest.digest()


def first_difference(ours: Iterable[bytes], theirs: Iterable[bytes]) -> int | None:
    """Return the offset of the first byte at which two streams differ; None if they are the same.

    Where one stream ends before the other, that end is the first difference.
    """
    offset = 0
    left, right = b"", b""
    left_blocks, right_blocks = iter(ours), iter(theirs)
    while True:
        left = left or next(left_blocks, b"")
        right = right or next(right_blocks, b"")
        shared = min(len(left), len(right))
        if left[:shared] != right[:shared]:
            return offset + _first_unequal(left, right)
        if not shared:
            return None if not left and not right else offset
        offset += shared
        left, right = left[shared:], right[shared:]


def _first_unequal(left: bytes, right: bytes) -> int:
    """Return the first index at which two byte strings differ (they do, within the shorter)."""
    low, high = 0, min(len(left), len(right))
    while high - low > 1:
        middle = (low + high) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle
    return low
