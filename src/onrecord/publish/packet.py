"""A packet: the raw messages behind a check, and what shows that they are what was received.

A folder that explains itself. ``verify.py`` in it needs Python and nothing else.
"""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from onrecord.archive.custody import CustodyEntry
from onrecord.archive.ledger import Container, Record
from onrecord.errors import OnRecordError

VERSION = 1
README = """This folder holds the messages behind a check of a story, as they were received.

report.html      the check, to read and print; report.json the same for programs
messages/        each message, byte for byte; the file is named by its permalink
manifest.json    the messages with their SHA-256, other names, and where each was found
containers.jsonl every file the archive took in, with its SHA-256 and what was found in it
records/         for each of those files a message here came from: the hash of every record in it
custody.json     the archive's custody log; each entry is bound to the one before by its hash
verify.py        holds all of this against each other

    python verify.py

It tells whether the messages are those that the custody log speaks of. It does not tell whether a
message is genuine, or what it says is so. Compare the last hash it prints with one you were given
by another way: whoever made this folder could have made all of it.
"""


class PacketCopy(msgspec.Struct, frozen=True):
    """One place a message was found: record ``ordinal`` of a container."""

    container: int
    ordinal: int
    path: str
    tranche: str


class PacketMessage(msgspec.Struct, frozen=True):
    """A message of a packet, with the exact bytes received."""

    permalink: str
    sha256: bytes
    content: bytes
    aliases: tuple[str, ...]
    copies: tuple[PacketCopy, ...]


class Packet(msgspec.Struct, frozen=True):
    """What goes into a packet. ``containers`` are all of the archive, in their order.

    ``records`` are those of the containers that a message of the packet came from. ``papers`` are
    further files by name.
    """

    messages: Iterable[PacketMessage]
    custody: Iterable[CustodyEntry]
    containers: Iterable[Container]
    records: Mapping[int, Iterable[Record]]
    papers: Mapping[str, bytes]


def write_packet(packet: Packet, folder: Path) -> int:
    """Write a packet into a new folder; return how many messages it holds.

    Raises OnRecordError if the folder holds something, or cannot be written.
    """
    try:
        if folder.exists() and any(folder.iterdir()):
            raise OnRecordError(
                "packet/exists",
                "the folder is not empty.",
                where=str(folder),
                hint="Name a new one.",
            )
        for each in (folder / "messages", folder / "records"):
            each.mkdir(parents=True, exist_ok=True)
        listed = [_message(each, folder) for each in packet.messages]
        _write_json(folder / "manifest.json", {"version": VERSION, "messages": listed})
        _write_json(folder / "custody.json", [_entry(each) for each in packet.custody])
        _write_lines(folder / "containers.jsonl", map(_container, packet.containers))
        for number, records in packet.records.items():
            _write_lines(folder / "records" / f"{number}.jsonl", map(_record, records))
        script = files("onrecord.publish").joinpath("verify_packet.py").read_bytes()
        papers = {**packet.papers, "verify.py": script, "README.txt": README.encode()}
        for name, content in papers.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise OnRecordError(
            "packet/not-writable", f"cannot be written: {error.strerror}.", where=str(folder)
        ) from error
    return len(listed)


def _message(message: PacketMessage, folder: Path) -> dict[str, Any]:
    name = f"messages/{message.permalink.partition('/')[2]}.eml"
    (folder / name).write_bytes(message.content)
    return {
        "permalink": message.permalink,
        "file": name,
        "sha256": message.sha256.hex(),
        "size": len(message.content),
        "aliases": list(message.aliases),
        "copies": [msgspec.to_builtins(copy) for copy in message.copies],
    }


def _entry(entry: CustodyEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at,
        "action": entry.action,
        "detail": entry.detail,
        "digest": entry.digest.hex(),
    }


def _container(container: Container) -> dict[str, Any]:
    return {
        "number": container.number,
        "sha256": container.sha256.hex(),
        "holdings": container.holdings.hex(),
        "found": container.found,
        "stored": container.stored,
        "copies": container.copies,
        "failed": container.failed,
        "path": container.path,
        "tranche": container.tranche,
    }


def _record(record: Record) -> list[Any]:
    return [
        record.ordinal,
        record.offset,
        record.length,
        record.sha256.hex(),
        record.separator.hex(),
    ]


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=True) + "\n", encoding="ascii")


def _write_lines(path: Path, values: Iterable[object]) -> None:
    with path.open("w", encoding="ascii") as file:
        for value in values:
            file.write(json.dumps(value, ensure_ascii=True) + "\n")
