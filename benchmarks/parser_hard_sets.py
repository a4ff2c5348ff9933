"""Read the test mail of other mail programs, by us and by the standard library.

``python benchmarks/parser_hard_sets.py FOLDER...`` takes each folder for a set: every file below it that
begins like mail, and each message of its mbox files. It counts, for both readers, what was found:
exceptions, messages with a From name or address, subjects without a replacement character, all parts, and
what a person would call attachments (the standard library: parts with disposition ``attachment``). The
numbers of parts differ by design: we also find uuencoded files, and letters inside encoded parts; the
standard library counts the blocks of a delivery report as parts.
"""

import argparse
import email
import email.policy
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

from onrecord.message.content import part_bytes, part_text
from onrecord.message.layout import attachment_parts
from onrecord.message.parse import parse

MOST_BYTES = 20_000_000
_SEPARATOR = re.compile(rb"^From [^\n]*\d{4}[^\n]*\n", re.MULTILINE)
_FIELD = re.compile(
    rb"\s*(?:>?From [^\n]*\n)?(?:return-path|received|from|to|date|subject|message-id|status|"
    rb"mime-version|content-type|delivered-to|dkim-signature|x-[a-z-]+|cc|sender)[ \t]*:",
    re.IGNORECASE,
)
_COLUMNS = ("messages", "exceptions", "from", "subject", "parts", "attachments")


def read_by_us(mail: bytes) -> Counter[str]:
    """Count what we find in a message."""
    message = parse(mail)
    for part in message.parts:
        if part.content_type.startswith("text/"):
            part_text(mail, message, part)
        else:
            part_bytes(mail, message, part)
    return Counter(
        {
            "from": int(any(mailbox.name or mailbox.address for mailbox in message.from_)),
            "subject": int(bool(message.subject) and "\ufffd" not in message.subject),
            "parts": len(message.parts),
            "attachments": len(attachment_parts(message)),
        }
    )


def read_by_stdlib(mail: bytes) -> Counter[str]:
    """Count what CPython's ``email`` finds in a message."""
    message = email.message_from_bytes(mail, policy=email.policy.default)
    parts = list(message.walk())
    for part in parts:
        part.get_payload(decode=True)
        if isinstance(part, EmailMessage) and part.get_content_maintype() == "text":
            part.get_content()
    subject = str(message["subject"] or "")
    sender = message["from"]
    addresses = getattr(sender, "addresses", ()) if sender is not None else ()
    clean = subject.encode("utf-8", "replace").decode()
    return Counter(
        {
            "from": int(any(address.addr_spec for address in addresses)),
            "subject": int(bool(subject) and "\ufffd" not in subject and clean == subject),
            "parts": len(parts),
            "attachments": sum(part.get_content_disposition() == "attachment" for part in parts),
        }
    )


def messages(folder: Path) -> Iterator[bytes]:
    """Yield the messages below a folder, in the order of their paths."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.stat().st_size > MOST_BYTES:
            continue
        content = path.read_bytes()
        if path.name.endswith((".mbox", ".mbox.txt")):
            yield from _SEPARATOR.split(content)[1:]
        elif _FIELD.match(content):
            yield content


def compare(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Return the sums of both readers over one set."""
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for mail in messages(folder):
        for sums, read in ((ours, read_by_us), (theirs, read_by_stdlib)):
            sums["messages"] += 1
            sums.update(_counted(read, mail))
    return ours, theirs


def _counted(read: Callable[[bytes], Counter[str]], mail: bytes) -> Counter[str]:
    try:
        return read(mail)
    except Exception:
        return Counter({"exceptions": 1})


def main() -> int:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    stated = parser.parse_args()
    print("onrecord / stdlib".ljust(22), *(name.rjust(15) for name in _COLUMNS))
    raised = 0
    for folder in stated.folders:
        ours, theirs = compare(folder)
        raised += ours["exceptions"]
        cells = (f"{ours[name]:,} / {theirs[name]:,}" for name in _COLUMNS)
        print(folder.name.ljust(22), *(cell.rjust(15) for cell in cells))
    return 1 if raised else 0


if __name__ == "__main__":
    sys.exit(main())
