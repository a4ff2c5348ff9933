"""Mailboxes for measurements: read from mbox files, changed, taken in as archives."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_SEPARATOR = re.compile(rb"^From [^\n]*\d{4}[^\n]*\n", re.MULTILINE)
_ANSWERING = re.compile(
    rb"^(?:In-Reply-To|References|Thread-Index|Thread-Topic):[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE | re.MULTILINE,
)


def letters(mbox: Path) -> Iterator[bytes]:
    """Yield the messages of an mbox file, without their separators."""
    content = mbox.read_bytes()
    starts = [found.span() for found in _SEPARATOR.finditer(content)]
    ends = [start for start, _ in starts[1:]] + [len(content)]
    for (_, start), end in zip(starts, ends, strict=True):
        yield content[start:end]


def without_answering_fields(letter: bytes) -> bytes:
    """Return a message without the header fields that say what it answers."""
    head, gap, body = letter.partition(b"\n\n")
    return _ANSWERING.sub(b"", head + b"\n").rstrip(b"\n") + gap + body


def written(path: Path, messages: Iterable[bytes]) -> Path:
    """Write messages as an mbox file."""
    with path.open("wb") as file:
        for message in messages:
            file.write(b"From a@b.example Thu Jan  1 00:00:00 1970\n")
            file.write(message if message.endswith(b"\n\n") else message.rstrip(b"\n") + b"\n\n")
    return path


def taken_in(archive: Path, *paths: Path) -> Path:
    """Make an archive of files."""
    for arguments in (
        ["init", str(archive)],
        ["add", "--tranche", "t", "--archive", str(archive), *map(str, paths)],
    ):
        subprocess.run(
            [sys.executable, "-m", "onrecord", *arguments], check=True, capture_output=True
        )
    return archive
