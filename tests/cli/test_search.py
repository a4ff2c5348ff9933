"""Searching from the command line: counts, timelines, lists of queries, and taking results away."""

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
        return onrecord("search", *words, ONRECORD_ARCHIVE=str(sample_archive))

    return asked


def test_facets_and_timeline_are_in_the_json(ask: Onrecord) -> None:
    found = json.loads(ask("gate", "--json", "--facets", "--timeline", "--by-tranche").stdout)
    senders = found["facets"]["sender"]
    assert senders[0]["messages"] >= senders[-1]["messages"] > 0
    assert {"value", "name", "messages", "narrowing", "person"} == senders[0].keys()
    assert senders[0]["person"].keys() == {"permalink", "name"}
    assert all(item["person"] is None for item in found["facets"]["tranche"])
    whole, *parts = found["timeline"]["lines"]
    assert whole["messages"] == found["total"]
    assert whole["undated"] + sum(step["messages"] for step in whole["steps"]) == found["total"]
    assert len(parts) == 2


def test_facets_and_a_line_of_bars_are_told(ask: Onrecord) -> None:
    told = ask("gate", "--facets", "--step", "month").stdout
    assert "sender" in told and 'sender:"' in told
    assert "13 Helen Marsh <helen.marsh@portaldertransit.example> sender:" in " ".join(told.split())
    assert "by month" in told and "█" in told


def test_near_copies_and_threads_make_one_row(ask: Onrecord) -> None:
    plain = json.loads(ask("gate", "--json").stdout)
    folded = json.loads(ask("gate", "--json", "--fold").stdout)
    threads = json.loads(ask("gate", "--json", "--by-thread").stdout)
    assert plain["total"] == folded["total"] == threads["total"] == plain["rows"]
    assert threads["rows"] < plain["rows"]
    assert ask("gate", "--fold", "--by-thread").returncode == 2
    assert "more of its thread t/" in ask("gate", "--by-thread").stdout


def test_newest_first_by_minus_date(ask: Onrecord) -> None:
    by_minus, by_name = (
        json.loads(ask("gate", "--json", "--sort", order).stdout)["hits"]
        for order in ("-date", "newest")
    )
    assert by_minus == by_name


@pytest.mark.parametrize("form", ["csv", "jsonl", "mbox", "eml"])
def test_all_hits_are_written_not_a_page(ask: Onrecord, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"hits.{form}"
    total = json.loads(ask("gate", "from:marsh", "--json").stdout)["total"]
    told = ask("gate", "from:marsh", "--limit", "1", "--export", form, target)
    assert told.returncode == 0, told.stderr
    assert f"Wrote {total:,} messages" in told.stdout
    counts = {
        "csv": lambda: len(list(csv.DictReader(target.open(newline="")))),
        "jsonl": lambda: len(target.read_text().splitlines()),
        "mbox": lambda: target.read_bytes().count(b"\nMessage-ID:"),
        "eml": lambda: len(list(target.iterdir())),
    }
    assert counts[form]() == total
    assert ask("gate", "--export", form, target).returncode == 2


def test_tables_and_lines_tell_the_person_beside_the_form_as_written(
    ask: Onrecord, tmp_path: Path
) -> None:
    table, lines = tmp_path / "hits.csv", tmp_path / "hits.jsonl"
    for form, target in (("csv", table), ("jsonl", lines)):
        ask("gate", "from:marsh", "--sort", "date", "--export", form, target)
    hits = [json.loads(line) for line in lines.read_text().splitlines()]
    assert any(hit["author"] for hit in hits)
    with table.open(newline="") as file:
        for row, hit in zip(csv.DictReader(file), hits, strict=True):
            author = hit["author"] or {"name": "", "permalink": ""}
            assert (row["author_name"], row["author_permalink"]) == (
                author["name"],
                author["permalink"],
            )
            assert row["from_address"] == hit["from"]["address"]


def test_what_survives_only_as_quotation_is_said_not_to_be_mail(
    ask: Onrecord, tmp_path: Path
) -> None:
    told = ask("is:recovered", "--export", "mbox", tmp_path / "r.mbox").stdout
    assert "Wrote 0 messages" in told
    assert "survive only where others quote them" in told


def test_a_list_of_queries_gives_a_table(ask: Onrecord, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text('name,query\nGate,gate\nPhrase,"""fault log"""\nOdd,before:whenever\n')
    told = ask("--from-file", names, "--to", tmp_path / "out")
    assert told.returncode == 0
    assert "Gate: gate" in told.stdout
    assert "whenever" in told.stderr
    assert (tmp_path / "out" / "1-Gate.csv").exists()
    again = json.loads(
        ask("from:marsh", "--from-file", names, "--to", tmp_path / "b", "--json").stdout
    )
    first = json.loads(ask("gate", "from:marsh", "--json").stdout)["total"]
    assert again["queries"][0]["messages"] == first
