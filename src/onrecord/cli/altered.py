"""``onrecord altered``: list quoted copies whose words differ from their originals."""

from pathlib import Path

import click

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import date_text, mailboxes_text, one_line, say, say_json
from onrecord.configuration import reading
from onrecord.pipeline.reading.shapes import VERSION, altered_shape
from onrecord.pipeline.showing.views import AlteredView


@click.command("altered")
@archive_option
@json_option
def command(archive: Path, *, as_json: bool) -> None:
    """List quoted copies whose words differ from the messages they were taken from.

    White space, wrapping, marks, case and accents are no difference, and neither are whole lines or
    sentences left out. What differs may have been changed by a person or by a program: read both.
    """
    with reading(archive) as opened:
        views = opened.room().altered()
        if as_json:
            say_json({"version": VERSION, "altered": [altered_shape(view) for view in views]})
            return
        count = 0
        for view in views:
            _say(view)
            count += 1
    say(f"{count:,} quoted letters differ in words from their originals.")


def _say(view: AlteredView) -> None:
    author = mailboxes_text(view.from_) or "(no author stated)"
    quoted = mailboxes_text(view.original_from) or "(no author stated)"
    click.secho(f"{author}, {date_text(view.date)}, quoting {quoted}", bold=True)
    for change in view.changes:
        original = f"“{one_line(change.original)}”" if change.original else "(nothing)"
        copy = f"“{one_line(change.copy)}”" if change.copy else "(nothing)"
        say(f"  original {original}  copy {copy}")
    say(f"  {view.permalink} quotes {view.original}")
    say()
