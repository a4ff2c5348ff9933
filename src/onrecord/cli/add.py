"""``onrecord add PATH...``: take mail in, as a tranche."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import say, say_json
from onrecord.configuration import adding
from onrecord.pipeline.taking_in.accession import Addition, Progress
from onrecord.pipeline.taking_in.adding import Outcome, add

_SHOWN = 10
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--tranche", required=True, help="The publisher's batch, as you will name it.")
@click.option("--publisher", default="", help="Who released it.")
@click.option(
    "--published",
    default="",
    metavar="DATE",
    help="When it was released: 2015-07-31.",
)
@click.option("--custodian", default="", help="Whose mailbox it was.")
@click.option(
    "--id-template",
    default="",
    metavar="URL",
    help="Address of a document at the publisher's, with {id} where its id stands.",
)
@click.option("--in-place", is_flag=True, help="Leave originals where they are; keep no copy.")
@archive_option
@json_option
def command(
    *, archive: Path, as_json: bool, paths: tuple[Path, ...], published: str, **asked: object
) -> None:
    """Take in mail from files and folders: mbox, Maildir, .eml, zip, tar, printed pages.

    The same command given again changes nothing; after an interruption it goes on where it was.
    """
    addition = Addition(
        paths=paths,
        tranche=_name(str(asked["tranche"])),
        custodian=str(asked["custodian"]),
        publisher=str(asked["publisher"]),
        published=_date(published),
        id_template=_template(str(asked["id_template"])),
        in_place=bool(asked["in_place"]),
    )
    with adding(archive) as opened, _progress() as tell:
        outcome = add(opened, addition, tell=tell)
    if as_json:
        say_json({"version": 1, "tranche": addition.tranche} | _outcome_shape(outcome))
    else:
        _say(outcome, addition.tranche)


def _name(tranche: str) -> str:
    if not tranche.strip():
        raise click.BadParameter("a tranche needs a name.", param_hint="--tranche")
    return " ".join(tranche.split())


def _template(template: str) -> str:
    if template and "{id}" not in template:
        raise click.BadParameter(
            "write {id} where the document's id stands.", param_hint="--id-template"
        )
    return template


def _date(published: str) -> str:
    """Return the date as precisely as it was given."""
    if published and not _DATE.fullmatch(published):
        raise click.BadParameter("write 2015, 2015-07 or 2015-07-31.", param_hint="--published")
    return published


@contextmanager
def _progress() -> Iterator[Callable[[Progress, int], None]]:
    """Show a bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda progress, messages: None  # noqa: ARG005 - nothing to show
        return
    from rich.console import Console  # noqa: PLC0415 - start-up time
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (
        TextColumn("taking in"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[messages]:,} messages"),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, messages=0)

        def tell(progress: Progress, messages: int) -> None:
            bar.update(task, completed=progress.read, total=progress.size, messages=messages)

        yield tell


def _outcome_shape(outcome: Outcome) -> dict[str, object]:
    return {
        "found": outcome.found,
        "stored": outcome.stored,
        "copies": outcome.copies,
        "failed": outcome.failed,
        "containers": outcome.containers,
        "seen_before": outcome.seen,
        "not_mail": list(outcome.not_mail),
    }


def _say(outcome: Outcome, tranche: str) -> None:
    say(
        f"{tranche}: {outcome.found:,} messages found = {outcome.stored:,} stored + "
        f"{outcome.copies:,} exact copies + {outcome.failed:,} failed, "
        f"in {outcome.containers:,} containers."
    )
    if outcome.seen:
        say(f"{outcome.seen:,} containers had been taken in before and were left as they are.")
    if outcome.not_mail:
        say(f"{len(outcome.not_mail):,} files hold no mail that can be recognised:")
        for path in outcome.not_mail[:_SHOWN]:
            say(f"  {path}")
        if len(outcome.not_mail) > _SHOWN:
            say(f"  … and {len(outcome.not_mail) - _SHOWN:,} more (onrecord status --json).")
    if outcome.failed:
        say("Failures with their reasons: onrecord status --problems")
