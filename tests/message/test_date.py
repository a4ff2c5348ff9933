"""Dates as messages state them (RFC 5322 §3.3, §4.3), and the commonest other ways."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.date import stated_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mon, 29 Jun 2009 18:29:05 -0400", "2009-06-29T18:29:05-04:00"),
        ("29 Jun 2009 18:29 +0530", "2009-06-29T18:29:00+05:30"),
        ("Mon, 29 Jun 2009 18:29:05 EDT", "2009-06-29T18:29:05-04:00"),
        ("Mon, 29 Jun 2009 18:29:05 GMT", "2009-06-29T18:29:05+00:00"),
        ("Mon, 29 Jun 2009 18:29:05 +0200 (CEST)", "2009-06-29T18:29:05+02:00"),
        ("Mon, 29 Jun 94 18:29:05 +0000", "1994-06-29T18:29:05+00:00"),
        ("Mon, 29 Jun 09 18:29:05 +0000", "2009-06-29T18:29:05+00:00"),
        ("Mon, 29 Jun 109 18:29:05 +0000", "2009-06-29T18:29:05+00:00"),  # §4.3: 1900 is added
        ("Tue, 30 Jun 2009 23:59:60 +0000", "2009-06-30T23:59:59+00:00"),  # a leap second
    ],
)
def test_dates_by_the_standard(text: str, iso: str) -> None:
    date = stated_date(text)
    assert date is not None
    assert date.zone_stated
    assert date.iso() == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mon Jun 29 18:29:05 2009", "2009-06-29T18:29:05"),
        ("Mon Jun 29 18:29:05 EDT 2009", "2009-06-29T18:29:05-04:00"),
        ("Monday, June 29, 2009 6:29 PM", "2009-06-29T18:29:00"),
        ("29-Jun-2009 12:00:00 AM", "2009-06-29T00:00:00"),
        ("2009-06-29 18:29:05 +0200", "2009-06-29T18:29:05+02:00"),
        ("2009-06-29T18:29:05Z", "2009-06-29T18:29:05+00:00"),
        ("6/29/2009 6:29 PM", "2009-06-29T18:29:00"),
        ("6/29/2009 6:29:05 P.M. Eastern Daylight Time", "2009-06-29T18:29:05-04:00"),
        ("6/29/2009 6:29:05 AM Pacific Standard Time", "2009-06-29T06:29:05-08:00"),
    ],
)
def test_dates_as_programs_write_them(text: str, iso: str) -> None:
    date = stated_date(text)
    assert date is not None
    assert date.iso() == iso


@pytest.mark.parametrize(
    "text",
    ["Mon, 29 Jun 2009 18:29:05", "Mon, 29 Jun 2009 18:29:05 -0000", "29 Jun 2009 18:29 XYZ"],
)
def test_a_date_without_zone_is_not_given_one(text: str) -> None:
    """``-0000`` says that the place is not known (RFC 5322 §3.3)."""
    date = stated_date(text)
    assert date is not None
    assert not date.zone_stated
    assert date.instant.tzinfo is not None
    assert "+" not in date.iso()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "Mon, 31 Feb 2009 10:00:00 +0000",
        "Mon, 29 Xyz 2009 10:00:00 +0000",
        "Mon, 29 Jun 2009 25:00:00 +0000",
        "Mon, 29 Jun 0001 10:00:00 +0000",
        "99/99/9999 10:00",
    ],
)
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    assert stated_date(text) is None


moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1))
zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(moments, zones)
def test_a_date_written_by_the_standard_is_read_as_it_was_meant(
    moment: datetime, zone: timezone
) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC).astimezone(zone)
    date = stated_date(format_datetime(moment))
    assert date is not None
    assert date.instant == moment


@given(st.text("0123456789:/-+, JunMonAPZT.()\n", max_size=60))
def test_any_text_states_a_date_or_none(text: str) -> None:
    stated_date(text)


@given(st.text(max_size=60))
def test_any_unicode_digits_state_a_date_or_none(text: str) -> None:
    stated_date(text)
    stated_date(f"Mon, 2٣ Jun 200{text} 10:00:00 +0000")


@pytest.mark.parametrize("mark", ["1", " ", "Mon ", "a", ":", "-", "1:", ","])
def test_a_hundred_thousand_marks_are_read_in_one_pass(mark: str) -> None:
    stated_date(mark * 100_000)
    stated_date("Mon, 29 Jun 2009" + mark * 100_000)
