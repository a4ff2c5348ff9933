"""By which words a text names a person, and by which it does not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.name_form import read_name
from onrecord.search.engine import Document
from onrecord.search.engines.scan_engine import holds
from onrecord.search.naming import Naming, asked_in, borne, named_at
from onrecord.search.query import TextField

RUTH = Naming(
    whole=(("ruth", "okafor"), ("okafor", "ruth"), ("ruth", "okafor", "port", "example")),
    surnames=("okafor",),
    givens=("ruth",),
    kin=("ruth", "ruthie"),
)
MARK = Naming(whole=(("mark", "pell"),), surnames=("pell",), givens=("mark",), kin=("mark",))


def _named(text: str, form: Naming = RUTH) -> list[str]:
    return [text[start:end] for start, end in named_at(text, form)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tell Ruth Okafor.", ["Ruth Okafor"]),
        ("Okafor, Ruth knows", ["Okafor, Ruth"]),
        ("Ruth N. Okafor and RUTH", ["Ruth N. Okafor", "RUTH"]),
        ("ruth will know", ["ruth"]),
        ("Ms. Okafor's note", ["Okafor"]),
        ("write to ruth.okafor@port.example today", ["ruth.okafor@port.example"]),
        ("see ruth@gate.example", []),
        ("Helen Okafor called", []),
        ("Ruth Valkov called", []),
        ("Ruth Please print", ["Ruth"]),
        ("the truth", []),
        ("Ask Ruth.\n\nOkafor knows", ["Ruth", "Okafor"]),
    ],
)
def test_names_are_found_where_they_name_the_person(text: str, names: list[str]) -> None:
    assert _named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("we must mark it", []),
        ("Mark the log as read.", []),
        ("Mark, please call", ["Mark"]),
        ("I told Mark so", ["Mark"]),
        ("Mark's log", ["Mark"]),
        ("MARK PELL", ["MARK PELL"]),
    ],
)
def test_a_name_that_is_a_word_too_needs_its_capital(text: str, names: list[str]) -> None:
    assert _named(text, MARK) == names


def test_given_names_bring_their_short_forms_before_the_surname() -> None:
    has = borne([read_name("Pell, Jonathan Q")], {})
    assert ("jon", "pell") in has.whole
    assert has.givens == {"jonathan"}
    assert has.surnames == {"pell"}


def test_a_name_with_a_hyphen_is_found_as_written() -> None:
    has = borne(
        [read_name("Anne-Lise Dubois-Martin")],
        {"annelise": "anne lise", "duboismartin": "dubois martin"},
    )
    assert ("anne", "lise", "dubois", "martin") in has.whole
    form = Naming(
        whole=has.whole, surnames=tuple(has.surnames), givens=tuple(has.givens), kin=tuple(has.kin)
    )
    assert _named("Anne-Lise and Mrs Dubois-Martin", form) == ["Anne-Lise", "Dubois-Martin"]


@given(
    st.lists(
        st.sampled_from(
            "Ruth okafor, Helen N. @ example . \n ruth.okafor@port.example Mark's".split(" ")
        )
    )
)
def test_whatever_names_the_person_is_asked_of_the_index(pieces: list[str]) -> None:
    """What is read as a name is among what the query for it finds: nothing is missed for speed."""
    text = " ".join(pieces)
    if named_at(text, RUTH):
        document = _letter(text)
        assert holds(asked_in(RUTH, TextField.OWN), document)


def _letter(text: str) -> Document:
    return Document(
        key=1,
        subject="",
        own=(text,),
        quoted=(),
        aside=(),
        attachments="",
        filenames="",
        from_="",
        to="",
        cc="",
        bcc="",
        sent=None,
        tranches=(),
        has_attachment=False,
    )


@given(st.text(max_size=300))
def test_no_text_is_too_odd_to_look_for_names_in(text: str) -> None:
    spans = named_at(text, RUTH)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_a_text_full_of_names_is_read_in_time_in_proportion() -> None:
    assert len(named_at("Ruth Okafor and Ruth, " * 20_000, RUTH)) == 40_000
