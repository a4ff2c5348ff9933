"""Write docs/reference/cli.md from the commands themselves: ``python docs/cli_reference.py``."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from onrecord.cli import COMMANDS

PAGE = Path(__file__).parent / "reference" / "cli.md"
_SETTINGS: dict[str, Any] = {"terminal_width": 80, "help_option_names": ["-h", "--help"]}
"""As the commands say it on any terminal, whether they were called before or not."""
_OPENING = """# Command line

Every command takes `--archive DIR`, or the environment variable `ONRECORD_ARCHIVE`. Exit status 0 is
success, 2 bad arguments or an error told in one line; `audit` and `check` end with 1 when there is
something to look at. This page is written from the commands' own help.
"""


def reference() -> str:
    """Return the page: one section for each command, with its help."""
    sections = [_OPENING]
    for name, summary in COMMANDS.items():
        command: click.Command = import_module(f"onrecord.cli.{name}").command
        context = click.Context(command, info_name=f"onrecord {name}", **_SETTINGS)
        sections.append(f"## {name}\n\n{summary}\n\n```text\n{command.get_help(context)}\n```\n")
        if isinstance(command, click.Group):
            sections += [
                _within(f"{name} {one}", command.commands[one]) for one in command.commands
            ]
    return "\n".join(sections)


def _within(name: str, command: click.Command) -> str:
    """Return the section of a command within a command."""
    context = click.Context(command, info_name=f"onrecord {name}", **_SETTINGS)
    return f"### {name}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
