"""Days as a query states them; none is made up."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.days import Days, is_relative, read_days

TODAY = date(2016, 2, 29)


def test_a_year_a_month_and_a_day_end_where_the_next_begins() -> None:
    assert read_days("2015", None) == Days(date(2015, 1, 1), date(2016, 1, 1))
    assert read_days("2015-12", None) == Days(date(2015, 12, 1), date(2016, 1, 1))
    assert read_days("2016-2-29", None) == Days(date(2016, 2, 29), date(2016, 3, 1))


def test_the_last_year_month_and_day_have_no_end() -> None:
    for written in ("9999", "9999-12", "9999-12-31"):
        days = read_days(written, None)
        assert days is not None
        assert days.after is None


def test_months_and_years_count_back_to_the_last_day_where_a_month_is_shorter() -> None:
    assert read_days("1y", TODAY) == Days(date(2015, 2, 28), date(2015, 3, 1))
    assert read_days("3M", TODAY) == Days(date(2015, 11, 29), date(2015, 11, 30))


def test_what_is_no_day_is_none() -> None:
    for written in ("", "soon", "2015-13", "2015-02-29", "15-07-01", "2015-07-01-01", "30", "٢٠١٥"):
        assert read_days(written, TODAY) is None


def test_without_a_today_no_relative_day_is_known() -> None:
    assert is_relative("TODAY") and is_relative("30d") and not is_relative("2015")
    assert read_days("today", None) is None


@given(st.dates(), st.integers(0, 99_999), st.sampled_from("dwmy"))
def test_a_day_counted_back_is_not_after_today_or_is_none(
    today: date, count: int, unit: str
) -> None:
    days = read_days(f"{count}{unit}", today)
    if days is not None:
        assert days.first <= today
        assert days.after is None or days.after - days.first == timedelta(days=1)
