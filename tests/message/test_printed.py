"""What is read from pages of printed mail that an agency released, and what is not guessed.

The pages here are made up: the Port Alder Harbour Authority and its people do not exist.
"""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.printed import parse_printed, printed_text
from onrecord.message.structure import Mailbox

HEAD = (
    "      UNCLASSIFIED U.S. Department of Harbours Case No. H-2014-00017 "
    "Doc No. H05760421 Date: 06/30/2015\n"
)
PAGE = f"""{HEAD}

                                                                     RELEASE IN
                                                                     PART B5,B6



From:                             Lee, Ann D <LeeAD@harbours.example>
Sent:                             Monday, June 29, 2009 6:29 PM
To:                               'moss@harbours.example'; H; Okafor, Ruth <
Cc:                               Valkov, Dimitri                                      B6
Subject:                          Re: The night ferry



Bo,

the gate will not close before Friday.                                                 B5
From here it looks calm.

    Original Message ----
From: Moss, Bo
Sent: Monday, June 29, 2009 5:11 PM
To: Lee, Ann D
Subject: The night ferry

Does the gate close?
                                       1
{HEAD}\f{HEAD}
and a second page.




{HEAD}"""


def references(page: str) -> list[str]:
    return [problem.reference for problem in parse_printed(page.encode()).problems]


def with_fields(*lines: str) -> str:
    return f"{HEAD}\n\n" + "\n".join(lines) + "\n\n\nThe gate is open.\n"


def test_the_printed_labels_are_read_as_fields() -> None:
    message = parse_printed(PAGE.encode())
    assert message.printed
    assert message.from_ == (Mailbox("Lee, Ann D", "LeeAD@harbours.example"),)
    assert message.to == (
        Mailbox("", "moss@harbours.example"),
        Mailbox("H", ""),
        Mailbox("Okafor, Ruth", ""),
    )
    assert message.cc == (Mailbox("Valkov, Dimitri", ""),)
    assert message.subject == "Re: The night ferry"
    assert message.date is not None
    assert message.date.iso() == "2009-06-29T18:29:00"
    assert not message.date.zone_stated
    assert message.document_number == "H05760421"
    assert message.problems == ()


def test_fields_and_body_say_where_they_stand_in_the_bytes() -> None:
    raw = PAGE.replace("Bo,", "Bö,").replace("night ferry\n\n\n", "nïght ferry\n\n\n").encode()
    message = parse_printed(raw)
    for field in message.fields:
        assert raw[field.start : field.end].startswith(field.name.encode())
        assert raw[field.value_start : field.end].decode().strip().startswith(field.text)
    (part,) = message.parts
    assert raw[part.body_start : part.end].decode().lstrip().startswith("Bö,")
    assert (part.path, part.content_type, part.charset) == ("", "text/plain", "utf-8")


def test_marks_are_kept_with_their_kind_and_place() -> None:
    raw = PAGE.encode()
    marks = parse_printed(raw).marks
    assert [(mark.kind, mark.text) for mark in marks if mark.kind != "running-head"] == [
        ("release", "RELEASE IN"),
        ("release", "PART B5,B6"),
        ("exemption", "B6"),
        ("exemption", "B5"),
    ]
    assert sum(mark.kind == "running-head" for mark in marks) == 4
    assert all(raw[mark.start : mark.end].decode() == mark.text for mark in marks)


def test_the_letters_text_is_free_of_stamps_and_keeps_its_lines_and_nested_letters() -> None:
    assert (
        printed_text(PAGE.encode())
        == """Bo,

the gate will not close before Friday.
From here it looks calm.

    Original Message ----
From: Moss, Bo
Sent: Monday, June 29, 2009 5:11 PM
To: Lee, Ann D
Subject: The night ferry

Does the gate close?


and a second page."""
    )


@pytest.mark.parametrize(
    "stack",
    [
        (
            "UNCLASSIFIED                        HARBOUR DEPT. - PRODUCED TO TOWN COMMITTEE\n"
            "U.S. Department of Harbours\nCase No. H-2015-04841\n"
            "Doc No. H05739709\nDate: 05/13/2015\n"
        ),
        "Case No. H-2015-04841\nDoc No. H05739709\nDate: 05/13/2015\n",
    ],
)
def test_a_running_head_in_several_lines_is_no_text_and_its_date_not_the_letters(
    stack: str,
) -> None:
    page = (stack + PAGE).replace(HEAD, "")
    message = parse_printed(page.encode())
    assert message.document_number == "H05739709"
    assert message.date is not None
    assert message.date.iso() == "2009-06-29T18:29:00"
    assert [field.name for field in message.fields] == ["From", "Sent", "To", "Cc", "Subject"]


