"""``onrecord check STORY``: hold a story's quotations against the archive."""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from onrecord.check.changes import since
from onrecord.check.docx_report import docx
from onrecord.check.html_report import render
from onrecord.check.json_report import to_json
from onrecord.check.markdown_report import markdown
from onrecord.check.report import CheckReport, exit_status
from onrecord.check.sheet import people_sheet, sheet
from onrecord.check.story import Story
from onrecord.check.story_formats import story_from
from onrecord.check.style import Profile
from onrecord.check.text_report import text_report
from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import say, say_json
from onrecord.configuration import OpenArchive, reading
from onrecord.desk.sign_offs import Decision
from onrecord.errors import OnRecordError
from onrecord.pipeline.checking.checking import Checks

DAMAGED = 3
_DAMAGE = frozenset({"archive/damaged", "search/damaged", "search/unanswered", "desk/damaged"})
_REPORTS: dict[str, Callable[[CheckReport], bytes]] = {
    ".html": lambda report: render(report).encode("utf-8", "replace"),
    ".json": lambda report: msgspec.json.format(msgspec.json.encode(to_json(report)), indent=2),
    ".md": lambda report: markdown(report).encode("utf-8", "replace"),
    ".docx": docx,
    ".csv": lambda report: sheet(report).encode("utf-8", "replace"),
}


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The options, as given."""

    story: str
    profile: str
    report: tuple[Path, ...]
    people: Path | None
    packet: Path | None
    since: Path | None
    sign: tuple[str, ...]
    undo: tuple[int, ...]
    decision: str
    by: str
    note: str
    as_json: bool


@click.command("check")
@click.argument("story", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--profile",
    type=click.Choice([each.value for each in Profile]),
    default=Profile.AP.value,
    show_default=True,
    help="The house style: what may change without a mark.",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    multiple=True,
    help="Write a report; its ending says which: .html .md .docx .csv .json. May be repeated.",
)
@click.option(
    "--people",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write a sheet (.csv) of the people quoted, to ask them to reply.",
)
@click.option(
    "--packet",
    type=click.Path(path_type=Path),
    help="Write the messages behind the check into a new folder, with what verifies them.",
)
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Show only what changed since an earlier check, given as its JSON.",
)
@click.option("--sign", multiple=True, metavar="ID", help="Sign a quotation off by its id.")
@click.option("--undo", multiple=True, metavar="NO", type=int, help="Take a sign-off back.")
@click.option(
    "--decision",
    type=click.Choice([each.value for each in Decision]),
    default=Decision.FAIR.value,
    show_default=True,
    help="What the sign-off says: may stand, must change, or only a note.",
)
@click.option("--by", default="", metavar="NAME", help="Who signs.")
@click.option("--note", default="", help="A remark to keep with the sign-off.")
@archive_option
@json_option
@click.pass_context
def command(context: click.Context, /, archive: Path, **options: object) -> None:
    """Find every quotation of a story and hold it against the archive, word by word.

    STORY is Markdown, plain text, HTML, .docx or .pdf, or - for standard input.

    Exits with 0 if every quotation of four words or more stands as written, in the words of whom it is
    given to, or is signed off; with 1 if there is something to read; with 2 if it was asked wrongly;
    with 3 if the archive is damaged.
    """
    asked = msgspec.convert(options, _Asked)
    try:
        with reading(archive) as opened:
            report = _checked(opened, asked)
    except sqlite3.DatabaseError as error:
        say_damage(f"{archive}: the archive's records cannot be read ({type(error).__name__}).")
        context.exit(DAMAGED)
    except OnRecordError as error:
        if error.reference not in _DAMAGE:
            raise
        say_damage(str(error))
        context.exit(DAMAGED)
    context.exit(exit_status(report))


def say_damage(told: str) -> None:
    """Say on standard error what is damaged, and how to learn more."""
    click.echo(f"onrecord: {told} `onrecord audit` tells what is damaged.", err=True)


def _checked(opened: OpenArchive, asked: _Asked) -> CheckReport:
    """Check, sign where asked to, write what was asked for, and return the whole story's report."""
    checks = opened.checks()
    writers = [(path, _writer(path)) for path in asked.report]
    story, profile = _story(asked.story), Profile(asked.profile)
    report = checks.check(story, profile)
    if asked.sign or asked.undo:
        _signed(checks, report, asked)
        report = checks.with_sign_offs(report)
    told = since(report, asked.since.read_bytes()) if asked.since else report
    for path, writer in writers:
        _write(path, writer(told))
    if asked.people:
        _write(asked.people, people_sheet(report).encode("utf-8", "replace"))
    packed = opened.packing().pack(report, asked.packet) if asked.packet else 0
    _say(told, asked, packed)
    return report


def _story(path: str) -> Story:
    if path == "-":
        return story_from("standard input", sys.stdin.buffer.read())
    return story_from(Path(path).name, Path(path).read_bytes())


def _writer(path: Path) -> Callable[[CheckReport], bytes]:
    writer = _REPORTS.get(path.suffix.casefold())
    if writer is None:
        raise OnRecordError(
            "check/no-such-report",
            "no report is written with this ending.",
            where=str(path),
            hint=f"Use one of {' '.join(_REPORTS)}.",
        )
    return writer


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OnRecordError(
            "check/not-writable", f"cannot be written: {error.strerror}.", where=str(path)
        ) from error


def _signed(checks: Checks, report: CheckReport, asked: _Asked) -> None:
    here = {each.id: each for each in report.quotations}
    unknown = [name for name in asked.sign if name not in here]
    if unknown:
        raise OnRecordError(
            "check/no-such-quotation",
            f"the story has no quotation {unknown[0]}.",
            hint="The report shows the id of each.",
        )
    for number in asked.undo:
        checks.undo(number, asked.by)
    for name in asked.sign:
        checks.sign(report, here[name], asked.by, Decision(asked.decision), asked.note)


def _say(report: CheckReport, asked: _Asked, packed: int) -> None:
    if asked.as_json:
        say_json(to_json(report))
        return
    say(text_report(report))
    for path in (*asked.report, *([asked.people] if asked.people else [])):
        say(f"Report written to {path}")
    if asked.packet:
        say(f"Packet of {packed} messages written to {asked.packet}")
