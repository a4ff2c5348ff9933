"""The port to what is judged of letters among one another.

A projection of the archive: it may lag behind the evidence (`watermark`), and may be thrown away.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

import msgspec

from onrecord.text.quoted_letter import QuotedLetter

if TYPE_CHECKING:
    from onrecord.text.prints import Hashes, Letters

MOST_LETTERS = 1 << 12
"""Quoted letters of one message that are told apart; further ones stay unlinked."""

MOST_OF_A_SUBJECT = 400
"""A subject that more messages have says nothing about who answers whom."""


def letter_key(message: int, letter: int) -> int:
    """Return the number of a quoted letter in this archive."""
    return message * MOST_LETTERS + letter


def message_of(key: int) -> int:
    """Return the number of the message a quoted letter stands in."""
    return key // MOST_LETTERS


class PrintColumns(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Prints and whose they are, as bytes: two columns of eight bytes a number, the low one first."""

    hashes: bytes
    letters: bytes

    @classmethod
    def of(cls, hashes: "Hashes", letters: "Letters") -> Self:
        """Return two arrays as columns."""
        return cls(hashes.astype("<u8").tobytes(), letters.astype("<u8").tobytes())

    def arrays(self) -> "tuple[Hashes, Letters]":
        """Return the columns as arrays."""
        import numpy as np  # noqa: PLC0415 - reading an archive needs no arrays, and loading them is slow

        return np.frombuffer(self.hashes, "<u8"), np.frombuffer(self.letters, "<u8")


class FreshPrints(msgspec.Struct, frozen=True):
    """The prints of messages that are not related yet: of own words by number, of letters by key."""

    messages: list[int]
    own: PrintColumns
    quoted: PrintColumns


class LetterRecord(msgspec.Struct, frozen=True, gc=False):
    """A quoted letter, and what was found out about it.

    ``original`` is the message it was taken from, 0 for none; ``grounds`` say why; ``held`` how its
    words stand there ("" without original). ``words`` counts its words, ``prints`` its prints.
    """

    key: int
    stated: QuotedLetter
    words: int
    prints: int
    original: int = 0
    grounds: str = ""
    held: str = ""


class LinkedLetter(NamedTuple):
    """Whom a quoted letter's reply header names, and the message it was taken from."""

    key: int
    origin: str
    depth: int
    author: str
    address: str
    to: str
    original: int


class SurvivorRecord(msgspec.Struct, frozen=True, gc=False):
    """A copy of a recovered message: its own letter, and the letter that leads the copies."""

    key: int
    permalink: str
    lead: int


class AnswerRecord(msgspec.Struct, frozen=True, gc=False):
    """What a message answers by other evidence than its headers: a message, or a recovered letter.

    ``parent`` is a message number, or the negative key of the leading copy of a recovered message.
    ``rank`` 0 is what the message stands below in its thread; what else it quotes comes after.
    """

    message: int
    parent: int
    evidence: str
    rank: int = 0


class LikenessRecord(msgspec.Struct, frozen=True, gc=False):
    """Groups of letters a message resembles: near copies, and a mass mailing; 0 for none.

    A group has the lowest number of its messages.
    """

    message: int
    near: int
    mailing: int


class Relations(Protocol):
    """The port for reading."""

    def close(self) -> None:
        """Release it."""
        ...

    def refresh(self) -> None:
        """Read what others have made anew since."""
        ...

    def watermark(self) -> int:
        """Return the revision of the archive up to which relations are known."""
        ...

    def letters(self, messages: Iterable[int]) -> dict[int, list[LetterRecord]]:
        """Return the quoted letters of messages, in their order."""
        ...

    def stated_authors(self, messages: Iterable[int]) -> dict[tuple[str, str], list[int]]:
        """Return whom reply headers name: name and address as stated, with the messages that hold them."""
        ...

    def letters_by_key(self, keys: Iterable[int]) -> dict[int, LetterRecord]:
        """Return quoted letters by key."""
        ...

    def quoting(self, message: int) -> list[LetterRecord]:
        """Return the quoted letters that were taken from a message."""
        ...

    def linked(self) -> Iterator[LinkedLetter]:
        """Yield the quoted letters that have an original and name an author or somebody addressed."""
        ...

    def altered(self) -> Iterator[LetterRecord]:
        """Yield the quoted letters whose words differ from those of their original."""
        ...

    def survivors(self, keys: Iterable[int]) -> dict[int, SurvivorRecord]:
        """Return what is known of quoted letters that have no original."""
        ...

    def survivor(self, permalink: str) -> SurvivorRecord | None:
        """Return the copy of a recovered message that has this permalink."""
        ...

    def survivors_led_by(self, leads: Iterable[int]) -> dict[int, list[str]]:
        """Return the permalinks of all copies of recovered messages by their leading copies."""
        ...

    def recovered_copies(self, lead: int) -> list[int]:
        """Return the keys of all copies of a recovered message."""
        ...

    def recovered_by_number(self, numbers: Iterable[int]) -> dict[int, int]:
        """Return the leading copies of recovered messages by the numbers that search knows."""
        ...

    def recovered(self) -> Iterator[int]:
        """Yield the leading copies of all recovered messages."""
        ...

    def answers(self, messages: Iterable[int]) -> dict[int, list[AnswerRecord]]:
        """Return what messages answer by other evidence than their headers."""
        ...

    def threads_of(self, messages: Iterable[int]) -> dict[int, int]:
        """Return the leading message of the thread each message is in."""
        ...

    def same_letters(self, message: int) -> list[int]:
        """Return the other messages that have the same letter key."""
        ...

    def likeness(self, message: int) -> LikenessRecord:
        """Return the groups a message is in."""
        ...

    def alike(self, messages: Iterable[int]) -> dict[int, tuple[int, int]]:
        """Return letter key and group of near copies of those messages that have one; 0 for none."""
        ...

    def near_copies(self, group: int) -> list[int]:
        """Return the messages of a group of near copies."""
        ...

    def mailing(self, group: int) -> list[int]:
        """Return the messages of a mass mailing."""
        ...

    def in_mailings(self) -> list[int]:
        """Return all messages that are part of a mass mailing."""
        ...

    def members(self, lead: int) -> list[int]:
        """Return the messages of the thread that a message leads."""
        ...


