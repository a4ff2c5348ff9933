"""Messages found, counted: by what they have in common, and over time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

import msgspec

from onrecord.pipeline.finding.grouping import Groups
from onrecord.pipeline.finding.searching_views import (
    FacetValueView,
    FacetView,
    StepView,
    TimelineView,
)
from onrecord.search.asked import asked_for, places_of
from onrecord.search.canonical import to_text
from onrecord.search.engine import Count, Days, Engine, FacetField, Sort, Step
from onrecord.search.facets import CALENDAR, most_frequent, steps
from onrecord.search.query import And, InTranche, Label, Labelled, Or, Query, TextField, Words
from onrecord.text.terms import words

_PLACE_NAMES = {
    "subject": "subject",
    "own": "own words",
    "quoted": "quoted, forwarded or pasted text",
    "aside": "signature or boilerplate",
    "attachment": "attachment",
}
_PLACE_FIELDS = {
    "subject": TextField.SUBJECT,
    "own": TextField.OWN,
    "quoted": TextField.QUOTED,
    "attachment": TextField.ATTACHMENT,
}
_MOST_WORDS = 20
_DAYS_A_STEP = {Step.DAY: 1, Step.WEEK: 7}
_MOST_DAYS = 92
_MOST_DAYS_BY_WEEK = 2 * 366


class Counting:
    """All messages that a query finds, counted; what several counts need is asked of the index once."""

    def __init__(self, engine: Engine, groups: Groups, query: Query) -> None:
        self._engine = engine
        self._groups = groups
        self._query = query

    def facets(self, fields: Iterable[FacetField], limit: int) -> tuple[FacetView, ...]:
        """Return them counted by each field, its ``limit`` most frequent values."""
        asked = list(dict.fromkeys(fields))
        others = {FacetField.THREAD, *CALENDAR}
        named = [field for field in asked if field not in others]
        counted = self._engine.facets(self._query, named, limit) if named else {}
        return tuple(
            _thread_facet(self._engine, self._groups, self._query, limit)
            if field is FacetField.THREAD
            else self._facet(field, counted[field])
            if field in counted
            else self._facet(field, most_frequent(CALENDAR[field](self._days.counts), limit))
            for field in asked
        )

    def timelines(
        self, step: Step | None, tranches: Iterable[str]
    ) -> tuple[Step, tuple[TimelineView, ...]]:
        """Return them over time, in all and in each tranche, and the step they are told by.

        Without a step: days up to three months, weeks up to two years, else months.
        """
        told_by = step or _fitting(self._days)
        first_days = [count.value for count in steps(self._days.counts, told_by)]
        lines = [_line("", self._days, first_days, told_by)]
        for name in tranches:
            part = self._engine.days(And((self._query, InTranche(name))))
            if part.counts or part.undated:
                lines.append(_line(name, part, first_days, told_by))
        return told_by, tuple(lines)

    def _facet(self, field: FacetField, counts: Iterable[Count]) -> FacetView:
        return FacetView(
            field.value,
            tuple(
                _place(count, self._query)
                if field is FacetField.PLACE
                else FacetValueView(
                    count.value, count.value, count.messages, _narrowing(field, count.value)
                )
                for count in counts
            ),
        )

    @cached_property
    def _days(self) -> Days:
        return self._engine.days(self._query)


def all_keys(engine: Engine, query: Query, sort: Sort) -> list[int]:
    """Return the keys of all messages found, in order."""
    total = engine.search(query, sort=sort, limit=1).total
    return [hit.key for hit in engine.search(query, sort=sort, limit=max(total, 1)).hits]


def _place(count: Count, query: Query) -> FacetValueView:
    name = _PLACE_NAMES[count.value]
    return FacetValueView(count.value, name, count.messages, _standing(count.value, query))


def _standing(place: str, query: Query) -> str:
    """Return the words of the query language for: one of the words asked for stands in a place.

    "" for asides, for which it has no word, and for a question so long that nobody could read it.
    """
    if place not in _PLACE_FIELDS:
        return ""
    leaves = dict.fromkeys(
        msgspec.structs.replace(leaf, field=_PLACE_FIELDS[place])
        for leaf in asked_for(query)
        if place in places_of(leaf.field)
    )
    if not 0 < len(leaves) <= _MOST_WORDS:
        return ""
    return to_text(*leaves) if len(leaves) == 1 else f"({to_text(Or(tuple(leaves)))})"


def _narrowing(field: FacetField, value: str) -> str:
    """Return the words of the query language for exactly the messages that have a value."""
    if field in {FacetField.YEAR, FacetField.MONTH}:
        return f"date:{value}"
    if field is FacetField.TRANCHE:
        return to_text(InTranche(value))
    if field is FacetField.CUSTODIAN:
        return to_text(Words(words(value), TextField.CUSTODIAN)) if words(value) else ""
    return to_text(Labelled(Label(field.value), value))


def _thread_facet(engine: Engine, groups: Groups, query: Query, limit: int) -> FacetView:
    """Count by thread. No index keeps threads: they change without their messages changing."""
    leads = groups.leads(all_keys(engine, query, Sort.DATE))
    counts = Counter(leads.values())
    # of equally frequent ones, the thread that came in first
    first = sorted(counts, key=lambda lead: (-counts[lead], lead))[:limit]
    names = groups.thread_names(first)
    return FacetView(
        FacetField.THREAD.value,
        tuple(
            FacetValueView(
                *names[lead], counts[lead], _narrowing(FacetField.THREAD, names[lead][0])
            )
            for lead in first
            if lead in names
        ),
    )


def _fitting(days: Days) -> Step:
    if not days.counts:
        return Step.MONTH
    span = max(days.counts) - min(days.counts)
    if span < _MOST_DAYS:
        return Step.DAY
    return Step.WEEK if span < _MOST_DAYS_BY_WEEK else Step.MONTH


def _line(name: str, found: Days, first_days: list[str], step: Step) -> TimelineView:
    counts = {count.value: count.messages for count in steps(found.counts, step)}
    drawn = tuple(_with_gaps(first_days, counts, step))
    return TimelineView(name, sum(counts.values()) + found.undated, found.undated, drawn)


def _with_gaps(days: list[str], counts: Mapping[str, int], step: Step) -> Iterator[StepView]:
    """Yield a step for each of these days, and between two that do not follow each other the gap."""
    before: date | None = None
    for day in days:
        first = date.fromisoformat(day)
        missing = 0 if before is None else _steps_between(before, first, step) - 1
        if before is not None and missing > 0:
            yield StepView(_next(before, step).isoformat(), 0, missing)
        yield StepView(day, counts.get(day, 0))
        before = first


def _steps_between(earlier: date, later: date, step: Step) -> int:
    if step is Step.MONTH:
        return (later.year - earlier.year) * 12 + later.month - earlier.month
    return (later - earlier).days // _DAYS_A_STEP[step]


def _next(day: date, step: Step) -> date:
    if step is Step.MONTH:
        return (day + timedelta(days=31)).replace(day=1)
    return day + timedelta(days=_DAYS_A_STEP[step])
