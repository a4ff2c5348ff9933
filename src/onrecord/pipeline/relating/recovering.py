"""Bringing quoted letters without original together into recovered messages."""

from collections.abc import Sequence

import msgspec
import numpy as np

from onrecord.archive.store import Store
from onrecord.pipeline.describing.read_words import letter_words
from onrecord.pipeline.relating.wordings import Wordings
from onrecord.recovered.survivors import (
    Survivor,
    alike_stated,
    leads,
    survivor_permalink,
    worth_recovering,
)
from onrecord.relations.port import LetterRecord, RelationsStore, SurvivorRecord, message_of
from onrecord.relations.sharing import kin, of_letters


class Recovered(msgspec.Struct, frozen=True):
    """What changed: messages whose quoted letters did, and leading copies, present and former."""

    messages: frozenset[int]
    leads: frozenset[int]
    former_leads: frozenset[int]


def recover(store: Store, relations: RelationsStore, wordings: Wordings) -> Recovered:
    """Bring recovered messages up to the letters that have no original now."""
    before = relations.all_survivors()
    letters = [
        item
        for item in relations.unlinked()
        if worth_recovering(item.words, signed=bool(item.stated.author and item.stated.date))
    ]
    survivors = _survivors(store, letters, before)
    found = leads(survivors, [*_sharing(relations, survivors, letters), *_short(wordings, letters)])
    records = {
        item.key: SurvivorRecord(item.key, item.permalink, found[item.key]) for item in survivors
    }
    changed = [item for key, item in records.items() if before.get(key) != item]
    gone = before.keys() - records.keys()
    relations.put_survivors(changed, gone)
    touched = {item.lead for item in changed} | {before[key].lead for key in gone}
    touched |= {before[item.key].lead for item in changed if item.key in before}
    leading = frozenset(found.values())
    return Recovered(
        frozenset(message_of(key) for key in (*gone, *(item.key for item in changed))),
        leading & touched,
        frozenset(touched) - leading,
    )


def _survivors(
    store: Store, letters: Sequence[LetterRecord], known: dict[int, SurvivorRecord]
) -> list[Survivor]:
    new = {message_of(item.key) for item in letters if item.key not in known}
    headings = store.headings(sorted(new))
    return [
        Survivor(
            key=item.key,
            permalink=known[item.key].permalink
            if item.key in known
            else survivor_permalink(headings[message_of(item.key)].sha256, item.stated.letter),
            words=item.words,
            author=item.stated.author or item.stated.author_address,
            date=item.stated.date,
        )
        for item in letters
    ]


def _sharing(
    relations: RelationsStore, survivors: Sequence[Survivor], letters: Sequence[LetterRecord]
) -> list[tuple[int, int]]:
    """Return pairs of copies that share enough prints."""
    if not survivors:
        return []
    keys = np.array([item.key for item in survivors], np.uint64)
    hashes, owners = of_letters(keys, relations.quoted_prints())
    order = sorted(
        range(len(survivors)), key=lambda at: (-survivors[at].words, survivors[at].permalink)
    )
    rank = np.empty(len(survivors), np.int64)
    rank[order] = np.arange(len(survivors))
    places = np.searchsorted(keys, owners).astype(np.uint64)
    left, right, count = kin((hashes, places), rank)
    return [
        (survivors[one].key, survivors[other].key)
        for one, other, shared in zip(left.tolist(), right.tolist(), count.tolist(), strict=True)
        if _one_letter(survivors[one], survivors[other], shared, letters[one], letters[other])
    ]


def _one_letter(
    one: Survivor, other: Survivor, shared: int, first: LetterRecord, second: LetterRecord
) -> bool:
    stated = alike_stated(one, other)
    if stated is False:
        return False
    lower = min(first.prints, second.prints)
    return 2 * shared >= lower and (shared >= 2 or stated is True)


def _short(wordings: Wordings, letters: Sequence[LetterRecord]) -> list[tuple[int, int]]:
    """Return pairs of copies too short for prints: the same words, author and date."""
    first: dict[tuple[str, str, bytes], int] = {}
    pairs = []
    for item in letters:
        if item.prints:
            continue
        said = wordings.of([message_of(item.key)])[message_of(item.key)]
        words = b"".join(letter_words(said, item.stated.letter))
        known = first.setdefault((item.stated.author, item.stated.date, words), item.key)
        if known != item.key:
            pairs.append((known, item.key))
    return pairs
