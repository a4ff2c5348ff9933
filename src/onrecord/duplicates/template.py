"""The template of a mass mailing: the words all its letters share, and the slots where they vary."""

from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import Indel

from onrecord.text.terms import Term, terms

_MOST_WORDS = 3_000


class Slot(msgspec.Struct, frozen=True):
    """A place of the template: what is fixed there, or the values seen where letters vary."""

    fixed: str
    values: tuple[str, ...] = ()


def template(texts: Sequence[str]) -> tuple[Slot, ...]:
    """Return the template of some letters: stretches of the first one that all share, and what varies.

    Values are listed in the order of the letters, each once; "" where a letter has nothing there.
    """
    if not texts:
        return ()
    first = terms(texts[0])[:_MOST_WORDS]
    fixed = [True] * len(first)
    others = [(text, terms(text)[:_MOST_WORDS]) for text in texts[1:]]
    runs = [_runs(first, other) for _, other in others]
    for run in runs:
        shared: set[int] = set()
        for start, _, length in run:
            shared.update(range(start, start + length))
        fixed = [kept and at in shared for at, kept in enumerate(fixed)]
    return tuple(_slots(texts, first, fixed, list(zip(others, runs, strict=True))))


_Other = tuple[tuple[str, list[Term]], list[tuple[int, int, int]]]


def _slots(
    texts: Sequence[str], first: list[Term], fixed: list[bool], others: list[_Other]
) -> list[Slot]:
    found = []
    start = 0
    while start <= len(first):
        end = start
        while end < len(first) and fixed[end] == fixed[start]:
            end += 1
        if start < end and fixed[start]:
            found.append(Slot(texts[0][first[start].start : first[end - 1].end]))
            values = (
                _values(texts[0], first, (end, end), others)
                if end < len(first) and fixed[end]
                else ()
            )
        elif start < end:
            values = _values(texts[0], first, (start, end), others)
        else:
            break
        if any(values):
            found.append(Slot("", values))
        start = end
    return found


def _values(
    text: str, first: list[Term], gap: tuple[int, int], others: list[_Other]
) -> tuple[str, ...]:
    """Return what each letter has between the fixed words around a gap of the first one's words."""
    values = [_said(text, first, *gap)]
    for (other_text, words), runs in others:
        before = max(
            (there + (min(at + n, gap[0]) - at) for at, there, n in runs if at < gap[0]), default=0
        )
        after = min(
            (there + max(0, gap[1] - at) for at, there, n in runs if at + n > gap[1]),
            default=len(words),
        )
        values.append(_said(other_text, words, before, max(before, after)))
    return tuple(dict.fromkeys(values))


def _said(text: str, words: list[Term], start: int, end: int) -> str:
    return " ".join(text[words[start].start : words[end - 1].end].split()) if start < end else ""


def _runs(first: list[Term], other: list[Term]) -> list[tuple[int, int, int]]:
    found = Indel.opcodes([item.text for item in first], [item.text for item in other])
    return [
        (item.src_start, item.dest_start, item.src_end - item.src_start)
        for item in found
        if item.tag == "equal"
    ]
