"""The weakest ground for an answer: the same subject, the same people, soon after.

Never the subject alone. A letter must say that it answers (``Re:``), the two must have people in common on
both sides, and there must be one conversation of that subject only that it can belong to.
"""

from collections.abc import Sequence

import msgspec

_LONGEST_WAIT = 21 * 86400
_SHORTEST_SUBJECT = 4


class Headed(msgspec.Struct, frozen=True, gc=False):
    """A letter by its heading. ``people`` are addresses or printed names of all roles, folded."""

    key: int
    permalink: str
    base: str
    answers: bool
    sent: int | None
    sender: frozenset[str]
    people: frozenset[str]


def answered_by_subject(letter: Headed, others: Sequence[Headed]) -> int | None:
    """Return the key of the letter that ``letter`` answers, among letters of the same base subject.

    It is the latest before it that was sent to, or by, its sender. None where the subject was begun
    more than once in the time a letter waits for its answer, or says too little.
    """
    if not letter.answers or letter.sent is None or len(letter.base) < _SHORTEST_SUBJECT:
        return None
    earlier = [item for item in others if _before(item, letter) and item.base == letter.base]
    if sum(not item.answers for item in earlier) > 1:
        return None
    fit = [item for item in earlier if _share_people(letter, item)]
    if not fit:
        return None
    return max(fit, key=lambda item: (item.sent or 0, item.permalink)).key


def _before(item: Headed, letter: Headed) -> bool:
    if item.sent is None or letter.sent is None or item.key == letter.key:
        return False
    wait = letter.sent - item.sent
    return 0 < wait <= _LONGEST_WAIT or (wait == 0 and item.permalink < letter.permalink)


def _share_people(letter: Headed, earlier: Headed) -> bool:
    """Tell whether the sender was on the earlier letter, and the earlier sender is on this one."""
    return bool(letter.sender & earlier.people) and bool(
        (earlier.sender & letter.people) or (letter.people & earlier.people) - letter.sender
    )
