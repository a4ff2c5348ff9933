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
    passage of origin own). ``thread`` is the same for all messages of one thread, empty where it is not
    known. ``printed`` says that the text was read from a printed page, with the errors that come of it.
    ``known_as`` gives, for a name or address as the message writes it, the full names by which the archive
    knows that person, where it knows any.
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
    thread: str = ""
    printed: bool = False
    known_as: dict[str, tuple[str, ...]] = {}
    bcc: tuple[Mailbox, ...] = ()


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

    def answered(self, candidate: Candidate) -> str:
        """Return the permalink of the message that a candidate's answers, or the Message-ID of one that is
        not here; empty where none is known.
        """
        ...

    def later(self, candidate: Candidate, limit: int) -> list[Candidate]:
        """Return the letters that the same sender sent later in the same thread, the earliest first."""
        ...


class Directory(Protocol):
    """Who the archive's people are, for a speaker whom a story describes and does not name."""

    def named(self, description: str) -> tuple[str, ...]:
        """Return the names of all who fit "the campaign chairman" and the like, none if nobody does."""
        ...
