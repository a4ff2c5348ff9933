"""Permalinks of persons, made from a correspondent's key: every correspondent's own leads to its person."""

import hashlib
import re

PREFIX = "p/"
LENGTH = 26
SHORTEST = 6
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
_SHIFTS = range(5 * LENGTH - 10, -1, -10)
_WRITTEN = re.compile(rf"^p/([a-z2-7]{{{SHORTEST},{LENGTH}}})$")


def person_permalink(key: str) -> str:
    """Return the permalink that a correspondent founds: base32 (RFC 4648 §6) of 130 bits of SHA-256."""
    digest = hashlib.sha256(f"correspondent\0{key}".encode("utf-8", "surrogatepass")).digest()
    number = int.from_bytes(digest[:17], "big") >> 6
    return PREFIX + "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


def written_person_permalink(reference: str) -> str | None:
    """Return the person's permalink, or the start of one, that a user wrote; None if it is none.

    Unlike a letter's, its ``p/`` must be written: without it, it is a letter's.
    """
    found = _WRITTEN.match(reference.strip().lower())
    return PREFIX + found.group(1) if found else None
