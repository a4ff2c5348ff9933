"""``onrecord about WHO``: what is written about a person, sentence by sentence."""

import shutil
from pathlib import Path

import click

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.results import counted
from onrecord.cli.terminal import date_text, mailboxes_text, one_line, say, say_json
from onrecord.configuration import reading
from onrecord.pipeline.finding.concordance import AboutAsked
from onrecord.pipeline.finding.searching_views import AboutView, SentenceView
from onrecord.pipeline.reading.shapes import about_shape

_MOST_NAMED = 3
_NARROWEST = 20


@click.command("about")
@click.argument("who")
@click.option("--by", default="", help="Only what this person writes.")
@click.option("--from", "since", default="", help="First day: 2015, 2015-07, 2015-07-31, 30d.")
@click.option("--to", "until", default="", help="Last day.")
@click.option("--csv", "table", type=click.Path(path_type=Path), help="Write a new CSV file.")
@archive_option
@json_option
def command(archive: Path, *, who: str, table: Path | None, as_json: bool, **asked: str) -> None:
    """Print every sentence in somebody's own words that names WHO, oldest first.

    WHO is a name or an address. Quoted, forwarded and pasted words are left out, and so, unless --by
    asks for them, are WHO's own letters.
    """
    with reading(archive) as opened:
        about = opened.room().about(
            AboutAsked(who=who, by=asked["by"], since=asked["since"], until=asked["until"])
        )
    if table is not None:
        _write(about, table)
    elif as_json:
        say_json(about_shape(about))
    else:
        _say(about)


def _say(about: AboutView) -> None:
    by = f" by {one_line(about.by)}" if about.by else ""
    say(f"{len(about.sentences):,} sentences in {counted(about.messages)}{by} name {about.who}")
    say(f"looked for: {one_line(', '.join(about.names)) or 'nothing'}")
    if about.left_out:
        say(f"left out, for others bear them too: {one_line(', '.join(about.left_out))}")
    before = ""
    for item in about.sentences:
        if item.permalink != before:
            to = mailboxes_text(item.to, _MOST_NAMED) or "(no recipient stated)"
            author = mailboxes_text(item.from_) or "(no author stated)"
            say(f"\n{date_text(item.date)} · {author} → {to}")
            click.secho(f"{item.permalink} · {one_line(item.subject)}", dim=True)
        before = item.permalink
        click.echo(_keyword_in_context(item))


def _keyword_in_context(item: SentenceView) -> str:
    """Return the sentence on one line with its first name in a fixed column."""
    width = max(shutil.get_terminal_size((100, 24)).columns, 3 * _NARROWEST)
    start, end = item.marks[0] if item.marks else (0, 0)
    left, right = one_line(item.sentence[:start]), one_line(item.sentence[end:])
    room = width // 2 - _NARROWEST // 2
    lead = left if len(left) <= room else "…" + left[-(room - 1) :]
    name = one_line(item.sentence[start:end])
    rest = width - room - len(name) - 3
    tail = right if len(right) <= rest else right[: max(rest - 1, 0)] + "…"
    glue = (
        "" if item.sentence[end : end + 1] in {"'", "’", ",", ".", ";", ":", "?", "!", ")"} else " "
    )
    return f"{lead:>{room}} {click.style(name, bold=True, underline=True)}{glue}{tail}"


def _write(about: AboutView, table: Path) -> None:
    from onrecord.pipeline.giving_back.tables import (  # noqa: PLC0415 - start-up time
        SENTENCE_COLUMNS,
        csv_lines,
        sentence_rows,
    )
    from onrecord.pipeline.giving_back.taking_away import new_text  # noqa: PLC0415

    with new_text(table) as file:
        file.writelines(csv_lines(SENTENCE_COLUMNS, sentence_rows(about)))
    say(f"Wrote {len(about.sentences):,} sentences to {table}.")
