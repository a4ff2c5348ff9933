"""A network as a drawing: people on a circle, whom it is about in the middle, letters as lines."""

from collections.abc import Sequence
from math import cos, log1p, pi, sin

import msgspec

from onrecord.pipeline.who.people_views import NetworkView, NodeView
from onrecord.web.legible import legible_line

WIDTH, HEIGHT = 1000, 720
_RADIUS = 270
_LONGEST_NAME = 22


class Dot(msgspec.Struct, frozen=True):
    """A person in the drawing; ``side`` is where the name stands: start, middle or end of it at the dot."""

    permalink: str
    name: str
    messages: int
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    side: str
    middle: bool


class Line(msgspec.Struct, frozen=True):
    """Letters between two persons; ``weight`` is 1 (few) to 5 (most)."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: int
    letters: int
    names: str


class Graph(msgspec.Struct, frozen=True):
    """All of a drawing."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]


def drawn_network(view: NetworkView, most: int) -> Graph:
    """Return a network's ``most`` busiest people and the letters among them as a drawing."""
    weight = _weights(view)
    middle = next((node for node in view.nodes if node.permalink == view.person.permalink), None)
    others = [node for node in view.nodes if node is not middle]
    others = sorted(others, key=lambda node: (-weight.get(node.permalink, 0), node.name))[:most]
    dots = [_around(node, at, len(others)) for at, node in enumerate(_ordered(others, view))]
    if middle is not None:
        dots.insert(0, _dot(middle, (WIDTH / 2, HEIGHT / 2), middle=True))
    return Graph(tuple(dots), _lines(view, {dot.permalink: dot for dot in dots}))


def _weights(view: NetworkView) -> dict[str, int]:
    weight: dict[str, int] = {}
    for edge in view.edges:
        for end in (edge.first, edge.second):
            weight[end] = weight.get(end, 0) + edge.letters
    return weight


def _ordered(nodes: Sequence[NodeView], view: NetworkView) -> list[NodeView]:
    """Return people in an order in which those who write to each other much stand side by side."""
    ties = {(edge.first, edge.second): edge.letters for edge in view.edges}

    def between(one: NodeView, other: NodeView) -> int:
        first, second = sorted((one.permalink, other.permalink))
        return ties.get((first, second), 0)

    waiting = list(nodes)
    order: list[NodeView] = waiting[:1]
    waiting = waiting[1:]
    while waiting:
        nearest = max(waiting, key=lambda node: between(order[-1], node))
        waiting.remove(nearest)
        order.append(nearest)
    return order


def _around(node: NodeView, at: int, total: int) -> Dot:
    angle = 2 * pi * at / max(total, 1) - pi / 2
    return _dot(
        node,
        (WIDTH / 2 + _RADIUS * 1.1 * cos(angle), HEIGHT / 2 + _RADIUS * sin(angle)),
        angle=angle,
    )


def _dot(
    node: NodeView, place: tuple[float, float], *, angle: float = 0.0, middle: bool = False
) -> Dot:
    radius = 4 + min(10.0, 1.3 * log1p(node.messages))
    out = radius + 8
    level = abs(cos(angle)) > 0.12 and not middle
    side = ("start" if cos(angle) > 0 else "end") if level else "middle"
    lift = 5 if level else (out + 14 if sin(angle) > 0 or middle else -out + 2)
    name = legible_line(node.name) or node.permalink
    return Dot(
        permalink=node.permalink,
        name=name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…",
        messages=node.messages,
        x=round(place[0], 1),
        y=round(place[1], 1),
        radius=round(radius, 1),
        label_x=round(place[0] + (out * (1 if cos(angle) > 0 else -1) if level else 0), 1),
        label_y=round(place[1] + lift, 1),
        side=side,
        middle=middle,
    )


def _lines(view: NetworkView, dots: dict[str, Dot]) -> tuple[Line, ...]:
    most = max((edge.letters for edge in view.edges), default=1)
    lines = []
    for edge in sorted(view.edges, key=lambda edge: edge.letters):
        one, other = dots.get(edge.first), dots.get(edge.second)
        if one is not None and other is not None:
            weight = 1 + round(4 * log1p(edge.letters) / log1p(most))
            lines.append(
                Line(
                    one.x,
                    one.y,
                    other.x,
                    other.y,
                    weight,
                    edge.letters,
                    f"{one.name} – {other.name}",
                )
            )
    return tuple(lines)
