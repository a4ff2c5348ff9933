"""Correspondents as they are printed: names with commas, half addresses, struck-out gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.printed_mailbox import printed_mailboxes
from onrecord.message.structure import Mailbox


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Lee, Ann D <LeeAD@alder.example>", [("Lee, Ann D", "LeeAD@alder.example")]),
        ("H <h17@alder.example >", [("H", "h17@alder.example")]),
        ("H <h17@ alder.exam ple>", [("H", "h17@alder.example")]),
        ("H <h17©alder.example>", [("H", "h17@alder.example")]),
        ("'preed", [("preed", "")]),
        ("H; 'moss@alder.example'", [("H", ""), ("", "moss@alder.example")]),
        ("'moss@alder.example.", [("", "moss@alder.example")]),
        ("Ruth Okafor <", [("Ruth Okafor", "")]),
        ("Moss, Bo [mailto:moss@alder.example]", [("Moss, Bo", "moss@alder.example")]),
        ("Moss, Bo [mailto:", [("Moss, Bo", "")]),
        ("Lee, Ann; Moss, Bo (Dock)", [("Lee, Ann", ""), ("Moss, Bo (Dock)", "")]),
        ("a@alder.example, b@alder.example", [("", "a@alder.example"), ("", "b@alder.example")]),
        ("Lee <a@alder.example>, Moss, Bo", [("Lee", "a@alder.example"), ("Moss, Bo", "")]),
        ("ann.lee              Moss, Bo", [("ann.lee", ""), ("Moss, Bo", "")]),
        ('"Tom" <>', [("Tom", "")]),
        ("", []),
        (" ; • ; ' ", []),
    ],
)
def test_names_are_kept_as_written_and_addresses_only_where_printed(
    value: str, found: list[tuple[str, str]]
) -> None:
    assert printed_mailboxes(value) == tuple(Mailbox(name, address) for name, address in found)


@given(st.text(max_size=200))
def test_no_text_gives_an_empty_correspondent(value: str) -> None:
    for mailbox in printed_mailboxes(value):
        assert mailbox.name or mailbox.address
        assert not set(mailbox.address) & set(" <>;\n")
