"""A timeline on one line: a bar for each step, blanks where nothing was sent."""

from onrecord.pipeline.finding.searching_views import StepView, TimelineView

_BARS = "▁▂▃▄▅▆▇█"
_GAP = "·"
_LONG_GAP = 6


def sparkline(line: TimelineView, most: int) -> str:
    """Return bars in proportion to ``most``; ``·`` is a step without messages, ``·12·`` twelve of them."""
    return "".join(_sign(step, most) for step in line.steps)


def highest(line: TimelineView) -> int:
    """Return the number of messages of the fullest step."""
    return max((step.messages for step in line.steps), default=0)


def _sign(step: StepView, most: int) -> str:
    if step.steps > _LONG_GAP:
        return f"{_GAP}{step.steps}{_GAP}"
    if not step.messages:
        return _GAP * step.steps
    return _BARS[max(0, -(-step.messages * len(_BARS) // most) - 1)]
