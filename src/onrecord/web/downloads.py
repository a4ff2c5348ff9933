"""Names for files handed to the browser: a sender's file name is never trusted as a path."""

import re
from urllib.parse import quote

_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST = 120


def download_name(filename: str, fallback: str) -> str:
    """Return a name without path, control characters or hidden-file dot, at most 120 characters.

    Letters and digits of any script stay; everything else but ``.`` and ``-`` becomes ``_``. The
    names of Windows devices (``NUL``, ``COM1``) are set apart with a leading ``_``.
    """
    last = re.split(r"[\\/]", filename)[-1]
    parts = ["_".join(re.split(r"[^\w-]+", part)).strip("_") for part in last.split(".")]
    name = ".".join(part for part in parts if part)
    if not name:
        return fallback
    stem, dot, ending = name.rpartition(".")
    if len(name) > _LONGEST:
        name = f"{stem[: _LONGEST - 1 - len(ending)]}.{ending}" if dot else name
        name = name[:_LONGEST]
    return f"_{name}" if _DEVICES.match(name) else name


def attachment_disposition(name: str) -> str:
    """Return the Content-Disposition value for a download (RFC 6266 §4, names as in RFC 8187)."""
    plain = name.encode("ascii", "replace").decode("ascii").replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
