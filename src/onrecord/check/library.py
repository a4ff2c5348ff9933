"""The port through which a check asks the archive: candidate messages and how much was searched."""

from typing import Protocol

import msgspec

from onrecord.message.structure import Mailbox, StatedDate
from onrecord.search.query import Query
from onrecord.text.passage import Passage


class Candidate(msgspec.Struct, frozen=True):
    """A message in which a quotation may stand, with the text to hold it against.

    ``text`` is one searchable text of the message; ``place`` says which: ``"body"``, ``"subject"`` or
    ``"attachment 2 (memo.txt)"``. ``passages`` covers ``text`` (for a subject or attachment: one
    passage of origin own).
    """

    permalink: str
    aliases: tuple[str, ...]
    from_: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    date: StatedDate | None
    subject: str
    tranche: str
    place: str
    text: str
    passages: tuple[Passage, ...]


class Searched(msgspec.Struct, frozen=True):
    """How much there is to search: messages, attachments with text, and attachments without."""

    messages: int
    attachments: int
    unsearchable: int


class Library(Protocol):
    """What a check needs of an archive, and nothing else."""

    def find(self, query: Query, limit: int) -> tuple[int, list[Candidate]]:
        """Return the exact total of messages found and the texts of the best ``limit`` of them."""
        ...

    def searched(self) -> Searched:
        """Return how much was searched."""
        ...
