"""What was published in which file: two tranches of three custodians, as mbox and loose mail."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from port_alder.bulk import bulk_letters
from port_alder.cast import CAST
from port_alder.compose import message_bytes
from port_alder.letter import Letter
from port_alder.odd import Item, odd_items


@dataclass(frozen=True, slots=True)
class Tranche:
    """A publisher's batch, as it is entered."""

    name: str
    folder: str
    published: str


@dataclass(frozen=True, slots=True)
class Box:
    """The place of one custodian's mail in a tranche.

    ``path`` is an mbox file, or a folder (with a ``/`` at its end) of ``.eml`` files whose names
    are the publisher's ids.
    """

    tranche: Tranche
    path: str
    custodian: str
    publisher_id: str = ""
    crlf: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A message in its box: the bytes that lie there, and where exactly."""

    item: Item
    box: Box
    stored: bytes
    path: str
    number: int
    publisher_id: str


PUBLISHER = "Port Alder Transit Authority"
FIRST = Tranche("First release", "tranche-1", "2024-03-05")
SECOND = Tranche("Second release", "tranche-2", "2024-05-14")
BOXES = {
    "m1": Box(FIRST, "tranche-1/marsh.mbox", "marsh"),
    "o1": Box(FIRST, "tranche-1/okafor.mbox", "okafor"),
    "v1": Box(FIRST, "tranche-1/valkov/", "valkov", "PATA-1"),
    "m2": Box(SECOND, "tranche-2/marsh.mbox", "marsh"),
    "o2": Box(SECOND, "tranche-2/okafor/", "okafor", "PATA-2", crlf=True),
    "v2": Box(SECOND, "tranche-2/valkov.mbox", "valkov"),
}


def placed_messages(written: list[Letter]) -> list[Placed]:
    """Return every message of both tranches, box by box, oldest first."""
    letters = {letter.key: letter for letter in [*written, *bulk_letters()]}
    items = [item for letter in letters.values() for item in _items(letter, letters)]
    items += odd_items(letters)
    items.sort(key=lambda item: (item.sent, item.key))
    placed: list[Placed] = []
    for name, box in BOXES.items():
        mine = [item for item in items if name in item.boxes]
        placed.extend(_placed(item, box, number) for number, item in enumerate(mine, start=1))
    return placed


def _items(letter: Letter, letters: Mapping[str, Letter]) -> list[Item]:
    """Return the letter once for each box: the sender's own copy may differ from the others."""
    items = []
    for name in letter.boxes:
        content = message_bytes(
            letter, letters, sender_copy=CAST[BOXES[name].custodian] == letter.sender
        )
        address = letter.sender.address
        items.append(Item(letter.key, (name,), address, letter.sent, letter.message_id, content))
    return items


def _placed(item: Item, box: Box, number: int) -> Placed:
    if not box.publisher_id:
        return Placed(item, box, quoted_for_mbox(item.content), box.path, number, "")
    stored = item.content.replace(b"\n", b"\r\n") if box.crlf else item.content
    identifier = f"{box.publisher_id}-{number:04d}"
    return Placed(item, box, stored, f"{box.path}{identifier}.eml", 1, identifier)


def quoted_for_mbox(content: bytes) -> bytes:
    """Return content with "From " lines marked as the mboxrd variant does: one ">" more."""
    return re.sub(rb"^(>*From )", rb">\1", content, flags=re.MULTILINE)


def mailbox_files(placed: list[Placed]) -> dict[str, bytes]:
    """Return the bytes of every mbox file and loose message by its path."""
    files: dict[str, bytes] = {}
    for message in placed:
        record = message.stored if message.publisher_id else _mbox_record(message)
        files[message.path] = files.get(message.path, b"") + record
    return files


def _mbox_record(message: Placed) -> bytes:
    separator = f"From {message.item.sender} {message.item.sent.ctime()}\n"
    return separator.encode("ascii") + message.stored + b"\n"
