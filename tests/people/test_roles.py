"""Titles and organisations are read with their place in the text, and a date's answer may be: unknown."""

from datetime import UTC, datetime

import msgspec
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
        ("Ana Brook, PhD\nSpeechwriter\nUS Embassy Port-au-Quay", "Speechwriter", "US Embassy Port-au-Quay"),
        ("Ana Brook (she/her)\nHarbour Authority\nDirector", "Director", "Harbour Authority"),
        ("Ana Brook\n555-010-0199\nAssociate\nQuay Works Ltd", "Associate", "Quay Works Ltd"),
        ("Ambassador Ana Brook\nAssistant Secretary for Quays", "Assistant Secretary for Quays", ""),
        ("Ana Brook\nPresident Quaysides\nana@quaysides.example", "President", "Quaysides"),
        ("Ana Brook\nQuay Works Ltd, Founder", "Founder", "Quay Works Ltd"),
        ("Ana Brook - Director\nQuay Works Ltd. www.quays.example", "Director", "Quay Works Ltd"),
        ("Ana Brook\nMember, Harbour Council", "Member", "Harbour Council"),
        ("Ana Brook\nOffice of the Director", "", "Office of the Director"),
        ("Ana Brook\nHarbour Authority\nQuay Street 5\n555-010-0199", "", "Harbour Authority"),
        ("Ana Brook\nChief Engineer\nSBU", "Chief Engineer", ""),
        ("Ana Brook\nDean\nQuay School", "Dean", "Quay School"),
        ("Ana Brook\nAnalyst & Associate Program\nGate Recruiting\n555-010-0199", "",
         "Analyst & Associate Program, Gate Recruiting"),
        ("Ana Brook\nGate Accounting\nx5-3558", "", "Gate Accounting"),
        ("Ana\nDirector\nHarbour Authority\n555-010-0199", "Director", "Harbour Authority"),
        ("> Ana Brook\n> Chief Engineer\n> Tel. 555 010 0199", "Chief Engineer", ""),
        ("Ana (Annie) Q. Brook IV, Ph.D.\nGeologist\nQuay Works Ltd", "Geologist", "Quay Works Ltd"),
        ("Ana Brook\nIT Director", "IT Director", ""),
        ("Ana Brook, III/CEO\nQuays", "CEO", "Quays"),
        ("Ana Brook\nMBA Candidate, Class of 2002\nQuay School of Works", "MBA Candidate, Class of 2002",
         "Quay School of Works"),
        ("Ana Brook\nGate Engineer I\nQuay Works Ltd", "Gate Engineer I", "Quay Works Ltd"),
        ("Ana Brook\nQuay Works Ltd\nGate Operations\nSupervisor\n555-010-0199", "Supervisor",
         "Quay Works Ltd, Gate Operations"),
        ("Ana Brook\nReporter, The Quay Courier", "Reporter", "The Quay Courier"),
        ("Ana Brook\nGate Control\n555-010-0199", "", "Gate Control"),
        ("Ana Brook\nHuman Resources\nx5-3558", "", "Human Resources"),
    ],
)  # fmt: skip
def test_a_signature_block_states_title_and_organisation(
    block: str, title: str, organisation: str
) -> None:
    (reading,) = role_readings(own(f"The gate holds.\n\n{block}\n"), "Brook, Ana Q", 5)
    assert (reading.title, reading.organisation) == (title, organisation)
    assert (reading.source, reading.dated) == (RoleSource.SIGNATURE, 5)


