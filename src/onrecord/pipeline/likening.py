"""Finding letters that are one letter, nearly one, or of one mould, over the whole archive."""

import numpy as np

from onrecord.archive.store import Heading, Store
from onrecord.duplicates.resemblance import FEWEST_OF_A_MAILING, MOULD, NEAR, families, resembling
from onrecord.duplicates.same_letter import letter_key
from onrecord.message.structure import Mailbox
from onrecord.pipeline.wordings import Wordings
from onrecord.relations.port import LikenessRecord, RelationsStore
from onrecord.text.wording import Wording
from onrecord.threads.base_subject import base_subject


def take_letter_keys(
    store: Store, relations: RelationsStore, wordings: Wordings, new: list[int]
) -> None:
    """Record the letter keys of new messages."""
    headings, senders = store.headings(new), store.senders(new)
    said = wordings.of(new)
    relations.put_letter_keys(
        (number, _key(_all_words(said[number]), headings[number], senders[number]))
        for number in new
    )


def liken(relations: RelationsStore) -> None:
    """Bring near copies and mailings up to the prints of the whole archive."""
    found = _groups(relations)
    before = relations.likenesses()
    changed = [record for number, record in found.items() if record != before.get(number)]
    relations.put_likenesses(changed, before.keys() - found.keys())


def _all_words(said: Wording) -> bytes:
    return b"".join(item.numbers for item in said.passages)


def _key(words: bytes, heading: Heading, senders: list[Mailbox]) -> int:
    sender = next((who.address or who.name for who in senders), "").casefold()
    return letter_key(words, base_subject(heading.subject).text, sender)


def _groups(relations: RelationsStore) -> dict[int, LikenessRecord]:
    """Return for each message that resembles others its group of near copies and its mailing."""
    segments = relations.own_prints()
    if not segments:
        return {}
    hashes = np.concatenate([part[0] for part in segments])
    owners = np.concatenate([part[1] for part in segments])
    numbers, places = np.unique(owners, return_inverse=True)
    pairs = resembling((hashes, places.astype(np.uint64)), len(numbers))
    near = _led(families(pairs, NEAR, 2), numbers.tolist())
    mailing = _led(families(pairs, MOULD, FEWEST_OF_A_MAILING), numbers.tolist())
    return {
        number: LikenessRecord(number, near.get(number, 0), mailing.get(number, 0))
        for number in near.keys() | mailing.keys()
    }


def _led(groups: list[list[int]], numbers: list[int]) -> dict[int, int]:
    """Return for each member of a group the lowest number among them."""
    return {
        numbers[place]: min(numbers[member] for member in group)
        for group in groups
        for place in group
    }
