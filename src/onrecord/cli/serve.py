"""``onrecord serve``: the reading room in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import archive_option
from onrecord.configuration import reading

if TYPE_CHECKING:
    from onrecord.web.rooms import Rooms


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address.")
@click.option("--port", type=click.IntRange(0, 65535), default=8484, show_default=True)
@archive_option
def command(archive: Path, *, host: str, port: int) -> None:
    """Show the archive on pages at http://127.0.0.1:8484, for this machine alone."""
    from onrecord.web.serving import serve  # noqa: PLC0415 - the web takes long to load

    with rooms_of(archive, judging=True) as rooms:
        opening = partial(rooms_of, archive, judging=False)
        serve(rooms, opening, host, port, announce=_announce)


@contextmanager
def rooms_of(archive: Path, *, judging: bool) -> Iterator["Rooms"]:
    """Open the rooms of an archive, and keep up with what others write (see `OpenArchive.keep_up`)."""
    from onrecord.web.rooms import Rooms  # noqa: PLC0415 - the web takes long to load

    with reading(archive) as opened, opened.keeping_up(judging=judging):
        yield Rooms(
            reading=opened.room(),
            people=opened.people(),
            casework=opened.casework(),
            drafts=opened.draft_checks(),
            neighbours=opened.neighbours(),
            networks=opened.networks(),
            news=opened.news(),
            additions=opened.additions(),
            mail=opened.result_mail(),
        )


def _announce(address: str) -> None:
    click.echo(f"The reading room is open at {address} (Ctrl-C closes it).")
