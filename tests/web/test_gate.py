"""Threats: what a stranger's web page could try against pages that show confidential mail."""

import logging

import pytest
from fastapi.testclient import TestClient

from onrecord.web.gate import names_this_server

PAGES = (
    "/",
    "/search?q=harbour",
    "/m/letter7k2q",
    "/r/lost3c",
    "/t/first1",
    "/t/letter7k2q",
    "/static/desk.css",
    "/nowhere",
)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8022", "localhost:8022", "[::1]:8022", "LOCALHOST:8022"]
)
def test_our_own_names_are_let_in(host: str) -> None:
    """Loopback by any of its names, with our port."""
    assert names_this_server([host], 8022)


@pytest.mark.parametrize(
    "hosts",
    [
        ["evil.example"],
        ["evil.example:8022"],
        ["127.0.0.1.evil.example:8022"],
        ["127.0.0.1"],
        ["127.0.0.1:8023"],
        ["localhost:8022", "evil.example"],
        ["localhost:8022@evil.example"],
        [""],
        [],
    ],
)
def test_dns_rebinding_is_refused(hosts: list[str]) -> None:
    """A name that only points here, another port, two names or none: not us."""
    assert not names_this_server(hosts, 8022)


@pytest.mark.parametrize("page", PAGES)
def test_a_foreign_host_header_gets_no_page(client: TestClient, page: str) -> None:
    """The refusal is itself a page in words, and holds nothing of the archive."""
    answer = client.get(page, headers={"Host": "evil.example:8022"})
    assert answer.status_code == 400
    assert "not this one" in answer.text and "Harbour" not in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_the_safety_headers(client: TestClient, page: str) -> None:
    """No script but our files, no frame, no sniffing, no referrer, no sharing, no cache; errors included."""
    headers = client.get(page).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
        "img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"])
def test_pages_can_only_be_read(client: TestClient, method: str) -> None:
    """Anything but GET and POST is refused, with the Allow field RFC 9110 §15.5.6 asks for."""
    answer = client.request(method, "/")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/static/../conftest.py"])
def test_there_are_no_other_pages(client: TestClient, path: str) -> None:
    """FastAPI's own pages would load scripts from elsewhere."""
    assert client.get(path).status_code == 404


def test_a_bug_is_told_without_the_text_it_met(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the page nor the log repeats what an exception says: it may be mail."""
    with caplog.at_level(logging.DEBUG):
        answer = client.get("/m/broken")
    assert answer.status_code == 500 and "no-store" in answer.headers["cache-control"]
    assert "secret" not in answer.text and "secret" not in caplog.text
    assert "ValueError at room.py:" in caplog.text
