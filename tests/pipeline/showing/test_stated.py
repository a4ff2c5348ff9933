"""When a message was received is what the last server noted, and nothing else."""

import pytest

from onrecord.message.parse import parse
from onrecord.pipeline.showing.stated import received

TOP = b"Received: from a by b with ESMTP id 1;\r\n\tMon, 5 Dec 2022 14:11:02 -0800\r\n"
BELOW = b"Received: from x by a; Mon, 5 Dec 2022 14:10:00 -0800\r\n"


def test_the_topmost_trace_field_counts() -> None:
    """Each server puts its own above those there are."""
    date = received(parse(TOP + BELOW + b"From: a@x.example\r\n\r\n").fields)
    assert date is not None and date.iso() == "2022-12-05T14:11:02-08:00"


@pytest.mark.parametrize(
    "fields",
    [
        b"Date: Mon, 5 Dec 2022 14:11:02 -0800\r\n",
        b"Received: from a by b\r\n" + BELOW,
        b"Received: from a by b; whenever\r\n",
        b"",
    ],
)
def test_no_other_field_stands_in_for_it(fields: bytes) -> None:
    """Not the sender's date, and not an earlier server's."""
    assert received(parse(fields + b"From: a@x.example\r\n\r\n").fields) is None
