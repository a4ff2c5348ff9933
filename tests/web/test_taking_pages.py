"""The mail of a result, from the page: what the command writes, byte for byte."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

Onrecord = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("query", ["gates", "is:recovered OR memo", "tranche:first", "zzzz"])
def test_the_mbox_is_that_of_the_command(
    sample_client: TestClient, onrecord: Onrecord, sample_archive: Path, tmp_path: Path, query: str
) -> None:
    """Recovered messages are no mail of their own; nothing found is an empty file."""
    target = tmp_path / "out.mbox"
    onrecord(
        "search", query, "--sort", "date", "--export", "mbox", target, "--archive", sample_archive
    )
    answer = sample_client.get("/search/results.mbox", params={"q": query})
    assert answer.content == target.read_bytes()
    assert answer.headers["content-disposition"].startswith('attachment; filename="results.mbox"')


def test_the_zip_holds_the_files_of_the_command(
    sample_client: TestClient, onrecord: Onrecord, sample_archive: Path, tmp_path: Path
) -> None:
    target = tmp_path / "files"
    onrecord(
        "search", "gates", "--sort", "date", "--export", "eml", target, "--archive", sample_archive
    )
    answer = sample_client.get("/search/results.zip", params={"q": "gates"})
    assert answer.headers["content-disposition"].startswith('attachment; filename="results.zip"')
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        found = {name: packed.read(name) for name in packed.namelist()}
    assert found == {path.name: path.read_bytes() for path in target.iterdir()}
    assert len(found) > 5


def test_a_question_that_cannot_be_read_is_told_before_anything_is_sent(
    sample_client: TestClient,
) -> None:
    for ending in ("mbox", "zip"):
        answer = sample_client.get(f"/search/results.{ending}", params={"q": "date:nonsense"})
        assert answer.status_code == 400
        assert sample_client.get(f"/search/results.{ending}?sort=size").status_code == 400


def test_the_page_of_results_leads_there(sample_client: TestClient) -> None:
    page = sample_client.get("/search", params={"q": "gates"}).text
    assert "/search/results.mbox?q=gates&amp;sort=date" in page
    assert "/search/results.zip?q=gates&amp;sort=date" in page
