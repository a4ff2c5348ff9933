"""Which lines separate the records of a mailbox."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers.from_line import begins_record, states_date

FIELD = b"Subject: tide\n"


@pytest.mark.parametrize(
    "line",
    [
        b"From ann@alder.example Thu Jan  1 00:00:00 1970\n",
        b"From ann@alder.example Thu Jan  1 00:00:00 1970\r\n",
        b"From mboxrd@z Thu Jan  1 00:00:00 1970\n",
        b"From ann at alder.example  Wed Apr  1 01:33:05 2009\n",
        b"From ann  Wed Apr  1 01:33 2009\n",
        b"From - Mon Jun  3 12:50:27 1996\n",
        b"From ???@??? Mon Jun 03 12:50:27 1996\n",
        b"From MAILER-DAEMON Fri Jul  8 12:08:34 2011\n",
        b'From "ann lee"@alder.example Fri Jul  8 12:08:34 2011\n',
        b"From ann@alder.example Tue Sep 30 14:47:04 +0000 2025\n",
        b"From ann@alder.example Tue Sep 30 14:47:04 2003 +0200\n",
        b"From ann@alder.example Tue Sep 30 14:47:04 PDT 1997\n",
        b"From ann@alder.example Tue Sep 30 14:47:04 EST 97\n",
        b"From ann@alder.example Tue, 30 Sep 1997 14:47:04 -0700\n",
        b"From ann@alder.example 1997-09-30 14:47:04\n",
        b"From ann@alder.example Tue Sep 30 1997 14:47:04\n",
        b"From ann Fri Jul  8 12:08:34 1988 remote from harbour\n",
        b"From  Fri Jul  8 12:08:34 1988\n",
    ],
)
def test_a_from_line_that_ends_in_a_date_of_a_known_form_begins_a_record(line: bytes) -> None:
    assert begins_record(line, FIELD, undated=False)


@pytest.mark.parametrize(
    "line",
    [
        b"From: ann@alder.example\n",
        b"from ann@alder.example Thu Jan  1 00:00:00 1970\n",
        b" From ann@alder.example Thu Jan  1 00:00:00 1970\n",
        b">From ann@alder.example Thu Jan  1 00:00:00 1970\n",
        b"From the 12:30 ferry in 1970\n",
        b"From Thu to Fri Jan 1970\n",
        b"From ann\n",
        b"From\n",
        b"",
    ],
)
def test_other_lines_do_not(line: bytes) -> None:
    assert not begins_record(line, FIELD, undated=True)


def test_running_text_after_a_dated_line_speaks_against_a_record() -> None:
    line = b"From ann@alder.example Thu Jan  1 00:00:00 1970\n"
    assert not begins_record(line, b"is what the log says\n", undated=True)
    assert begins_record(line, b"\n", undated=False)
    assert begins_record(line, b">From bo@alder.example\n", undated=False)


@given(st.binary(max_size=300))
def test_any_bytes_can_be_asked_about(line: bytes) -> None:
    assert not states_date(b"x" + line)
    states_date(b"From " + line)
