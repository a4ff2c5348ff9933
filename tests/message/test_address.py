"""Address lists (RFC 5322 §3.4) as people and programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.address import mailboxes
from onrecord.message.structure import Mailbox


def pairs(text: str) -> list[tuple[str, str]]:
    return [(mailbox.name, mailbox.address) for mailbox in mailboxes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   ", []),
        ("a@port.example", [("", "a@port.example")]),
        ("<a@port.example>", [("", "a@port.example")]),
        ("a@port.example, b@port.example", [("", "a@port.example"), ("", "b@port.example")]),
        ("Ann Lee <a@port.example>", [("Ann Lee", "a@port.example")]),
        ('"Lee, Ann" <a@port.example>', [("Lee, Ann", "a@port.example")]),
        ('"Ann \\"Bo\\" Lee" <a@port.example>', [('Ann "Bo" Lee', "a@port.example")]),
        ("a@port.example (Ann Lee)", [("Ann Lee", "a@port.example")]),
        ("a@port.example (Ann (Harbour) Lee)", [("Ann (Harbour) Lee", "a@port.example")]),
        ("<@relay.example:a@port.example>", [("", "a@port.example")]),
        ("Ann Lee <a @ port.example>", [("Ann Lee", "a@port.example")]),
        ('"ann lee"@port.example', [("", '"ann lee"@port.example')]),
    ],
)
def test_the_forms_of_the_standard(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


def test_an_unquoted_last_name_first_is_one_person() -> None:
    """``Last, First <a@b>`` without quotes: by the letter two mailboxes, in truth one."""
    assert pairs("Lee, Ann <a@port.example>") == [("Lee, Ann", "a@port.example")]
    assert pairs("Lee, Ann <a@port.example>, Moss, Bo <b@port.example>") == [
        ("Lee, Ann", "a@port.example"),
        ("Moss, Bo", "b@port.example"),
    ]


def test_a_full_name_before_an_address_is_not_joined_to_the_next_mailbox() -> None:
    assert pairs('Harbour Office, "Lee, Ann" <a@port.example>') == [
        ("Harbour Office", ""),
        ("Lee, Ann", "a@port.example"),
    ]


def test_semicolons_part_a_list_as_commas_do() -> None:
    assert pairs("Ann Lee <a@port.example>; b@port.example;c@port.example") == [
        ("Ann Lee", "a@port.example"),
        ("", "b@port.example"),
        ("", "c@port.example"),
    ]
    assert pairs("Lee, Ann; Moss, Bo") == [("Lee", ""), ("Ann", ""), ("Moss", ""), ("Bo", "")]


def test_an_empty_group_is_kept_by_its_name() -> None:
    assert mailboxes("undisclosed-recipients:;") == (Mailbox("", "", "undisclosed-recipients"),)
    assert mailboxes("Undisclosed recipients: ;") == (Mailbox("", "", "Undisclosed recipients"),)
    assert mailboxes("undisclosed-recipients:") == (Mailbox("", "", "undisclosed-recipients"),)


def test_the_mailboxes_of_a_group_name_it() -> None:
    assert mailboxes("Pilots: a@port.example, Bo <b@port.example>;, c@port.example") == (
        Mailbox("", "a@port.example", "Pilots"),
        Mailbox("Bo", "b@port.example", "Pilots"),
        Mailbox("", "c@port.example"),
    )


def test_an_address_written_with_at_is_an_address() -> None:
    """List archives write ``user at domain``; a sentence with "at" in it is none."""
    assert pairs("ann at port.example") == [("", "ann@port.example")]
    assert pairs("ann at port.example (Ann Lee)") == [("Ann Lee", "ann@port.example")]
    assert pairs("Ann Lee <ann at port.example>") == [("Ann Lee", "ann@port.example")]
    assert pairs("someone at home") == [("someone at home", "")]


def test_names_of_exchange_and_notes_are_kept_whole() -> None:
    exchange = "/O=PORT/OU=ADMIN/CN=RECIPIENTS/CN=ALEE"
    assert pairs("Lee, Ann </O=PORT/OU=ADMIN/CN=RECIPIENTS/CN=ALEE>") == [("Lee, Ann", exchange)]
    notes = "".join(sum(pairs("Ann Lee/PORT/ALDER@ALDER"), ()))
    assert sorted(notes.replace(" ", "")) == sorted("AnnLee/PORT/ALDER@ALDER")


def test_a_list_is_split_before_its_words_are_decoded() -> None:
    """A comma inside an encoded word parts nothing (RFC 2047 §5 with §6.2)."""
    assert pairs("=?utf-8?q?Lee=2C_Ann?= <a@port.example>") == [("Lee, Ann", "a@port.example")]
    assert pairs("=?utf-8?b?TGVlLCBBbm4gPGJAeC5leGFtcGxlPg==?= <a@port.example>") == [
        ("Lee, Ann <b@x.example>", "a@port.example")
    ]


def test_names_without_an_address_are_kept() -> None:
    assert pairs("Ann Lee") == [("Ann Lee", "")]
    assert pairs("Ann Lee, Bo Moss") == [("Ann Lee", ""), ("Bo Moss", "")]


def test_quotes_put_on_twice_are_taken_off() -> None:
    assert pairs("\"'Ann Lee'\" <a@port.example>") == [("Ann Lee", "a@port.example")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee <a@port.example", [("Ann Lee", "a@port.example")]),
        ('"Ann Lee <a@port.example>', [('"Ann Lee', "a@port.example")]),
        ("Ann Lee a@port.example", [("Ann Lee", "a@port.example")]),
        ("<>", [("", "")]),
        (
            "Ann <a@port.example> Bo <b@port.example>",
            [("Ann", "a@port.example"), ("Bo", "b@port.example")],
        ),
        ("<a@port.example><b@port.example>", [("", "a@port.example"), ("", "b@port.example")]),
        (",,;,", []),
        ("Ann <mailto:a@port.example>", [("Ann", "a@port.example")]),
        ("a@port.example <a@port.example>", [("a@port.example", "a@port.example")]),
    ],
)
def test_damaged_lists_are_read_as_far_as_they_go(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert pairs(text) == expected


letters = st.text("abc\"'<>(),;:@ \\=?./", max_size=60)


@given(letters)
def test_no_letter_of_a_list_is_lost(text: str) -> None:
    """Every letter and digit of the field, comments aside, stands in a name, address or group."""
    shown = "".join(f"{box.name}{box.address}{box.group}" for box in mailboxes(text))
    if "=?" not in text and "(" not in text and "@" not in text:
        assert sum(map(str.isalnum, shown)) >= len({letter for letter in text if letter.isalnum()})


@given(st.text(max_size=200))
def test_any_text_is_a_list(text: str) -> None:
    mailboxes(text)


name = st.text("abcdefghij ,.'", min_size=1, max_size=20).map(lambda text: f"n{text}".strip())
people = st.lists(st.tuples(name, st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True)))


@given(people)
def test_a_list_written_by_the_standard_is_read_as_it_was_meant(
    listed: list[tuple[str, str]],
) -> None:
    text = ", ".join(f'"{name}" <{address}>' for name, address in listed)
    assert pairs(text) == [(" ".join(name.split()), address) for name, address in listed]


@pytest.mark.parametrize(
    "mark", ["(", "<", '"', ",", ";", ":", "a:", "\\", '"\\', "a ", "a@", "=?"]
)
def test_a_hundred_thousand_marks_are_read_in_one_pass(mark: str) -> None:
    mailboxes(mark * 100_000)
