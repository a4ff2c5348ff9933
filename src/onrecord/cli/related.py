"""``onrecord related MESSAGE``: other messages on the same matter, and why."""

from pathlib import Path

import click

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.results import marked
from onrecord.cli.terminal import date_text, mailboxes_text, one_line, say, say_json
from onrecord.configuration import reading
from onrecord.pipeline.reading.shapes import related_shape

_MOST_NAMED = 3


@click.command("related")
@click.argument("message")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@archive_option
@json_option
def command(archive: Path, *, message: str, limit: int, as_json: bool) -> None:
    """Print messages on the same matter as MESSAGE, likeliest first, each with its reasons.

    They share rare words, people or time with it. Copies of the letter itself are left out.
    """
    with reading(archive) as opened:
        room = opened.room()
        permalink = room.find(message).permalink
        found = room.related(message, limit)
    if as_json:
        say_json(related_shape(permalink, found))
        return
    if not found:
        say("No other message shares rare words with this one.")
    for number, item in enumerate(found, 1):
        say()
        click.secho(f"{number}. {one_line(item.subject) or '(no subject)'}", bold=True)
        author = mailboxes_text(item.from_) or "(no author stated)"
        say(f"   {author} → {mailboxes_text(item.to, _MOST_NAMED) or '(no recipient stated)'}")
        say(f"   {date_text(item.date)} · {one_line(item.tranche)}")
        for reason in item.reasons:
            say(f"   - {one_line(reason)}")
        click.echo("   " + marked(item.snippet, item.marks))
        click.secho(f"   {item.permalink}", dim=True)
