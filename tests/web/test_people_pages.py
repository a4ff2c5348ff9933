"""People's pages, with a name among them that attacks the reader's browser."""

import pytest
from fastapi.testclient import TestClient

PAGES = ("/people", "/p/nora7k2q", "/p/mallory4z", "/network", "/network?who=p/nora7k2q&path=x")


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
