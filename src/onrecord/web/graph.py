"""A network as a drawing that can be read: names in rows down both sides, so that none covers another.

Whom it is about stands in the middle, those who write with them around it, and further ones outside, each
beside whom they write with most.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log1p, sqrt

import msgspec

from onrecord.pipeline.who.people_views import NetworkView, NodeView
from onrecord.web.legible import legible_line

WIDTH = 1200
_MIDDLE = WIDTH / 2
_ROW = 21
_WIDEST_ROW = 46
_LEAST_HEIGHT = 380
_EDGE = 40
_INNER, _OUTER = 270, 390
"""How far from the middle the inner and the outer ring stand, at their widest."""
_BOW = 0.5
"""How much the rings bend inwards towards top and bottom: 0 not at all, 1 to the middle."""
_LONGEST_NAME, _LONGEST_MIDDLE_NAME = 22, 18
_MOST_LINES = 220
_LARGEST, _LARGEST_OUTER = 13.0, 7.0


class Dot(msgspec.Struct, frozen=True):
    """A person in the drawing; ``side`` is where the name stands: start, middle or end of it at the dot.

    ``ring`` is 0 in the middle, 1 for whom that person writes with, 2 further out.
    """

    permalink: str
    name: str
    messages: int
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    side: str
    ring: int
    on_path: bool


class Line(msgspec.Struct, frozen=True):
    """Letters between two persons; ``weight`` is 1 (few) to 5 (most), ``kind`` is along, across or path."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: int
    letters: int
    names: str
    kind: str


