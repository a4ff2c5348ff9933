"""Which text files are released pages of printed mail."""

import pytest

from onrecord.readers import Container, Failure, Limits, RawMessage
from onrecord.readers.printed_page import PrintedPageReader

PAGE = b"""     UNCLASSIFIED Department of Harbours Case No. H-2014-00017 Doc No. H05760421 Date: 06/30/2015

                                                                          RELEASE IN
                                                                          PART B6

From:                     Lee, Ann <LeeA@harbours.example>
Sent:                     Monday, June 29, 2009 6:29 PM
To:
Subject:                  Ferry
"""
INLINE = (
    b"From: Lee, Ann\nSent: Monday, June 29, 2009 6:29 PM\nTo: Moss, Bo\nSubject: Ferry\n\nLate.\n"
)


@pytest.mark.parametrize(
    "head",
    [
        PAGE,
        INLINE,
        b"\x0c\n" + INLINE,
        b"\n\n   minutes of the board\n                      RELEASE IN FULL\n",
    ],
)
def test_a_stamp_or_a_block_of_printed_labels_makes_a_page(head: bytes) -> None:
    assert PrintedPageReader().recognises(head, "H05760421.txt")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (INLINE, "a.eml"),
        (INLINE, "cur/17.x:2,S"),
        (b"Received: by alder.example\n" + INLINE, "x"),
        (b"From: ann@alder.example\nTo: bo@alder.example\nSubject: x\nDate: Thu\n\nx\n", "x"),
        (b"# Read me\n\nPages are stamped RELEASE IN PART, or RELEASE IN FULL.\n", "README"),
        (b"From: the sender\n\nSent by post. To be opened by Bo.\n", "notes.txt"),
        (b"id,stamp\n1,RELEASE IN FULL\n", "stamps.csv"),
        (b"\x00RELEASE IN FULL\n", "x.bin"),
        (b"", "x.txt"),
    ],
)
def test_mail_with_its_own_header_and_other_text_do_not(head: bytes, name: str) -> None:
    assert not PrintedPageReader().recognises(head, name)


def test_the_whole_file_is_one_message_without_original_headers() -> None:
    found = list(PrintedPageReader().read(Container("H05760421.txt", None, PAGE), Limits()))
    assert found == [RawMessage(PAGE, 0, printed=True)]


def test_a_page_larger_than_a_message_may_be_is_a_failure() -> None:
    container = Container("x.txt", None, PAGE)
    (failure,) = PrintedPageReader().read(container, Limits(message_bytes=10))
    assert isinstance(failure, Failure)
    assert failure.problem.reference == "printed/too-large"