def test_a_document_number_misread_on_one_page_is_outvoted() -> None:
    page = PAGE.replace("H05760421", "HO5760421", 1)
    assert parse_printed(page.encode()).document_number == "H05760421"


def test_values_may_run_on_over_lines_and_stand_below_their_label() -> None:
    page = with_fields(
        "From:                    Lee, Ann D",
        "Sent:",
        "                         Monday, June 29, 2009 6:29 PM",
        "To:                      Moss, Bo; Okafor,",
        "                         Ruth; Nair, Priya",
        "Subject:                 Minutes of the meeting on the gate",
        "                         and the ferry",
    )
    message = parse_printed(page.encode())
    assert [who.name for who in message.to] == ["Moss, Bo", "Okafor, Ruth", "Nair, Priya"]
    assert message.subject == "Minutes of the meeting on the gate and the ferry"
    assert message.date is not None
    assert printed_text(page.encode()) == "The gate is open."


def test_recipients_at_the_margin_run_on_while_semicolons_part_them() -> None:
    page = with_fields(
        "From: Lee, Ann", "Sent: Monday, June 29, 2009 6:29 PM",
        "To: HARBOUR-STAFF; FERRY-", "CREWS; Moss, Bo; Nair,", "Priya; Okafor, Ruth;", "Tam, Li",
        "Subject: Gate",
    )  # fmt: skip
    message = parse_printed(page.encode())
    assert message.subject == "Gate"
    assert message.to[-1].name == "Tam, Li"


@pytest.mark.parametrize(
    "lines",
    [
        ("From   :    Lee, Ann", "Sent :   6/29/2009 6:29 PM", "To:  H", "Subject :  Gate"),
        (
            "From          Lee, Ann",
            "Sent          6/29/2009 6:29 PM",
            "To:   H",
            "Subject       Gate",
        ),
        ("From: Lee, Ann", "Subject: Gate", "Date: 6/29/2009 6:29 PM", "To: H"),
        (
            "",
            "From:   Lee, Ann",
            "",
            "Sent:   6/29/2009 6:29 PM",
            "",
            "To:   H",
            "",
            "Subject:  Gate",
        ),
        ("Frorn:   Lee, Ann", "Sent:   6/29/2009 6:29 PM", "To:   H", "Subiect:   Gate"),
        (
            "     Ann Lee",
            "From:   Lee, Ann",
            "Sent:   6/29/2009 6:29 PM",
            "To:   H",
            "Subject:   Gate",
        ),
        ("  •From:   Lee, Ann", "  Sent:   6/29/2009 6:29 PM", "  To:   H", "  Subject:   Gate"),
    ],
)
def test_labels_are_read_through_odd_spacing_lost_colons_and_other_orders(
    lines: tuple[str, ...],
) -> None:
    message = parse_printed(with_fields(*lines).encode())
    assert (message.from_[0].name, message.to[0].name, message.subject) == ("Lee, Ann", "H", "Gate")
    assert message.date is not None
    assert message.date.iso() == "2009-06-29T18:29:00"


def test_a_date_scanned_a_line_too_high_belongs_to_its_label() -> None:
    message = parse_printed(
        with_fields(
            "From:                Lee, Ann",
            "                     Monday, June 29, 2009 6:29 PM",
            "Sent:",
            "To:                  H",
            "Subject:             Gate",
        ).encode()
    )
    assert message.from_ == (Mailbox("Lee, Ann", ""),)
    assert message.date is not None


def test_labels_of_a_letter_quoted_below_an_empty_one_are_not_its_own() -> None:
    page = with_fields(
        "From:         Lee, Ann", "Sent:         Monday, June 29, 2009 6:29 PM", "To:",
        "Subject:      FW: Gate", "", "", "From: Moss, Bo", "Sent: Monday, June 29, 2009 5:11 PM",
        "To: Lee, Ann", "Cc: Nair, Priya", "Subject: Gate",
    )  # fmt: skip
    message = parse_printed(page.encode())
    assert [who.name for who in message.from_] == ["Lee, Ann"]
    assert (message.to, message.cc, message.subject) == ((), (), "FW: Gate")
    assert printed_text(page.encode()).startswith("From: Moss, Bo")


def test_a_page_that_begins_in_the_middle_of_a_letter_has_no_header_of_its_own() -> None:
    text = "and the ferry will wait.\nThe crews know.\nSo does the press.\nBo said so.\n"
    quoted = "From: Moss, Bo\nSent: Monday, June 29, 2009 5:11 PM\nTo: Lee, Ann\nSubject: Gate\n"
    page = f"{HEAD}\n{text}\n{quoted}"
    message = parse_printed(page.encode())
    assert (message.from_, message.date, message.subject) == ((), None, "")
    assert references(page) == ["printed/no-header-block"]
    assert printed_text(page.encode()) == f"{text}\n{quoted}".strip()


