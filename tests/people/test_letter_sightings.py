"""What one letter shows of people: whom its mailboxes name, who signs it, and whom it greets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.structure import Mailbox
from onrecord.people.letter_sightings import (
    Mention,
    address_behind,
    directory_entry,
    greeted_name,
    mention,
    signed_name,
)
from onrecord.people.sightings import name_key
from onrecord.text.passage import BodyText, Origin, Passage


def named(written: str, address: str = "") -> Mention:
    found = mention(written, address)
    assert found is not None
    return found


def body(text: str) -> BodyText:
    return BodyText(text, (Passage(Origin.OWN, 0, len(text)),))


def test_an_address_within_a_name_is_read_though_its_sign_is_misread() -> None:
    assert named("Brook, Ana Q BrookAQ©harbour.example").key == "brookaq@harbour.example"


@pytest.mark.parametrize(
    ("written", "beside"),
    [
        ("AQB <abrook", "name:abrook"),
        ("AQB abrook", "name:abrook"),
        ("Ana Brook abrook", "name:abrook"),
        ("Ana Brook <ab", "name:ab"),
        ("Ana brook", ""),
        ("Ana Bo", ""),
    ],
)
def test_a_second_form_that_stands_beside_a_name_is_told_apart(written: str, beside: str) -> None:
    assert named(written).beside_key == beside


def test_what_is_left_of_a_mail_link_is_no_part_of_the_name() -> None:
    for written in ("Ana Brook [mailto", "Ana Brook [rnailto:", "Ana Brook fmailto:"):
        assert named(written).key == "name:ana brook"
    assert named("Ana Maria").key == "name:ana maria"


def test_who_sends_on_behalf_is_another() -> None:
    found = named("Tim Reed on behalf of Brook, Ana")
    assert (found.helper_key, found.key) == ("name:tim reed", "name:brook ana")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ana Brook via discuss", "name:ana brook"),
        ("Brook, Ana via Dock List", "name:brook ana"),
        ("docks on behalf of Ana Brook via discuss", "name:ana brook"),
        ("ana@home.example via discuss", "ana@home.example"),
        ("Via Brook", "discuss@lists.example"),
    ],
)
def test_whom_a_list_wrote_itself_in_the_place_of_is_named_without_its_address(
    written: str, key: str
) -> None:
    found = named(written, "discuss@lists.example")
    assert found.key == key
    assert (found.list_key == "discuss@lists.example") is (key != "discuss@lists.example")


LIST = Mailbox("Ana Brook via discuss", "discuss@lists.example")
ITSELF = Mailbox("discuss", "Discuss@lists.example")
ANA = Mailbox("Ana", "ana@home.example")


@pytest.mark.parametrize(
    ("author", "original", "reply_to", "address"),
    [
        (LIST, [ANA], [], "ana@home.example"),
        (LIST, [], [ITSELF, ANA], "ana@home.example"),
        (LIST, [ANA], [Mailbox("", "bo@home.example")], "ana@home.example"),
        (LIST, [], [ANA, Mailbox("", "bo@home.example")], ""),
        (LIST, [], [ITSELF], ""),
        (LIST, [], [], ""),
        (ANA, [], [Mailbox("", "bo@home.example")], ""),
    ],
)
def test_the_address_behind_a_list_is_that_of_the_original_sender_or_the_only_other_to_answer(
    author: Mailbox, original: list[Mailbox], reply_to: list[Mailbox], address: str
) -> None:
    assert address_behind(author, original, reply_to) == address


def test_a_directory_s_entry_stands_beside_the_address() -> None:
    entry = directory_entry("Brook, Ana </O=HARBOUR/OU=X/CN=ABROOK>")
    assert entry is not None
    path = "/o=harbour/ou=x/cn=abrook"
    assert entry.named("ana.brook@harbour.example") == ("Brook, Ana", path)
    assert entry.named("/o=harbour/cn=other") == ("Brook, Ana", "/o=harbour/cn=other")


def test_a_directory_s_full_name_alone_stands_for_the_address() -> None:
    entry = directory_entry("Ana Brook")
    assert entry is not None
    assert entry.named("ana@harbour.example") == ("Ana Brook", "ana@harbour.example")
    assert directory_entry("abrook") is None
    assert directory_entry("") is None


def test_sign_offs_and_greetings_are_read_from_own_words() -> None:
    text = body("Dear Tim,\n\nThe gate holds.\n\nAna Brook\n")
    assert (signed_name(text), greeted_name(text)) == ("Ana Brook", "Tim")


def test_keys_are_words_in_order_and_redactions_are_no_words() -> None:
    assert name_key("Brook,  Ana Q.") == "name:brook ana q"
    assert name_key("ana.brook") == "name:ana.brook"
    assert name_key("B6") == name_key("<>") == ""
    assert name_key("Анна Брук") == "name:анна брук"


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=200))
def test_no_letter_stops_the_reading(name: str, address: str, text: str) -> None:
    found = mention(name, address)
    assert found is None or found.key
    address_behind(Mailbox(f"{name} via {text}", address), [Mailbox(text, name)], [])
    entry = directory_entry(text)
    assert entry is None or entry.named(address) or not entry.full
    signed_name(body(text))
    greeted_name(body(text))


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
