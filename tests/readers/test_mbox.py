"""How mailboxes of the four mbox variants, and what programs made of them, come apart."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers import Container, Failure, Found, Limits, RawMessage
from onrecord.readers.mbox import MboxReader

SEPARATOR = b"From ann@alder.example Thu Jan  1 00:00:00 1970\n"
LETTER = b"From: ann@alder.example\nSubject: Ferry\n\nThe ferry is late.\n"


def read(content: bytes, limits: Limits | None = None) -> list[Found]:
    return list(MboxReader().read(Container("box.mbox", None, content), limits or Limits()))


def letters(content: bytes) -> list[bytes]:
    return [found.content for found in read(content) if isinstance(found, RawMessage)]


def bytes_of(found: Found) -> bytes:
    if isinstance(found, RawMessage):
        return found.separator + found.content + found.trailer
    assert isinstance(found, Failure)
    return found.content


def test_each_record_is_a_message_without_its_separator_and_closing_blank_line() -> None:
    first, second = read(SEPARATOR + LETTER + b"\n" + SEPARATOR + LETTER + b"\n")
    assert isinstance(first, RawMessage)
    assert (first.separator, first.content, first.trailer) == (SEPARATOR, LETTER, b"\n")
    assert isinstance(second, RawMessage)
    assert second.offset == 2 * len(SEPARATOR) + len(LETTER) + 1


def test_a_single_message_without_a_closing_blank_line_is_read_whole() -> None:
    assert letters(SEPARATOR + LETTER) == [LETTER]


def test_a_message_whose_first_field_is_a_status_is_a_message() -> None:
    assert letters(SEPARATOR + b"Status: RO\n" + LETTER) == [b"Status: RO\n" + LETTER]


def test_stored_quoting_of_from_lines_is_kept_as_it_is() -> None:
    quoted = LETTER + b"\n>From here it looks calm.\n>>From there too.\n"
    assert letters(SEPARATOR + quoted + b"\n" + SEPARATOR + LETTER) == [quoted, LETTER]


@pytest.mark.parametrize(
    "line",
    [
        b"From here on the coast road is closed.",
        b"From a review of the tide tables, the following is plain:",
        b"From Monday",
        b"From bo@alder.example",
        b"From bo we heard on Thu Jan  1 00:00:00 1970 that it rained",
    ],
)
def test_a_line_of_text_that_begins_with_from_does_not_end_a_message(line: bytes) -> None:
    body = LETTER + b"\n" + line + b"\nNote: see above.\n"
    assert letters(SEPARATOR + body + b"\n" + SEPARATOR + LETTER) == [body, LETTER]


def test_a_from_line_in_the_midst_of_a_paragraph_does_not_end_a_message() -> None:
    body = LETTER + b"they wrote:\n" + SEPARATOR + b"Subject: pasted\n"
    assert letters(SEPARATOR + body) == [body]


def test_line_ends_of_mail_from_other_systems_are_kept() -> None:
    box = (SEPARATOR + LETTER + b"\n" + SEPARATOR + LETTER).replace(b"\n", b"\r\n")
    first, second = read(box)
    assert isinstance(first, RawMessage)
    assert first.trailer == b"\r\n"
    assert first.content == LETTER.replace(b"\n", b"\r\n")
    assert bytes_of(first) + bytes_of(second) == box


@pytest.mark.parametrize("lead", [b"\xef\xbb\xbf", b"\n\n", b"\xef\xbb\xbf\r\n"])
def test_a_byte_order_mark_or_blank_lines_at_the_top_stay_with_the_first_separator(
    lead: bytes,
) -> None:
    (found,) = read(lead + SEPARATOR + LETTER)
    assert isinstance(found, RawMessage)
    assert (found.separator, found.content) == (lead + SEPARATOR, LETTER)


def test_mail_that_lost_its_first_separator_is_still_a_message() -> None:
    assert letters(LETTER + b"\n" + SEPARATOR + LETTER) == [LETTER, LETTER]


def test_other_bytes_before_the_first_message_are_kept_as_a_failure() -> None:
    junk = b"\x00\x01 index of the folder\n\n"
    failure, message = read(junk + SEPARATOR + LETTER)
    assert isinstance(failure, Failure)
    assert (failure.problem.reference, failure.content) == ("mbox/not-mail", junk)
    assert isinstance(message, RawMessage)


def test_an_empty_mailbox_is_a_failure_and_not_silence() -> None:
    (failure,) = read(b"")
    assert isinstance(failure, Failure)
    assert failure.problem.reference == "mbox/empty-file"


def test_a_record_without_a_message_is_a_failure_that_keeps_its_bytes() -> None:
    empty = SEPARATOR + b"\n"
    failure, message = read(empty + SEPARATOR + LETTER)
    assert isinstance(failure, Failure)
    assert (failure.problem.reference, failure.content) == ("mbox/empty-record", empty)
    assert isinstance(message, RawMessage)


def test_a_stated_length_that_lands_on_a_separator_is_followed() -> None:
    """mboxcl2 does not quote From_ lines: only the length tells that this one is text."""
    body = b"Pasted below.\n\n" + SEPARATOR + b"Subject: inner\n\ninner\n"
    letter = b"Subject: outer\nContent-Length: %d\n\n%s" % (len(body), body)
    assert letters(SEPARATOR + letter + b"\n" + SEPARATOR + LETTER) == [letter, LETTER]


def test_a_stated_length_that_lands_elsewhere_is_not_followed() -> None:
    for wrong in (0, 3, 10_000):
        letter = b"Subject: outer\nContent-Length: %d\n\nThe ferry is late.\n" % wrong
        assert letters(SEPARATOR + letter + b"\n" + SEPARATOR + LETTER) == [letter, LETTER]


def test_undated_separators_count_in_a_mailbox_that_begins_with_one() -> None:
    box = b"From - \n" + LETTER + b"\nFrom here it is calm.\n\nFrom -\n" + LETTER
    assert len(letters(box)) == 2


def test_undated_separators_are_text_in_a_mailbox_that_dates_them() -> None:
    body = LETTER + b"\nFrom -\nSubject: no\n"
    assert letters(SEPARATOR + body) == [body]


def test_a_record_larger_than_a_message_may_be_fails_in_pieces_that_keep_every_byte() -> None:
    box = SEPARATOR + LETTER + b"x" * 500 + b"\n\n" + SEPARATOR + b"Subject: small\n\n"
    found = read(box, Limits(message_bytes=200))
    assert [type(one) for one in found[:-1]] == [Failure] * 4
    assert all(len(bytes_of(one)) <= 200 for one in found[:-1])
    assert b"".join(map(bytes_of, found)) == box


def test_a_file_on_disk_gives_the_same_as_its_bytes(tmp_path: Path) -> None:
    box = SEPARATOR + LETTER + b"\n" + SEPARATOR + LETTER
    path = tmp_path / "box.mbox"
    path.write_bytes(box)
    assert list(MboxReader().read(Container("box.mbox", path), Limits())) == read(box)


LINES = st.sampled_from(
    [
        SEPARATOR,
        SEPARATOR.replace(b"\n", b"\r\n"),
        b"From - \n",
        b"From here\n",
        b">From there\n",
        b"\n",
        b"\r\n",
        b"\r",
        b"Subject: tide\n",
        b"Content-Length: 12\n",
        b"text without end",
        b"\x00\xff\n",
        b"\xef\xbb\xbf",
    ]
)


@given(st.lists(LINES, max_size=40).map(b"".join), st.sampled_from([10, 100, 10**6]))
def test_all_that_is_found_put_together_is_the_file_byte_for_byte(box: bytes, limit: int) -> None:
    found = read(box, Limits(message_bytes=limit))
    assert b"".join(map(bytes_of, found)) == box


@given(st.lists(LINES, max_size=30).map(b"".join))
def test_offsets_say_where_a_message_stands(box: bytes) -> None:
    messages = [found for found in read(box) if isinstance(found, RawMessage)]
    for message in messages:
        assert box[message.offset : message.offset + len(message.content)] == message.content
    assert all(one.offset < other.offset for one, other in pairwise(messages))
