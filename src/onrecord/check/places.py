"""Where in a text it is worth while to lay a pattern along: stretches that share its telling words."""

from collections import defaultdict
from collections.abc import Sequence

from onrecord.check.misread import shape
from onrecord.check.pattern import Item, Role
from onrecord.check.tokens import Token, tokens

LONGEST_GAP = 1_500
"""Tokens: how far apart the parts on the two sides of a marked ellipsis are looked for."""
MOST_PLACES = 4
"""Places of one text that are aligned."""
LEAST_TELLING = 0.6
"""Share of a pattern's telling words that a place must hold to be what it was made from."""
COMMONEST = frozenset(
    """
    a about after all also am an and any are as at be been before but by can could did do for from had
    has have he her him his how i if in into is it its just like me more my new no not now of on one or
    our out over said she so some than that the their them then there they this to up us was we were
    what when which who will with would you your
    """.split()
)
"""Words that stand in nearly every letter (folded): sharing them shows no common source."""
_NEAR = 20
"""Tokens beside a shared word that are looked at too."""


class ReadText:
    """A text's tokens, and where each word stands.

    ``folded`` are the forms to find by, never to judge by: without case, and on printed pages without the
    difference between letters of like shape.
    """

    def __init__(self, text: str, *, printed: bool = False) -> None:
        self.printed = printed
        self.tokens = tokens(text)
        self.exact = [token.exact for token in self.tokens]
        self.folded = [self.form(token) for token in self.tokens]
        self._at: dict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(self.folded):
            self._at[form].append(number)

    def form(self, token: Token) -> str:
        """Return the form to find a token by."""
        return shape(token.key) if self.printed and token.word else token.folded

    def at(self, form: str) -> Sequence[int]:
        """Return the numbers of the tokens of a form."""
        return self._at.get(form, ())


def places(items: Sequence[Item], text: ReadText, *, sure: bool) -> list[list[int]]:
    """Return stretches in which a pattern may stand, as numbers of tokens, the likeliest first.

    Where a pattern has gaps, tokens far from any word of it are left out of the stretch.
    """
    words = [text.form(item.tokens[0]) for item in items if item.role is Role.WORD]
    telling = {text.form(item.tokens[0]) for item in items if is_telling(item)} or set(words)
    hits = sorted((number, word) for word in telling for number in text.at(word))
    has_gap = any(item.role in (Role.ELLIPSIS, Role.INTERRUPTION) for item in items)
    reach = LONGEST_GAP if has_gap else 3 * len(items) + _NEAR
    margin = len(items) + _NEAR
    found = _stretches(hits, reach)
    least = least_telling(len(telling)) if sure else 0
    found = [each for each in found if len({word for _, word in each}) >= least]
    found.sort(key=lambda each: (-len({word for _, word in each}), each[0][0]))
    near = _NEAR if has_gap else margin
    kept = found[: MOST_PLACES if sure else 1]
    return [_numbers(text, set(words), each, near, margin) for each in kept]


def is_telling(item: Item) -> bool:
    """Tell whether an item is a word that does not stand in nearly every letter."""
    return item.role is Role.WORD and item.tokens[0].folded not in COMMONEST


def least_telling(telling: int) -> int:
    """Return how many of a pattern's telling words its source must hold: all but one where few."""
    return min(max(2, int(LEAST_TELLING * telling)), max(1, telling - 1))


def _stretches(hits: Sequence[tuple[int, str]], reach: int) -> list[list[tuple[int, str]]]:
    """Cut hits into stretches no longer than ``reach``, each begun where most different words follow."""
    found: list[list[tuple[int, str]]] = []
    best: list[int] = []
    last = 0
    inside: dict[str, int] = defaultdict(int)
    for first in range(len(hits)):
        while last < len(hits) and hits[last][0] - hits[first][0] <= reach:
            inside[hits[last][1]] += 1
            last += 1
        best.append(len(inside))
        inside[hits[first][1]] -= 1
        if not inside[hits[first][1]]:
            del inside[hits[first][1]]
    for first in sorted(range(len(hits)), key=lambda number: (-best[number], number)):
        if len(found) >= MOST_PLACES:
            break
        stretch = [hit for hit in hits[first : first + 400] if hit[0] - hits[first][0] <= reach]
        if any(each[0][0] <= hits[first][0] <= each[-1][0] for each in found):
            continue
        found.append(stretch)
    return found


def _numbers(
    text: ReadText, words: set[str], hits: Sequence[tuple[int, str]], near: int, margin: int
) -> list[int]:
    """Return the tokens of a stretch that are near a telling word or a pair of any of the words."""
    start, end = max(0, hits[0][0] - margin), min(len(text.tokens), hits[-1][0] + margin)
    marked = [number for number, _ in hits]
    marked += [
        number
        for number in range(start, end - 1)
        if text.folded[number] in words and text.folded[number + 1] in words
    ]
    kept: set[int] = set()
    for number in marked:
        kept.update(range(max(start, number - near), min(end, number + near + 1)))
    return sorted(kept)
