"""``onrecord status``: the ledger."""

from collections import Counter
from pathlib import Path

import click

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import say, say_json
from onrecord.configuration import reading
from onrecord.pipeline.reading.shapes import adding_shape, status_shape
from onrecord.pipeline.showing.views import ContainerView, StatusView
from onrecord.pipeline.taking_in.additions import AddingView

_FOLDED = 12


@click.command("status")
@click.option("--problems", is_flag=True, help="List every failure with its place and reason.")
@archive_option
@json_option
def command(archive: Path, *, as_json: bool, problems: bool) -> None:
    """Tell what was taken in: found = stored + exact copies + failed, for each container."""
    with reading(archive) as opened:
        status = opened.room().status()
        adding = opened.additions().view()
    if as_json:
        say_json(status_shape(status) | {"adding": adding_shape(adding)})
        return
    _say_adding(adding)
    _say_sums(status)
    _say_containers(status.containers)
    if problems:
        _say_problems(status)
    elif status.failed:
        say("\nFailures with their reasons: onrecord status --problems")


def _say_adding(adding: AddingView) -> None:
    if adding.now:
        now = adding.now
        where = f", container {now.number:,} of {now.containers:,}" if now.containers else ""
        say(f"Being added: {now.tranche}, {now.messages:,} messages so far{where}.")
    if adding.broken_off:
        say(
            f"The addition of {adding.broken_off.tranche} was broken off; "
            "the same `onrecord add` goes on where it was."
        )


def _say_sums(status: StatusView) -> None:
    say(
        f"{status.messages:,} messages, {status.copies:,} further exact copies, "
        f"{status.failed:,} failed, {status.attachments:,} attachments."
    )
    if status.first_date:
        say(f"Dated {status.first_date} to {status.last_date}, as the messages state it.")
    for tranche in status.tranches:
        told = ", ".join(part for part in (tranche.publisher, tranche.published) if part)
        say(
            f"\nTranche {tranche.name}" + (f" ({told})" if told else "") + ": "
            f"{tranche.messages:,} messages new, {tranche.copies:,} copies, {tranche.failed:,} failed"
        )
        if tranche.custodians:
            say(f"  custodians: {', '.join(tranche.custodians)}")


def _say_containers(containers: tuple[ContainerView, ...]) -> None:
    mail = [item for item in containers if item.state != "not mail"]
    say(f"\n{'found':>9} = {'stored':>8} + {'copies':>7} + {'failed':>6}  container")
    if len(mail) <= _FOLDED:
        for item in mail:
            unfinished = "" if item.state == "complete" else "  (not read to its end)"
            _say_row((item.found, item.stored, item.copies, item.failed), item.path + unfinished)
    else:
        for folder, sums in _by_folder(mail).items():
            _say_row(sums, folder)
    other = len(containers) - len(mail)
    if other:
        say(f"{other:,} files held no mail that can be recognised.")


def _by_folder(containers: list[ContainerView]) -> dict[str, tuple[int, int, int, int]]:
    """Sum containers by the folder they were in: a release of single pages has thousands."""
    sums: dict[str, Counter[str]] = {}
    for item in containers:
        folder = item.path.rpartition("/")[0]
        name = f"{item.tranche}: {folder}/" if folder else f"{item.tranche}: {item.path}"
        counts = sums.setdefault(name, Counter())
        counts.update(found=item.found, stored=item.stored, copies=item.copies, failed=item.failed)
    return {name: (c["found"], c["stored"], c["copies"], c["failed"]) for name, c in sums.items()}


def _say_row(sums: tuple[int, int, int, int], name: str) -> None:
    found, stored, copies, failed = sums
    say(f"{found:>9,} = {stored:>8,} + {copies:>7,} + {failed:>6,}  {name}")


def _say_problems(status: StatusView) -> None:
    say(f"\n{len(status.problems):,} failures:" if status.problems else "\nNo failures.")
    for item in status.problems:
        say(f"  {item.container}, byte {item.offset}, {item.length} bytes kept: {item.note}")
        say(f"    [{item.reference}]")
