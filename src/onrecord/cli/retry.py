"""``onrecord retry``: try again what failed, and bring up what lags."""

from pathlib import Path

import click
import msgspec

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import say, say_json
from onrecord.configuration import adding
from onrecord.pipeline.taking_in.retrying import retry


@click.command("retry")
@archive_option
@json_option
def command(archive: Path, *, as_json: bool) -> None:
    """Read again the messages that failed, from the bytes that were kept of them.

    What another version of On Record made of an archive (who is who, what answers what) is made anew.
    """
    with adding(archive) as opened:
        outcome = retry(opened)
    if as_json:
        say_json({"version": 1} | msgspec.to_builtins(outcome))
        return
    say(f"{outcome.failures} failures: {outcome.read} read now, {outcome.failed} still failed.")
