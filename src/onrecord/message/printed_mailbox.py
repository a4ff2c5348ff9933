"""Correspondents as mail programs print them, where addresses may be struck out or half gone.

``H <h.amir@agency.example >; 'vale@agency.example'; Amir, Huma <`` names three. Commas stand inside
names there and semicolons between them. A name is kept as it is written; an address is given only
where one is printed.
"""

import re

from onrecord.message.structure import Mailbox

_GAP = re.compile(r"\s{6,}|\t+")
_BRACKETED = re.compile(r"[<\[(]\s*(?:mailto\s?:\s*)?([^<>\[\]()]*)[>\]).]?\s*$")
_ADDRESS = re.compile(r"[^\s<>\[\]();,:'\"‘’“”‹›]+@[^\s<>\[\]();,:'\"‘’“”‹›]+")
_AT_SIGNS = str.maketrans("©®", "@@")
_EDGES = " \t'\"`‘’“”‹›<>[]{}|•_.,;:-—~*^"
_EDGES_RIGHT = " \t'\"`‘’“”‹›<>[](|{}•_,;:-—~*^"
_LONGEST = 1000
"""Characters of one printed correspondent; what a broken line adds to it is not looked at."""


def printed_mailboxes(value: str) -> tuple[Mailbox, ...]:
    """Return the correspondents a printed value names, in order."""
    found = (_mailbox(piece[:_LONGEST]) for piece in _pieces(value))
    return tuple(mailbox for mailbox in found if mailbox.name or mailbox.address)


def _pieces(value: str) -> list[str]:
    """Split where one correspondent ends: at a semicolon, a struck-out gap, in cases a comma."""
    pieces = [piece for part in value.split(";") for piece in _GAP.split(part)]
    return [name for piece in pieces for name in _at_commas(piece)]


def _at_commas(piece: str) -> list[str]:
    """Split at commas only where every part holds an address: a comma may stand inside a name."""
    parts = piece.split(",")
    if len(parts) > 1 and all("@" in part for part in parts):
        return parts
    return re.split(r"(?<=>)\s*,", piece)


def _mailbox(piece: str) -> Mailbox:
    bracketed = _BRACKETED.search(piece)
    if bracketed:
        address = _address(re.sub(r"\s", "", bracketed.group(1)).translate(_AT_SIGNS))
        if address or "<" in bracketed.group() or "mailto" in bracketed.group():
            return Mailbox(_name(piece[: bracketed.start()]), address)
    address = _address(piece.translate(_AT_SIGNS))
    if address:
        before = piece.translate(_AT_SIGNS).partition(address)[0]
        return Mailbox(_name(before), address)
    return Mailbox(_name(piece), "")


def _address(text: str) -> str:
    match = _ADDRESS.search(text)
    return match.group().strip(_EDGES) if match else ""


def _name(text: str) -> str:
    """Return a name as written, without the quotes and brackets a redaction leaves dangling."""
    name = " ".join(text.split()).lstrip(_EDGES).rstrip(_EDGES_RIGHT)
    return name if any(sign.isalnum() for sign in name) else ""
