"""A network for a narrow screen: everybody in a row of their own, ties as arcs at the side of the names.

The rows can be read, and touched, at any width that holds a name; the page is moved up and down alone.
"""

from collections.abc import Iterable, Sequence

import msgspec

from onrecord.pipeline.who.people_views import NetworkView, NodeView
from onrecord.web.graph import Dot, Line, Order, ordered, radius_of, shortened, with_lines

ARC_WIDTH = 360
_AXIS = 122
"""Where the dots stand: arcs are to the left of it, names to the right."""
ROW = 28
_EDGE = 8
_NAME, _INDENT = 18, 12
"""How far from the axis names stand, and how much further those of the outer ring."""
_NEAREST, _FARTHEST = 10, 108
"""How far arcs reach out, between neighbours and from end to end."""
_FLAT = 0.6
"""Below 1, arcs between persons not far from each other reach out more: most are of these."""
_LONGEST_NAME, _LONGEST_OUTER_NAME = 28, 26
_LARGEST, _LARGEST_OUTER = 9.0, 5.0


class Arc(msgspec.Struct, frozen=True):
    """A tie; ``way`` is its path as SVG writes it (SVG 2, §9.3)."""

    line: Line
    way: str


class Arcs(msgspec.Struct, frozen=True):
    """All of a drawing, and its height for the width `ARC_WIDTH`."""

    dots: tuple[Dot, ...]
    arcs: tuple[Arc, ...]
    height: int


def drawn_arcs(view: NetworkView, path: Sequence[str] = ()) -> Arcs:
    """Return a network as rows and arcs; ``path`` are permalinks whose ties are marked as a way."""
    order = ordered(view)
    dots = [_dot(node, ring, place) for place, (node, ring) in enumerate(_rows(order))]
    height = len(dots) * ROW + 2 * _EDGE
    graph = with_lines(order, dots, height, path)
    farthest = max((abs(line.y2 - line.y1) for line in graph.lines), default=1.0)
    arcs = tuple(Arc(line, _way(line, farthest)) for line in graph.lines)
    return Arcs(graph.dots, arcs, height)


def _rows(order: Order) -> Iterable[tuple[NodeView, int]]:
    """Yield everybody with their ring, whom the network is about first."""
    if order.middle is not None:
        yield order.middle, 0
    for family in order.families:
        yield family.head, 1
        for node in family.others:
            yield node, 2


def _dot(node: NodeView, ring: int, place: int) -> Dot:
    outer = ring > 1
    y = _EDGE + place * ROW + ROW / 2
    return Dot(
        permalink=node.permalink,
        name=shortened(node, _LONGEST_OUTER_NAME if outer else _LONGEST_NAME),
        messages=node.messages,
        x=_AXIS,
        y=y,
        radius=radius_of(node, _LARGEST_OUTER if outer else _LARGEST),
        label_x=_AXIS + _NAME + (_INDENT if outer else 0),
        label_y=y + 5,
        side="start",
        ring=ring,
        on_path=False,
    )


def _way(line: Line, farthest: float) -> str:
    """Return half of an ellipse, bent away from the names."""
    top, bottom = sorted((line.y1, line.y2))
    share = ((bottom - top) / farthest) ** _FLAT
    reach = _NEAREST + (_FARTHEST - _NEAREST) * share
    return f"M{_AXIS} {bottom:g}A{reach:.1f} {(bottom - top) / 2:g} 0 0 1 {_AXIS} {top:g}"
