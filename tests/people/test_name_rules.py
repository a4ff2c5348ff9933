"""Printed names join their only bearer; an office tells which of a surname is meant."""

import pytest

from onrecord.people.judging import People, judge
from onrecord.people.name_form import Kind, read_name
from onrecord.people.sightings import Sighting, Where, gather


def page(name: str, address: str = "", times: int = 5) -> list[Sighting]:
    return [Sighting(name, address, Where.HEADER, 1_000_000, printed=True)] * times


def people(*sighted: list[Sighting]) -> People:
    return judge(gather([item for part in sighted for item in part]))


def joined(found: People, first: str, second: str) -> bool:
    return found.of(first) is found.of(second)


HELD = page("The Honorable Ana Brook, Secretary of State", times=1)
NAMED = "name:the honorable ana brook secretary of state"


def test_an_office_and_a_surname_join_the_one_who_is_shown_in_that_office() -> None:
    found = people(HELD, page("Secretary Brook"), page("Tim Brook"), page("Senator Brook"))
    assert joined(found, "name:secretary brook", NAMED)
    assert not joined(found, "name:senator brook", NAMED)


@pytest.mark.parametrize("title", ["Dr.", "Mrs.", "Prof."])
def test_a_form_of_address_and_a_surname_join_nobody(title: str) -> None:
    found = people(page("Dr. Ana Brook"), page(f"{title} Brook"))
    assert len(found.persons) == 2


def test_two_in_one_office_keep_the_form_apart() -> None:
    found = people(
        HELD, page("The Honorable Tim Brook, Secretary of Energy"), page("Secretary Brook")
    )
    assert not joined(found, "name:secretary brook", NAMED)


@pytest.mark.parametrize(
    ("written", "kind", "given"),
    [
        ("Q QRB22", Kind.INITIALS, ""),
        ("Ana Brook abrook17", Kind.FULL, "ana"),
        ("Ana Brook17", Kind.FULL, "ana"),  # no name would be left
        ("DL-Harbour All", Kind.OFFICE, ""),
    ],
)
def test_a_handle_is_no_surname_and_a_distribution_list_nobody(
    written: str, kind: Kind, given: str
) -> None:
    read = read_name(written)
    assert (read.kind, read.given) == (kind, given)


def test_a_handle_beside_initials_does_not_make_a_name_that_others_contradict() -> None:
    found = people(
        page("Q", "q17@home.example", 30), page("Q QRB22", "q17@home.example", 2), page("Q")
    )
    person = found.of("q17@home.example")
    assert person is not None
    assert len(person.correspondents) == 2


def test_one_name_in_both_orders_is_not_shared_by_several() -> None:
    found = people(
        page("Ana Brook", "abrook@harbour.example", 3), page("Brook Ana", "abrook@harbour.example", 4),
        page("Ana Brook Pier", "abrook@harbour.example", 1),
    )  # fmt: skip
    person = found.of("abrook@harbour.example")
    assert person is not None and not person.impersonal
