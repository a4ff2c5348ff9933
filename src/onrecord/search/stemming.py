"""English stems of folded words (the Snowball project's English stemmer, "Porter 2")."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tantivy


_SHORT = 3


def beginning(stem: str) -> str:
    """Return letters with which every word of this stem begins.

    The stemmer cuts endings off and then rewrites or adds one letter at most (happy, happi; hoping,
    hope); only the short "lying", "dying" and "tying" lose two, to "lie", "die" and "tie".
    """
    return stem[:1] if len(stem) <= _SHORT else stem[:-1]


def stems(words: Sequence[str]) -> list[str]:
    """Return the stem of each word. Words are folded: they hold letters and digits only."""
    return list(_stemmer().analyze(" ".join(words)))


@cache
def _stemmer() -> "tantivy.TextAnalyzer":
    import tantivy  # noqa: PLC0415 # loaded only where a stem is asked for

    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return analyzer.filter(tantivy.Filter.stemmer("english")).build()
