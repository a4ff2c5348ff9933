"""Options that several commands share."""

from pathlib import Path

import click

archive_option = click.option(
    "--archive",
    type=click.Path(path_type=Path),
    envvar="ONRECORD_ARCHIVE",
    default=Path("onrecord.archive"),
    show_default=True,
    show_envvar=True,
    help="The archive's directory.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
