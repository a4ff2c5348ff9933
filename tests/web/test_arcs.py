"""The drawing for a narrow screen can be read: a row for everybody, ties beside them, nothing outside."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.pipeline.who.people_views import EdgeView, NetworkView, NodeView, PersonLink
from onrecord.web.arcs import ARC_WIDTH, ROW, Arcs, drawn_arcs
from onrecord.web.graph import drawn_network

NAME = "Wilhelmina Montgomery-Featherstone"
LETTER_WIDTH = 7.6
WAY = re.compile(r"M([\d.]+) ([\d.]+)A([\d.]+) ([\d.]+) 0 0 1 ([\d.]+) ([\d.]+)")


def around(first: int, further: int) -> NetworkView:
    """Somebody with so many around, each with so many further on."""
    nodes = [NodeView("p/me", NAME, 0, 900)]
    edges = []
    for one in range(first):
        nodes.append(NodeView(f"p/{one:03}", NAME, 1, 2**one % 5_000))
        edges.append(EdgeView(f"p/{one:03}", "p/me", 300 - one))
        for other in range(further):
            nodes.append(NodeView(f"p/{one:03}-{other}", NAME, 2, other))
            edges.append(EdgeView(f"p/{one:03}", f"p/{one:03}-{other}", 1 + other))
    return NetworkView(PersonLink("p/me", NAME), 2, tuple(nodes), tuple(edges))


def inside(drawing: Arcs) -> bool:
    """Tell whether every name and every arc is within the drawing."""
    names = all(
        dot.label_x > 0 and dot.label_x + len(dot.name) * LETTER_WIDTH < ARC_WIDTH
        for dot in drawing.dots
    )
    ways = [WAY.fullmatch(arc.way) for arc in drawing.arcs]
    return names and all(
        way is not None
        and float(way[1]) - float(way[3]) > 0
        and 0 < float(way[6]) < float(way[2]) < drawing.height
        for way in ways
    )


@pytest.mark.parametrize(("first", "further"), [(80, 0), (40, 3), (20, 8), (1, 0)])
def test_everybody_has_a_row_of_their_own(first: int, further: int) -> None:
    drawing = drawn_arcs(around(first, further))
    heights = sorted(dot.y for dot in drawing.dots)
    assert len(heights) == 1 + first * (1 + further)
    assert all(after - before == ROW for before, after in pairwise(heights))
    assert inside(drawing)


def test_whom_it_is_about_comes_first_and_others_below_whom_they_write_with() -> None:
    drawing = drawn_arcs(around(4, 3))
    links = [dot.permalink for dot in sorted(drawing.dots, key=lambda dot: dot.y)]
    assert links[0] == "p/me"
    for place in range(1, len(links), 4):
        head, *others = links[place : place + 4]
        assert len(others) == 3 and all(link.startswith(f"{head}-") for link in others)


def test_farther_apart_is_farther_out() -> None:
    drawing = drawn_arcs(around(20, 0))
    reach = [(arc.line.y2 - arc.line.y1, WAY.fullmatch(arc.way)) for arc in drawing.arcs]
    far = [float(way[3]) for _, way in sorted(reach, key=lambda each: abs(each[0])) if way]
    assert far == sorted(far) and far[0] < far[-1]


def test_a_way_is_marked_and_drawn_last() -> None:
    drawing = drawn_arcs(around(30, 2), ["p/me", "p/003", "p/003-1"])
    assert {dot.permalink for dot in drawing.dots if dot.on_path} == {"p/me", "p/003", "p/003-1"}
    assert [arc.line.kind for arc in drawing.arcs[-2:]] == ["path", "path"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 10**6)), max_size=80),
    st.integers(0, 31),
)
def test_every_network_can_be_drawn_and_both_drawings_show_the_same(
    pairs: list[tuple[int, int, int]], middle: int
) -> None:
    """Whatever hangs together in it, or does not."""
    edges = {(min(a, b), max(a, b)): letters for a, b, letters in pairs if a != b}
    nodes = tuple(NodeView(f"p/{n:02}", f"N{n}", n % 4, n) for n in range(31))
    told = tuple(EdgeView(f"p/{a:02}", f"p/{b:02}", n) for (a, b), n in edges.items())
    view = NetworkView(PersonLink(f"p/{middle:02}", "M"), 2, nodes, told)
    drawing, wide = drawn_arcs(view), drawn_network(view)
    assert inside(drawing)
    assert {dot.permalink for dot in drawing.dots} == {dot.permalink for dot in wide.dots}
    assert {arc.line.names for arc in drawing.arcs} == {line.names for line in wide.lines}


def test_a_network_of_nobody_is_no_drawing() -> None:
    drawing = drawn_arcs(NetworkView(PersonLink("", ""), 0, (), ()))
    assert drawing.dots == () and drawing.arcs == ()
