"""The messages in files and folders named on a command line: mbox, Maildir, or a message a file."""

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.readers import Container, Limits, RawMessage
from onrecord.readers.mbox import MboxReader

_BEGINS_AS_MAIL = re.compile(rb"\s*(?:>?From |[!-9;-~]{1,60}[ \t]*:)")


def messages(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every message under the paths, in the order of their names."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                yield from _of_file(file)


def _of_file(file: Path) -> Iterator[tuple[str, bytes]]:
    with file.open("rb") as opened:
        head = opened.read(4096)
    if head.startswith(b"From ") and file.suffix in (".mbox", ".mbx", ""):
        for found in MboxReader().read(Container(str(file), file), Limits()):
            if isinstance(found, RawMessage):
                yield f"{file.name}@{found.offset}", found.content
    elif _BEGINS_AS_MAIL.match(head):
        yield file.name, file.read_bytes()
