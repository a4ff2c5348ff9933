"""That two names fit joins nobody; that they do not fit keeps two people apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.fitting import Fit, fit, local_letters, same_but_for_scanning, spellings
from onrecord.people.misreading import distance, skeleton
from onrecord.people.name_form import read_name


@pytest.mark.parametrize(
    ("first", "second", "judged"),
    [
        ("Ana Brook", "Brook, Ana Q", Fit.SAME),
        ("Brook, Ana Q", "Ana Quill Brook", Fit.SAME),
        ("Bob Castle", "Robert Castle", Fit.KIN),
        ("A Brook", "Ana Brook", Fit.KIN),
        ("B Castle", "Robert Castle", Fit.KIN),
        ('Samuel "Sandy" Reed', "Sandy Reed", Fit.KIN),
        ("Ana Brook", "Ana Castle", Fit.NO),
        ("Ana Q Brook", "Ana R Brook", Fit.NO),
        ("Tim Brook Jr.", "Tim Brook Sr.", Fit.NO),
        ("Jon Brook", "Joan Brook", Fit.NO),
        ("Ana", "Ana Brook", Fit.NO),
    ],
)
def test_full_names_are_compared_part_by_part(first: str, second: str, judged: Fit) -> None:
    assert fit(read_name(first), read_name(second)) is judged
    assert fit(read_name(second), read_name(first)) is judged


@pytest.mark.parametrize(
    "local", ["ana.brook", "abrook", "brooka", "aqbrook", "brookaq", "brook_ana"]
)
def test_local_parts_spell_a_name(local: str) -> None:
    assert local_letters(local) in spellings(read_name("Brook, Ana Q"))


@pytest.mark.parametrize("local", ["ana", "brook", "tbrook", "ana.castle"])
def test_a_given_name_or_surname_alone_spells_nobody(local: str) -> None:
    assert local_letters(local) not in spellings(read_name("Brook, Ana Q"))


def test_scanned_letters_and_spaces_make_no_difference_on_pages() -> None:
    assert same_but_for_scanning(read_name("Mill, Jilly"), read_name("MilI, Jiily"))
    assert same_but_for_scanning(read_name("Amir, Huda"), read_name("Am ir, Hu da"))
    assert not same_but_for_scanning(read_name("Jon Brook"), read_name("Tom Brook"))
    assert skeleton("corn") == skeleton("com")


@given(st.text("abcd", max_size=9), st.text("abcd", max_size=9))
def test_distance_is_symmetric_and_zero_for_equals(first: str, second: str) -> None:
    assert distance(first, second, 2) == distance(second, first, 2)
    assert (distance(first, second, 2) == 0) == (first == second)


def test_distance_counts_a_swap_once_and_stops_at_most() -> None:
    assert distance("brook", "borok", 2) == 1
    assert distance("brook", "brok", 2) == 1
    assert distance("brook", "castle", 2) == 3
