"""People's pages, with a name among them that attacks the reader's browser."""

import html
import re

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


def test_a_count_of_letters_leads_to_them(client: TestClient) -> None:
    """Each way on a person's page, by month in the drawing, both ways and of the same months in a network."""
    person = client.get("/p/nora7k2q").text
    assert 'href="/search?q=from%3Ap%2Fnora7k2q+between%3Ap%2Fnora7k2q%2Cp%2F' in person
    assert 'href="/search?q=with%3Ap%2Fnora7k2q+date%3A2009-03"' in person
    network = client.get("/network?who=p/nora7k2q&path=x&from=2011-03&to=2011-04").text
    assert network.count("+date%3A2011-03..2011-04") >= 2
    assert "date%3A" not in client.get("/network").text.partition("<table")[2]


def test_the_letters_counted_are_found(sample_client: TestClient) -> None:
    """The search holds at least what the table counts."""
    found = sample_client.get("/api/v1/people?who=helen marsh").json()["persons"][0]["permalink"]
    page = sample_client.get(f"/{found}").text
    address, told = re.findall(r'data-label="Sent"><a href="([^"]+)">(\d+)</a>', page)[0]
    answer = sample_client.get(html.unescape(address).replace("/search", "/api/v1/search")).json()
    assert answer["repairs"] == [] and answer["total"] >= int(told)


def test_who_is_not_found_is_looked_for_elsewhere(sample_client: TestClient) -> None:
    """In the letters, or with less of the name; days are written as everywhere."""
    page = sample_client.get("/people?who=nobody-of-this-name").text
    assert "/search?q=with%3Anobody-of-this-name" in page and 'href="/people">All people' in page
    assert ">30 August 2022<" in sample_client.get("/people?who=helen+marsh").text


def test_where_nobody_writes_about_somebody_the_page_says_so(sample_client: TestClient) -> None:
    """And where else the name may stand."""
    address = "lena.fairweather@portaldertransit.example"
    person = sample_client.get(f"/who?address={address}").headers["location"]
    page = sample_client.get(f"{person}/about?by=helen").text
    assert "Nobody names them" in page and "0 messages" not in page
    assert "/search?q=%22Lena+Fairweather%22" in page and ">By anybody<" in page
