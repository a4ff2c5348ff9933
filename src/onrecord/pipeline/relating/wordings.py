"""The words of messages, as the relations keep them."""

from collections import OrderedDict
from collections.abc import Sequence

import msgspec
import numpy as np

from onrecord.pipeline.describing.batch import DescribedBatch
from onrecord.pipeline.describing.describe import Described
from onrecord.pipeline.describing.read_words import BatchWords, ReadWords
from onrecord.relations.port import (
    MOST_LETTERS,
    FreshPrints,
    LetterRecord,
    PrintColumns,
    RelationsStore,
    letter_key,
)
from onrecord.text.wording import PassageWords

_KEPT = 20_000

_decoder = msgspec.msgpack.Decoder(list[PassageWords])


def keep_words(relations: RelationsStore, numbers: Sequence[int], read: DescribedBatch) -> None:
    """Keep what a worker read of messages' words, and the texts of their quoted letters for now.

    ``numbers`` are those of the messages, in the order of the batch; 0 for one that is not new.
    """
    new = [
        (number, described, words)
        for number, described, words in zip(
            numbers, read.described, read.words.messages, strict=True
        )
        if number and described is not None
    ]
    relations.put_wordings((number, words.encoded) for number, _, words in new)
    relations.put_letter_keys((number, words.letter_key) for number, _, words in new)
    relations.put_subjects((number, words.base_subject) for number, _, words in new)
    relations.put_letters(item for number, _, words in new for item in _letters(number, words))
    relations.put_drafts(
        item for number, described, _ in new for item in _drafts(number, described)
    )
    if new:
        relations.put_fresh(_fresh(numbers, read.words))


def _letters(number: int, words: ReadWords) -> list[LetterRecord]:
    return [
        LetterRecord(letter_key(number, item.stated.letter), item.stated, item.words, item.prints)
        for item in words.letters
    ]


def _drafts(number: int, described: Described) -> list[tuple[int, str]]:
    texts: dict[int, list[str]] = {}
    for letter, text in zip(described.quoted_letters, described.document.quoted, strict=True):
        if 0 < letter < MOST_LETTERS:
            texts.setdefault(letter, []).append(text)
    return [(letter_key(number, letter), "\n".join(parts)) for letter, parts in texts.items()]


def _fresh(numbers: Sequence[int], words: BatchWords) -> FreshPrints:
    """Return a batch's prints with the messages' numbers in the place of their places."""
    number_of = np.array(numbers, np.uint64)
    hashes, places = words.own.arrays()
    owners = number_of[places.astype(np.int64)]
    quoted_hashes, keys = words.quoted.arrays()
    quoting = number_of[(keys // np.uint64(MOST_LETTERS)).astype(np.int64)]
    letters = quoting * np.uint64(MOST_LETTERS) + keys % np.uint64(MOST_LETTERS)
    new, newly_quoted = owners > 0, quoting > 0
    return FreshPrints(
        [number for number in numbers if number],
        PrintColumns.of(hashes[new], owners[new]),
        PrintColumns.of(quoted_hashes[newly_quoted], letters[newly_quoted]),
    )


class Wordings:
    """Gives the words of messages back by passage, and remembers the latest it was asked for."""

    def __init__(self, relations: RelationsStore) -> None:
        self._relations = relations
        self._kept: OrderedDict[int, list[PassageWords]] = OrderedDict()

    def of(self, messages: Sequence[int]) -> dict[int, list[PassageWords]]:
        """Return the words of messages; a message that has none kept has no words."""
        missing = [number for number in messages if number not in self._kept]
        if missing:
            found = self._relations.wordings(missing)
            for number in missing:
                self._kept[number] = _decoder.decode(found[number]) if number in found else []
        answer = {number: self._kept[number] for number in messages}
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return answer
