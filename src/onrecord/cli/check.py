"""``onrecord check STORY``: hold a story's quotations against the archive."""

from pathlib import Path

import click

from onrecord.check.html_report import render
from onrecord.check.report import check_story, exit_status, to_json
from onrecord.check.story import Story
from onrecord.check.text_report import text_report
from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import say, say_json
from onrecord.configuration import reading
from onrecord.errors import OnRecordError
from onrecord.pipeline.library import ArchiveLibrary


@click.command("check")
@click.argument("story", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--report",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write a page to read and print.",
)
@archive_option
@json_option
@click.pass_context
def command(
    context: click.Context, archive: Path, *, as_json: bool, story: Path, report: Path | None
) -> None:
    """Find every quotation of a story and hold it against the archive, word by word.

    Exits with 0 if every quotation of four words or more stands as written, in the words of whom it is
    given to; with 1 if an editor should look; with 2 if the story or the archive cannot be read.
    """
    written = Story(story.name, _text(story))
    with reading(archive) as opened:
        library = ArchiveLibrary(
            opened.holdings, opened.originals, opened.engine(), opened.relations
        )
        found = check_story(written, library)
    if report is not None:
        report.write_text(render(found), encoding="utf-8")
    if as_json:
        say_json(to_json(found))
    else:
        say(text_report(found))
        if report is not None:
            say(f"Report written to {report}")
    context.exit(exit_status(found))


def _text(story: Path) -> str:
    try:
        return story.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OnRecordError(
            "check/not-text",
            "the story is not UTF-8 text.",
            where=str(story),
            hint="Save it as plain text or Markdown.",
        ) from error