@pytest.mark.parametrize(
    ("block", "title", "organisation"),
    [
        ("Ana Brook\n555-010-0199\nfax 555-010-0198\nHarbour Authority\n5 Quay Street", "", "Harbour Authority"),
        ("Ana Brook\nana@works.example\nDirector", "Director", ""),
        ("Ana Brook\nGate Trading\nQuay Shipping Ltd.\nQuay House\nOld Strand\nQuayside W2R\nTel 555 010 0199",
         "", "Gate Trading, Quay Shipping Ltd."),
        ("Ana Brook\nEngineer\nHarbour Authority\nMarsh House\n5 Quay Street", "Engineer", "Harbour Authority"),
        ("Ana Brook\nHarbour Division\nEB4922\n555-010-0199", "", "Harbour Division"),
        ("Ana Brook\nRegulatory Affairs -- 4.424\n555-010-0199", "", "Regulatory Affairs"),
        ("Ana Brook\nHarbour Division\nQuayside - One Marsh Plaza\n555-010-0199", "", "Harbour Division"),
        ("Ana Brook\nDean\nQuay University, MS-531, 61 Marsh Street", "Dean", "Quay University"),
        ("Ana Brook\nEngineer\nHarbour Authority\nOffice - 555-010-0199", "Engineer", "Harbour Authority"),
        ("Ana Brook\t\tTel. 555-010-0199\nDirector\t\t555-010-0198 (fax)\nHarbour Authority   ana@works.example",
         "Director", "Harbour Authority"),
        ("Ana Brook\nPresident\nQUAY UNIVERSITY\nPost Office Box 18", "President", "QUAY UNIVERSITY"),
        ("Ana Brook\nHarbour Floor Support\n555-010-0199", "", "Harbour Floor Support"),
        ("Ana Brook\nManager\nQuay Works, a division of Marsh Inc.", "Manager", "Quay Works"),
    ],
)  # fmt: skip
def test_what_tells_the_way_is_read_over_and_is_no_organisation(
    block: str, title: str, organisation: str
) -> None:
    (reading,) = role_readings(own(f"The gate holds.\n\n{block}\n"), "Ana Brook", 5)
    assert (reading.title, reading.organisation) == (title, organisation)


@pytest.mark.parametrize(
    ("line", "organisation"),
    [
        ("Ana Brook, Harbour Riders' Union", "Harbour Riders' Union"),
        ("Ana Brook, PEng, MBA | A. Brook & Associates Limited", "A. Brook & Associates Limited"),
        ("Ana Brook - Harbour Authority - 555-010-0199", "Harbour Authority"),
        ("Ana Brook, PhD\nHarbour Authority", "Harbour Authority"),
        ("Ana Brook, HWA\nHarbour Authority", "Harbour Authority"),
        (
            "Ana Brook, III\nMarsh, Quill & Reed, L.L.P.\nOne Quay Center\n555-010-0199",
            "Marsh, Quill & Reed, L.L.P.",
        ),
    ],
)
def test_an_organisation_may_stand_beside_the_name_behind_degrees(
    line: str, organisation: str
) -> None:
    (reading,) = role_readings(own(f"The gate holds.\n\n{line}\n"), "Ana Brook", 5)
    assert (reading.title, reading.organisation) == ("", organisation)


def test_a_second_role_below_the_first_is_not_its_organisation() -> None:
    block = "Ana Brook\nProfessor of Quays\nFounding Director, Gate Alliance\nQuay University\n"
    (reading,) = role_readings(own(block), "Ana Brook", 5)
    assert (reading.title, reading.organisation) == ("Professor of Quays", "Quay University")
    other = "Ana Brook\nGate Alliance, Founder\nHarbour Council, President\n"
    (reading,) = role_readings(own(other), "Ana Brook", 5)
    assert (reading.title, reading.organisation) == ("Founder", "Gate Alliance")


@pytest.mark.parametrize(
    "rule", ["-----Original Message-----", "=" * 20, "----- Quay Groups Sponsor ---"]
)
def test_a_block_ends_at_a_rule(rule: str) -> None:
    (reading,) = role_readings(
        own(f"Ana Brook\nDirector\n{rule}\nHarbour Authority\n"), "Ana Brook", 5
    )
    assert (reading.title, reading.organisation) == ("Director", "")