@pytest.mark.parametrize(
    "page", ["", "\f", HEAD, f"{HEAD}\n          RELEASE IN FULL\n\n  Tide table\n"]
)
def test_attachments_and_blank_pages_are_messages_with_a_problem(page: str) -> None:
    assert references(page) == ["printed/no-header-block"]


def test_what_is_struck_out_or_cannot_be_read_is_a_problem_and_not_a_guess() -> None:
    page = with_fields(
        "From:                                                           B6",
        "Sent:                    Monday, J ne Z9, 20",
        "To:",
        "Subject:",
    )
    message = parse_printed(page.encode())
    assert (message.from_, message.date, message.to) == ((), None, ())
    assert references(page) == ["printed/no-from", "printed/no-date", "printed/no-recipient"]


def test_a_day_without_a_time_is_told() -> None:
    page = with_fields("From:   Lee, Ann", "Date:   June 29, 2009", "To:   H", "Subject:  Gate")
    message = parse_printed(page.encode())
    assert message.date is not None
    assert message.date.iso() == "2009-06-29T00:00:00"
    assert references(page) == ["printed/no-time"]


def test_notes_on_classification_are_marks_and_do_not_hide_the_block() -> None:
    page = f"""{HEAD}
                  Classified by DAS, A/GIS on
                  10/30/2015 — Class: CONFIDENTIAL —
                  Reason: 1.4 (B)(D) — Declassify on:                      RELEASE IN PART
                  04/27/2027                                               1.4(B),B1,1.4(D)

From:                  Lee, Ann
Sent:                  Monday, June 29, 2009 6:29 PM
To:                    H
Subject:               Gate
"""
    message = parse_printed(page.encode())
    assert [who.name for who in message.from_] == ["Lee, Ann"]
    assert [mark.text for mark in message.marks if mark.kind == "release"][:2] == [
        "Classified by DAS, A/GIS on",
        "10/30/2015 — Class: CONFIDENTIAL —",
    ]


def test_words_of_the_letter_that_look_like_stamps_stay() -> None:
    words = "The PRESS RELEASE of Friday names vitamin B6.\nSee plan B5\nHe will RELEASE IN FULL the log."
    assert printed_text((PAGE.split("Bo,", maxsplit=1)[0] + words).encode()) == words


def test_pages_of_other_charsets_are_read_and_their_places_are_right() -> None:
    raw = PAGE.replace("Bo,", "Bö “x”,").encode("cp1252")
    message = parse_printed(raw)
    assert message.parts[0].charset == "windows-1252"
    assert printed_text(raw).startswith("Bö “x”,")
    assert all(raw[mark.start : mark.end].decode("cp1252") == mark.text for mark in message.marks)


LINES = st.sampled_from(
    [*PAGE.splitlines(keepends=True), "\f", "From:", "To: ;;<@>,", "Sent:\n", "é", "\ufeff", "\r\n",
     "Case No. 1 Doc No. 22222\n", "   B6", "RELEASE IN\n", "PART B5\n", "\x00", "Date: 1/1/2010\n"]
)  # fmt: skip


@given(st.lists(LINES, max_size=30).map("".join).map(str.encode) | st.binary(max_size=300))
def test_any_bytes_are_a_message_whose_places_lie_in_order_within_them(raw: bytes) -> None:
    message = parse_printed(raw)
    printed_text(raw)
    last = 0
    for mark in message.marks:
        assert last <= mark.start < mark.end <= len(raw)
        last = mark.end
    for field in message.fields:
        assert 0 <= field.start <= field.value_start <= field.end <= len(raw) + 1
    assert 0 <= message.parts[0].body_start <= len(raw)


CORPORA = Path(os.environ.get("ONRECORD_CORPORA", "/nonexistent")) / "foia-pages"


@pytest.mark.skipif(
    not CORPORA.is_dir(), reason="set ONRECORD_CORPORA to the folder of unpacked real mail"
)
def test_of_real_pages_with_a_header_block_nearly_all_give_sender_and_date() -> None:
    """Every tenth page: all have their document number; 97 % of the letters sender and date."""
    pages = sorted(CORPORA.glob("*/*.txt"))[::10]
    messages = [(path.stem, parse_printed(path.read_bytes())) for path in pages]
    letters = [message for _, message in messages if message.fields]
    assert sum(stem == message.document_number for stem, message in messages) >= len(pages) - 2
    assert len(letters) >= 0.96 * len(pages)
    both = sum(bool(message.from_) and message.date is not None for message in letters)
    assert both >= 0.97 * len(letters)
