"""Permalinks: stable names of messages, made from their content."""

import base64
import re

PREFIX = "m/"
LENGTH = 26
SHORTEST = 6
_WRITTEN = re.compile(rf"^(?:m/)?([a-z2-7]{{{SHORTEST},{LENGTH}}})$")


def permalink(sha256: bytes) -> str:
    """Return the permalink of the message whose bytes have this SHA-256.

    Base32 (RFC 4648 §6, lower case) of the first 130 bits: short enough to print, long enough that
    nobody can make a second message with the same name.
    """
    return PREFIX + base64.b32encode(sha256[:20]).decode("ascii").lower()[:LENGTH]


def written_permalink(reference: str) -> str | None:
    """Return the permalink, or the start of one, that a user wrote; None if it is not of that form.

    The ``m/`` may be left out, and the name cut to its first six characters or more.
    """
    found = _WRITTEN.match(reference.strip().lower())
    return PREFIX + found.group(1) if found else None
