"""The custody log: what was done to the archive, each entry bound to the one before by its hash."""

import hashlib
import json
from collections.abc import Iterable

import msgspec

_START = bytes(32)


class CustodyEntry(msgspec.Struct, frozen=True):
    """One thing done: ``action`` ("accession finished"), when (ISO 8601, UTC), and the facts of it.

    ``digest`` is the SHA-256 of the previous digest and of this entry's canonical JSON.
    """

    number: int
    at: str
    action: str
    detail: dict[str, str | int]
    digest: bytes


def next_entry(
    previous: CustodyEntry | None, at: str, action: str, detail: dict[str, str | int]
) -> CustodyEntry:
    """Return the entry that follows ``previous`` (None for the first)."""
    number = previous.number + 1 if previous else 1
    digest = _digest(previous.digest if previous else _START, number, at, action, detail)
    return CustodyEntry(number, at, action, detail, digest)


def broken_links(entries: Iterable[CustodyEntry]) -> list[int]:
    """Return the numbers of entries that do not follow from the one before them, in order."""
    broken = []
    digest, expected = _START, 1
    for entry in entries:
        want = _digest(digest, expected, entry.at, entry.action, entry.detail)
        if entry.number != expected or entry.digest != want:
            broken.append(entry.number)
        digest, expected = entry.digest, entry.number + 1
    return broken


def _digest(
    previous: bytes, number: int, at: str, action: str, detail: dict[str, str | int]
) -> bytes:
    canonical = json.dumps(
        [number, at, action, detail], sort_keys=True, separators=(",", ":"), ensure_ascii=True
    )
    return hashlib.sha256(previous + canonical.encode("ascii")).digest()
