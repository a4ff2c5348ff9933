"""A list of queries becomes a table of counts and a table of hits for each."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.configuration import reading
from onrecord.errors import OnRecordError
from onrecord.pipeline.finding.searching import Paging, Searches
from onrecord.pipeline.giving_back.many_queries import Named, answer, read_queries


@pytest.fixture(scope="module")
def searches(sample_archive: Path) -> Iterator[Searches]:
    with reading(sample_archive) as archive:
        yield archive.room().searches


def _listed(folder: Path, name: str, text: str | bytes) -> list[Named]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_queries(path)


def test_a_plain_list_is_a_query_a_line(tmp_path: Path) -> None:
    found = _listed(tmp_path, "q.txt", '"fault log"\n\n gate, fault \r\n')
    assert [item.query for item in found] == ['"fault log"', "gate, fault"]


def test_a_table_may_name_its_columns(tmp_path: Path) -> None:
    found = _listed(tmp_path, "q.csv", 'Name,Query,x\r\nA,"""fault log""",1\r\n,,\r\nB,gate\r\n')
    assert found == [Named('"fault log"', "A"), Named("gate", "B")]


def test_a_table_without_names_holds_queries_first(tmp_path: Path) -> None:
    assert _listed(tmp_path, "q.csv", "\ufeffgate\nMarsh,x\n") == [Named("gate"), Named("Marsh")]


@pytest.mark.parametrize("text", ["", "\n\n", "query\n", "name,query\nA,\n"])
def test_an_empty_list_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(OnRecordError, match="no query"):
        _listed(tmp_path, "q.csv", text)


def test_bytes_of_an_old_spreadsheet_are_read(tmp_path: Path) -> None:
    assert _listed(tmp_path, "q.csv", b"Th\xe9riault\n") == [Named("Thériault")]


def test_each_query_gets_a_row_and_a_table(searches: Searches, tmp_path: Path) -> None:
    queries = [
        Named("gate", "Gates"),
        Named("zzz"),
        Named("before:whenever"),
        Named("=gate OR log"),
    ]
    rows = list(answer(searches, queries, "", tmp_path / "out"))
    gate, none, bad, odd = rows
    assert gate.messages == searches.search("gate", Paging(limit=1)).total
    assert gate.first <= gate.last
    assert (none.messages, none.file, none.problem) == (0, "", "")
    assert "column" in bad.problem
    written = list(csv.DictReader((tmp_path / "out" / gate.file).open(newline="")))
    assert len(written) == gate.messages
    assert written[0]["date"][:10] == gate.first
    matrix = list(csv.DictReader((tmp_path / "out" / "matrix.csv").open(newline="")))
    assert [row["messages"] for row in matrix] == [str(row.messages) for row in rows]
    assert matrix[3]["query"] == "'=gate OR log"
    assert len({row.file for row in (gate, odd)}) == 2


def test_a_narrowing_is_for_each_query_whole(searches: Searches, tmp_path: Path) -> None:
    """An unclosed parenthesis in one query takes nothing from what narrows them all."""
    queries = [Named("gate OR log"), Named("(gate OR log")]
    rows = list(answer(searches, queries, "from:marsh", None))
    expected = searches.search("(gate OR log) from:marsh", Paging(limit=1)).total
    assert [row.messages for row in rows] == [expected, expected]
