"""One spelling for each address; offices, lists and machines are known by theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.mailbox_address import (
    canonical_address,
    is_role_address,
    local_part,
    organisation_domain,
)

PATH = "/o=harbour/ou=docks/cn=recipients/cn=abrook"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("<Ana.Brook@Harbour.Example>", "ana.brook@harbour.example"),
        ("mailto:ana@harbour.example.", "ana@harbour.example"),
        ("ana at harbour.example", "ana@harbour.example"),
        ("ana @harbour. example", "ana@harbour.example"),
        ("/O=HARBOUR/OU=DOCKS/CN=RECIPIENTS/CN=ABROOK", PATH),
        ("IMCEAEX-_O=HARBOUR_OU=DOCKS_CN=RECIPIENTS_CN=ABROOK@harbour.example", PATH),
        ("Ana Brook", ""),
        ("@harbour.example", ""),
        ("", ""),
    ],
)
def test_each_address_has_one_spelling(written: str, address: str) -> None:
    assert canonical_address(written) == address


@pytest.mark.parametrize(
    "address",
    [
        "info@harbour.example",
        "press@harbour.example",
        "no-reply@harbour.example",
        "noreply17@harbour.example",
        "press.office@harbour.example",
        "dock-announce@harbour.example",
        "owner-docks@harbour.example",
        "docks@lists.harbour.example",
        "docks@googlegroups.com",
        "hr@harbour.example",
    ],
)
def test_offices_lists_and_machines_are_known(address: str) -> None:
    assert is_role_address(address)


@pytest.mark.parametrize(
    "address", ["ana.brook@harbour.example", "hr17@harbour.example", "listerj@harbour.example"]
)
def test_people_are_not_taken_for_them(address: str) -> None:
    assert not is_role_address(address)


def test_anybody_s_provider_is_no_organisation() -> None:
    assert organisation_domain("ana@mail.harbour.example") == "harbour.example"
    assert organisation_domain("ana@docks.harbour.co.uk") == "harbour.co.uk"
    assert organisation_domain("ana@gmail.com") == ""
    assert local_part(PATH) == "abrook"


@given(st.text(max_size=200))
def test_the_one_spelling_is_spelt_so_itself(written: str) -> None:
    address = canonical_address(written)
    assert canonical_address(address) == address
