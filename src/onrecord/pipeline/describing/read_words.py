"""What is kept of the words of messages: read in workers, many messages at a time."""

from collections.abc import Sequence

import msgspec
import numpy as np

from onrecord.duplicates.same_letter import letter_key
from onrecord.message.structure import Message
from onrecord.relations.port import MOST_LETTERS, PrintColumns
from onrecord.relations.port import letter_key as key_of
from onrecord.text.passage import BodyText, Origin
from onrecord.text.prints import prints
from onrecord.text.quoted_letter import QuotedLetter
from onrecord.text.wording import PassageWords, Wording, wordings
from onrecord.threads.base_subject import base_subject

_ASIDE = (Origin.SIGNATURE, Origin.BOILERPLATE)

_encoder = msgspec.msgpack.Encoder()


class ReadLetter(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A quoted letter, and how many words and prints it has."""

    stated: QuotedLetter
    words: int
    prints: int


class ReadWords(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One message's words, encoded by passage, its quoted letters, and what its likes share with it."""

    encoded: bytes
    letters: list[ReadLetter]
    base_subject: str
    letter_key: int


class BatchWords(msgspec.Struct, frozen=True, array_like=True):
    """The words of some messages, and the prints of all of them together.

    The letters of the prints are places in the list; for quoted letters `key_of` place and letter.
    """

    messages: list[ReadWords]
    own: PrintColumns
    quoted: PrintColumns


def read_words(read: Sequence[tuple[Message, BodyText]]) -> BatchWords:
    """Return what is kept of messages' words."""
    said = wordings([body for _, body in read])
    pieces = {
        key_of(place, letter): b"".join(parts)
        for place, item in enumerate(said)
        for letter, parts in letters_told_apart(item.passages).items()
    }
    keys = np.array(list(pieces), np.uint64)
    hashes, places = prints(list(pieces.values()))
    counts = np.bincount(places.astype(np.int64), minlength=len(pieces)).tolist()
    sizes = {
        key: (len(numbers) // 2, count)
        for (key, numbers), count in zip(pieces.items(), counts, strict=True)
    }
    return BatchWords(
        [
            _read(place, message, item, sizes)
            for place, ((message, _), item) in enumerate(zip(read, said, strict=True))
        ],
        PrintColumns.of(*prints([own_words(item.passages) for item in said])),
        PrintColumns.of(hashes, keys[places.astype(np.int64)]),
    )


def _read(
    place: int, message: Message, said: Wording, sizes: dict[int, tuple[int, int]]
) -> ReadWords:
    base = base_subject(message.subject).text
    sender = next((who.address or who.name for who in message.from_ + message.sender), "")
    everything = b"".join(item.numbers for item in said.passages)
    return ReadWords(
        _encoder.encode(said.passages),
        [
            ReadLetter(stated, *sizes[key])
            for stated in said.letters
            if (key := key_of(place, stated.letter)) in sizes
        ],
        base,
        letter_key(everything, base, sender.casefold()),
    )


def own_words(passages: Sequence[PassageWords]) -> bytes:
    """Return the numbers of all that belongs to a message's own sender."""
    return b"".join(item.numbers for item in passages if not item.letter)


def letter_words(passages: Sequence[PassageWords], letter: int) -> list[bytes]:
    """Return the numbers of a quoted letter, piece by piece."""
    return [
        item.numbers for item in passages if item.letter == letter and item.origin not in _ASIDE
    ]


def letters_told_apart(passages: Sequence[PassageWords]) -> dict[int, list[bytes]]:
    """Return the pieces of each quoted letter by its number, up to the most that are told apart.

    Signatures and footers within it are not its words.
    """
    pieces: dict[int, list[bytes]] = {}
    for item in passages:
        if 0 < item.letter < MOST_LETTERS and item.origin not in _ASIDE:
            pieces.setdefault(item.letter, []).append(item.numbers)
    return pieces
