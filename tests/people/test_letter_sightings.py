"""One letter shows names in headers, reply headers and sign-offs, and what links them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.description import Addressed
from onrecord.people.letter_sightings import SeenLetter, mention, names_parent, sighted
from onrecord.people.sightings import Evidence, EvidenceKind, Where, correspondent_key, name_key
from onrecord.text.passage import BodyText, Origin, Passage


def letter(
    *addressed: tuple[str, str, str], text: str = "", directory: str = "", quoted: str = ""
) -> SeenLetter:
    passages = [Passage(Origin.OWN, 0, len(text))]
    if quoted:
        passages.append(Passage(Origin.QUOTED, len(text), len(text), 1, quoted, letter=1))
    return SeenLetter(
        "m/1", 5, False, [Addressed(*who) for who in addressed], BodyText(text, tuple(passages)), directory
    )  # fmt: skip


def shown(seen: SeenLetter) -> set[tuple[str, str]]:
    return {
        (correspondent_key(item.name, item.address), item.where.value)
        for item in sighted(seen).sightings
    }


def test_headers_and_reply_headers_show_names() -> None:
    seen = letter(
        ("from", "Ana Brook", "ana@harbour.example"), ("to", "Tim Reed", ""), quoted="Reed, Tim"
    )
    assert shown(seen) == {
        ("ana@harbour.example", "header"), ("name:tim reed", "header"), ("name:reed tim", "reply header"),
    }  # fmt: skip


def test_an_address_within_a_name_is_read_though_its_sign_is_misread() -> None:
    seen = letter(("from", "Brook, Ana Q BrookAQ©harbour.example", ""))
    assert shown(seen) == {("brookaq@harbour.example", "header")}


def test_two_forms_beside_each_other_are_linked() -> None:
    for written in ("AQB <abrook", "AQB abrook", "Ana Brook abrook"):
        (link,) = sighted(letter(("from", written, ""))).evidence
        assert (link.kind, link.first) == (EvidenceKind.BESIDE, "name:abrook")
    assert sighted(letter(("from", "Ana brook", ""))).evidence == ()


def test_what_is_left_of_a_mail_link_is_no_part_of_the_name() -> None:
    for written in ("Ana Brook [mailto", "Ana Brook [rnailto:", "Ana Brook fmailto:"):
        assert shown(letter(("from", written, ""))) == {("name:ana brook", "header")}
    assert shown(letter(("from", "Ana Maria", ""))) == {("name:ana maria", "header")}


def test_who_sends_for_whom_is_evidence_of_two() -> None:
    (link,) = sighted(letter(("from", "Tim Reed on behalf of Brook, Ana", ""))).evidence
    assert (link.kind, link.first, link.second) == (
        EvidenceKind.ON_BEHALF, "name:tim reed", "name:brook ana",
    )  # fmt: skip
    by_sender = letter(
        ("from", "Ana", "ana@harbour.example"), ("sender", "Tim", "tim@harbour.example")
    )
    (link,) = sighted(by_sender).evidence
    assert (link.first, link.second) == ("tim@harbour.example", "ana@harbour.example")


def test_a_directory_s_name_stands_beside_the_address() -> None:
    seen = letter(
        ("from", "", "ana.brook@harbour.example"),
        directory="Brook, Ana </O=HARBOUR/OU=X/CN=ABROOK>",
    )
    (link,) = sighted(seen).evidence
    assert (link.kind, link.first) == (EvidenceKind.BESIDE, "/o=harbour/ou=x/cn=abrook")


def test_sign_offs_and_greetings_are_forms_of_sender_and_receiver() -> None:
    text = "Dear Tim,\n\nThe gate holds.\n\nAna Brook\n"
    seen = letter(("from", "", "ana@harbour.example"), ("to", "", "tim@harbour.example"), text=text)
    forms = {(item.name, item.address, item.where) for item in sighted(seen).sightings if item.name}
    assert forms == {
        ("Ana Brook", "ana@harbour.example", Where.SIGNATURE),
        ("Tim", "tim@harbour.example", Where.SALUTATION),
    }


def test_a_reply_header_is_set_beside_the_parent_s_author() -> None:
    author = Addressed("from", "Brook, Ana Q", "brookaq@harbour.example")
    assert names_parent(("Ana Brook", ""), author, "m/1") == Evidence(
        EvidenceKind.REPLY_HEADER, "name:ana brook", "brookaq@harbour.example", 1, "m/1"
    )
    assert names_parent(("", ""), author) is None


def test_keys_are_words_in_order_and_redactions_are_no_words() -> None:
    assert name_key("Brook,  Ana Q.") == "name:brook ana q"
    assert name_key("ana.brook") == "name:ana.brook"
    assert name_key("B6") == name_key("<>") == ""
    assert name_key("Анна Брук") == "name:анна брук"


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=200))
def test_no_letter_stops_the_reading(name: str, address: str, text: str) -> None:
    seen = sighted(letter(("from", name, address), ("to", address, name), text=text, quoted=name))
    assert all(item.name or item.address for item in seen.sightings)


@pytest.mark.parametrize(
    "written, name, key",
    [
        ("Tom Oak/PORT@portGate", "Tom Oak/PORT@portGate", "name:tom oak"),
        ("From: Tom Oak/PORT@portGate", "From: Tom Oak/PORT@portGate", "name:tom oak"),
        ("Tom J Oak@PORT", "Tom J Oak@PORT", "name:tom j oak"),
        ("oak@PORT", "oak@PORT", "oak@port"),
        ("H Sent Saturday, September 15, 2012 01:10 PM", "H", "name:h"),
        ("Anna Sent Berg", "Anna Sent Berg", "name:anna sent berg"),
    ],
)
def test_notes_mail_of_another_domain_is_a_name_and_a_run_in_line_is_cut(
    written: str, name: str, key: str
) -> None:
    found = mention(written, "")
    assert found is not None
    assert (found.name, found.key) == (name, key)
