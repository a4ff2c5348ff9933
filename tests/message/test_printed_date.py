"""Dates as mail programs print them and scanners misread them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.printed_date import printed_date


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("Monday, June 29, 2009 6:29 PM", "2009-06-29T18:29:00"),
        ("Monday, June 29, 2009 12:05 AM", "2009-06-29T00:05:00"),
        ("Monday, June 29, 2009 12:05 PM", "2009-06-29T12:05:00"),
        ("Sat Jan 23 08:59:27 2010", "2010-01-23T08:59:27"),
        ("1/23/2010 9:14 AM", "2010-01-23T09:14:00"),
        ("23/1/2010 09:14", "2010-01-23T09:14:00"),
        ("01/08/10 08:46 AM", "2010-01-08T08:46:00"),
        ("23 January 2010 09:14", "2010-01-23T09:14:00"),
        ("2010-01-23 09:14:05", "2010-01-23T09:14:05"),
        ("Sat, 23 Jan 2010 16:08:57 -0500", "2010-01-23T16:08:57-05:00"),
        ("Sat, 23 Jan 2010 16:08:57 GMT", "2010-01-23T16:08:57+00:00"),
        ("Tue, Mar 3, 2009 at 10:11 AM", "2009-03-03T10:11:00"),
        ("Thursday, June 14, 201211:11 AM", "2012-06-14T11:11:00"),
        ("Thursday, May 10, 20122:21 PM", "2012-05-10T14:21:00"),
        ("Friday, May 11,2012 1:11 PM", "2012-05-11T13:11:00"),
        ("Thursday, July 15, 2010 858 PM", "2010-07-15T20:58:00"),
        ("Wednesday, September 12, 2012.7:00 PM", "2012-09-12T19:00:00"),
        ("Saturday, October 3, 2OO9 lO:08 AM", "2009-10-03T10:08:00"),
        ("Saturday May 23 2009 10:58 AM", "2009-05-23T10:58:00"),
        ("WednesdayFebrua 10, 2010 6:20 PM", "2010-02-10T18:20:00"),
        ("Wednesda Jul6, 2011 5:14 AM", "2011-07-06T05:14:00"),
        ("Friday, Se•tember 3, 2010 7:46 AM", "2010-09-03T07:46:00"),
        ("• Monday; July 4, 2009 10:42 PM •", "2009-07-04T22:42:00"),
        ("June 29, 2009", "2009-06-29T00:00:00"),
    ],
)
def test_a_printed_date_is_read(value: str, iso: str) -> None:
    date = printed_date(value)
    assert date is not None
    assert date.iso() == iso


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Friday, June",
        "Sunday, Ma 8 2011 11:09 AM",
        "Thursday, June n, 2009 5:42 AM",
        "Friday, idly 27, 2012 3:16 PM",
        "June 31, 2009 6:29 PM",
        "13/13/2010 9:14 AM",
        "Saturday, October 3, ZUU9 10:08 AM",
        "x" * 100_000,
        "1" * 100_000,
    ],
)
def test_a_date_that_cannot_be_read_for_sure_is_not_guessed(value: str) -> None:
    """``Ma`` may be March or May; a thirty-first of June may be any day."""
    assert printed_date(value) is None


@given(st.text(max_size=80))
def test_any_text_can_be_asked(value: str) -> None:
    date = printed_date(value)
    assert date is None or date.instant.tzinfo is not None
