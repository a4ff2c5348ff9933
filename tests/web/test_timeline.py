"""Timelines are true to time, but for long silences, and every bar leads to its days."""

import pytest

from onrecord.pipeline.finding.searching_views import StepView, TimelineView
from onrecord.pipeline.who.people_views import ActivityView
from onrecord.web.activity import drawn_activity
from onrecord.web.timeline import WIDTH, drawn, labels, last_day


def line(*steps: StepView) -> TimelineView:
    """Return a timeline of these steps."""
    return TimelineView("", sum(step.messages for step in steps), 0, steps)


@pytest.mark.parametrize(
    ("first", "step", "last"),
    [
        ("2022-11-14", "day", "2022-11-14"),
        ("2022-11-14", "week", "2022-11-20"),
        ("2022-02-01", "month", "2022-02-28"),
        ("2022-12-01", "month", "2022-12-31"),
    ],
)
def test_a_step_ends_before_the_next_begins(first: str, step: str, last: str) -> None:
    """Days, weeks from Monday, months."""
    assert last_day(first, step) == last


def test_a_gap_is_as_wide_as_it_was_long() -> None:
    """Up to two years of months; the tallest bar is as high as the drawing."""
    drawing = drawn(
        line(StepView("2022-01-01", 5), StepView("2022-02-01", 0, 11), StepView("2023-01-01", 10)),
        "month",
    )
    assert drawing is not None
    first, last = drawing.bars
    assert last.x == pytest.approx(12 * (WIDTH / 13), abs=0.1)
    assert (first.x, last.y, last.height) == (0, 0, 72)
    assert drawing.breaks == ()


def test_a_letter_dated_wrongly_does_not_squeeze_the_rest() -> None:
    """A silence of decades is drawn broken."""
    drawing = drawn(
        line(StepView("1970-01-01", 1), StepView("1970-02-01", 0, 600), StepView("2020-02-01", 9)),
        "month",
    )
    assert drawing is not None
    assert len(drawing.breaks) == 1 and drawing.bars[1].width > WIDTH / 20


def test_without_dates_there_is_nothing_to_draw() -> None:
    """The page says so."""
    assert drawn(line(), "month") is None
    assert drawn_activity([ActivityView("", 3, 0)]) is None


def test_what_was_sent_and_received_has_one_scale() -> None:
    """The undated is counted beside."""
    drawing = drawn_activity(
        [ActivityView("", 2, 1), ActivityView("2022-01", 10, 5), ActivityView("2022-03", 0, 10)]
    )
    assert drawing is not None and drawing.undated == 3
    assert [(month.up, month.down) for month in drawing.months] == [(40, 20), (0, 40)]


def test_a_few_months_fill_the_width() -> None:
    """Empty ground after the last bar would say that nothing was sent then."""
    drawing = drawn(line(StepView("2022-08-01", 5), StepView("2022-09-01", 10)), "month")
    assert drawing is not None and drawing.bars[1].x == WIDTH / 2
    activity = drawn_activity([ActivityView("2022-08", 2, 1), ActivityView("2022-09", 1, 1)])
    assert activity is not None and activity.months[1].x == WIDTH / 2
    assert activity.labels == ((0, "Aug 2022"), (WIDTH / 2, "Sep 2022"))


def test_labels_leave_each_other_room() -> None:
    """A narrow screen shows the same drawing."""
    places = [(at * WIDTH / 12, f"2022-{at + 1:02}") for at in range(12)]
    assert [name for _, name in labels(places)] == [
        *("Jan 2022", "Apr 2022", "Jul 2022", "Oct 2022")
    ]
