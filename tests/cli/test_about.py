"""``onrecord about``: sentences that name a person, with the name in a column."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Onrecord = Callable[..., CompletedProcess[str]]


@pytest.fixture
def ask(onrecord: Onrecord, sample_archive: Path) -> Onrecord:
    def asked(*words: str | Path) -> CompletedProcess[str]:
        return onrecord("about", *words, ONRECORD_ARCHIVE=str(sample_archive))

    return asked


def test_sentences_are_told_with_their_letter(ask: Onrecord) -> None:
    told = ask("Dimitri Valkov").stdout
    found = json.loads(ask("Dimitri Valkov", "--json").stdout)
    assert found["version"] == 1
    assert f"{len(found['sentences']):,} sentences" in told
    for item in found["sentences"]:
        assert item["permalink"] in told
        assert item["marks"]
        assert {"date", "from", "to", "cc", "before", "sentence", "after"} <= item.keys()


def test_a_table_is_written(ask: Onrecord, tmp_path: Path) -> None:
    target = tmp_path / "about.csv"
    found = json.loads(ask("Dimitri Valkov", "--json").stdout)["sentences"]
    assert ask("Dimitri Valkov", "--csv", target).returncode == 0
    rows = list(csv.DictReader(target.open(newline="")))
    assert [row["permalink"] for row in rows] == [item["permalink"] for item in found]


def test_a_wrong_date_is_an_error_in_one_line(ask: Onrecord) -> None:
    told = ask("Dimitri Valkov", "--from", "whenever")
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1


def test_by_and_dates_narrow(ask: Onrecord) -> None:
    every = json.loads(ask("Dimitri Valkov", "--json").stdout)["sentences"]
    some = json.loads(ask("Dimitri Valkov", "--by", "Helen Marsh", "--json").stdout)["sentences"]
    assert {item["permalink"] for item in some} <= {item["permalink"] for item in every}
    assert all("Marsh" in item["from"]["name"] for item in some)
    assert json.loads(ask("Dimitri Valkov", "--to", "1999", "--json").stdout)["sentences"] == []
