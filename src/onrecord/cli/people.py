"""``onrecord people``: list people, review who is who, pass decisions on."""

from pathlib import Path

import click
import msgspec

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import one_line, say, say_json
from onrecord.configuration import reading
from onrecord.people.decisions import Act, Decision
from onrecord.people.reviewer_table import LeftOver
from onrecord.pipeline.who.decided import decided_in
from onrecord.pipeline.who.people_views import PersonRow, SuggestionView
from onrecord.pipeline.who.reviewing import (
    Desk,
    Imported,
    Said,
    review,
    take_decisions,
    take_roles,
    undo,
)

_DEFAULT = "find"
_LARGEST_FILE = 64 * 1024**2


class QueryGroup(click.Group):
    """A group whose first word may be a query: what is no subcommand is looked for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `find` before what is no subcommand and no call for help."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)


@click.group("people", cls=QueryGroup, subcommand_metavar="[QUERY] | COMMAND [ARGS]...")
def command() -> None:
    """List the people of the archive, and review who is who.

    `onrecord people [QUERY]` lists persons whose names or addresses hold every word. A decision always
    overrules the machine, is kept in the archive's desk/people.csv, and can be taken back.
    """


who_option = click.option("--by", default="", help="Who decides; your account's name if not given.")
note_option = click.option("--note", default="", help="Why, for those who read it later.")


@command.command(_DEFAULT)
@click.argument("query", nargs=-1)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--offset", default=0, type=click.IntRange(0))
@archive_option
@json_option
def find(archive: Path, *, as_json: bool, query: tuple[str, ...], limit: int, offset: int) -> None:
    """List persons by name or address, those named in most headers first (the default command)."""
    with reading(archive) as opened:
        view = opened.people().people(" ".join(query), limit=limit, offset=offset)
    if as_json:
        say_json({"version": 1} | msgspec.to_builtins(view))
        return
    shown = f", {offset + 1:,} to {offset + len(view.persons):,}" if view.persons else ""
    say(f"{view.total:,} persons{shown}")
    for row in view.persons:
        _say_row(row)


@command.command("suggest")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000))
@archive_option
@json_option
def suggest(archive: Path, *, as_json: bool, limit: int) -> None:
    """Print pairs of persons who may be one, those with most letters at stake first."""
    with reading(archive) as opened:
        found = opened.people().suggestions(limit)
    if as_json:
        say_json({"version": 1, "suggestions": [msgspec.to_builtins(item) for item in found]})
        return
    if not found:
        say("There is nothing to suggest.")
    for item in found:
        _say_suggestion(item)


@command.command("merge")
@click.argument("first")
@click.argument("second")
@note_option
@who_option
@archive_option
def merge(archive: Path, *, first: str, second: str, note: str, by: str) -> None:
    """Decide that two are one person. FIRST and SECOND are addresses, names or permalinks."""
    _review(archive, Said(Act.MERGE, first, second, note=note, who=by))


@command.command("apart")
@click.argument("first")
@click.argument("second")
@note_option
@who_option
@archive_option
def apart(archive: Path, *, first: str, second: str, note: str, by: str) -> None:
    """Decide that two are not the same person, whatever comes."""
    _review(archive, Said(Act.NOT_SAME, first, second, note=note, who=by))


@command.command("split")
@click.argument("correspondent")
@note_option
@who_option
@archive_option
def split(archive: Path, *, correspondent: str, note: str, by: str) -> None:
    """Take an address, or a printed name, out of the person it was joined to."""
    _review(archive, Said(Act.SPLIT, correspondent, note=note, who=by))


@command.command("rename")
@click.argument("who")
@click.argument("name")
@note_option
@who_option
@archive_option
def rename(archive: Path, *, who: str, name: str, note: str, by: str) -> None:
    """Decide by what NAME a person is called."""
    if not name.strip():
        raise click.UsageError("The new name is empty.")
    _review(archive, Said(Act.RENAME, who, name=name.strip(), note=note, who=by))


@command.command("undo")
@click.argument("decision", metavar="ID")
@who_option
@archive_option
def take_back(archive: Path, *, decision: str, by: str) -> None:
    """Take a decision back, by its id or the start of it."""
    with reading(archive) as opened:
        undone = undo(opened.directory, decision, by)
    say(f"Taken back: {_told(undone)}")


@command.command("decisions")
@archive_option
@json_option
def decisions(archive: Path, *, as_json: bool) -> None:
    """Print all decisions, in the order they were made."""
    with reading(archive) as opened:
        made = opened.people().decisions()
        left_over = decided_in(opened.directory).left_over
    if as_json:
        say_json({"version": 1, "decisions": [msgspec.to_builtins(item) for item in made]})
        return
    for item in made:
        second = f" | {one_line(item.second or item.name)}" if item.second or item.name else ""
        told = " ".join(part for part in (item.when[:16], item.who, item.note) if part)
        fails = f"  does not hold: {item.fails}" if item.fails else ""
        say(f"{item.id}  {item.act}: {one_line(item.first)}{second}  ({one_line(told)}){fails}")
    _say_left_over(left_over)


@command.command("export")
@archive_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file to write.")
def export(archive: Path, *, out: Path | None) -> None:
    """Print all decisions as CSV, to be read, checked and passed on."""
    from onrecord.people.decisions import print_decisions  # noqa: PLC0415 - start-up time

    with reading(archive) as opened:
        text = print_decisions(decided_in(opened.directory).decisions)
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.UsageError(f"{out}: cannot be written: {error.strerror}.") from error


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@archive_option
@json_option
def take(archive: Path, *, as_json: bool, file: Path) -> None:
    """Take in decisions, or a table of roles, from a CSV file with a line of column names.

    Decisions: decision, first, second, name, who, when, note. Roles: name, address, title, organisation,
    from, to (dates as 2009, 2009-05 or 2009-05-31).
    """
    text = _text(file)
    first = text.lstrip("\ufeff").partition("\n")[0].lower().replace('"', "")
    columns = [cell.strip() for cell in first.split(",")]
    with reading(archive) as opened:
        desk = Desk(opened.directory, opened.register())
        if "decision" in columns:
            done = take_decisions(desk, text)
        elif "title" in columns or "organisation" in columns:
            done = take_roles(desk, text)
        else:
            raise click.UsageError(
                f"{file}: the first line names neither a column “decision” nor “title”."
            )
    if as_json:
        say_json({"version": 1} | msgspec.to_builtins(done))
        return
    _say_imported(done)


def _review(archive: Path, said: Said) -> None:
    with reading(archive) as opened:
        (made,) = review(Desk(opened.directory, opened.register()), [said])
    say(f"Decided: {_told(made)}")
    say(f"  take it back with: onrecord people undo {made.id}")


def _told(item: Decision) -> str:
    other = item.second or item.name
    return f"{item.act.value}: {one_line(item.first)}" + (f" | {one_line(other)}" if other else "")


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise click.UsageError(f"{file}: larger than a table of people can be.")
        return file.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be read: {error.strerror}.") from error


def _say_row(row: PersonRow) -> None:
    span = f"{row.first_date} … {row.last_date}" if row.first_date else "no dates"
    office = "  [office, list or machine]" if row.impersonal else ""
    click.secho(f"{one_line(row.name)}{office}", bold=True)
    say(f"  {row.messages:,} headers, {span}, {row.forms} forms  {row.permalink}")
    if row.addresses:
        shown = ", ".join(one_line(address) for address in row.addresses[:4])
        more = f" and {len(row.addresses) - 4} more" if len(row.addresses) > 4 else ""
        say(f"  {shown}{more}")


def _say_suggestion(item: SuggestionView) -> None:
    first, second = one_line(item.first.name), one_line(item.second.name)
    click.secho(f"{first} = {second} ?", bold=True)
    say(f"  {one_line(item.reason)}; {item.messages:,} headers at stake")
    for key in (item.first_key, item.second_key):
        say(f"  {one_line(key)}")


def _say_imported(done: Imported) -> None:
    say(
        f"{done.read} lines read: {done.matched} about people of this archive, {done.new} new, "
        f"{len(done.left_over)} left over."
    )
    _say_left_over(done.left_over)


def _say_left_over(left: tuple[LeftOver, ...]) -> None:
    for item in left[:20]:
        say(f"  line {item.line}: {item.reason}")
    if len(left) > 20:
        say(f"  and {len(left) - 20} more")
