"""Values to count by: people are their addresses, and equal counts have one order."""

from collections.abc import Callable
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from onrecord.search.engine import Count, Document, FacetField, Step
from onrecord.search.facets import by_month, by_year, day_number, most_frequent, named_values, steps

Letter = Callable[..., Document]


def test_a_sender_is_an_address_or_else_what_is_written(letter: Letter) -> None:
    written = "Ana Ruiz ANA@Port.example\nana@port.example\n\nThe  Porter\nBo <bo@port.example>"
    assert named_values(FacetField.SENDER, letter(1, from_=written)) == (
        "ana@port.example",
        "the porter",
        "bo@port.example",
    )


def test_a_type_is_a_file_extension(letter: Letter) -> None:
    types = (".PDF", "pdf", "application/pdf", "docx")
    assert named_values(FacetField.TYPE, letter(1, attachment_types=types)) == ("pdf", "docx")


def test_what_is_not_known_has_no_value(letter: Letter) -> None:
    assert named_values(FacetField.THREAD, letter(1)) == ()
    assert day_number(None) is None


def test_days_no_calendar_has_are_no_days() -> None:
    assert day_number(10**12) is None
    assert day_number(-(10**12)) is None
    assert day_number(-1) == -1


def test_equal_counts_are_ordered_by_value() -> None:
    assert most_frequent({"b": 2, "c": 5, "a": 2}, 2) == (Count("c", 5), Count("a", 2))


@given(st.dictionaries(st.dates().map(lambda day: day.toordinal() - 719163), st.integers(1, 9)))
def test_every_step_counts_every_day_once(days: dict[int, int]) -> None:
    total = sum(days.values())
    for step in Step:
        counts = steps(days, step)
        assert sum(count.messages for count in counts) == total
        starts = [date.fromisoformat(count.value) for count in counts]
        assert starts == sorted(set(starts))
        if step is Step.WEEK:
            assert all(start.weekday() == 0 for start in starts)
    assert sum(by_year(days).values()) == sum(by_month(days).values()) == total


@given(st.datetimes())
def test_a_moment_lies_in_the_day_it_is_counted_in(moment: datetime) -> None:
    seconds = int((moment - datetime(1970, 1, 1)).total_seconds() // 1)
    number = day_number(seconds)
    assert number is not None
    assert by_year({number: 1}) == {f"{moment.year:04}": 1}
