"""The reference page explains every value a report can hold, with the sentence it prints."""

import re
from pathlib import Path

import msgspec
import pytest

from onrecord.check.edits import Op
from onrecord.check.evidence import Evidence
from onrecord.check.findings import Held
from onrecord.check.hunt import Outcome
from onrecord.check.later import Turn
from onrecord.check.library import Searched
from onrecord.check.report import Checked, Context
from onrecord.check.sentences import words_sentence
from onrecord.check.style import Profile, StyleKind
from onrecord.check.verdict import WhoseVerdict, WordsVerdict

PAGE = (Path(__file__).parents[2] / "docs/reference/verdicts.md").read_text(encoding="utf-8")
REPORT = (Path(__file__).parents[2] / "docs/reference/check-report.md").read_text(encoding="utf-8")
RUNNING = re.sub(r"\n>? ?", " ", PAGE)


@pytest.mark.parametrize("value", [*WordsVerdict, *WhoseVerdict])
def test_every_verdict_has_its_section(value: str) -> None:
    """A heading of its own, and what it does not mean."""
    section = PAGE.partition(f"### `{value}`\n")[2].partition("\n##")[0]
    assert "does not mean" in section.replace("\n", " ")


@pytest.mark.parametrize("op", list(Op))
def test_every_kind_of_edit_is_listed(op: Op) -> None:
    """The table of a diff's entries is complete."""
    assert f"| `{op}` |" in REPORT


@pytest.mark.parametrize("value", [*StyleKind, *Profile, *Held, *Turn])
def test_every_value_of_the_context_is_explained(value: str) -> None:
    """House styles, kinds of change, how circumstances stand, later words."""
    assert f"`{value}`" in PAGE


@pytest.mark.parametrize("value", [Context, Checked, Evidence])
def test_every_field_of_a_report_is_listed(value: type[msgspec.Struct]) -> None:
    """Under the name that JSON has for it."""
    given = {
        "from_": "from",
        "start": "span",
        "end": "span",
        "around": "before",
        "quotation": "span",
    }
    for name in value.__struct_fields__:
        assert re.search(rf"[`.]{given.get(name, name)}(?:\[\])?`", REPORT), name


@pytest.mark.parametrize("value", list(WordsVerdict))
def test_the_sentences_are_the_printed_ones(value: WordsVerdict) -> None:
    """The page quotes what the report says."""
    printed = words_sentence(Outcome(value, rivals=43), Searched(199, 5, 3))
    assert printed in RUNNING
