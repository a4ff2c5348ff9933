"""Own words and other people's: every character belongs to one passage, and authors are never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.passage import Origin, Passage
from onrecord.text.quoted import split


def _told(text: str) -> list[tuple[str, int, str, str]]:
    return [
        (p.origin.value, p.depth, p.author, " ".join(text[p.start : p.end].split()))
        for p in _voices(text)
    ]


def _voices(text: str) -> list[Passage]:
    return [p for p in split(text) if not p.header]


def test_plain_text_is_own_words() -> None:
    assert _told("The gate is shut.\n") == [("own", 0, "", "The gate is shut.")]


def test_lines_with_marks_are_quoted_to_their_depth() -> None:
    assert _told("Yes.\n> Shut?\n>> Is it?\nBo\n") == [
        ("own", 0, "", "Yes."),
        ("quoted", 1, "", "> Shut?"),
        ("quoted", 2, "", ">> Is it?"),
        ("own", 0, "", "Bo"),
    ]


@pytest.mark.parametrize(
    ("header", "author"),
    [
        ("On Mon, Oct 3, 2022 at 10:00 AM Ana Ruiz <ana@port.example> wrote:", "Ana Ruiz"),
        ("On 3 Oct 2022, at 10:00, Ana Ruiz <ana@port.example> wrote:", "Ana Ruiz"),
        ("On Mon, Oct 3, 2022 at 10:00 AM Ana Ruiz\n<ana@port.example> wrote:", "Ana Ruiz"),
        ("Am 03.10.2022 um 10:00 schrieb Ana Ruiz <ana@port.example>:", "Ana Ruiz"),
        ("Le lun. 3 oct. 2022 à 10:00, Ana Ruiz <ana@port.example> a écrit :", "Ana Ruiz"),
        ("El lun, 3 oct 2022 a las 10:00, Ana Ruiz (<ana@port.example>) escribió:", "Ana Ruiz"),
        ("Ana Ruiz <ana@port.example> wrote:", "Ana Ruiz"),
        ("Ana Ruiz wrote:", "Ana Ruiz"),
    ],
)
def test_a_reply_header_says_whose_words_follow(header: str, author: str) -> None:
    text = f"It is.\n\n{header}\n\n> The gate is shut.\n"
    own, stated, quoted = split(text)
    assert (own.origin, quoted.origin) == (Origin.OWN, Origin.QUOTED)
    assert quoted.author == author
    assert stated.header and text[stated.start :].startswith(header)


@pytest.mark.parametrize(
    "divider",
    [
        "-----Original Message-----",
        "     Original Message",
        "________________________________",
        "-----Ursprüngliche Nachricht-----",
        "",
    ],
)
def test_after_a_divider_and_a_block_of_headers_all_is_the_others(divider: str) -> None:
    block = "From: Ruiz, Ana\nSent: Monday, October 3, 2022 10:00 AM\nTo: Bo Lind\nSubject: Gate"
    text = f"Done.\n\n{divider}\n{block}\n\nThe gate is shut.\n\nAna\n"
    own, quoted = _voices(text)
    assert quoted.author == "Ruiz, Ana"
    assert quoted.date == "Monday, October 3, 2022 10:00 AM"
    assert "The gate is shut." in text[quoted.start : quoted.end]
    assert text[own.start : own.end].strip() == "Done."


def test_messages_inside_messages_are_quoted_deeper_each() -> None:
    block = "-----Original Message-----\nFrom: {}\nSent: Monday\nTo: Bo\nSubject: Gate\n\n"
    text = "One.\n\n" + block.format("Ana Ruiz") + "Two.\n\n" + block.format("Bo Lind") + "Three.\n"
    assert [(p.depth, p.author) for p in _voices(text)] == [
        (0, ""),
        (1, "Ana Ruiz"),
        (2, "Bo Lind"),
    ]


def test_a_forwarded_message_is_told_from_a_reply() -> None:
    text = (
        "See below.\n\n---------- Forwarded message ---------\nFrom: Ana Ruiz <ana@port.example>\n"
        "Date: Mon, Oct 3, 2022\nSubject: Gate\nTo: Bo Lind\n\nThe gate is shut.\n"
    )
    assert [(p.origin, p.author) for p in _voices(text)] == [
        (Origin.OWN, ""),
        (Origin.FORWARDED, "Ana Ruiz"),
    ]


def test_answers_between_quoted_lines_stay_own_and_the_author_is_remembered() -> None:
    text = (
        "On 3 Oct 2022 Ana Ruiz <ana@port.example> wrote:\n> Shut?\n\nYes.\n\n> Why?\n\nSafety.\n"
    )
    told = _told(text)
    assert [row[0] for row in told] == ["quoted", "own", "quoted", "own"]
    assert told[2][2] == "Ana Ruiz"


def test_who_wrote_quoted_text_is_not_guessed() -> None:
    assert all(passage.author == "" for passage in split("> Shut?\n\nYes, Ana.\n"))


def test_a_sentence_that_ends_in_a_colon_is_no_reply_header() -> None:
    for text in (
        "He wrote the following:\n\n- a list\n",
        "As I said before:\nno.\n",
        "From: here on\n",
    ):
        assert [passage.origin for passage in split(text)] == [Origin.OWN]


def test_a_from_line_escaped_by_a_mailbox_is_not_quoted() -> None:
    assert [p.origin for p in split(">From here on it is mine.\nYes.\n")] == [Origin.OWN]


def test_signatures_and_footers_are_told_apart() -> None:
    assert [row[0] for row in _told("Yes.\n\n-- \nAna Ruiz\nEngineer\n")] == ["own", "signature"]
    assert [row[0] for row in _told("Yes.\n\nSent from my BlackBerry\n")] == ["own", "boilerplate"]


ARTICLE = """Look at this.

