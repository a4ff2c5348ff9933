"""``onrecord show PERMALINK``: print one message."""

from pathlib import Path

import click

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.passages import say_alikes, say_passages, say_recovered
from onrecord.cli.terminal import (
    date_text,
    mailboxes_text,
    one_line,
    say,
    say_bytes,
    say_json,
)
from onrecord.configuration import reading
from onrecord.pipeline.reading.shapes import message_shape, recovered_shape
from onrecord.pipeline.showing.letters import names_recovered
from onrecord.pipeline.showing.views import MessageView


@click.command("show")
@click.argument("reference", metavar="PERMALINK")
@click.option("--raw", is_flag=True, help="Write exactly the bytes received.")
@click.option("--headers", is_flag=True, help="Print every header field, in order.")
@archive_option
@json_option
def command(archive: Path, *, as_json: bool, reference: str, raw: bool, headers: bool) -> None:
    """Print one message, by permalink (or its start), Message-ID or publisher's id.

    Quoted letters are shown with what is known of them: the message they were taken from, or that they
    survive only here. A permalink that begins with r/ prints such a recovered message.
    """
    with reading(archive) as opened:
        room = opened.room()
        if raw:
            say_bytes(room.raw(reference))
            return
        if names_recovered(reference):
            recovered = room.recovered(reference)
            if as_json:
                say_json(recovered_shape(recovered))
            else:
                say_recovered(recovered)
            return
        view = room.message(reference)
    if as_json:
        say_json(message_shape(view))
    elif headers:
        for name, text in view.headers:
            say(f"{name}: {one_line(text)}")
    else:
        _say(view)


def _say(view: MessageView) -> None:
    click.secho(one_line(view.subject) or "(no subject)", bold=True)
    people = {"From": view.from_, "Sender": view.sender, "To": view.to, "Cc": view.cc}
    for label, mailboxes in (people | {"Bcc": view.bcc}).items():
        if mailboxes:
            say(f"{label + ':':<9}{mailboxes_text(mailboxes)}")
    say(f"{'Date:':<9}{date_text(view.date)}")
    if view.printed:
        say("         printed page, no original headers")
        stamps = dict.fromkeys(one_line(mark.text) for mark in view.marks)
        for stamp in stamps:
            say(f"         stamped: {stamp}")
    say(f"{'':9}{view.permalink}")
    say()
    say_passages(view)
    for attachment in view.attachments:
        name = one_line(attachment.filename) or "unnamed"
        say(
            f"Attachment {attachment.part}: {name} ({attachment.content_type}, {attachment.size:,} bytes)"
        )
    say()
    for copy in view.copies:
        custodian = f", custodian {copy.custodian}" if copy.custodian else ""
        say(f"In {copy.container} at byte {copy.offset:,} ({copy.tranche}{custodian})")
        if copy.publisher_link:
            say(f"   published as {copy.publisher_id}: {copy.publisher_link}")
    say(f"SHA-256 {view.sha256}, {view.size:,} bytes")
    _say_quoted_by(view)
    say_alikes(view)
    say(f"Thread {view.thread}")
    for problem in view.problems:
        say(f"Note: {problem.note}" + (f" (part {problem.part})" if problem.part else ""))


def _say_quoted_by(view: MessageView) -> None:
    for quoting in view.quoted_by:
        author = mailboxes_text(quoting.from_) or "(no author stated)"
        say(
            f"{quoting.origin.capitalize()} by {author}, {date_text(quoting.date)}: {quoting.permalink}"
        )
    if len(view.quoted_by) < view.quoted_by_total:
        say(
            f"Shown are {len(view.quoted_by):,} of {view.quoted_by_total:,} messages that quote it."
        )
