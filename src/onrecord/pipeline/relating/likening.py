"""Finding letters that are one letter, nearly one, or of one mould, over the whole archive."""

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from onrecord.archive.store import Holdings
from onrecord.duplicates.mould import Pair, likeness, moulds
from onrecord.duplicates.one_sending import Sending, letters_sent
from onrecord.duplicates.resemblance import FAINT, NEAR, Pairs, families, resembling
from onrecord.pipeline.relating.wordings import Wordings
from onrecord.relations.port import LikenessRecord, RelationsStore
from onrecord.relations.sharing import Prints
from onrecord.text.passage import Origin

FEWEST_OF_A_MAILING = 5
_ASIDE = (Origin.SIGNATURE, Origin.BOILERPLATE)


class Alike(msgspec.Struct, frozen=True):
    """Groups of near copies, and groups of pairs of letters that may be of one mould, by number."""

    near: list[list[int]]
    faint: list[list[tuple[int, int]]]


def likenesses(segments: list[Prints]) -> Alike:
    """Return what the prints of the own words of all messages tell of letters that resemble one another.

    Reads nothing else: may run aside.
    """
    if not segments:
        return Alike([], [])
    hashes = np.concatenate([part[0] for part in segments])
    owners = np.concatenate([part[1] for part in segments])
    pairs = resembling((hashes, owners), int(owners.max(initial=0)) + 1)
    return Alike(families(pairs, NEAR, 2), _in_crowds(pairs))


def keep_likenesses(holdings: Holdings, relations: RelationsStore, found: Alike) -> None:
    """Bring the groups that are kept up to those found, once the words have borne mailings out."""
    near = _led(found.near)
    mailing = _led(_mailings(holdings, relations, found.faint))
    records = {
        number: LikenessRecord(number, near.get(number, 0), mailing.get(number, 0))
        for number in near.keys() | mailing.keys()
    }
    before = relations.likenesses()
    changed = [record for number, record in records.items() if record != before.get(number)]
    relations.put_likenesses(changed, before.keys() - records.keys())


def _in_crowds(pairs: Pairs) -> list[list[tuple[int, int]]]:
    """Return the pairs of letters by the crowd that hangs together by them, where it is big enough."""
    crowd_of = {
        place: crowd
        for crowd, group in enumerate(families(pairs, FAINT, FEWEST_OF_A_MAILING))
        for place in group
    }
    crowds: dict[int, list[tuple[int, int]]] = {}
    for one, other in zip(pairs[0].tolist(), pairs[1].tolist(), strict=True):
        if one in crowd_of:
            crowds.setdefault(crowd_of[one], []).append((one, other))
    return list(crowds.values())


def _mailings(
    holdings: Holdings, relations: RelationsStore, crowds: list[list[tuple[int, int]]]
) -> list[list[int]]:
    """Return the groups of letters of one mould that are mailings."""
    wordings = Wordings(relations)
    groups = [group for crowd in crowds for group in moulds(_compared(wordings, crowd))]
    return [
        group
        for group in groups
        if len(group) >= FEWEST_OF_A_MAILING
        and letters_sent(_sendings(holdings, group)) >= FEWEST_OF_A_MAILING
    ]


def _compared(wordings: Wordings, pairs: Sequence[tuple[int, int]]) -> Iterable[Pair]:
    words = {
        number: _own_words(wordings, number)
        for number in sorted({n for pair in pairs for n in pair})
    }
    for one, other in pairs:
        yield Pair(one, other, likeness(words[one], words[other]))


def _own_words(wordings: Wordings, message: int) -> list[int]:
    """Return what the sender wrote, without signature and footer."""
    (passages,) = wordings.of([message]).values()
    said = [item.numbers for item in passages if not item.letter and item.origin not in _ASIDE]
    numbers: list[int] = np.frombuffer(b"".join(said), "<u2").tolist()
    return numbers


def _sendings(holdings: Holdings, messages: list[int]) -> list[Sending]:
    people = holdings.addressed(messages)
    return [
        Sending(
            item.sent,
            frozenset(
                (who.address or who.name).casefold()
                for who in people[item.number]
                if who.role in ("to", "cc", "bcc")
            ),
            item.printed,
        )
        for item in holdings.messages(messages)
    ]


def _led(groups: list[list[int]]) -> dict[int, int]:
    """Return for each member of a group the lowest number among them."""
    return {number: min(group) for group in groups for number in group}