The Alder Courier
https://www.alder-courier.example/opinion/gates

Let the gates do their work

By Edmund Harrow

PORT ALDER - Every morning I pay my fare.

Copyright 2022 The Alder Courier. All rights reserved.

I disagree with every line.
"""


def test_a_pasted_article_is_not_the_senders_words() -> None:
    before, article, after = split(ARTICLE)
    assert (before.origin, article.origin, after.origin) == (Origin.OWN, Origin.PASTED, Origin.OWN)
    assert article.author == "Edmund Harrow"
    assert ARTICLE[article.start : article.end].startswith("The Alder Courier")
    assert "I disagree" in ARTICLE[after.start :]


def test_a_pasted_article_stays_pasted_when_it_is_quoted() -> None:
    quoted = "".join(f"> {line}\n" for line in ARTICLE.splitlines())
    assert Origin.PASTED in [passage.origin for passage in split(f"Me too.\n\n{quoted}")]


def test_one_sign_alone_makes_no_article() -> None:
    for text in ("See\nhttps://port.example/gate\nfor more.\n", "By Friday Noon\nwe are done.\n"):
        assert [passage.origin for passage in split(text)] == [Origin.OWN]


_pieces = st.sampled_from(
    [
        "> ",
        ">",
        "| ",
        "text",
        "\n",
        "\n\n",
        "On Mon, Oct 3, 2022 at 10:00 Ana <a@b.example> wrote:",
        "-----Original Message-----",
        "From: Ana",
        "Sent: Monday",
        "To: Bo",
        "Subject: x",
        "-- ",
        "Copyright 2022",
        "By Ana Ruiz",
        "https://port.example/x",
        "PORT ALDER - It",
        "é\u2028\r",
    ]
)


@given(st.one_of(st.text(), st.lists(_pieces, max_size=40).map("".join)))
def test_passages_cover_any_text_without_gap_or_overlap(text: str) -> None:
    at = 0
    for passage in split(text):
        assert passage.start == at < passage.end
        at = passage.end
    assert at == len(text)


def test_hostile_text_costs_no_more_than_its_size() -> None:
    """Long runs of marks, and a hundred thousand blocks: one walk over the lines."""
    assert split(">" * 1_000_000)
    block = "From: a\nSent: b\nTo: c\nSubject: d\n\n"
    passages = split(block * 20_000)
    assert isinstance(passages[-1], Passage)
    assert passages[-1].depth == 20_000


def test_the_notice_of_an_attachment_that_a_list_took_out_is_nobodys_words() -> None:
    notice = (
        "-------------- next part --------------\n"
        "An embedded and charset-unspecified text was scrubbed...\n"
        "Name: not available\n"
        "URL: <https://lists.example/port/attachments/4aadc3a8/attachment.pl>\n"
    )
    text = "Yes, I think so.\n\n" + notice
    assert [(item.origin, text[item.start : item.end]) for item in split(text)] == [
        (Origin.OWN, "Yes, I think so.\n\n"),
        (Origin.BOILERPLATE, notice),
    ]
