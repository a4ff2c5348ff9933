"""``onrecord search QUERY``: find messages."""

import shutil
from pathlib import Path

import click

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.shapes import search_shape
from onrecord.cli.terminal import date_text, mailboxes_text, one_line, say, say_json
from onrecord.configuration import reading
from onrecord.pipeline.views import HitView

_MOST_NAMED = 3


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "newest"]),
    default="relevance",
    show_default=True,
    help="date is oldest first.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0)
@archive_option
@json_option
def command(archive: Path, *, as_json: bool, query: tuple[str, ...], **asked: object) -> None:
    """Find messages: words (all of them), "phrases", OR, -not, from: to: cc: bcc: with: subject:
    body: attachment: filename: before: after: date: tranche: has:attachment.
    """
    with reading(archive) as opened:
        room = opened.room()
        result = room.search(
            " ".join(query),
            sort=str(asked["sort"]),
            limit=int(str(asked["limit"])),
            offset=int(str(asked["offset"])),
        )
    if as_json:
        say_json(search_shape(result))
        return
    for repair in result.repairs:
        click.echo(f"note: {one_line(repair)}", err=True)
    count = f"{result.total:,} message" + ("" if result.total == 1 else "s")
    say(f"{count} for {result.query or 'everything'}")
    for number, hit in enumerate(result.hits, result.offset + 1):
        _say_hit(number, hit)
    shown = result.offset + len(result.hits)
    if shown < result.total:
        say(f"\n{shown:,} of {result.total:,} shown: --offset {shown} shows the next.")


def _say_hit(number: int, hit: HitView) -> None:
    width = shutil.get_terminal_size((100, 24)).columns
    say()
    click.secho(f"{number}. {one_line(hit.subject) or '(no subject)'}", bold=True)
    recipients = mailboxes_text(hit.to, _MOST_NAMED) or "(no recipient stated)"
    say(f"   {mailboxes_text(hit.from_) or '(no author stated)'} → {recipients}")
    where = f" · {hit.place}" if hit.place else ""
    attached = " · attachment" if hit.has_attachment else ""
    say(f"   {date_text(hit.date)} · {one_line(hit.tranche)}{where}{attached}")
    if hit.snippet:
        click.echo("   " + _marked(hit)[: width * 6])
    click.secho(f"   {hit.permalink}", dim=True)


def _marked(hit: HitView) -> str:
    pieces = []
    position = 0
    for start, end in hit.marks:
        pieces.append(one_line_kept(hit.snippet[position:start]))
        pieces.append(click.style(one_line_kept(hit.snippet[start:end]), bold=True, underline=True))
        position = end
    pieces.append(one_line_kept(hit.snippet[position:]))
    return "".join(pieces)


def one_line_kept(text: str) -> str:
    """Return part of a snippet, neutral, with its spaces at both ends."""
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{lead}{one_line(text)}{trail}"
