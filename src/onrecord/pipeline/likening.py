"""Finding letters that are one letter, nearly one, or of one mould, over the whole archive."""

import numpy as np

from onrecord.duplicates.resemblance import FEWEST_OF_A_MAILING, MOULD, NEAR, families, resembling
from onrecord.relations.port import LikenessRecord, RelationsStore
from onrecord.relations.sharing import Prints


def likenesses(segments: list[Prints]) -> dict[int, LikenessRecord]:
    """Return for each message that resembles others its group of near copies and its mailing.

    ``segments`` are the prints of the own words of all messages. Reads nothing else: may run aside.
    """
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


def keep_likenesses(relations: RelationsStore, found: dict[int, LikenessRecord]) -> None:
    """Bring the groups that are kept up to those found."""
    before = relations.likenesses()
    changed = [record for number, record in found.items() if record != before.get(number)]
    relations.put_likenesses(changed, before.keys() - found.keys())


def _led(groups: list[list[int]], numbers: list[int]) -> dict[int, int]:
    """Return for each member of a group the lowest number among them."""
    return {
        numbers[place]: min(numbers[member] for member in group)
        for group in groups
        for place in group
    }
