"""Titles and organisations are read with their place in the text, and a date's answer may be: unknown."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.role_reading import RoleReading, RoleSource, role_in_name, role_readings
from onrecord.people.role_words import is_title
from onrecord.people.roles import organisation_hints, parse_roles, role_on, roles_over_time
from onrecord.text.passage import BodyText, Origin, Passage


def at(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())


def own(text: str) -> BodyText:
    return BodyText(text, (Passage(Origin.OWN, 0, len(text)),))


SIGNED = "The gate holds.\n\nAna Brook\nChief Engineer\nHarbour Authority\n(555) 010-0199\n"


@pytest.mark.parametrize(
    ("block", "title", "organisation"),
    [
        ("Ana Brook\nChief Engineer\nHarbour Authority", "Chief Engineer", "Harbour Authority"),
        ("Ana Brook, Chief Engineer, Harbour Authority", "Chief Engineer", "Harbour Authority"),
        ("Ana Brook | Chief Engineer", "Chief Engineer", ""),
        ("Ana Q. Brook, PhD\nDirector of Docks\nOffice of Works\nHarbour Authority", "Director of Docks",
         "Office of Works, Harbour Authority"),
        ("Ana Brook\nSpecial Assistant to\nSecretary Tim Reed", "Special Assistant to Secretary Tim Reed", ""),
        ("Ana Brook\nAmbassador at Large", "Ambassador at Large", ""),
        ("Ana Brook\nChief Engineer at Quay Works Ltd", "Chief Engineer", "Quay Works Ltd"),
        ("> Ana Brook\n> Chief Engineer\n> Tel. 555 010 0199", "Chief Engineer", ""),
    ],
)  # fmt: skip
def test_a_signature_block_states_title_and_organisation(
    block: str, title: str, organisation: str
) -> None:
    (reading,) = role_readings(own(f"The gate holds.\n\n{block}\n"), "Brook, Ana Q", 5)
    assert (reading.title, reading.organisation) == (title, organisation)
    assert (reading.source, reading.dated) == (RoleSource.SIGNATURE, 5)


def test_a_reading_keeps_the_place_it_was_read_from() -> None:
    (reading,) = role_readings(own(SIGNED), "Ana Brook", 5)
    assert SIGNED[reading.start : reading.end] == "Ana Brook\nChief Engineer\nHarbour Authority"


@pytest.mark.parametrize(
    "text",
    [
        "Present:\nTim Reed\nHarbour Master and Director\n",
        "I met Ana Brook.\nDirector Reed was there.\n",
        "Ana Brook\nwe should ask the director\n",
        "Ana Brook\n12 Director Street\n",
        "Ana Brook\nOffice of the Director\n",
    ],
)
def test_what_only_looks_like_the_author_s_block_is_left(text: str) -> None:
    assert role_readings(own(text), "Ana Brook", 5) == ()


def test_a_quoted_letter_s_block_is_its_author_s_and_its_date_is_not_the_answer_s() -> None:
    text = f"Agreed.\n{SIGNED}"
    quoted = Passage(Origin.QUOTED, 8, len(text), 1, "Brook, Ana", letter=1)
    (reading,) = role_readings(BodyText(text, (Passage(Origin.OWN, 0, 8), quoted)), "Tim Reed", 5)
    assert (reading.name, reading.letter, reading.dated) == ("Ana Brook", 1, None)


def test_a_text_s_mention_is_weaker() -> None:
    text = "The inspector met Tim Reed, the chief engineer of the Harbour Authority, on Monday."
    (reading,) = role_readings(own(text), "Ana Brook", 5)
    assert (reading.name, reading.title, reading.organisation, reading.source) == (
        "Tim Reed", "chief engineer", "Harbour Authority", RoleSource.MENTION,
    )  # fmt: skip


def test_a_header_name_may_state_an_organisation() -> None:
    reading = role_in_name("Brook, Ana (Harbour Authority)")
    assert reading is not None and reading.organisation == "Harbour Authority"
    assert role_in_name("Brook, Ana (Deputy Director)") is not None
    assert role_in_name("William (Bill) Brook") is None
    assert role_in_name("Brook, Ana") is None


def test_roles_of_one_title_are_one_from_the_first_reading_to_the_last() -> None:
    readings = [
        signature("Chief Engineer", "2015-03-01"), signature("chief engineer", "2015-01-01"),
        signature("Director", "2016-01-01"),
    ]  # fmt: skip
    roles = roles_over_time(readings)
    assert [(role.title.lower(), role.first, role.last) for role in roles] == [
        ("chief engineer", at("2015-01-01"), at("2015-03-01")),
        ("director", at("2016-01-01"), at("2016-01-01")),
    ]


def signature(title: str, day: str, source: RoleSource = RoleSource.SIGNATURE) -> RoleReading:
    return RoleReading("Ana Brook", title, "Harbour Authority", source, at(day))


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2015-02-01", "Engineer"),
        ("2015-05-01", "Engineer"),
        ("2015-08-15", None),
        ("2016-02-01", "Director"),
        ("2014-12-01", "Engineer"),
        ("2013-01-01", None),
        ("2019-01-01", None),
    ],
)
def test_what_somebody_was_on_a_date_is_told_or_not_known(day: str, title: str | None) -> None:
    readings = [
        signature("Engineer", "2015-01-01"), signature("Engineer", "2015-05-01"),
        signature("Director", "2015-12-01"), signature("Rower", "2015-02-01", RoleSource.MENTION),
    ]  # fmt: skip
    answer = role_on(readings, at(day))
    assert (answer.role.title if answer.role else None) == title
    assert answer.reason


def test_a_user_s_table_is_strongest_within_its_period() -> None:
    text = "name,address,title,organisation,from,to\nAna Brook,abrook@harbour.example,Warden,,2015-02,2015\n"
    table, left = parse_roles(text)
    assert left == ()
    readings = [signature("Engineer", "2015-01-01"), signature("Engineer", "2015-05-01"), *table]
    answers = [
        role_on(readings, at(day)).role for day in ("2015-01-31", "2015-02-01", "2015-12-31")
    ]
    assert [role.title if role else "" for role in answers] == ["Engineer", "Warden", "Warden"]


def test_lines_of_a_table_that_state_no_role_are_told() -> None:
    text = (
        "name,title,from,to\n,Warden,,\nAna Brook,,,\nAna Brook,Warden,spring,\n"
        "Ana Brook,Warden,2016,2015\nAna Brook,Warden,,\n"
    )
    found, left = parse_roles(text)
    assert len(found) == 1
    assert [item.line for item in left] == [2, 3, 4, 5]


def test_a_domain_only_hints_at_an_organisation() -> None:
    said = [("ana@harbour.example", signature("Engineer", "2015-01-01"))]
    assert organisation_hints(said * 3) == {"harbour.example": "Harbour Authority"}
    assert organisation_hints(said * 2) == {}
    assert organisation_hints([("ana@gmail.com", said[0][1])] * 3) == {}


@given(st.text(max_size=300), st.text(max_size=20))
def test_no_text_stops_the_reading(text: str, author: str) -> None:
    for reading in role_readings(own(text), author, None):
        assert 0 <= reading.start < reading.end <= len(text)
    parse_roles("name,title,from\n" + text)


def test_the_time_to_read_grows_with_the_text() -> None:
    hostile = "Aa Bb, the " + "a " * 20_000 + "\n" + "Ana Brook\n" * 5_000
    role_readings(own(hostile), "Ana Brook", None)


def test_one_who_signs_with_the_middle_name_is_the_author() -> None:
    text = "The gate holds.\nVala Brook\nSenior Adviser\n"
    assert len(role_readings(own(text), "Brook, S Vala R", 5)) == 1


def test_a_unit_s_name_is_no_title() -> None:
    assert role_readings(own("Done.\nAna Brook\nDirector's Planning Staff\n"), "Ana Brook", 5) == ()


@pytest.mark.parametrize(
    ("block", "title", "organisation"),
    [
        ("Deputy Director\nfor Docks and Quays\nHarbour Authority", "Deputy Director for Docks and Quays",
         "Harbour Authority"),
        ("Senior Adviser\nOffice of the Warden &\nChief of Staff\nHarbour Authority", "Senior Adviser",
         "Office of the Warden & Chief of Staff, Harbour Authority"),
        ("Adviser - Quay Affairs\nHarbour Authority", "Adviser - Quay Affairs", "Harbour Authority"),
    ],
)  # fmt: skip
def test_lines_that_go_on_are_read_as_one(block: str, title: str, organisation: str) -> None:
    (reading,) = role_readings(own(f"Done.\nAna Brook\n{block}\n"), "Ana Brook", 5)
    assert (reading.title, reading.organisation) == (title, organisation)


@pytest.mark.parametrize(
    "line, holds",
    [
        ("Corporate Secretary Department", False),
        ("Executive Secretariat - Operations", False),
        ("Salt water remains the chief technical obstacle", False),
        ("Chief Finance Officer", True),
        ("Director, Legal Department", True),
        ("Transport reporter, The Alder Courier", True),
    ],
)
def test_a_unit_or_a_headline_is_no_title(line: str, holds: bool) -> None:
    assert is_title(line) is holds
