"""Message-ID, In-Reply-To and References (RFC 5322 §3.6.4), tolerant of what programs write."""

import re

_BRACKETED = re.compile(r"<([^<>]+)>")
_FOREIGN = re.compile(r"[\s<>]")
_WHITE = re.compile(r"\s+")
_MOST = 10_000


def message_id(text: str) -> str:
    """Return the identifier without its brackets and without white space; "" if there is none."""
    found = _BRACKETED.search(text)
    inner = found.group(1) if found else text.strip().strip("<>")
    if found is None and _WHITE.search(inner):
        return ""
    return _WHITE.sub("", inner)


def message_ids(text: str) -> tuple[str, ...]:
    """Return all identifiers in a field, each once, in order.

    Phrases around them (old In-Reply-To) are passed over; a field that is nothing but one
    identifier without brackets counts.
    """
    found = [_WHITE.sub("", inner) for inner in _BRACKETED.findall(text)[:_MOST]]
    if not found:
        alone = text.strip().strip("<>")
        found = [alone] if "@" in alone and not _FOREIGN.search(alone) else []
    return tuple(dict.fromkeys(name for name in found if name))
