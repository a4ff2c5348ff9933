"""People whom a story describes without a name, and who alone is meant."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Description:
    """A description and the truth about it.

    ``person`` is a key of the cast, empty where nobody may be taken for the one described; ``in_story``
    says that it stands in story.md.
    """

    text: str
    person: str = ""
    in_story: bool = False
    note: str = ""


def read_descriptions(path: Path) -> list[Description]:
    """Read the descriptions of a TOML file, in their order."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["description"]
    return [Description(**entry) for entry in entries]
