"""How do I get messages out of this file? One reader per format behind one port.

A reader never calls another: a file inside a file is yielded as a `Member`, and the worklist of an
accession hands it to the reader that recognises it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from onrecord.message.problem import Problem


class RawMessage(msgspec.Struct, frozen=True):
    """The exact bytes of one message and its place in the container.

    ``offset`` is where ``content`` starts in the container. ``separator`` and ``trailer`` are the
    container's own bytes before and after it (an mbox ``From `` line, the blank line that ends a
    record): separator + content + trailer of all records give the container back byte for byte.
    ``printed`` marks a text page without original headers. ``format`` is the reader's name.
    """

    content: bytes
    offset: int
    separator: bytes = b""
    trailer: bytes = b""
    printed: bool = False


class Member(msgspec.Struct, frozen=True):
    """A file found inside a container (a zip entry). ``open_bytes`` reads it, within the limits.

    ``name`` is the member's name as stored: shown to people, never used as a path to write to. ``size``
    is that of the file, 0 if not known; it takes ``length`` bytes of the container, from ``offset``.
    """

    name: str
    size: int
    offset: int
    length: int
    open_bytes: Callable[[], bytes]


class Failure(msgspec.Struct, frozen=True):
    """A message, or a stretch of a container, that cannot be read; ``content`` keeps its bytes."""

    problem: Problem
    content: bytes = b""
    name: str = ""


Found = RawMessage | Member | Failure


class Container(msgspec.Struct, frozen=True):
    """A file that holds messages, as readers see it.

    ``name`` is the path shown to people (with ``/`` between parts). ``path`` is the file on disk,
    or None for a member of another container, whose bytes are then in ``content``.
    """

    name: str
    path: Path | None = None
    content: bytes = b""


class Limits(msgspec.Struct, frozen=True):
    """Bounds that keep a hostile container from filling memory or disk (all inclusive)."""

    depth: int = 8
    members: int = 5_000_000
    ratio: int = 200
    member_bytes: int = 4 * 1024**3
    total_bytes: int = 512 * 1024**3
    message_bytes: int = 512 * 1024**2


class Reader(Protocol):
    """The port: one implementation per container format."""

    name: str

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell from the first 4 KiB and the file's name whether this reader can read the file."""
        ...

    def read(self, container: Container, limits: Limits) -> Iterator[Found]:
        """Yield all that the container holds, in its own order. Never raises for bad content."""
        ...
