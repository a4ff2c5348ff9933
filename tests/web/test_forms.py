"""Threats: what a stranger's page could send in a reader's name."""

import re

import pytest
from fastapi.testclient import TestClient


def token(client: TestClient) -> str:
    """Return the secret that our pages hold."""
    found = re.search(r'name="token" value="([^"]+)"', client.get("/cases").text)
    assert found
    return found[1]


def test_a_form_of_ours_is_kept_and_leads_on(client: TestClient) -> None:
    """With the name remembered for the next one."""
    answer = client.post("/cases", data={"token": token(client), "who": "Ada Ł", "name": "Port"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/case/1")
    assert "HttpOnly" in answer.headers["set-cookie"] and "strict" in answer.headers["set-cookie"]
    page = client.get("/case/1").text
    assert "Opened by Ada Ł" in page and 'value="Ada Ł"' in page


@pytest.mark.parametrize("given", ["", "guessed", "ä"])
def test_a_form_without_our_secret_is_refused(client: TestClient, given: str) -> None:
    """A stranger's page cannot read it."""
    answer = client.post("/cases", data={"token": given, "who": "Mallory", "name": "Planted"})
    assert answer.status_code == 403 and "Planted" not in client.get("/cases").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8023"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    """Even with the secret."""
    data = {"token": token(client), "who": "Mallory", "name": "Planted"}
    assert client.post("/cases", data=data, headers=headers).status_code == 403
    assert "Planted" not in client.get("/cases").text


@pytest.mark.parametrize("back", ["http://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_a_form_leads_nowhere_else(client: TestClient, back: str) -> None:
    """Only to pages of ours."""
    client.post("/cases", data={"token": token(client), "who": "Ada", "name": "Port"})
    data = {
        "token": token(client),
        "who": "Ada",
        "act": "note",
        "case": "1",
        "text": "x",
        "back": back,
    }
    assert client.post("/keep", data=data).headers["location"] == "/"


def test_too_much_is_refused_before_it_is_read(client: TestClient) -> None:
    """By its stated length, and where none is stated."""
    huge = {"Content-Length": "26000000", "Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/cases", headers=huge, content=b"x").status_code == 413


def test_what_is_kept_is_shown_as_what_it_is(client: TestClient) -> None:
    """A note cannot act on the next reader."""
    evil = "<script>alert(1)</script>"
    client.post("/cases", data={"token": token(client), "who": evil, "name": evil})
    pin = {
        "act": "pin",
        "case": "1",
        "about": "m/letter7k2q",
        "words": "tender sheets",
        "text": evil,
    }
    assert (
        client.post("/keep", data={"token": token(client), "who": evil, **pin}).status_code == 303
    )
    for address in ("/cases", "/case/1", "/m/letter7k2q"):
        page = client.get(address).text
        assert page.count("<script") == 1 and "&lt;script&gt;alert" in page
    text = client.get("/case/1/case.md").text
    assert "<script>" not in text.replace("\\<script\\>", "")


def test_words_that_a_message_does_not_hold_are_not_pinned(client: TestClient) -> None:
    """A pin is evidence's words, or none."""
    client.post("/cases", data={"token": token(client), "who": "Ada", "name": "Port"})
    pin = {"token": token(client), "who": "Ada", "act": "pin", "case": "1", "about": "m/letter7k2q"}
    assert client.post("/keep", data={**pin, "words": "never written"}).status_code == 400
    assert (
        client.post("/keep", data={**pin, "words": "the harbour  contract\ntwice"}).status_code
        == 303
    )
    assert "the harbour contract twice" in client.get("/case/1").text
