"""``onrecord export QUERY --to FILE``: give messages back."""

from datetime import UTC, datetime
from pathlib import Path

import click

from onrecord.cli.options import archive_option
from onrecord.cli.terminal import say
from onrecord.configuration import reading
from onrecord.pipeline.giving_back.exporting import Shelf, export_files, export_mbox
from onrecord.search.parser import parse_query


@click.command("export", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    help="A new FILE.mbox, or a new folder for files as they came.",
)
@archive_option
def command(archive: Path, *, query: tuple[str, ...], target: Path) -> None:
    """Write the messages that QUERY finds to an mbox file, or to a folder of files.

    A tranche that was one mbox comes back byte for byte; in a folder, so does every container.
    """
    with reading(archive) as opened:
        asked = parse_query(" ".join(query), today=datetime.now(UTC).date())
        room = opened.room()
        shelf = Shelf(opened.holdings, opened.originals)
        to_mbox = target.suffix.lower() in (".mbox", ".mbx")
        write = export_mbox if to_mbox else export_files
        exported = write(shelf, asked.query, room.numbers(asked.query), target)
    say(f"Wrote {exported.written:,} messages to {target}.")
    if exported.reframed:
        say(
            f"{exported.reframed:,} of them did not come from an mbox: they were given separator "
            "lines, and their lines that begin with From are quoted with >."
        )
