"""A quotation put together from several places: the fewest stretches of the mail that hold its words.

Only words in the same order count, without regard to case. Each stretch must be long enough to show
where it comes from; a word of its own between two stretches belongs to none.
"""

from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

import msgspec

from onrecord.check.library import Candidate
from onrecord.check.pattern import Item, Role
from onrecord.check.places import COMMONEST
from onrecord.text.terms import words

FEWEST_WORDS = 4
FEWEST_TELLING = 2
"""Words of a stretch, and those of them that are not among the very commonest (one of twice as many)."""
FEWEST_OF_A_PART = 6
LEAST_PART = 0.4
"""Words, and share of all words, that make a part worth calling found where the rest is not."""
MOST_TEXTS = 80


class Piece(msgspec.Struct, frozen=True):
    """Items ``first``..``last`` of a pattern stand in one stretch of a candidate's text."""

    first: int
    last: int
    candidate: Candidate


class Cover(msgspec.Struct, frozen=True):
    """Stretches that hold a quotation's words, in its order; ``whole`` if they hold all.

    ``missing`` are the items of the longest run of words that no stretch holds. A ``part`` is enough to
    say that it was found.
    """

    pieces: tuple[Piece, ...]
    whole: bool
    part: bool
    missing: tuple[int, int] | None


class Spread(StrEnum):
    """How far apart the places are."""

    MESSAGE = "message"
    THREAD = "thread"
    ARCHIVE = "archive"


class _Text(msgspec.Struct, frozen=True):
    candidate: Candidate
    words: tuple[str, ...]
    at: dict[str, list[int]]


def spread(candidates: Sequence[Candidate]) -> Spread:
    """Tell whether several places are of one message, of one thread, or of neither."""
    if len({each.permalink for each in candidates}) == 1:
        return Spread.MESSAGE
    threads = {each.thread for each in candidates}
    return Spread.THREAD if len(threads) == 1 and "" not in threads else Spread.ARCHIVE


def covered(items: Sequence[Item], candidates: Sequence[Candidate]) -> Cover:
    """Return the stretches that hold a quotation's words, or some of them.

    From the first word on the longest stretch is taken, then the longest from where it ends. Of several
    that are as long, one in the message of the stretch before is taken, or else in its thread.
    """
    read = [
        (number, word)
        for number, item in enumerate(items)
        if item.role is Role.WORD
        for word in words(item.tokens[0].key)
    ]
    numbers, wanted = [number for number, _ in read], [word for _, word in read]
    texts = [_text(candidate, frozenset(wanted)) for candidate in candidates[:MOST_TEXTS]]
    found: list[tuple[int, int, Candidate]] = []
    missed: list[list[int]] = []
    at = 0
    while at < len(wanted):
        reach = _longest(wanted, at, texts, found[-1][2] if found else None)
        if reach is None or not _tells(wanted, *reach[:2]):
            if missed and missed[-1][-1] == at - 1:
                missed[-1].append(at)
            else:
                missed.append([at])
            at += 1
            continue
        found.append(reach)
        at = reach[1]
    found = _of_one_kin(wanted, found, texts)
    long = [each for each in found if _is_long(wanted, each)]
    missing = max(missed, key=len, default=None)
    return Cover(
        tuple(
            Piece(numbers[a], numbers[z - 1], held) for a, z, held in (long if missed else found)
        ),
        not missed and bool(found),
        sum(end - first for first, end, _ in long) >= LEAST_PART * len(wanted) > 0,
        (numbers[missing[0]], numbers[missing[-1]]) if missing else None,
    )


def _of_one_kin(
    wanted: Sequence[str],
    found: Sequence[tuple[int, int, Candidate]],
    texts: Sequence[_Text],
) -> list[tuple[int, int, Candidate]]:
    """Take all stretches from one message, or else one thread, if there is one that holds them all."""
    if len({candidate.permalink for _, _, candidate in found}) < 2:
        return list(found)
    holders = [
        [text.candidate for text in texts if _holds(text, wanted[first:end])]
        for first, end, _ in found
    ]
    for kin in (_message, _thread):
        shared = set.intersection(*({kin(each) for each in held} for held in holders)) - {""}
        if shared:
            one = min(shared)
            chosen = [next(each for each in held if kin(each) == one) for held in holders]
            return [(first, end, each) for (first, end, _), each in zip(found, chosen, strict=True)]
    return list(found)


def _message(candidate: Candidate) -> str:
    return candidate.permalink


def _thread(candidate: Candidate) -> str:
    return candidate.thread


def _holds(text: _Text, run: Sequence[str]) -> bool:
    return any(_run(run, 0, text.words, place) == len(run) for place in text.at.get(run[0], ()))


def _text(candidate: Candidate, wanted: frozenset[str]) -> _Text:
    held = _words(candidate.text)
    at: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(held):
        if word in wanted:
            at[word].append(number)
    return _Text(candidate, held, at)


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    return words(text)


def _longest(
    wanted: Sequence[str], start: int, texts: Sequence[_Text], last: Candidate | None
) -> tuple[int, int, Candidate] | None:
    """Return the longest stretch from word ``start`` on, reaching back over the one before if short."""
    best: tuple[tuple[int, int], int, Candidate] | None = None
    for text in texts:
        for place in text.at.get(wanted[start], ()):
            length = _run(wanted, start, text.words, place)
            kin = 0 if last is None else 2 * (text.candidate.permalink == last.permalink)
            kin += last is not None and bool(last.thread) and text.candidate.thread == last.thread
            if best is None or (length, kin) > best[0]:
                back = 0
                while (
                    back < min(start, place)
                    and wanted[start - back - 1] == text.words[place - back - 1]
                ):
                    back += 1
                best = (
                    (length, kin),
                    start - back if length < FEWEST_WORDS else start,
                    text.candidate,
                )
    if best is None:
        return None
    (length, _), first, candidate = best
    return first, start + length, candidate


def _run(wanted: Sequence[str], start: int, held: Sequence[str], place: int) -> int:
    length = 0
    most = min(len(wanted) - start, len(held) - place)
    while length < most and wanted[start + length] == held[place + length]:
        length += 1
    return length


def _tells(wanted: Sequence[str], first: int, end: int) -> bool:
    telling = {word for word in wanted[first:end] if word not in COMMONEST}
    if end - first >= 2 * FEWEST_WORDS:
        return bool(telling)
    return end - first >= FEWEST_WORDS and len(telling) >= FEWEST_TELLING


def _is_long(wanted: Sequence[str], found: tuple[int, int, Candidate]) -> bool:
    first, end, _ = found
    telling = {word for word in wanted[first:end] if word not in COMMONEST}
    return end - first >= FEWEST_OF_A_PART and len(telling) > FEWEST_TELLING
