"""What a check of the story must find, quotation by quotation."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of the story and the truth about it.

    ``words`` and ``whose`` are verdicts; an empty ``whose`` means that nothing in particular is
    expected. ``mail`` is what the message says where that differs from ``text``. ``evidence`` names
    letters by their keys, the best first.
    """

    text: str
    speaker: str
    words: str
    whose: str = ""
    mail: str = ""
    place: str = "body"
    evidence: tuple[str, ...] = ()
    note: str = ""


def read_quotations(path: Path) -> list[Quotation]:
    """Read the quotations of a TOML file, in their order."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["quotation"]
    return [
        Quotation(**{**entry, "evidence": tuple(entry.get("evidence", ()))}) for entry in entries
    ]
