"""A result shows its author as written, and leads to the person whom this is judged to be.

So do the addresses that results are counted by.
"""

import re

import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def writers(client: TestClient) -> list[str]:
    """Return what the results say of who wrote them, as it stands in the page."""
    page = client.get("/search?q=harbour").text
    found = re.findall(r'<p class="who">(.*?)<span class="to">to</span>', page, re.DOTALL)
    return [" ".join(writer.split()) for writer in found]


def test_a_form_leads_to_the_person_and_another_name_of_theirs_is_told(writers: list[str]) -> None:
    printed = next(writer for writer in writers if "Lind, Nora" in writer)
    assert '<a href="/p/nora7k2q"><bdi>Lind, Nora</bdi></a>' in printed
    assert "<bdi>Nora Lind</bdi>" in printed


def test_an_author_of_whom_nothing_is_known_is_as_written(writers: list[str]) -> None:
    assert "<bdi>Nora Lind</bdi>" in writers


def test_a_hostile_name_stays_text(writers: list[str]) -> None:
    judged = next(writer for writer in writers if "/p/mallory4z" in writer)
    assert "<script" not in judged and "<img" not in judged and "the second" in judged


def test_an_address_to_narrow_to_is_told_with_the_name_before_it(client: TestClient) -> None:
    """The way leads to the address all the same."""
    page = client.get("/search?q=harbour").text
    assert (
        '<a href="/search?q=harbour+from%3A%22nora.lind%40northgate.example%22"><bdi>Nora Lind</bdi> '
        '<bdi class="address">nora.lind<wbr>@northgate.example</bdi></a> <span class="count">812</span>'
    ) in page


def test_a_value_that_is_nobody_s_stands_alone(client: TestClient) -> None:
    page = client.get("/search?q=harbour").text
    assert 'date%3A2011"><bdi>2011</bdi></a>' in page
