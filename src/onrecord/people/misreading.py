"""What scanning does to the letters of a name or an address, undone as far as letters can be mistaken.

Only for what is seen on printed pages alone: in mail itself ``jon`` and ``john`` are two names.
"""

_STROKES = str.maketrans(
    {
        "1": "l", "i": "l", "j": "l", "|": "l", "!": "l", "3": "l", "u": "ll", "0": "o", "5": "s",
        "8": "b", "9": "g", "y": "v", "e": "c", "m": "rn", "w": "vv", "d": "cl",
    }
)  # fmt: skip
"""Each letter as the strokes that a scanner may put together otherwise."""

_LONGEST = 64


def skeleton(text: str) -> str:
    """Return the letters and digits of folded text, with those that scanners mistake made one."""
    bare = "".join(sign for sign in text if sign.isalnum() or sign in "@|!")
    return bare.replace("13", "b").translate(_STROKES)


def distance(first: str, second: str, most: int) -> int:
    """Return how many letters were changed, added, lost or swapped; ``most + 1`` if more than ``most``.

    (Optimal string alignment, within a band: linear in the length for a fixed ``most``.)
    """
    if first == second:
        return 0
    if abs(len(first) - len(second)) > most or max(len(first), len(second)) > _LONGEST:
        return most + 1
    beyond = most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, sign in enumerate(first, 1):
        low, high = max(1, at - most), min(len(second), at + most)
        fresh = [beyond] * (len(second) + 1)
        fresh[0] = at
        for to in range(low, high + 1):
            other = second[to - 1]
            cost = min(row[to] + 1, fresh[to - 1] + 1, row[to - 1] + (sign != other))
            if before and to > 1 and sign == second[to - 2] and first[at - 2] == other:
                cost = min(cost, before[to - 2] + 1)
            fresh[to] = cost
        if min(fresh[low - 1 : high + 1]) > most:
            return beyond
        before, row = row, fresh
    return min(row[-1], beyond)
