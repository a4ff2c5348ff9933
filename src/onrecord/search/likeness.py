"""Which words of a text a word of a query stands for, and where phrases of them stand."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from rapidfuzz.distance import OSA

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
        asked, edits = word.word, word.edits
        return lambda term: OSA.distance(asked, term, score_cutoff=edits) <= edits
    stem = stems([word.word])[0]
    return lambda term: stems([term])[0] == stem


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
        """Return the two phrases wherever they stand apart by at most ``distance`` words."""
        found: list[Occurrence] = []
        lefts, rights = self.phrase(left), self.phrase(right)
        by_start = {run[0]: run for run in rights}
        by_end = {run[-1]: run for run in rights}
        for run in lefts:
            for step in range(1, distance + 2):
                after, before = by_start.get(run[-1] + step), by_end.get(run[0] - step)
                if after:
                    found.append((*run, *after))
                if before:
                    found.append((*before, *run))
        return found

    def _positions(self, word: Word) -> frozenset[int]:
        if isinstance(word, str):
            return frozenset(self._at.get(word, ()))
        alike = likeness(word)
        return frozenset(at for term, places in self._at.items() if alike(term) for at in places)


def _nearest(start: int, wanted: Sequence[frozenset[int]], farthest: int) -> Occurrence:
    run = [start]
    for places in wanted:
        following = range(run[-1] + 1, farthest + 1)
        found = next((at for at in following if at in places), None)
        if found is None:
            return ()
        run.append(found)
    return tuple(run)
