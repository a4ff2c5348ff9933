"""The drawing of a network can be read: nobody's name covers another's, and nothing is outside."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.pipeline.who.people_views import EdgeView, NetworkView, NodeView, PersonLink
from onrecord.web.graph import WIDTH, Dot, Graph, drawn_network

NAME = "Wilhelmina Montgomery-Featherstone"
LETTER_WIDTH, LETTER_HEIGHT = 8.1, 16


def around(first: int, further: int, *, name: str = NAME) -> NetworkView:
    """Somebody with so many around, each with so many further on."""
    nodes = [NodeView("p/me", name, 0, 900)]
    edges = []
    for one in range(first):
        nodes.append(NodeView(f"p/{one:03}", name, 1, 2**one % 5_000))
        edges.append(EdgeView(f"p/{one:03}", "p/me", 300 - one))
        for other in range(further):
            nodes.append(NodeView(f"p/{one:03}-{other}", name, 2, other))
            edges.append(EdgeView(f"p/{one:03}", f"p/{one:03}-{other}", 1 + other))
    return NetworkView(PersonLink("p/me", name), 2, tuple(nodes), tuple(edges))


def box(dot: Dot) -> tuple[float, float, float, float]:
    """Where a name stands, at the most."""
    width = len(dot.name) * LETTER_WIDTH
    left = dot.label_x - {"start": 0, "middle": width / 2, "end": width}[dot.side]
    return left, dot.label_y - LETTER_HEIGHT * 0.8, left + width, dot.label_y + LETTER_HEIGHT * 0.2


def covered(graph: Graph) -> list[tuple[str, str]]:
    """Pairs of names of which one covers the other."""
    return [
        (one.permalink, other.permalink)
        for one, other in combinations(graph.dots, 2)
        if box(one)[0] < box(other)[2]
        and box(other)[0] < box(one)[2]
        and box(one)[1] < box(other)[3]
        and box(other)[1] < box(one)[3]
    ]


@pytest.mark.parametrize(("first", "further"), [(80, 0), (40, 3), (20, 8), (3, 1), (1, 0), (12, 1)])
def test_no_name_covers_another(first: int, further: int) -> None:
    graph = drawn_network(around(first, further))
    assert len(graph.dots) == 1 + first * (1 + further)
    assert covered(graph) == []
    for dot in graph.dots:
        left, top, right, bottom = box(dot)
        assert left > 0 and right < WIDTH
        assert top > 0 and bottom < graph.height


def test_those_further_on_stand_beside_whom_they_write_with() -> None:
    graph = drawn_network(around(4, 3))
    where = {dot.permalink: dot for dot in graph.dots}
    for dot in graph.dots:
        if dot.ring == 2:
            head = where[dot.permalink[:5]]
            assert (dot.x > WIDTH / 2) == (head.x > WIDTH / 2)
            assert abs(dot.y - head.y) < 60


def test_a_way_is_marked_and_drawn_last() -> None:
    graph = drawn_network(around(30, 2), ["p/me", "p/003", "p/003-1"])
    assert [dot.permalink for dot in graph.dots if dot.on_path] == ["p/me", "p/003", "p/003-1"]
    assert [line.kind for line in graph.lines[-3:]] == ["along", "path", "path"]


def test_of_very_many_lines_the_strongest_are_drawn_and_the_others_counted() -> None:
    nodes = tuple(NodeView(f"p/{n:03}", f"Person {n}", 1, n) for n in range(60))
    pairs = list(combinations((node.permalink for node in nodes), 2))
    edges = tuple(EdgeView(*pair, n + 1) for n, pair in enumerate(pairs))
    graph = drawn_network(NetworkView(PersonLink("", ""), 0, nodes, edges))
    assert len(graph.lines) + graph.left_out == len(edges)
    assert min(line.letters for line in graph.lines) == graph.left_out + 1
    assert {line.weight for line in graph.lines} <= {1, 2, 3, 4, 5}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 10**6)), max_size=80),
    st.integers(0, 30),
)
def test_every_network_can_be_drawn(pairs: list[tuple[int, int, int]], middle: int) -> None:
    """Whatever hangs together in it, or does not."""
    edges = {(min(a, b), max(a, b)): letters for a, b, letters in pairs if a != b}
    nodes = tuple(NodeView(f"p/{n:02}", f"N{n}", n % 4, n) for n in range(31))
    told = tuple(EdgeView(f"p/{a:02}", f"p/{b:02}", n) for (a, b), n in edges.items())
    graph = drawn_network(NetworkView(PersonLink(f"p/{middle:02}", "M"), 2, nodes, told))
    assert {dot.permalink for dot in graph.dots} == {node.permalink for node in nodes}
    assert covered(graph) == []


def test_a_network_of_nobody_is_no_drawing() -> None:
    graph = drawn_network(NetworkView(PersonLink("", ""), 0, (), ()))
    assert graph.dots == () and graph.lines == ()
