"""``onrecord audit``: bytes against the ledger."""

import sys
from pathlib import Path

import click
import msgspec

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import say, say_json
from onrecord.configuration import reading
from onrecord.pipeline.taking_in.auditing import AuditReport, Bench, audit


@click.command("audit")
@archive_option
@json_option
@click.pass_context
def command(context: click.Context, archive: Path, *, as_json: bool) -> None:
    """Read and hash every original, part, container and log entry again.

    Exits with 1 when anything does not add up.
    """
    with reading(archive) as opened:
        report = audit(Bench(opened.holdings, opened.originals, opened.engine, _tell))
    if as_json:
        say_json({"version": 1, "passed": not report.findings} | msgspec.to_builtins(report))
    else:
        _say(report)
    context.exit(1 if report.findings else 0)


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {total:,} originals read", nl=done == total, err=True)


def _say(report: AuditReport) -> None:
    for item in report.findings:
        say(f"{item.where}: {item.note} [{item.reference}]")
    say(
        f"Read {report.originals:,} originals and {report.parts:,} parts; "
        f"{report.containers:,} containers add up against the ledger"
        if not report.findings
        else f"Read {report.originals:,} originals and {report.parts:,} parts"
    )
    say(
        f"{report.compared:,} containers are still where they were and were compared; "
        f"{report.not_at_hand:,} are not at hand."
    )
    say(f"Custody log: {report.custody_entries} entries, head {report.custody_head}")
    say(f"{len(report.findings)} findings." if report.findings else "Everything adds up.")
