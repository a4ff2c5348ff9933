"""Bare addresses and local parts join the one name they spell; greetings tell namesakes apart."""

import pytest

from onrecord.people.judging import People, judge
from onrecord.people.profile import profile
from onrecord.people.sightings import Sighting, Where, gather


def seen(
    name: str,
    address: str = "",
    times: int = 3,
    where: Where = Where.HEADER,
    *,
    printed: bool = False,
) -> list[Sighting]:
    return [Sighting(name, address, where, 1_000_000, printed)] * times


def people(*sighted: list[Sighting]) -> People:
    return judge(gather([item for part in sighted for item in part]))


def joined(found: People, first: str, second: str) -> bool:
    return found.of(first) is found.of(second)


ANA = seen("Ana Brook", "ana.brook@harbour.example")
ADAM = seen("Adam Brook", "adam.brook@harbour.example")
BARE = "abrook@harbour.example"


def test_the_name_by_which_letters_greet_tells_which_bearer_a_local_part_means() -> None:
    greeted = seen("Adam", BARE, 2, Where.SALUTATION)
    found = people(ANA, ADAM, seen("", BARE), greeted)
    assert joined(found, BARE, "adam.brook@harbour.example")
    assert not joined(found, BARE, "ana.brook@harbour.example")
    person = found.of(BARE)
    assert person is not None
    assert "and is greeted so" in {ground.detail for ground in person.grounds}


def test_a_greeting_that_fits_both_bearers_or_none_tells_nothing() -> None:
    for greeting in ("A", "Leo", "Friend"):
        found = people(ANA, ADAM, seen("", BARE), seen(greeting, BARE, 2, Where.SALUTATION))
        assert len(found.persons) == 3


def test_a_local_part_that_is_a_surname_needs_a_greeting() -> None:
    bare = "clock@harbour.example"
    others = [
        *seen("Carl Lock", "carl@harbour.example"),
        *seen("Sean Clock", "sean@harbour.example"),
    ]
    assert not joined(people(others, seen("", bare)), bare, "carl@harbour.example")
    greeted = people(others, seen("", bare), seen("Carl", bare, 2, Where.SALUTATION))
    assert joined(greeted, bare, "carl@harbour.example")


@pytest.mark.parametrize(
    ("local", "one"),
    [("toakens", True), ("toakensh", True), ("toaken", False), ("toakensha", False)],
)
def test_a_local_part_that_a_directory_cut_to_seven_or_eight_letters_still_spells_its_bearer(
    local: str, *, one: bool
) -> None:
    found = people(
        seen("Tim Oakenshaw", "tim@harbour.example"), seen("", f"{local}@harbour.example")
    )
    assert joined(found, f"{local}@harbour.example", "tim@harbour.example") is one


def test_a_rare_namesake_of_the_same_name_does_not_keep_a_local_part_from_the_common_bearer() -> (
    None
):
    common = seen("Ken Hill", "hill.ken@harbour.example", 150)
    stray = seen("Ken Hill", "quay@harbour.example", 1)
    other = seen("Karl Hill", "karl@harbour.example", 1)
    assert joined(people(common, stray, seen("", "khill@harbour.example")), "khill@harbour.example",
                  "hill.ken@harbour.example")  # fmt: skip
    assert not joined(people(common, other, seen("", "khill@harbour.example")),
                      "khill@harbour.example", "hill.ken@harbour.example")  # fmt: skip


def test_addresses_of_two_organisations_do_not_join_through_a_printed_name() -> None:
    found = people(
        seen("Leo Castle"),
        seen("", "lcastle@dock.example"),
        seen("", "leo.castle@harbour.example"),
    )
    assert len(found.persons) == 3


def test_a_name_tied_to_an_address_joins_no_other_address() -> None:
    """A name alone never joins two who have addresses."""
    found = people(
        seen("Tim Reed", "treed@harbour.example", 9), seen("Tim Reed/Dock/Pier", "", 2),
        seen("Tim Reed", "tim.reed@dock.example", 9),
    )  # fmt: skip
    assert not joined(found, "treed@harbour.example", "tim.reed@dock.example")


def test_a_local_part_printed_without_its_domain_is_that_of_the_only_address() -> None:
    quay = seen("", "quayside@home.example", printed=True)
    bare = seen("quayside", printed=True)
    assert joined(people(quay, bare), "name:quayside", "quayside@home.example")
    second = seen("", "quayside@dock.example", printed=True)
    assert not joined(people(quay, bare, second), "name:quayside", "quayside@home.example")


@pytest.mark.parametrize(("signed", "given"), [("Ana Brook", "ana"), ("Tim Reed", "")])
def test_an_address_bears_the_name_that_its_letters_are_signed_with_if_it_spells_it(
    signed: str, given: str
) -> None:
    (correspondent,) = gather(
        [*seen("", BARE), *seen(signed, BARE, 2, Where.SIGNATURE)]
    ).correspondents
    assert profile(correspondent).name.given == given


def test_a_given_name_of_the_archive_is_nobody_s_surname_and_initial() -> None:
    found = people(
        seen("Eva Ros", "eva@harbour.example"), seen("Rose Reed", "rreed@harbour.example"),
        seen("", "rose@harbour.example"),
    )  # fmt: skip
    assert len(found.persons) == 3


def test_the_end_of_an_address_is_no_local_part() -> None:
    found = people(seen("Nan Com", "quay@dock.example"), seen("n.com"))
    assert not joined(found, "name:n.com", "quay@dock.example")


def test_a_surname_that_is_a_given_name_too_is_not_put_first() -> None:
    found = people(
        seen("Philip, Walter", "wphilip@harbour.example"), seen("", "philip.walter@harbour.example")
    )
    assert len(found.persons) == 2
    found = people(
        seen("Brook, Walter", "wbrook@harbour.example"), seen("", "brook.walter@harbour.example")
    )
    assert len(found.persons) == 1