def test_an_address_s_local_part_may_be_given_name_and_initial() -> None:
    text = "The gate holds.\n\nAna L. Brook\nChief Engineer\n"
    (reading,) = role_readings(own(text), "anab", 5, "anab@quays.example")
    assert reading.title == "Chief Engineer"
    assert role_readings(own(text), "anac", 5, "anac@quays.example") == ()


@pytest.mark.parametrize(
    ("line", "address", "named"),
    [
        ("QuayOnline", "ana@quay.example", True),
        ("Cook Gate Freight", "ana@cook-gate.example", True),
        ("Greater Quay Partners", "ana@gqp.example", True),
        ("Quayonline", "ana@quay.example", False),
        ("Cook Gates Freight", "ana@cook-gate.example", False),
    ],
)
def test_a_domain_names_an_organisation_by_its_first_words_or_initials(
    line: str, address: str, named: bool
) -> None:
    read = role_readings(own(f"Done.\n\nAna Brook\n{line}\n"), "Ana Brook", 5, address)
    assert [reading.organisation for reading in read] == [line] * named


def test_a_signature_found_by_its_telephone_is_read_with_the_name_above_it() -> None:
    text = "The gate holds.\n\nAna Brook\nChief Engineer\nHarbour Authority\n555 010 0199\n"
    cut = text.index("Harbour")
    passages = (Passage(Origin.OWN, 0, cut), Passage(Origin.SIGNATURE, cut, len(text)))
    (reading,) = role_readings(BodyText(text, passages), "Ana Brook", 5)
    assert (reading.title, reading.organisation) == ("Chief Engineer", "Harbour Authority")


def test_the_author_s_domain_shows_which_words_name_the_organisation() -> None:
    text = "Done.\n\nAna Brook\nQuaysides Europe\n"
    assert role_readings(own(text), "Ana Brook", 5) == ()
    (reading,) = role_readings(own(text), "Ana Brook", 5, "ana@quay-sides.example")
    assert (reading.title, reading.organisation) == ("", "Quaysides Europe")


def test_a_list_of_people_is_nobody_s_organisation() -> None:
    text = "On the panel:\nAna Brook - Director, Quay Works Ltd\nTim Reed - Warden, Harbour Authority\n"
    (reading,) = role_readings(own(text), "Ana Brook", 5)
    assert (reading.title, reading.organisation) == ("Director", "Quay Works Ltd")


def test_a_surname_that_a_scan_misread_is_still_the_author_s() -> None:
    text = "Done.\n\nAna Brookman\nChief Engineer\n"
    assert len(role_readings(own(text), "Brooknnan, Ana", 5)) == 1
    assert role_readings(own(text), "Brooknnan, Tim", 5) == ()


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
        "Ana Brook\nBrook View\nMain Hall\n",
        "Ana Brook\nTim Reed\nDirector\n",
        "Ana Brook\nDean Reed\nTim Quill\n",
        "C/o Ana Brook\nHarbour Authority\n555-010-0199\n",
        "Thanks,\nAna\nDirector\n",
        "Ana,\n\nHarbour Council wants the gate shut.\n",
        "Ana Brook\nHarbour Authority\nwe should ask them\n",
        "Ana\nCaptain Sam El Hefny\nHead of Harbour Authority\n555-010-0199\n",
        "Ana\nHarbour Meeting\nTim Reed, Managing Director\n555-010-0199\n",
        "Ana\nThe Harbour News of the Quay\nhttps://news.example/quay\n",
        "Ana Brook, Ltd\nold Quay\n",
        "Ana\nHarbour Council To Shut Quay Gate\n12 May 2001, 555-010-0199\n",
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


def test_a_role_spelt_in_short_or_misread_by_a_scan_is_the_same_role() -> None:
    texts = ["Assistant to the Harbour Master"] * 2 + [
        "As istant to the Harbour Master", "Asst. to the Harbour Master", "Assistant to the Harbor Master",
        "Harbour Engineer I", "Harbour Engineer II",
    ]  # fmt: skip
    days = [f"2015-0{number}-01" for number in range(1, 8)]
    readings = [signature(title, day) for title, day in zip(texts, days, strict=True)]
    roles = roles_over_time(readings)
    assert [(role.title, len(role.readings)) for role in roles] == [
        ("Assistant to the Harbour Master", 5), ("Harbour Engineer I", 1), ("Harbour Engineer II", 1),
    ]  # fmt: skip
    assert (roles[0].first, roles[0].last) == (at("2015-01-01"), at("2015-05-01"))
    assert role_on(readings, at("2015-03-20")).role == roles[0]


