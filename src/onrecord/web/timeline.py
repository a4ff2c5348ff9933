"""A timeline as a drawing: a bar for each day, week or month, true to time but for long silences."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from onrecord.pipeline.finding.searching_views import StepView, TimelineView

WIDTH, HEIGHT = 1000, 72
"""Of the drawing, in its own units; the page stretches it."""
_LONGEST_GAP = 24
"""Steps without messages that are drawn as long as they were; a longer silence is drawn broken."""
_BROKEN = 4
_NEAREST = 190
"""Between the beginnings of two labels: as much as a month and year take on a telephone."""
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Bar(msgspec.Struct, frozen=True):
    """A step with messages: its place in the drawing, its days, and what it counts."""

    x: float
    y: float
    width: float
    height: float
    first: str
    last: str
    label: str
    messages: int


class Drawing(msgspec.Struct, frozen=True):
    """Bars, places where a silence is drawn broken, and labels (place and words) under the bars."""

    bars: tuple[Bar, ...]
    breaks: tuple[float, ...]
    labels: tuple[tuple[float, str], ...]
    first: str
    last: str
    most: int


def drawn(line: TimelineView, step: str) -> Drawing | None:
    """Return a timeline as a drawing; None where no message has a date."""
    if not line.steps:
        return None
    lengths = [_length(each) for each in line.steps]
    unit = WIDTH / sum(lengths)
    most = max(each.messages for each in line.steps)
    bars: list[Bar] = []
    breaks: list[float] = []
    at = 0
    for each, length in zip(line.steps, lengths, strict=True):
        if each.messages:
            bars.append(_bar(each, step, at * unit, unit, most))
        elif length < each.steps:
            breaks.append(round((at + length / 2) * unit, 1))
        at += length
    named = labels([(bar.x, bar.first) for bar in bars])
    return Drawing(tuple(bars), tuple(breaks), named, bars[0].first, bars[-1].last, most)


def last_day(first: str, step: str) -> str:
    """Return the last day of the step that begins on a day."""
    day = date.fromisoformat(first)
    if step == "month":
        return (((day + timedelta(days=31)).replace(day=1)) - timedelta(days=1)).isoformat()
    return (day + timedelta(days=6 if step == "week" else 0)).isoformat()


def labels(places: Sequence[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """Return some of the years or months that begin at places, far enough apart to be read.

    Each place comes with its day or month (ISO).
    """
    span = int(places[-1][1][:4]) - int(places[0][1][:4])
    found: list[tuple[float, str]] = []
    seen = ""
    for x, day in places:
        year, month = day[:4], int(day[5:7])
        name = year if span > 2 else f"{_MONTHS[month - 1]} {year}"
        room = not found or x - found[-1][0] >= _NEAREST
        if name != seen and room and x < WIDTH * 0.93:
            found.append((x, name))
        seen = name
    return tuple(found)


def _length(step: StepView) -> int:
    if step.messages or step.steps <= _LONGEST_GAP:
        return step.steps
    return _BROKEN


def _bar(each: StepView, step: str, x: float, unit: float, most: int) -> Bar:
    height = max(2.0, HEIGHT * each.messages / most)
    return Bar(
        x=round(x, 1),
        y=round(HEIGHT - height, 1),
        width=round(max(unit * 0.86, 1.0), 1),
        height=round(height, 1),
        first=each.day,
        last=last_day(each.day, step),
        label=_named(each.day, step),
        messages=each.messages,
    )


def _named(day: str, step: str) -> str:
    year, month, of_month = day.split("-")
    named = f"{_MONTHS[int(month) - 1]} {int(year)}"
    if step == "month":
        return named
    return f"{'week of ' if step == 'week' else ''}{int(of_month)} {named}"
