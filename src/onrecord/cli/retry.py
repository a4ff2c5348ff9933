"""``onrecord retry``: try again what failed, and bring up what lags."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import say, say_json
from onrecord.configuration import adding
from onrecord.pipeline.taking_in.bringing_up import Tell
from onrecord.pipeline.taking_in.retrying import retry


@click.command("retry")
@archive_option
@json_option
def command(archive: Path, *, as_json: bool) -> None:
    """Read again the messages that failed, from the bytes that were kept of them.

    What another version of On Record made of an archive (who is who, what answers what) is made anew.
    """
    with adding(archive) as opened, _progress() as tell:
        outcome = retry(opened, tell)
    if as_json:
        say_json({"version": 1} | msgspec.to_builtins(outcome))
        return
    say(
        f"{outcome.failures:,} failures: {outcome.read:,} read now, {outcome.failed:,} still failed."
    )
    if outcome.brought_up:
        say(
            f"{outcome.brought_up:,} messages read again from their originals: index, relations and "
            "people are up to date."
        )


@contextmanager
def _progress() -> Iterator[Tell]:
    """Show a bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda read, of: None  # noqa: ARG005 - nothing to show
        return
    from rich.console import Console  # noqa: PLC0415 - start-up time
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading again", total=None)
        yield lambda read, of: bar.update(task, completed=read, total=of)
