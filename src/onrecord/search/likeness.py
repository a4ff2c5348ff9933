"""Which words of a text a word of a query stands for, and where phrases of them stand."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from onrecord.search.query import Fuzzy, Prefix, Word
from onrecord.search.stemming import stems

Occurrence = tuple[int, ...]
"""Numbers of the words of a text that answer a phrase, in rising order."""


def likeness(word: Word) -> Callable[[str], bool]:
    """Return what tells whether a folded word of a text is one that ``word`` stands for."""
    if isinstance(word, str):
        return word.__eq__
    if isinstance(word, Prefix):
        start = word.start
        return lambda term: term.startswith(start)
    if isinstance(word, Fuzzy):
        return _fuzzy(word)
    stem = stems([word.word])[0]
    return lambda term: stems([term])[0] == stem


def _fuzzy(word: Fuzzy) -> Callable[[str], bool]:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 # loaded only where it is asked for

    asked, edits = word.word, word.edits
    shortest, longest = len(asked) - edits, len(asked) + edits

    def alike(term: str) -> bool:
        if not shortest <= len(term) <= longest:
            return False
        return bool(OSA.distance(asked, term, score_cutoff=edits) <= edits)

    return alike


class Places:
    """The words of one text by where they stand, to find phrases in it."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._at: dict[str, list[int]] = {}
        for number, term in enumerate(terms):
            self._at.setdefault(term, []).append(number)
        self._of = cache(self._positions)

    def phrase(self, words: Sequence[Word], slop: int = 0) -> list[Occurrence]:
        """Return where the words stand in order with at most ``slop`` others between, all told.

        From each place where the first word stands, the nearest such run.
        """
        if not words:
            return []
        wanted = [self._of(word) for word in words]
        found = []
        for start in sorted(wanted[0]) if all(wanted) else ():
            run = _nearest(start, wanted[1:], start + len(words) - 1 + slop)
            if run:
                found.append(run)
        return found

    def near(self, left: Sequence[Word], right: Sequence[Word], distance: int) -> list[Occurrence]:
        """Return each of the two phrases wherever the other stands at most ``distance`` words away."""
        lefts, rights = self.phrase(left), self.phrase(right)
        return _beside(lefts, rights, distance) + _beside(rights, lefts, distance)

    def _positions(self, word: Word) -> frozenset[int]:
        if isinstance(word, str):
            return frozenset(self._at.get(word, ()))
        alike = likeness(word)
        return frozenset(at for term, places in self._at.items() if alike(term) for at in places)


def _beside(runs: list[Occurrence], others: list[Occurrence], distance: int) -> list[Occurrence]:
    """Return the runs that one of the others follows or goes before, at most so many words away."""
    starts, ends = [run[0] for run in others], [run[-1] for run in others]
    return [
        run
        for run in runs
        if _any_within(starts, run[-1] + 1, run[-1] + 1 + distance)
        or _any_within(ends, run[0] - 1 - distance, run[0] - 1)
    ]


def _any_within(rising: list[int], low: int, high: int) -> bool:
    at = bisect_left(rising, low)
    return at < len(rising) and rising[at] <= high


def _nearest(start: int, wanted: Sequence[frozenset[int]], farthest: int) -> Occurrence:
    run = [start]
    for places in wanted:
        following = range(run[-1] + 1, farthest + 1)
        found = next((at for at in following if at in places), None)
        if found is None:
            return ()
        run.append(found)
    return tuple(run)