class RelationsStore(Relations, Protocol):
    """The port for the one process that writes; nothing lasts until `commit`."""

    def put_wordings(self, wordings: Iterable[tuple[int, bytes]]) -> None:
        """Keep the words of messages, encoded by the caller."""
        ...

    def with_wording(self, messages: Sequence[int]) -> set[int]:
        """Return those of the messages whose words are kept."""
        ...

    def put_drafts(self, texts: Iterable[tuple[int, str]]) -> None:
        """Keep the texts of quoted letters by key until the next commit, with their quote marks."""
        ...

    def drafts(self, keys: Sequence[int]) -> dict[int, str]:
        """Return the texts that are kept of quoted letters."""
        ...

    def wordings(self, messages: Sequence[int]) -> dict[int, bytes]:
        """Return the kept words of messages."""
        ...

    def put_fresh(self, prints: FreshPrints) -> None:
        """Keep the prints of new messages until the next commit."""
        ...

    def fresh(self) -> Iterator[FreshPrints]:
        """Yield the prints of new messages, in the order they were put."""
        ...

    def add_prints(self, own: "tuple[Hashes, Letters]", quoted: "tuple[Hashes, Letters]") -> None:
        """Keep prints, sorted by hash: of messages' own words by number, of letters by key."""
        ...

    def own_prints(self) -> "list[tuple[Hashes, Letters]]":
        """Return the kept prints of own words, one pair of arrays for each time some were added."""
        ...

    def quoted_prints(self) -> "list[tuple[Hashes, Letters]]":
        """Return the kept prints of quoted letters."""
        ...

    def put_letters(self, records: Iterable[LetterRecord]) -> None:
        """Record quoted letters; those known are replaced."""
        ...

    def unlinked(self) -> Iterator[LetterRecord]:
        """Yield all quoted letters without original."""
        ...

    def all_survivors(self) -> dict[int, SurvivorRecord]:
        """Return all copies of recovered messages by key."""
        ...

    def number_recovered(self, leads: Iterable[int]) -> dict[int, int]:
        """Return the number of each recovered message by its leading copy; new ones get one."""
        ...

    def forget_recovered(self, leads: Iterable[int]) -> list[int]:
        """Forget the numbers of letters that lead no recovered message any more; return them."""
        ...

    def put_survivors(self, records: Iterable[SurvivorRecord], gone: Iterable[int]) -> None:
        """Record copies of recovered messages, and forget those that are none any more."""
        ...

    def put_answers(self, records: Iterable[AnswerRecord], messages: Iterable[int]) -> None:
        """Record all that these messages answer by other evidence than their headers."""
        ...

    def answering(self, parents: Iterable[int]) -> list[AnswerRecord]:
        """Return the answers to messages or recovered letters."""
        ...

    def put_subjects(self, subjects: Iterable[tuple[int, str]]) -> None:
        """Record the base subject of each message."""
        ...

    def base_subjects(self, messages: Sequence[int]) -> dict[int, str]:
        """Return the recorded base subject of each message."""
        ...

    def of_the_same_subjects(self, messages: Sequence[int]) -> set[int]:
        """Return all messages that share a base subject with one of these.

        A subject that is empty, or that more than `MOST_OF_A_SUBJECT` messages have, is shared by none.
        """
        ...

    def same_subject(self, messages: Sequence[int]) -> dict[int, list[int]]:
        """Return for each message all that share its base subject, itself among them."""
        ...

    def put_letter_keys(self, keys: Iterable[tuple[int, int]]) -> None:
        """Record the letter key of each message; 0 for none."""
        ...

    def likenesses(self) -> dict[int, LikenessRecord]:
        """Return the groups of all messages that are in any."""
        ...

    def put_likenesses(self, records: Iterable[LikenessRecord], gone: Iterable[int]) -> None:
        """Record groups, and that some messages are in none any more."""
        ...

    def put_threads(self, leads: Iterable[tuple[int, int]]) -> None:
        """Record the leading message of the thread of each message."""
        ...

    def commit(self, watermark: int) -> None:
        """Make all of it durable, together with the revision it was read from."""
        ...
