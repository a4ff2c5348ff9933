"""The words of messages, as the relations keep them."""

from collections import OrderedDict
from collections.abc import Sequence

import msgspec

from onrecord.pipeline.describe import Described
from onrecord.relations.port import MOST_LETTERS, RelationsStore, letter_key
from onrecord.text.passage import Origin
from onrecord.text.wording import Wording

_KEPT = 20_000
_ASIDE = (Origin.SIGNATURE, Origin.BOILERPLATE)

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Wording)


def keep_words(relations: RelationsStore, number: int, described: Described) -> None:
    """Keep what a worker read of a message's words, and the texts of its quoted letters for now."""
    relations.put_wording(number, _encoder.encode(described.wording))
    texts: dict[int, list[str]] = {}
    for letter, text in zip(described.quoted_letters, described.document.quoted, strict=True):
        if 0 < letter < MOST_LETTERS:
            texts.setdefault(letter, []).append(text)
    for letter, parts in texts.items():
        relations.put_draft(letter_key(number, letter), "\n".join(parts))


class Wordings:
    """Gives the words of messages back, and remembers the latest it was asked for."""

    def __init__(self, relations: RelationsStore) -> None:
        self._relations = relations
        self._kept: OrderedDict[int, Wording] = OrderedDict()

    def of(self, messages: Sequence[int]) -> dict[int, Wording]:
        """Return the words of messages; a message that has none kept has no words."""
        missing = [number for number in messages if number not in self._kept]
        found = self._relations.wordings(missing)
        for number in missing:
            self._kept[number] = (
                _decoder.decode(found[number]) if number in found else Wording([], [])
            )
        answer = {number: self._kept[number] for number in messages}
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return answer


def own_words(said: Wording) -> bytes:
    """Return the numbers of all that belongs to a message's own sender."""
    return b"".join(item.numbers for item in said.passages if not item.letter)


def letter_words(said: Wording, letter: int) -> list[bytes]:
    """Return the numbers of a quoted letter, piece by piece."""
    return [
        item.numbers
        for item in said.passages
        if item.letter == letter and item.origin not in _ASIDE
    ]


def letters_told_apart(said: Wording) -> dict[int, list[bytes]]:
    """Return the pieces of each quoted letter by its number, up to the most that are told apart.

    Signatures and footers within it are not its words.
    """
    pieces: dict[int, list[bytes]] = {}
    for item in said.passages:
        if 0 < item.letter < MOST_LETTERS and item.origin not in _ASIDE:
            pieces.setdefault(item.letter, []).append(item.numbers)
    return pieces
