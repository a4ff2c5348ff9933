"""Linking quoted letters to the messages they were taken from."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np

from onrecord.archive.store import Heading, Store
from onrecord.message.structure import Mailbox
from onrecord.pipeline.describing.read_words import letter_words, own_words
from onrecord.pipeline.relating.wordings import Wordings
from onrecord.recovered.containment import held, position
from onrecord.recovered.original import NAMED, Candidate, Choice, choose, enough, possible
from onrecord.recovered.stated import agrees, sent_as_stated
from onrecord.relations.port import FreshPrints, LetterRecord, RelationsStore, message_of
from onrecord.relations.sharing import Pairs, Prints, among, of_letters, shared

_A_SEGMENT = 60_000
_AT_ONCE = 4_000
"""Letters linked together: each may share prints with hundreds of messages, all held at once."""


def take_prints(relations: RelationsStore) -> int:
    """Keep the prints of new messages for good, some thousand messages at a time; return how many times."""
    times = 0
    for some in _some_thousands(relations.fresh()):
        own = _sorted([item.own.arrays() for item in some])
        relations.add_prints(own, _sorted([item.quoted.arrays() for item in some]))
        times += 1
    return times


def _some_thousands(fresh: Iterable[FreshPrints]) -> Iterator[list[FreshPrints]]:
    some: list[FreshPrints] = []
    messages = 0
    for item in fresh:
        some.append(item)
        messages += len(item.messages)
        if messages >= _A_SEGMENT:
            yield some
            some, messages = [], 0
    if some:
        yield some


def _sorted(columns: list[Prints]) -> Prints:
    hashes = np.concatenate([column[0] for column in columns])
    owners = np.concatenate([column[1] for column in columns])
    order = np.lexsort((owners, hashes))
    return hashes[order], owners[order]


class Linker:
    """Finds the originals of quoted letters, some thousands at a time."""

    def __init__(self, store: Store, relations: RelationsStore, wordings: Wordings) -> None:
        self._store = store
        self._relations = relations
        self._wordings = wordings

    def link(self, new: Sequence[int], own: list[Prints], fresh: list[Prints]) -> frozenset[int]:
        """Link the letters of new messages, and older ones that the new messages may be the original of.

        ``own`` are the prints of the own words of all messages, ``fresh`` those of the new ones. Returns
        the messages that were looked at.
        """
        quoted = self._relations.quoted_prints()
        messages = self._store.answering_any(new) | set(new)
        sharing = {int(key) for hashes, _ in fresh for key in among(hashes, quoted)}
        older = self._relations.letters_by_key(
            sorted(key for key in sharing if message_of(key) not in messages)
        )
        keys = sorted(
            {key for key, item in older.items() if item.grounds != NAMED}
            | {item.key for some in self._relations.letters(messages).values() for item in some}
        )
        for start in range(0, len(keys), _AT_ONCE):
            self._link(keys[start : start + _AT_ONCE], quoted, own)
        return frozenset(message_of(key) for key in keys) | frozenset(new)

    def _link(self, keys: list[int], quoted: list[Prints], originals: list[Prints]) -> None:
        asked = of_letters(np.array(keys, np.uint64), quoted)
        letters = self._relations.letters_by_key(keys)
        board = _Board(self._store, self._wordings, letters)
        found = board.worth_a_look(shared(asked, originals))
        board.know({number for pairs in found.values() for number, _ in pairs})
        linked = [board.linked(item, found.get(key, [])) for key, item in letters.items()]
        self._relations.put_letters(item for item in linked if item != letters[item.key])


class _Board:
    """What is known of the messages at hand: headings, senders, whom they name, their words."""

    def __init__(self, store: Store, wordings: Wordings, letters: dict[int, LetterRecord]) -> None:
        self._store = store
        self._wordings = wordings
        self._letters = letters
        self._headings: dict[int, Heading] = {}
        self._senders: dict[int, list[Mailbox]] = {}
        quoting = sorted({message_of(key) for key in letters})
        self._named = _named(store, quoting)
        self.know({*quoting, *(number for ranks in self._named.values() for number in ranks)})

    def know(self, numbers: set[int]) -> None:
        """Read what is needed of messages that may be originals."""
        missing = sorted(numbers - self._headings.keys())
        self._headings |= self._store.headings(missing)
        self._senders |= self._store.senders(missing)

    def worth_a_look(self, pairs: Pairs) -> dict[int, list[tuple[int, int]]]:
        """Return the messages that may be the original of each letter, and how many prints they share."""
        found: dict[int, list[tuple[int, int]]] = {}
        for key, number, count in zip(*(column.tolist() for column in pairs), strict=True):
            if enough(count, self._letters[key].prints) or number in self._named[message_of(key)]:
                found.setdefault(key, []).append((number, count))
        return found

    def linked(self, letter: LetterRecord, found: list[tuple[int, int]]) -> LetterRecord:
        """Return the record of a letter with its original, if there is one."""
        choice = self._choice(letter, found)
        if choice is None:
            return msgspec.structs.replace(letter, original=0, grounds="", held="")
        pieces, whole = self._words(letter, choice.number)
        return msgspec.structs.replace(
            letter, original=choice.number, grounds=choice.grounds, held=held(pieces, whole).value
        )

    def _choice(self, letter: LetterRecord, found: list[tuple[int, int]]) -> Choice | None:
        message = message_of(letter.key)
        named = self._named.get(message, {})
        quoted_at = self._headings[message].sent
        candidates = [
            Candidate(
                number=number,
                permalink=self._headings[number].permalink,
                shared=count,
                named=named.get(number, 0),
                author=agrees(letter.stated, self._senders[number]),
                sent=self._headings[number].sent,
                date=sent_as_stated(letter.stated, self._headings[number].sent),
            )
            for number, count in found
            if number != message and possible(self._headings[number].sent, quoted_at)
        ]
        return choose(letter.prints, candidates) or self._by_name(letter, named)

    def _by_name(self, letter: LetterRecord, named: dict[int, int]) -> Choice | None:
        """Return the nearest named message that holds all words of a letter too short for prints."""
        for number in sorted(named, key=named.__getitem__):
            if agrees(letter.stated, self._senders[number]) is False:
                continue
            pieces, whole = self._words(letter, number)
            if pieces and all(position(piece, whole) >= 0 for piece in pieces):
                return Choice(number, NAMED)
        return None

    def _words(self, letter: LetterRecord, original: int) -> tuple[list[bytes], bytes]:
        message = message_of(letter.key)
        said = self._wordings.of([message, original])
        return letter_words(said[message], letter.stated.letter), own_words(said[original])


def _named(store: Store, messages: Sequence[int]) -> dict[int, dict[int, int]]:
    """Return for each message those it says it answers, with their rank: 1 the nearest."""
    stated = store.references_of(messages)
    numbers = store.numbers_of({ref.target for refs in stated.values() for ref in refs})
    ranked: dict[int, dict[int, int]] = {}
    for message, refs in stated.items():
        chain = [ref.target for ref in refs if ref.kind == "in-reply-to"]
        chain += [ref.target for ref in reversed(refs) if ref.kind == "references"]
        ranks: dict[int, int] = {}
        for name in dict.fromkeys(chain):
            for number in numbers.get(name, ()):
                if number != message:
                    ranks.setdefault(number, len(ranks) + 1)
        ranked[message] = ranks
    return ranked
