"""The name of a file inside a container, made harmless: it is shown to people and is no path."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\ud800-\udfff]")
_DRIVE = re.compile(r"^[A-Za-z]:")


def shown_name(stored: str) -> str:
    """Return a member's name without parts that lead out of the container or trick a terminal."""
    parts = _DRIVE.sub("", _CONTROL.sub("\ufffd", stored.replace("\\", "/"))).split("/")
    return "/".join("__" if part == ".." else part for part in parts if part not in ("", "."))
