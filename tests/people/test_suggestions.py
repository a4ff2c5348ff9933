"""What a reviewer should look at: likely pairs, most letters first, never again what was decided."""

from onrecord.people.decisions import Act, Decision
from onrecord.people.judging import judge
from onrecord.people.sightings import Evidence, EvidenceKind, Sighting, Sightings, Where, gather
from onrecord.people.suggestions import suggestions


def seen(name: str, address: str = "", times: int = 1) -> list[Sighting]:
    return [Sighting(name, address, Where.HEADER)] * times


def asked(sightings: Sightings, *decided: Decision) -> list[tuple[str, str, str]]:
    found = suggestions(judge(sightings, decided), sightings.evidence, decided)
    return [(item.first, item.second, item.reason) for item in found]


def test_two_of_one_name_are_asked_about_before_those_with_fewer_letters() -> None:
    sightings = gather(
        seen("Ana Brook", "ana.brook@harbour.example", 9) + seen("Ana Brook", "abrook@dock.example", 8)
        + seen("Tim Reed", "tim@harbour.example", 3) + seen("Tim Reed", "reed@dock.example", 2)
    )  # fmt: skip
    found = asked(sightings)
    assert found[0] == ("ana.brook@harbour.example", "abrook@dock.example", "the same name")
    assert found[1][:2] == ("tim@harbour.example", "reed@dock.example")


def test_single_names_initials_and_lookalikes_are_asked_about() -> None:
    sightings = gather(
        seen("Brook, Ana Q", "quay@harbour.example", 9) + seen("Ana", "", 5) + seen("AQB", "", 4)
        + seen("Brok, Ana", "", 3) + seen("Анна Петрова", "", 2) + seen("Anna Petrova", "", 2)
    )  # fmt: skip
    pairs = {frozenset(item[:2]): item[2] for item in asked(sightings)}
    assert frozenset(("quay@harbour.example", "name:ana")) in pairs
    assert pairs[frozenset(("quay@harbour.example", "name:aqb"))] == "the same initials"
    assert frozenset(("quay@harbour.example", "name:brok ana")) in pairs
    assert (
        pairs[frozenset(("name:anna petrova", "name:анна петрова"))]
        == "the same name in another script"
    )


def test_evidence_that_was_not_enough_is_asked_about() -> None:
    said = Evidence(EvidenceKind.REPLY_HEADER, "name:sbw17", "quay@harbour.example", 1)
    sightings = gather(seen("sbw17") + seen("Ana Brook", "quay@harbour.example"), [said])
    assert {frozenset(item[:2]) for item in asked(sightings)} == {
        frozenset(("name:sbw17", "quay@harbour.example"))
    }


def test_what_was_decided_is_not_asked_again() -> None:
    sightings = gather(
        seen("Ana Brook", "ana@harbour.example") + seen("Ana Brook", "ana@dock.example")
    )
    pair = ("ana@harbour.example", "ana@dock.example")
    assert len(asked(sightings)) == 1
    assert asked(sightings, Decision(Act.NOT_SAME, *pair)) == []
    assert asked(sightings, Decision(Act.MERGE, *pair)) == []


def test_offices_are_not_suggested() -> None:
    sightings = gather(
        seen("Press Office", "press@harbour.example") + seen("Press Office", "press@dock.example")
    )
    assert asked(sightings) == []
