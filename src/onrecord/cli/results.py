"""Results of a search as lines for a person."""

import shutil
from collections.abc import Iterable

import click

from onrecord.cli.terminal import date_text, mailboxes_text, one_line, say
from onrecord.cli.timeline_text import highest, sparkline
from onrecord.pipeline.finding.searching_views import FacetValueView, FacetView, TimelinesView
from onrecord.pipeline.showing.views import HitView, ResultView

_MOST_NAMED = 3
_WIDEST_NAME = 64


def say_results(result: ResultView) -> None:
    """Print a page of results, and how to get the next."""
    say_repairs(result.repairs)
    say(f"{counted(result.total)} for {result.query or 'everything'}{_rows_of(result)}")
    for number, hit in enumerate(result.hits, result.offset + 1):
        _say_hit(number, hit)
    shown = result.offset + result.limit
    if result.hits and shown < result.rows:
        say(f"\n{shown:,} of {result.rows:,} shown: --offset {shown} shows the next.")


def say_repairs(repairs: Iterable[str]) -> None:
    """Say what was mended in a query."""
    for repair in repairs:
        click.echo(f"note: {one_line(repair)}", err=True)


def say_facets(facets: Iterable[FacetView]) -> None:
    """Print counts over all hits."""
    for facet in facets:
        if facet.values:
            say()
            click.secho(facet.field, bold=True)
        names = [_value_text(value) for value in facet.values]
        width = min(max(map(len, names), default=0), _WIDEST_NAME)
        for name, value in zip(names, facet.values, strict=True):
            shown = name if len(name) <= width else name[: width - 1] + "…"
            say(f"  {value.messages:>9,}  {shown:<{width}}  {one_line(value.narrowing)}".rstrip())


def _value_text(value: FacetValueView) -> str:
    """Return a value as it is counted, with the name of the person before the address."""
    name = one_line(value.name)
    if not value.called:
        return name
    return f"{one_line(value.called)} {f'<{name}>' if '@' in name else f'({name})'}"


def say_timelines(timelines: TimelinesView) -> None:
    """Print a line of bars for all hits, and for each tranche if asked."""
    whole = timelines.lines[0]
    say()
    if whole.steps:
        first, last = whole.steps[0].day, whole.steps[-1].day
        say(f"{first} to {last}, by {timelines.step}: at most {highest(whole):,} in one")
    for line in timelines.lines:
        undated = f", {line.undated:,} undated" if line.undated else ""
        name = one_line(line.tranche) or "all"
        say(f"  {sparkline(line, highest(whole))}  {name}: {line.messages:,}{undated}")


def counted(total: int) -> str:
    """Return a number of messages in words."""
    return f"{total:,} message" + ("" if total == 1 else "s")


def marked(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """Return text, neutral and on one line, with these spans underlined."""
    pieces = []
    position = 0
    for start, end in marks:
        pieces.append(_kept(text[position:start]))
        pieces.append(click.style(_kept(text[start:end]), bold=True, underline=True))
        position = end
    pieces.append(_kept(text[position:]))
    return "".join(pieces)


def _rows_of(result: ResultView) -> str:
    if result.rows == result.total:
        return ""
    threads = any(hit.others_in_thread for hit in result.hits)
    return f", in {result.rows:,} " + ("threads" if threads else "letters that are not alike")


def _say_hit(number: int, hit: HitView) -> None:
    width = shutil.get_terminal_size((100, 24)).columns
    say()
    click.secho(f"{number}. {one_line(hit.subject) or '(no subject)'}", bold=True)
    recipients = mailboxes_text(hit.to, _MOST_NAMED) or "(no recipient stated)"
    say(f"   {mailboxes_text(hit.from_) or '(no author stated)'} → {recipients}")
    if hit.author and hit.named_otherwise:
        say(f"   that is {one_line(hit.author.name)}, {hit.author.permalink}")
    where = f" · {hit.place}" if hit.place else ""
    attached = " · attachment" if hit.has_attachment else ""
    say(f"   {date_text(hit.date)} · {one_line(hit.tranche)}{where}{attached}")
    if hit.snippet:
        click.echo("   " + marked(hit.snippet, hit.marks)[: width * 6])
    click.secho(f"   {hit.permalink}{_others(hit)}", dim=True)


def _others(hit: HitView) -> str:
    copies, others = len(hit.copies), hit.others_in_thread
    if copies:
        return (
            f" and {copies} {'copy' if copies == 1 else 'copies'}: {', '.join(hit.copies[:3])}"
            + (" …" if copies > 3 else "")
        )
    return f" and {others} more of its thread {hit.thread}" if others else ""


def _kept(text: str) -> str:
    """Return part of a snippet, neutral, with its spaces at both ends."""
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{one_line(text)}{trail}"
