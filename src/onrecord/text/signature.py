"""Signatures and boilerplate: plain, conservative signs only."""

import re

_FOOTERS = re.compile(
    r"^(?:Sent (?:from|via|using) (?:my|the|a)? ?\S.{0,60}|Get Outlook for .{1,20}|"
    r"(?:Von|Envoyé de|Enviado desde|Inviato da) (?:meinem|mon|mi|mio) .{1,40}|"
    r"_{20,}|This (?:e-?mail|message)(?: \w+){0,8} (?:is|may be|may contain|contains?|and any) .{0,60}"
    r"(?:confidential|privileged|intended).{0,200})$",
    re.IGNORECASE,
)
_LIST_FOOTER = re.compile(
    r"^(?:To unsubscribe\b|Unsubscribe\b|You (?:are receiving|received) this|_{5,}$)", re.IGNORECASE
)
_FIRST = frozenset("SsGgVvEeIiTtUuYy_")
"""What a footer begins with: a sieve."""


def begins_signature(line: str) -> bool:
    """Tell whether this is the line that parts a signature from the text (RFC 3676 §4.3)."""
    return line in ("-- ", "--")


def is_footer(line: str) -> bool:
    """Tell whether this line was put there by a program or a lawyer, not written for this letter."""
    text = line.strip()
    return text[:1] in _FIRST and (
        _FOOTERS.match(text) is not None or _LIST_FOOTER.match(text) is not None
    )
