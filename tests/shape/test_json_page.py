"""The page on JSON output names every field there is, and shows the sample archive's own sums."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Onrecord = Callable[..., CompletedProcess[str]]
Ask = Callable[..., Any]
PAGE_FILE = Path(__file__).parents[2] / "docs" / "reference" / "json-output.md"
PAGE = PAGE_FILE.read_text()
FREE = {"context", "detail"}
"""Fields whose own fields other pages explain (verdicts), or differ from entry to entry."""


def section(command: str) -> str:
    """What the page says of one command, with what it says of all."""
    opening, *parts = PAGE.split("\n## ")
    return opening + next(part for part in parts if f"`{command}" in part.split("\n")[0])


def unnamed(command: str, value: object) -> list[str]:
    """The fields of a value that the page does not name where it speaks of the command."""
    told = section(command)
    return sorted({name for name in fields(value) if f'"{name}"' not in told})


def fields(value: object) -> Iterator[str]:
    """Yield the name of every field in a JSON value, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            if name not in FREE:
                yield from fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner)


@pytest.fixture
def ask(onrecord: Onrecord, sample_archive: Path) -> Ask:
    def asked(*words: str | Path) -> Any:
        return json.loads(onrecord(*words, "--json", ONRECORD_ARCHIVE=str(sample_archive)).stdout)

    return asked


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("search", "fault log"),
        ("show", "PATA-1-0008"),
        ("thread", "PATA-1-0008"),
        ("thread", "PATA-1-0008", "--people"),
        ("people", "okafor"),
        ("person", "okafor"),
        ("person", "okafor", "--on", "2022-11-01"),
        ("network", "okafor"),
        ("network", "okafor", "--path-to", "marsh"),
        ("network", "okafor", "--from", "2022-10", "--to", "2022-11"),
        ("about", "okafor"),
        ("related", "PATA-1-0008"),
        ("altered",),
        ("audit",),
        ("custody",),
        ("retry",),
    ],
    ids=" ".join,
)
def test_the_page_names_every_field(ask: Ask, words: tuple[str, ...]) -> None:
    assert unnamed(words[0], ask(*words)) == []


def test_the_pages_name_every_field_of_a_check(ask: Ask, sample: Path) -> None:
    """What an entry of evidence tells is explained where the verdicts are."""
    verdicts = (PAGE_FILE.parent / "verdicts.md").read_text()
    left = unnamed("check", ask("check", sample / "story.md"))
    assert [name for name in left if not re.search(rf"[`.]{name}`", verdicts)] == []


def test_the_page_names_every_field_of_a_recovered_message(ask: Ask) -> None:
    answer = ask("search", 'from:marsh "promised Christmas"')["hits"][0]["permalink"]
    letters = ask("show", answer)["quoted"]
    recovered = next(letter["recovered"] for letter in letters if letter["recovered"])
    assert unnamed("show", ask("show", recovered)) == []


def test_the_sums_shown_are_those_of_the_sample_archive(ask: Ask, sample: Path) -> None:
    """`"name": number` in a sample is the number that the command prints for the sample archive."""
    for words in (("status",), ("search", "fault log"), ("check", sample / "story.md")):
        value = ask(*words)
        known = {**value, **value.get("searched", {})}
        shown = re.findall(r'"(\w+)": ("[\d-]+"|\d+)[,}]', section(str(words[0])).split("```")[1])
        assert shown
        assert {name: json.loads(written) for name, written in shown} == {
            name: known[name] for name, _ in shown
        }
