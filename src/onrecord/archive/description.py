"""A description: all that the archive records of one message, read from its bytes alone.

Made by pure code in worker processes and sent to the one process that writes, hence array-like.
"""

import msgspec

from onrecord.message.problem import Problem


class Addressed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A mailbox in a role: from, sender, reply-to, to, cc or bcc."""

    role: str
    name: str
    address: str
    group: str = ""


class Reference(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A Message-ID this message names; ``kind`` is ``"references"`` or ``"in-reply-to"``."""

    kind: str
    target: str


class PartDescription(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One leaf part: where it stands, the SHA-256 and size in bytes of what it decodes to."""

    path: str
    content_type: str
    charset: str
    transfer_encoding: str
    disposition: str
    filename: str
    buffer: str
    start: int
    body_start: int
    end: int
    size: int
    sha256: bytes
    attachment: bool
    searchable: bool


class Description(msgspec.Struct, frozen=True, array_like=True):
    """What one message says of itself, and the texts by which it is found.

    ``sent`` is in seconds since 1970 (UTC); ``zone`` the stated offset in minutes, None where the
    message states none. ``frame`` is the message compressed for the pack, empty where it is kept in
    place.
    """

    sha256: bytes
    permalink: str
    size: int
    printed: bool
    subject: str
    message_id: str
    sent: int | None
    zone: int | None
    document_number: str
    addressed: list[Addressed]
    references: list[Reference]
    parts: list[PartDescription]
    problems: list[Problem]
    frame: bytes

    @property
    def has_attachment(self) -> bool:
        """True if at least one part is what a person would call an attachment."""
        return any(part.attachment for part in self.parts)
