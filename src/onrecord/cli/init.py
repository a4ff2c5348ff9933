"""``onrecord init DIR``: make an empty archive."""

from pathlib import Path

import click

from onrecord.cli.terminal import say
from onrecord.configuration import new_archive


@click.command("init")
@click.argument("directory", type=click.Path(path_type=Path))
def command(directory: Path) -> None:
    """Make an empty archive in DIRECTORY, which must be new or empty."""
    new_archive(directory)
    say(f"Made an empty archive in {directory}.")
    say(f"Take mail in with:  onrecord add PATH --tranche NAME --archive {directory}")
