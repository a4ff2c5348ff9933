"""A reply header that is damaged still tells that what follows is not the sender's own."""

import pytest

from onrecord.text.passage import Origin
from onrecord.text.quoted import split

BELOW = "Sent: Monday, October 3, 2022 10:00 AM\nTo: Bo Lind\nSubject: Gate\n\n"
THEIRS = "The gate sticks again.\n"


@pytest.mark.parametrize(
    ("header", "author"),
    [
        ("From:\n" + BELOW, ""),
        ("From\n" + BELOW, ""),
        ("From: \n\n" + BELOW, ""),
        (BELOW, ""),
        ("From Ruiz, Ana [mailto:ana@port.example]\n" + BELOW, "Ruiz, Ana"),
        ("Frorn: Ruiz, Ana\n" + BELOW, "Ruiz, Ana"),
        ("• From: Ruiz, Ana\n" + BELOW, "Ruiz, Ana"),
        (
            "From: Ruiz, Ana\n" + BELOW.replace("To:", "To").replace("Subject:", "Subject"),
            "Ruiz, Ana",
        ),
        ("From: Ruiz, Ana\n" + BELOW.replace("Sent:", "Sent").replace("To:", "To"), "Ruiz, Ana"),
        ("From: Ruiz, Ana\n" + BELOW.replace("To:", ",To:"), "Ruiz, Ana"),
        ("From: Ruiz, Ana\n" + BELOW.replace("Sent:", "Sent"), "Ruiz, Ana"),
        ("From: Ruiz, Ana\nSent: Monday, October 3, 2022 10:00 AM\n\n", "Ruiz, Ana"),
        ("From:\nTo: Bo Lind\nSent: 10/3/2022 10:00\nSubj: Gate\n\n", ""),
    ],
)
def test_words_below_a_damaged_header_are_not_the_senders(header: str, author: str) -> None:
    """Its author is named where a name is left, and otherwise nobody is."""
    text = "Please print.\n\n" + header + THEIRS
    mine, theirs = (item for item in split(text) if not item.header)
    assert (mine.origin, text[mine.start : mine.end].strip()) == (Origin.OWN, "Please print.")
    assert (theirs.origin, theirs.author) == (Origin.QUOTED, author)
    assert text[theirs.start : theirs.end].strip() == THEIRS.strip()


@pytest.mark.parametrize(
    "text",
    [
        "From here on\nwe sent the plans to Bo.\n",
        "Date: 3 October 2022\nTo: all staff\nSubject: the gate\n\nThe gate sticks again.\n",
        "Sent: one pump\nTo: the yard\nSubject: to your approval\n",
        "I left the house.\nSent: Monday, October 3, 2022 10:00 AM\n",
        "Take it from Bo.\nSent: 3 October 2022, by the 10:00 boat.\n",
    ],
)
def test_a_memo_or_a_list_is_no_damaged_header(text: str) -> None:
    assert {item.origin for item in split(text)} == {Origin.OWN}


def test_recipients_over_many_lines_belong_to_the_header() -> None:
    """Printed lists of names are wider than letters, and scanners lose the marks between names."""
    names = "\n".join(
        f"{'; '.join(f'Lind, Bo {line}{name}' for name in range(9))}" for line in range(14)
    )
    text = f"FYI\n\nFrom: Ruiz, Ana\nTo: {names}\nSent: Fri Jul 23 20:29:12 2010\nSubject: Gate\n\n{THEIRS}"
    mine, theirs = (item for item in split(text) if not item.header)
    assert text[mine.start : mine.end].strip() == "FYI"
    assert (theirs.author, text[theirs.start : theirs.end].strip()) == ("Ruiz, Ana", THEIRS.strip())


def test_headers_that_a_program_forwards_with_the_letter_are_its_header() -> None:
    text = (
        "Return-path: <ana@port.example>\nFrom: ana@port.example\nFull-name: Ana\n"
        "Message-ID: <1@port.example>\nDate: Tue, 11 Dec 2001 10:31:38 EST\nSubject: Gate\n"
        f"To: bo@port.example\nMIME-Version: 1.0\n\n{THEIRS}"
    )
    (theirs,) = (item for item in split(text) if not item.header)
    assert (theirs.origin, theirs.author_address) == (Origin.QUOTED, "ana@port.example")


def test_a_list_of_recipients_with_gaps_does_not_hide_the_author() -> None:
    text = (
        "FYI\n\nFrom: Ruiz, Ana\nTo: Lind, Bo; Cole, Di;\n        ; 'Moy <moy@port.example\n\n"
        f"  Alder-\n FO; Burn, Ed\nSent: Mon Oct 1114:42:51 2022\nSubject: Gate\n\n{THEIRS}"
    )
    mine, theirs = (item for item in split(text) if not item.header)
    assert (text[mine.start : mine.end].strip(), theirs.author) == ("FYI", "Ruiz, Ana")


@pytest.mark.parametrize(
    "divider",
    ["• Original Message", "---, Original Message --", "'Original Message —", "Original•Message"],
)
def test_a_scanned_divider_still_divides(divider: str) -> None:
    header = (
        "From: Ruiz, Ana\nTo: Bo Lind\nTo: Bo Lind\nSent: Oct 17, 2022 8:22 AM\nSubject: Gate\n\n"
    )
    text = f"Yes.\n\n{divider}\n{header}{THEIRS}"
    mine, theirs = (item for item in split(text) if not item.header)
    assert (text[mine.start : mine.end].strip(), theirs.author) == ("Yes.", "Ruiz, Ana")


def test_two_marks_that_a_scanner_read_as_one_still_quote() -> None:
    text = "Yes.\n> Is it shut?\n» Who has the key?\n"
    assert [(item.origin, item.depth) for item in split(text)] == [
        (Origin.OWN, 0),
        (Origin.QUOTED, 1),
        (Origin.QUOTED, 2),
    ]
    dialogue = "> Ruft er:\n»Wer da?« fragt «sie».\n"
    assert split(dialogue)[-1].depth == 0
