"""Tweets set into a story as paragraphs of their own, with a signature instead of quotation marks."""

import re

_SIGNED = re.compile(
    r"[ \t\n]*(?:—|–|--|-)\s*(?P<name>[^—–\n()@]{2,60}?)\s*\(@\w{1,30}\)"
    r"(?:[ ,]*(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?\s+\d{4}))?\s*\Z"
)
LONGEST_TWEET = 1_000
"""Characters, with links and signature."""


def tweet_end(read: str, start: int, end: int) -> int | None:
    """Return where the words of a tweet end that fills ``start``..``end``; None if it is no tweet."""
    signed = _signature(read, start, end)
    return None if signed is None else start + signed.start()


def tweet_writer(read: str, start: int, end: int) -> str:
    """Return the name in a tweet's signature, "" if the stretch is no tweet."""
    signed = _signature(read, start, end)
    return signed.group("name").strip() if signed else ""


def _signature(read: str, start: int, end: int) -> re.Match[str] | None:
    return _SIGNED.search(read[start:end]) if end - start <= LONGEST_TWEET else None
