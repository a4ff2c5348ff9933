"""What a person sent and received over the years, as a drawing."""

from collections.abc import Sequence

import msgspec

from onrecord.pipeline.who.people_views import ActivityView
from onrecord.web.timeline import WIDTH, labels

HALF = 40
_BROKEN = 3
_LONGEST_GAP = 24


class Month(msgspec.Struct, frozen=True):
    """A month: its place, how high its letters sent stand, and how deep those received."""

    month: str
    x: float
    width: float
    up: float
    down: float
    sent: int
    received: int


class Activity(msgspec.Struct, frozen=True):
    """Months in order, labels (place and words) under them, first and last, and what has no date."""

    months: tuple[Month, ...]
    labels: tuple[tuple[float, str], ...]
    first: str
    last: str
    most: int
    undated: int


def drawn_activity(activity: Sequence[ActivityView]) -> Activity | None:
    """Return somebody's letters by month as a drawing; None where none has a date."""
    dated = [each for each in activity if each.month]
    if not dated:
        return None
    places: list[int] = []
    at = before = 0
    for each in dated:
        number = int(each.month[:4]) * 12 + int(each.month[5:7])
        gap = number - before if places else 0
        at += gap if gap <= _LONGEST_GAP else _BROKEN
        places.append(at)
        before = number
    unit = WIDTH / (at + 1)
    most = max(max(each.sent, each.received) for each in dated) or 1
    return Activity(
        tuple(
            Month(
                each.month,
                round(place * unit, 1),
                round(max(unit * 0.86, 1.0), 1),
                round(HALF * each.sent / most, 1),
                round(HALF * each.received / most, 1),
                each.sent,
                each.received,
            )
            for each, place in zip(dated, places, strict=True)
        ),
        labels(
            [
                (round(place * unit, 1), each.month)
                for each, place in zip(dated, places, strict=True)
            ]
        ),
        dated[0].month,
        dated[-1].month,
        most,
        sum(each.sent + each.received for each in activity if not each.month),
    )
