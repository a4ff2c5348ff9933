"""``onrecord custody``: what was done to the archive."""

from pathlib import Path

import click

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import say, say_json
from onrecord.configuration import reading


@click.command("custody")
@archive_option
@json_option
def command(archive: Path, *, as_json: bool) -> None:
    """Print the custody log; note its last hash elsewhere to notice later changes of it."""
    with reading(archive) as opened:
        entries = list(opened.holdings.custody())
    if as_json:
        shape = [
            {
                "number": entry.number,
                "at": entry.at,
                "action": entry.action,
                "detail": entry.detail,
                "digest": entry.digest.hex(),
            }
            for entry in entries
        ]
        say_json({"version": 1, "entries": shape})
        return
    for entry in entries:
        say(f"{entry.number}  {entry.at}  {entry.action}")
        for name, value in entry.detail.items():
            say(f"     {name}: {value}")
        say(f"     hash: {entry.digest.hex()}")
