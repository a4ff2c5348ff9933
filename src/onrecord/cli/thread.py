"""``onrecord thread PERMALINK``: print a conversation."""

from pathlib import Path

import click
import msgspec

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import date_text, mailboxes_text, one_line, say, say_json
from onrecord.configuration import reading
from onrecord.pipeline.reading.shapes import thread_shape
from onrecord.pipeline.showing.views import ThreadEntryView
from onrecord.pipeline.who.people_views import ThreadStepView

_DEEPEST = 20


@click.command("thread")
@click.argument("reference", metavar="PERMALINK")
@archive_option
@json_option
@click.option("--people", is_flag=True, help="Tell who was added or dropped, and by whom.")
def command(archive: Path, *, as_json: bool, people: bool, reference: str) -> None:
    """Print the conversation a message belongs to, as a tree, with the ground of each edge.

    ◌ marks a message that survives only as quotation, ○ one that is missing. A thread may also be asked
    for by its own permalink (t/…), even by one it had before it grew.
    """
    with reading(archive) as opened:
        room = opened.room()
        view = room.thread(reference)
        steps = opened.people().thread(view) if people else ()
    if as_json:
        told = {"people": [msgspec.to_builtins(step) for step in steps]} if people else {}
        say_json(thread_shape(view) | told)
        return
    missing = sum(entry.missing for entry in view.entries)
    recovered = sum(entry.recovered for entry in view.entries)
    here = len(view.entries) - missing - recovered
    click.secho(one_line(view.subject) or "(no subject)", bold=True)
    say(f"{here} messages, {recovered} that survive only as quotation, {missing} missing")
    say(view.permalink)
    for entry in view.entries:
        _say_entry(entry, asked=entry.permalink == view.asked)
    for step in steps:
        _say_step(step)


def _say_step(step: ThreadStepView) -> None:
    say(f"{step.date}  {one_line(step.by.name) or '(no author stated)'}  {step.permalink}")
    for sign, persons in (("+", step.added), ("−", step.dropped)):
        for person in persons:
            say(f"  {sign} {one_line(person.name)}  {person.permalink}")


def _say_entry(entry: ThreadEntryView, *, asked: bool) -> None:
    indent = "  " * min(entry.depth, _DEEPEST)
    ground = f" [{entry.evidence}]" if entry.evidence else ""
    if entry.missing:
        say(f"{indent}○ missing message <{one_line(entry.message_id)}>{ground}")
        return
    sign = "▶" if asked else "◌" if entry.recovered else "●"
    author = mailboxes_text(entry.from_) or "(no author stated)"
    say(f"{indent}{sign} {date_text(entry.date)}  {author}{ground}")
    say(f"{indent}  {one_line(entry.snippet)}")
    say(f"{indent}  {entry.permalink}")
