"""``onrecord search QUERY``: find messages, count them, take them away."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.results import counted, say_facets, say_repairs, say_results, say_timelines
from onrecord.cli.terminal import one_line, say, say_json
from onrecord.configuration import OpenArchive, reading
from onrecord.pipeline.finding.grouping import Grouping
from onrecord.pipeline.finding.searching import Paging, Searches
from onrecord.pipeline.reading.shapes import facets_shape, search_shape, timelines_shape
from onrecord.search.engine import FacetField, Sort, Step

if TYPE_CHECKING:
    from onrecord.pipeline.giving_back.many_queries import Answered

_VALUES = 10
_SORTS = ["relevance", "date", "-date", "newest"]
_FORMS = ["csv", "jsonl", "mbox", "eml"]


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The options, as given."""

    query: tuple[str, ...]
    sort: str
    limit: int
    offset: int
    fold: bool
    by_thread: bool
    facets: bool
    timeline: bool
    step: str | None
    by_tranche: bool
    taken: tuple[str, Path] | None
    queries: Path | None
    folder: Path | None
    as_json: bool


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--sort",
    type=click.Choice(_SORTS),
    default="relevance",
    show_default=True,
    help="date is oldest first; -date and newest are newest first.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@click.option("--fold", is_flag=True, help="One row for all near copies of a letter.")
@click.option("--by-thread", is_flag=True, help="One row for all hits of a thread.")
@click.option("--facets", is_flag=True, help="Count all hits by sender, recipient, year and so on.")
@click.option("--timeline", is_flag=True, help="Count all hits over time.")
@click.option("--step", type=click.Choice([step.value for step in Step]), help="Of the timeline.")
@click.option("--by-tranche", is_flag=True, help="A timeline for each tranche as well.")
@click.option(
    "--export",
    "taken",
    type=(click.Choice(_FORMS), click.Path(path_type=Path)),
    help="Write all hits to a new file; eml: to a new folder.",
)
@click.option(
    "--from-file",
    "queries",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Ask every query of a list: a line each, or a .csv with a column query.",
)
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Folder for --from-file.")
@archive_option
@json_option
def command(archive: Path, **options: object) -> None:
    """Find messages: words (all of them), "phrases", OR, -not, from: to: cc: bcc: with: subject:
    body: attachment: filename: before: after: date: tranche: has:attachment.
    """
    asked = _Asked(**options)  # type: ignore[arg-type] # as click's options state
    text = " ".join(asked.query)
    if asked.fold and asked.by_thread:
        raise click.UsageError("--fold or --by-thread, not both.")
    with reading(archive) as opened:
        if asked.queries:
            _ask_all(opened.searches(), text, asked.queries, asked)
        elif asked.taken:
            _take_away(opened, text, asked.taken, asked)
        else:
            _show(opened.searches(), text, asked)


def _show(searches: Searches, text: str, asked: _Asked) -> None:
    grouping = (
        Grouping.COPIES if asked.fold else Grouping.THREAD if asked.by_thread else Grouping.NONE
    )
    result = searches.search(
        text,
        Paging(
            sort=Sort(asked.sort),
            limit=asked.limit,
            offset=asked.offset,
            grouping=grouping,
        ),
    )
    facets = searches.facets(text, FacetField, _VALUES) if asked.facets else None
    step = Step(asked.step) if asked.step else None
    wanted = asked.timeline or step or asked.by_tranche
    timelines = searches.timeline(text, step, by_tranche=asked.by_tranche) if wanted else None
    if asked.as_json:
        shape = search_shape(result)
        if facets is not None:
            shape["facets"] = facets_shape(facets)
        if timelines is not None:
            shape["timeline"] = timelines_shape(timelines)
        say_json(shape)
        return
    say_results(result)
    if facets is not None:
        say_facets(facets)
    if timelines is not None:
        say_timelines(timelines)


def _take_away(opened: OpenArchive, text: str, taken: tuple[str, Path], asked: _Asked) -> None:
    from onrecord.cli.taking import take  # noqa: PLC0415 - start-up time

    form, target = taken
    if asked.fold or asked.by_thread:
        raise click.UsageError("--export writes every hit: leave out --fold and --by-thread.")
    repairs, done = take(opened, text, Sort(asked.sort), form, target)
    say_repairs(repairs)
    say(f"Wrote {counted(done.written)} to {target}.")
    if done.recovered:
        say(
            f"{done.recovered:,} more survive only where others quote them: they are no mail to write. "
            "csv and jsonl list them."
        )


def _ask_all(searches: Searches, within: str, source: Path, asked: _Asked) -> None:
    from onrecord.pipeline.giving_back.many_queries import answer, read_queries  # noqa: PLC0415

    folder = asked.folder or Path(f"{source.stem}-hits")
    rows = answer(searches, read_queries(source), within, folder)
    if asked.as_json:
        say_json(
            {
                "version": 1,
                "folder": str(folder),
                "queries": [msgspec.to_builtins(row) for row in rows],
            }
        )
        return
    say(f"{'messages':>9}  {'first':<10}  {'last':<10}  query")
    for row in rows:
        _say_row(row)
    say(f"\nThe hits of each query, and this table, are in {folder}.")


def _say_row(row: "Answered") -> None:
    name = f"{row.name}: " if row.name else ""
    found = "–" if row.problem else f"{row.messages:,}"
    say(f"{found:>9}  {row.first:<10}  {row.last:<10}  {one_line(name + row.query)}")
    if row.problem:
        click.echo(f"note: {one_line(row.problem)}", err=True)
