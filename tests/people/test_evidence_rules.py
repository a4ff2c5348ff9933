"""What letters say of one another joins two forms where it is said often, or where the forms are alike."""

import pytest

from onrecord.people.grounds import GroundKind
from onrecord.people.judging import People, judge
from onrecord.people.sightings import Evidence, EvidenceKind, Sighting, Where, gather

QUAY = "quayside@harbour.example"


def page(name: str, address: str = "", times: int = 5) -> list[Sighting]:
    return [Sighting(name, address, Where.HEADER, 1_000_000, printed=True)] * times


def people(*sighted: list[Sighting], evidence: tuple[Evidence, ...] = ()) -> People:
    return judge(gather([item for part in sighted for item in part], evidence))


def joined(found: People, first: str, second: str) -> bool:
    return found.of(first) is found.of(second)


def said(kind: EvidenceKind, first: str, second: str, count: int = 1) -> tuple[Evidence, ...]:
    return (Evidence(kind, first, second, count),)


@pytest.mark.parametrize("kind", [EvidenceKind.REPLY_HEADER, EvidenceKind.ADDRESSEE])
@pytest.mark.parametrize(
    ("form", "count", "one"),
    [
        ("AQB", 1, True),  # the initials of the name borne with the address
        ("abrook", 1, True),  # a local part that spells the name
        ("quaysidf", 1, True),  # a misprint of the address's local part
        ("gates", 1, False),
        ("gates", 2, False),
        ("gates", 3, True),
    ],
)
def test_reply_headers_join_a_like_form_at_once_and_another_when_they_name_it_often(
    kind: EvidenceKind, form: str, count: int, *, one: bool
) -> None:
    key = f"name:{form.lower()}"
    found = people(
        page("Brook, Ana Quill", QUAY), page(form, times=1), page("Brook, Adam", "brookad@dock.example"),
        evidence=said(kind, key, QUAY, count),
    )  # fmt: skip
    assert joined(found, key, QUAY) is one


def test_the_ground_tells_that_a_reply_header_names_the_addressee() -> None:
    found = people(
        page("Ana Brook"),
        page("AB"),
        evidence=said(EvidenceKind.ADDRESSEE, "name:ana brook", "name:ab"),
    )
    person = found.of("name:ab")
    assert person is not None
    assert {ground.kind for ground in person.grounds} == {GroundKind.ADDRESSEE}


def test_what_reply_headers_say_of_several_forms_of_one_person_counts_together() -> None:
    evidence = (
        Evidence(EvidenceKind.ADDRESSEE, "name:ana brook", "name:quayside", 3),
        Evidence(EvidenceKind.ADDRESSEE, "name:ana brook", "name:quaysidf", 2),
    )
    found = people(
        page("Ana Brook"), page("quayside", times=20), page("quaysidf", times=1), evidence=evidence
    )
    assert joined(found, "name:ana brook", "name:quayside")


def test_who_answers_joins_only_a_form_that_is_like_theirs() -> None:
    """A second mailbox is answered from the first; but an assistant answers too."""
    found = people(
        page("Q", "quay@harbour.example", 12), page("Q2"), page("gates"),
        evidence=(
            Evidence(EvidenceKind.ANSWER, "name:q2", "quay@harbour.example", 3),
            Evidence(EvidenceKind.ANSWER, "name:gates", "quay@harbour.example", 9),
        ),
    )  # fmt: skip
    assert joined(found, "name:q2", "quay@harbour.example")
    assert not joined(found, "name:gates", "quay@harbour.example")
    person = found.of("name:q2")
    assert person is not None
    assert GroundKind.ANSWER in {ground.kind for ground in person.grounds}


def test_an_assistant_who_answers_is_never_the_one_written_to() -> None:
    found = people(
        page("Ana Brook", "brook@harbour.example"), page("Tim Reed", "reed@harbour.example"),
        evidence=said(EvidenceKind.ANSWER, "brook@harbour.example", "reed@harbour.example", 50),
    )  # fmt: skip
    assert not joined(found, "brook@harbour.example", "reed@harbour.example")


@pytest.mark.parametrize("kind", list(EvidenceKind))
def test_single_given_names_never_merge_whatever_is_said(kind: EvidenceKind) -> None:
    if kind is EvidenceKind.SAME_ADDRESS:
        return
    found = people(
        page("Ana Brook", QUAY), page("Ana"), page("TIM"),
        evidence=said(kind, "name:ana", QUAY, 50) + said(kind, "name:tim", QUAY, 50),
    )  # fmt: skip
    assert not joined(found, "name:ana", QUAY)
    assert not joined(found, "name:tim", QUAY)


def test_given_names_that_go_together_join_where_nothing_says_otherwise() -> None:
    entry = "/o=harbour/ou=staff/cn=recipients/cn=rcastle2"
    found = people(
        page("Castle, Robert", entry), page("Bob Castle", "robert.castle@harbour.example"),
        evidence=said(EvidenceKind.BESIDE, entry, "robert.castle@harbour.example", 9),
    )  # fmt: skip
    assert joined(found, entry, "robert.castle@harbour.example")


def test_directory_entries_of_two_aliases_beside_one_address_are_two_persons() -> None:
    credit, trading = "/o=dock/cn=recipients/cn=jreed10", "/o=dock/cn=recipients/cn=jreed"
    found = people(
        page("Reed, Jan (Credit)", credit), page("Reed, Jan (Trading)", trading),
        page("", ".reed@dock.example"),
        evidence=said(EvidenceKind.BESIDE, credit, ".reed@dock.example", 13)
        + said(EvidenceKind.BESIDE, trading, ".reed@dock.example", 2),
    )  # fmt: skip
    assert not joined(found, credit, trading)


def test_one_alias_in_two_directories_is_one_person() -> None:
    here, there = "/o=dock/cn=recipients/cn=jreed", "/o=dock/cn=recipients/cn=eu/cn=jreed"
    found = people(
        page("Reed, Jan", here), page("Reed, Jan", there), page("", "jan.reed@dock.example"),
        evidence=said(EvidenceKind.BESIDE, here, "jan.reed@dock.example", 3)
        + said(EvidenceKind.BESIDE, there, "jan.reed@dock.example", 2),
    )  # fmt: skip
    assert joined(found, here, there)


def test_all_addresses_that_stand_beside_one_directory_entry_are_one_person_s() -> None:
    entry = "/o=dock/cn=recipients/cn=avilla4"
    first, second = "alex.villa@dock.example", "alexandra.villa@dock.example"
    letters = [[Sighting("", address, Where.HEADER, 1_000_000)] * 6 for address in (first, second)]
    beside = said(EvidenceKind.BESIDE, entry, first, 6) + said(
        EvidenceKind.BESIDE, entry, second, 7
    )
    found = people(*letters, [Sighting("", entry, Where.HEADER, 1_000_000)], evidence=beside)
    assert joined(found, first, second)
