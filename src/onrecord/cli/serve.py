"""``onrecord serve``: the reading room in a browser."""

from pathlib import Path

import click

from onrecord.cli.options import archive_option
from onrecord.configuration import reading


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address.")
@click.option("--port", type=click.IntRange(0, 65535), default=8484, show_default=True)
@archive_option
def command(archive: Path, *, host: str, port: int) -> None:
    """Show the archive on pages at http://127.0.0.1:8484, for this machine alone."""
    from onrecord.web.rooms import Rooms  # noqa: PLC0415 - the web takes long to load
    from onrecord.web.serving import serve  # noqa: PLC0415

    with reading(archive) as opened:
        rooms = Rooms(
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
        with opened.keeping_up():
            serve(rooms, host, port, announce=_announce)


def _announce(address: str) -> None:
    click.echo(f"The reading room is open at {address} (Ctrl-C closes it).")