def test_two_misprints_that_are_as_frequent_stay_two() -> None:
    readings = [
        signature("Keeper of Soundings", "2015-01-01"),
        signature("Keeper of Roundings", "2015-01-09"),
    ]
    assert len(roles_over_time(readings)) == 2


@pytest.mark.parametrize(
    ("day", "title"),
    [("2015-01-15", "Engineer"), ("2016-03-01", ""), ("2017-01-15", "Engineer")],
)
def test_a_block_without_the_title_speaks_not_against_it(day: str, title: str) -> None:
    """Half a year from where it was stated the title is not certain any more; the organisation is."""
    bare = msgspec.structs.replace(signature("", "2015-02-01"), name="Ana Brook")
    readings = [
        signature("Engineer", "2015-01-01"), bare,
        signature("Engineer", "2017-02-01"),
        msgspec.structs.replace(bare, dated=at("2017-01-01")),
    ]  # fmt: skip
    answer = role_on(readings, at(day)).role
    assert answer is not None
    assert (answer.title, answer.organisation) == (title, "Harbour Authority")


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


@pytest.mark.parametrize(
    "written",
    [
        "Brook, Ana", "Ana Brook", "ANA BROOK", "Brook, Ana (Works)", 'Ana "Annie" Brook', "Ana (Annie) Brook",
        "'Ana Brook'", "Dr. Ana de la Brook", "Ana Brook/Works/Harbour@Harbour", "Brook, Ana </O=HARBOUR/CN=X>",
        "Ana Brøok-Brook", "ana.brook", "abrook", "brooka", "Brook",
    ],
)  # fmt: skip
def test_the_author_is_found_however_a_header_writes_the_name(written: str) -> None:
    line = "Ana Brøok-Brook" if "ø" in written else "Ana Brook"
    line = "Ana de la Brook" if " de la " in written else line
    text = f"Ana will come.\n\n  {line}\n  Chief Engineer\n"
    address = "" if " " in written else f"{written}@harbour.example"
    (reading,) = role_readings(own(text), written, 5, address)
    assert (reading.name, reading.title) == (line, "Chief Engineer")


@pytest.mark.parametrize(
    ("said", "titles"),
    [
        (
            "Ana Brook, then the chief engineer of the Harbour Authority, came",
            ["then the chief engineer"],
        ),
        (
            "Ana Brook, adviser to and president of the Quay Council, came",
            ["adviser to and president"],
        ),
        ("They made Ana Brook, as president of the Quay Council, an offer", []),
        ("They saw Ana Brook, a lobbyist for R. Marsh, there", []),
        ("They saw the gate, a president of the Quay Council, there", []),
    ],
)
def test_only_what_stands_behind_a_name_s_comma_is_its_title(said: str, titles: list[str]) -> None:
    assert [reading.title for reading in role_readings(own(said), "Tim Reed", 5)] == titles


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
    for line in ("-. " * 5_000, "A, " * 5_000 + "5", "A\t" * 5_000, "Works " * 5_000 + "- 5"):
        role_readings(own(f"Ana Brook\n{line}\n" * 20), "Ana Brook", None)


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
        ("AGENT CB/CB BOOKING REF YM2MB9", False),
        ("Managing Director, Quays.com", False),
        ("Professor Tim Q. Reed", False),
        ("Trader Support Group", False),
        ("Manager Quay Trading Group", True),
        ("Ambassador at Large", True),
    ],
)
def test_a_unit_or_a_headline_is_no_title(line: str, holds: bool) -> None:
    assert is_title(line) is holds
