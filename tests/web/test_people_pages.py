"""People's pages, with a name among them that attacks the reader's browser."""

import pytest
from fastapi.testclient import TestClient

from onrecord.pipeline.who.people_views import EdgeView, NetworkView, NodeView, PersonLink
from onrecord.web.graph import HEIGHT, WIDTH, drawn_network

PAGES = ("/people", "/p/nora7k2q", "/p/mallory4z", "/network", "/network?who=p/nora7k2q&to=x")


@pytest.mark.parametrize("address", PAGES)
def test_names_are_shown_as_what_they_are(client: TestClient, address: str) -> None:
    """In tables, drawings and links."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.text.count("<script") == 1 and "<img" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_mailbox_leads_to_its_person_or_to_their_letters(client: TestClient) -> None:
    """Where no person is known, a search finds the letters."""
    known = client.get("/who?name=x&address=nora.lind@northgate.example")
    assert known.headers["location"] == "/p/nora7k2q"
    unknown = client.get("/who?name=&address=who@knows.example")
    assert unknown.headers["location"] == "/search?q=from%3A%22who%40knows.example%22"


def test_an_unknown_person_is_told(client: TestClient) -> None:
    """In words, with status 404."""
    assert client.get("/p/nobody").status_code == 404


def test_a_drawing_of_eighty_people_stays_within_its_frame() -> None:
    """Dots apart from each other, lines between dots that are there."""
    nodes = tuple(NodeView(f"p/{n:03}", f"Person {n}", 1, n) for n in range(300))
    edges = tuple(EdgeView(f"p/{n:03}", f"p/{n + 1:03}", n + 1) for n in range(299))
    graph = drawn_network(NetworkView(PersonLink("p/000", "Person 0"), 1, nodes, edges), 80)
    assert len(graph.dots) == 81 and graph.dots[0].middle
    assert all(0 < dot.x < WIDTH and 0 < dot.y < HEIGHT for dot in graph.dots)
    assert len({(dot.x, dot.y) for dot in graph.dots}) == 81
    assert {line.weight for line in graph.lines} <= {1, 2, 3, 4, 5}


def test_a_network_of_nobody_is_told(client: TestClient) -> None:
    """An empty drawing is none."""
    graph = drawn_network(NetworkView(PersonLink("", ""), 0, (), ()), 20)
    assert graph.dots == () and graph.lines == ()
