"""Names that stay: a quotation keeps its id while its words stay, wherever in the story it moves."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.check.pattern import Item

PREFIX = "q"
LENGTH = 8
"""Letters of an id after its first: 40 bits, so that no two quotations of a desk meet by chance."""
_FINGERPRINT = 16
"""Letters of a fingerprint: 80 bits."""


def ids(patterns: Iterable[Sequence[Item]]) -> list[str]:
    """Return the ids of a story's quotations, in their order.

    Made from the words without regard to case and typography. The second of the same words in one
    story is called ``…-2``, and so on.
    """
    seen: Counter[str] = Counter()
    given = []
    for items in patterns:
        bare = PREFIX + _short("\n".join(_words(items)), LENGTH)
        seen[bare] += 1
        given.append(bare if seen[bare] == 1 else f"{bare}-{seen[bare]}")
    return given


def fingerprint(value: object) -> str:
    """Return a short print of JSON values: equal for equal ones, in any process, on any machine."""
    return _short(json.dumps(value, sort_keys=True, ensure_ascii=True), _FINGERPRINT)


def _words(items: Sequence[Item]) -> list[str]:
    return [token.folded for item in items for token in item.tokens if token.word]


def _short(content: str, length: int) -> str:
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:length]
