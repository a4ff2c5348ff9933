"""The reference page explains every value a report can hold, with the sentence it prints."""

import re
from pathlib import Path

import pytest

from onrecord.check.edits import Op
from onrecord.check.hunt import Outcome
from onrecord.check.library import Searched
from onrecord.check.sentences import words_sentence
from onrecord.check.verdict import WhoseVerdict, WordsVerdict

PAGE = (Path(__file__).parents[2] / "docs/reference/verdicts.md").read_text(encoding="utf-8")
RUNNING = re.sub(r"\n>? ?", " ", PAGE)


@pytest.mark.parametrize("value", [*WordsVerdict, *WhoseVerdict])
def test_every_verdict_has_its_section(value: str) -> None:
    """A heading of its own, and what it does not mean."""
    section = PAGE.partition(f"### `{value}`\n")[2].partition("\n##")[0]
    assert "does not mean" in section.replace("\n", " ")


@pytest.mark.parametrize("op", list(Op))
def test_every_kind_of_edit_is_listed(op: Op) -> None:
    """The table of a diff's entries is complete."""
    assert f"| `{op}` |" in PAGE


@pytest.mark.parametrize("value", list(WordsVerdict))
def test_the_sentences_are_the_printed_ones(value: WordsVerdict) -> None:
    """The page quotes what the report says."""
    printed = words_sentence(Outcome(value, rivals=43), Searched(199, 5, 3))
    assert printed in RUNNING
