"""The command line: one file per command, loaded only when that command is asked for."""

import os
import sys
from importlib import import_module

import click

from onrecord import __version__
from onrecord.errors import OnRecordError

COMMANDS = {
    "init": "Make an empty archive.",
    "add": "Take mail in, as a tranche.",
    "status": "Tell what was taken in, and what failed.",
    "audit": "Read and hash everything again.",
    "retry": "Try again what failed, and only that.",
    "custody": "Print the custody log.",
    "search": "Find messages.",
    "about": "Print what is written about a person.",
    "related": "Print messages on the same matter as one.",
    "show": "Print one message.",
    "thread": "Print the conversation a message belongs to.",
    "altered": "List quoted copies whose words differ from their originals.",
    "people": "List people, and review who is who.",
    "person": "Print what is known of a person.",
    "network": "Print who writes with whom.",
    "check": "Hold the quotations of a story against the archive.",
    "export": "Give messages back as mbox or as files.",
    "serve": "Open the reading room in a browser on this machine.",
}


class LazyGroup(click.Group):
    """Lists commands without loading them, so that ``--help`` and each command start at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which one uses them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"onrecord.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from their one-line summaries."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="onrecord %(version)s")
def onrecord() -> None:
    """On Record: take released mail in as evidence, search it, check stories against it.

    Every command takes --archive DIR, or the environment variable ONRECORD_ARCHIVE.
    """


def main() -> None:
    """Run the command line; errors are told in one line, never as a traceback."""
    try:
        status = onrecord.main(standalone_mode=False)
    except click.exceptions.Exit as ending:
        sys.exit(ending.exit_code)
    except click.Abort:
        click.echo(
            "Stopped. What was committed is kept; the same command goes on from there.", err=True
        )
        sys.exit(130)
    except click.ClickException as error:
        click.echo(f"onrecord: {error.format_message()}", err=True)
        sys.exit(2)
    except OnRecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except Exception as error:
        if os.environ.get("ONRECORD_TRACEBACK"):
            raise
        click.echo(_unexpected(error), err=True)
        sys.exit(70)
    sys.exit(status if isinstance(status, int) else 0)


def _unexpected(error: Exception) -> str:
    """Say that the program failed, and where in it, without any text that error may carry."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "unknown"
    return (
        f"onrecord: the program failed ({type(error).__name__} in {place}). What was committed is kept. "
        "Please report this; with ONRECORD_TRACEBACK=1 set, the same command tells more."
    )