class Graph(msgspec.Struct, frozen=True):
    """All of a drawing, and its height for the width `WIDTH`; ``left_out`` lines would hide others."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    height: int
    left_out: int


class Family(msgspec.Struct, frozen=True):
    """Somebody of the inner ring, and those of the outer who stand beside that person."""

    head: NodeView
    others: tuple[NodeView, ...]

    def rows(self) -> int:
        """Return how many rows of one side it takes."""
        return max(1, len(self.others))


Ties = dict[tuple[str, str], int]


class Order(msgspec.Struct, frozen=True):
    """Who stands beside whom in a drawing: those side by side who write to each other much."""

    middle: NodeView | None
    families: tuple[Family, ...]
    ties: Ties


def ordered(view: NetworkView) -> Order:
    """Return the persons of a network in the order in which they are drawn."""
    ties: Ties = {(edge.first, edge.second): edge.letters for edge in view.edges}
    middle = next((node for node in view.nodes if node.permalink == view.person.permalink), None)
    families = _families([node for node in view.nodes if node is not middle], ties, middle)
    return Order(middle, tuple(_in_order(families, ties)), ties)


def drawn_network(view: NetworkView, path: Sequence[str] = ()) -> Graph:
    """Return a network as a drawing; ``path`` are permalinks whose ties are marked as a way."""
    order = ordered(view)
    middle, families = order.middle, order.families
    right, left = _halves(families)
    rows = max(sum(family.rows() for family in side) for side in (right, left))
    height = max(_LEAST_HEIGHT, rows * _ROW + 2 * _EDGE)
    dots = [
        *([_middle_dot(middle, height)] if middle else []),
        *_side(right, height, 1, inner=any(family.others for family in families)),
        *_side(left, height, -1, inner=any(family.others for family in families)),
    ]
    return with_lines(order, dots, height, path)


def with_lines(order: Order, dots: Iterable[Dot], height: int, path: Sequence[str]) -> Graph:
    """Return a drawing of which the places of the persons are known."""
    way = set(path)
    placed = {
        dot.permalink: msgspec.structs.replace(dot, on_path=dot.permalink in way) for dot in dots
    }
    lines = _lines(order.ties, placed, _steps(order.families, order.middle), path)
    return Graph(tuple(placed.values()), lines, height, max(0, len(order.ties) - len(lines)))


def _tie(ties: Ties, one: str, other: str) -> int:
    return ties.get((min(one, other), max(one, other)), 0)


def _families(nodes: Sequence[NodeView], ties: Ties, middle: NodeView | None) -> list[Family]:
    """Return everybody of the inner ring with those further out whom they write with most."""
    heads = [node for node in nodes if middle is None or node.ring <= 1]
    beside = {head.permalink: head.permalink for head in heads}
    others: dict[str, list[NodeView]] = {head.permalink: [] for head in heads}
    for node in sorted(nodes, key=lambda node: node.ring):
        if node.permalink in beside:
            continue
        nearest = max(beside, key=lambda one: _tie(ties, one, node.permalink), default="")
        if not nearest or not _tie(ties, nearest, node.permalink):
            heads.append(node)
            others[node.permalink] = []
            beside[node.permalink] = node.permalink
            continue
        beside[node.permalink] = beside[nearest]
        others[beside[nearest]].append(node)
    return [Family(head, tuple(others[head.permalink])) for head in heads]


def _in_order(families: list[Family], ties: Ties) -> list[Family]:
    """Return families in an order in which those who write to each other much stand side by side."""
    weight: dict[str, int] = {}
    for (one, other), letters in ties.items():
        weight[one] = weight.get(one, 0) + letters
        weight[other] = weight.get(other, 0) + letters
    waiting = sorted(
        families, key=lambda each: (-weight.get(each.head.permalink, 0), each.head.permalink)
    )
    order = waiting[:1]
    waiting = waiting[1:]
    while waiting:
        last = order[-1].head.permalink
        nearest = max(waiting, key=lambda each: _tie(ties, last, each.head.permalink))
        waiting.remove(nearest)
        order.append(nearest)
    return order


def _halves(families: Sequence[Family]) -> tuple[list[Family], list[Family]]:
    """Return what stands on the right, downwards, and what on the left, downwards: as one walks round."""
    total = sum(family.rows() for family in families)
    right: list[Family] = []
    for family in families:
        if sum(each.rows() for each in right) + family.rows() / 2 >= total / 2 and right:
            break
        right.append(family)
    return right, list(reversed(families[len(right) :]))


def _side(families: list[Family], height: int, turn: int, *, inner: bool) -> Iterable[Dot]:
    """Yield the dots of one side; ``turn`` is 1 to the right, -1 to the left."""
    rows = sum(family.rows() for family in families)
    room = min(_WIDEST_ROW, (height - 2 * _EDGE) / max(rows, 1))
    y = height / 2 - rows * room / 2 + room / 2
    for family in families:
        place = y + (family.rows() - 1) * room / 2
        reach = _INNER if inner else _OUTER
        lift = 0 if not family.others else -9 if place < height / 2 else 9
        yield _dot(family.head, _bent(reach, place, height), place, turn, lift=lift)
        for at, node in enumerate(family.others):
            here = y + at * room
            yield _dot(node, _bent(_OUTER, here, height), here, turn, outer=True)
        y += family.rows() * room


def _bent(reach: float, y: float, height: int) -> float:
    return reach * sqrt(1 - _BOW * ((y - height / 2) / (height / 2)) ** 2)


def _dot(  # noqa: PLR0913 - a person, a place and how it is drawn
    node: NodeView, away: float, y: float, turn: int, *, lift: int = 0, outer: bool = False
) -> Dot:
    """Return a dot with its name outside of it, or inside where others stand beyond it.

    An inner name stands off the line that comes from the middle.
    """
    radius = radius_of(node, _LARGEST_OUTER if outer else _LARGEST)
    x = _MIDDLE + turn * away
    outward = -turn if lift else turn
    return Dot(
        permalink=node.permalink,
        name=shortened(node, _LONGEST_NAME),
        messages=node.messages,
        x=round(x, 1),
        y=round(y, 1),
        radius=radius,
        label_x=round(x + outward * (radius + 7), 1),
        label_y=round(y + 5 + lift, 1),
        side="start" if outward > 0 else "end",
        ring=2 if outer else 1,
        on_path=False,
    )


def _middle_dot(node: NodeView, height: int) -> Dot:
    radius = radius_of(node, _LARGEST)
    return Dot(
        permalink=node.permalink,
        name=shortened(node, _LONGEST_MIDDLE_NAME),
        messages=node.messages,
        x=_MIDDLE,
        y=height / 2,
        radius=radius,
        label_x=_MIDDLE,
        label_y=round(height / 2 + radius + 18, 1),
        side="middle",
        ring=0,
        on_path=False,
    )


def radius_of(node: NodeView, largest: float) -> float:
    """Return how large the dot of somebody is who is named in so many messages."""
    return round(min(largest, 3 + 1.2 * log1p(node.messages)), 1)


def shortened(node: NodeView, longest: int) -> str:
    """Return what to call somebody in so many characters."""
    name = legible_line(node.name) or node.permalink
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def _steps(families: Iterable[Family], middle: NodeView | None) -> set[frozenset[str]]:
    """Return the pairs whose lines lead from the middle outwards."""
    found = set()
    for family in families:
        head = family.head.permalink
        if middle is not None:
            found.add(frozenset((middle.permalink, head)))
        found |= {frozenset((head, node.permalink)) for node in family.others}
    return found


def _lines(
    ties: Ties, dots: dict[str, Dot], steps: set[frozenset[str]], path: Sequence[str]
) -> tuple[Line, ...]:
    """Return the lines, those drawn first that others may cover."""
    most = max(ties.values(), default=1)
    way = {frozenset(pair) for pair in pairwise(path)}
    lines = []
    for pair, letters in ties.items():
        one, other = dots.get(pair[0]), dots.get(pair[1])
        if one is None or other is None:
            continue
        both = frozenset(pair)
        kind = "path" if both in way else "along" if both in steps or not steps else "across"
        weight = 1 + round(4 * log1p(letters) / log1p(most))
        names = f"{one.name} – {other.name}"
        lines.append(Line(one.x, one.y, other.x, other.y, weight, letters, names, kind))
    lines.sort(key=lambda line: (_KINDS.index(line.kind), line.letters))
    return tuple(lines[-_MOST_LINES:])


_KINDS = ("across", "along", "path")
