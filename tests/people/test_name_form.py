"""A name as written is read into given name, surname and the rest, in whatever style it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.name_form import Kind, read_name


@pytest.mark.parametrize(
    ("written", "name_given", "middle", "surname"),
    [
        ("Ana Brook", "ana", (), "brook"),
        ("Brook, Ana Q", "ana", ("q",), "brook"),
        ("BROOK,ANA Q.", "ana", ("q",), "brook"),
        ("Brook. Ana Q", "ana", ("q",), "brook"),
        ("Brook Ana Q", "ana", ("q",), "brook"),
        ("Anna B Brook", "anna", ("b",), "brook"),
        ("Dr. Ana Q. Brook, PhD", "ana", ("q",), "brook"),
        ("Ana Brook, COS", "ana", (), "brook"),
        ("Harbour:Brook, Ana", "ana", (), "brook"),
        ("Brook, Ana (Harbour Authority)", "ana", (), "brook"),
        ("'Ana Brook' (ana@harbour.example)", "ana", (), "brook"),
        ("Ana Brook via Dock List", "ana", (), "brook"),
        ("Tim Reed on behalf of Brook, Ana", "ana", (), "brook"),
        ("Ana Brook/Docks/Harbour@HARBOUR", "ana", (), "brook"),
        ("CN=Ana Brook/OU=Docks/O=Harbour", "ana", (), "brook"),
        ("Ludwig van der Brook", "ludwig", (), "van der brook"),
        ("Anne-Marie O’Dell", "annemarie", (), "odell"),
        ("Seán Brück", "sean", (), "bruck"),
        ("Brook, Ana 1", "ana", (), "brook"),
        ("Brook, Ana BrookA0harbour.gov", "ana", (), "brook"),
        ("Brook, Ana Q rnailto:BrookA.lifharbour.govi", "ana", ("q",), "brook"),
        ("Ana Brook [ma ilto: brook", "ana", (), "brook"),
        ("Ana Mailto", "ana", (), "mailto"),
        ("Brook, Ana B6", "ana", (), "brook"),
        ('Brook, Ana Q" .', "ana", ("q",), "brook"),
    ],
)
def test_a_full_name_is_read_in_every_style(
    written: str, name_given: str, middle: tuple[str, ...], surname: str
) -> None:
    name = read_name(written)
    assert (name.kind, name.given, name.middle, name.surname) == (
        Kind.FULL, name_given, middle, surname,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("H", Kind.INITIALS),
        ("H2", Kind.INITIALS),
        ("AQB", Kind.INITIALS),
        ("Ana", Kind.SINGLE),
        ("Secretary Brook", Kind.SINGLE),
        ("ana.brook", Kind.LOCAL),
        ("Ana_Q._Brook", Kind.LOCAL),
        ("ana. brook", Kind.LOCAL),
        ("brook17", Kind.LOCAL),
        ("Press Office", Kind.OFFICE),
        ("Harbour Authority", Kind.OFFICE),
        ("B6", Kind.NONE),
        ("<>", Kind.NONE),
        ("", Kind.NONE),
    ],
)
def test_what_is_no_full_name_is_not_taken_for_one(written: str, kind: Kind) -> None:
    assert read_name(written).kind is kind


def test_suffix_nickname_note_helper_and_list_are_kept_apart() -> None:
    assert read_name("Brook Jr., Tim").suffix == "jr"
    assert read_name("Tim Brook III").suffix == "iii"
    assert read_name('William "Bill" Brook').nick == "bill"
    assert read_name("William (Bill) Brook").nick == "bill"
    assert read_name("Brook, Ana (Docks)").note == "Docks"
    assert read_name("Tim Reed on behalf of Ana Brook").helper == "Tim Reed"
    assert read_name("Ana Brook via Dock List").via == "Dock List"


def test_names_in_other_scripts_are_kept() -> None:
    assert read_name("Анна Брук").surname == "брук"
    assert read_name("王 小明").full


@given(st.text(max_size=300))
def test_no_text_stops_the_reading(written: str) -> None:
    name = read_name(written)
    assert name.full == bool(name.kind is Kind.FULL)
    assert not name.full or (name.given and len(name.surname.replace(" ", "")) > 1)
