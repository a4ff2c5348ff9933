"""How much of the "mime-is-broken" set (S. Ullrich) is found, by us and by the standard library.

``python benchmarks/hidden_payloads.py CONTENT_MAILDIR [FILENAME_MAILDIR]`` takes the set's
``hide-content.d`` and ``hide-filename.d``. Each message hides the same harmless file by another trick of
MIME. Its ``X-Payload-Id`` says how valid the trick is (3: plain, 2: an edge case, 1: unusual, 0: against
the standard). The MD5 stated there is of the whole message, so it cannot tell what was found.

Content counts as found if some part's bytes are, to the byte, those of the plainest message's last part. A
file name counts as found if some part has it: ``file.zip``, or what the trick makes of that on purpose.
"""

import argparse
import email
import email.policy
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.message.content import part_bytes
from onrecord.message.parse import parse

Parts = list[tuple[bytes, str]]
Found = Callable[[Parts, str], bool]
_STATED = re.compile(rb"^X-Payload-Id: (\S+) valid\((\d)\)", re.MULTILINE)
_PLAINEST = "base64-basic"
_ODD_NAMES = {".png": "file.png", ";x": "file;.zip", "EQx": 'file".zip'}
_TOLD = {"header/not-a-field", "header/no-blank-line", "header/repeated", "header/bare-cr"}


def read_by_us(mail: bytes) -> tuple[Parts, bool]:
    """Return bytes and file name of each part, and whether any problem was told."""
    message = parse(mail)
    told = any(
        problem.reference in _TOLD or problem.reference.startswith("mime/")
        for problem in message.problems
    )
    found: Parts = []
    for part in message.parts:
        body = part_bytes(mail, message, part)
        told = told or bool(body.problems)
        found.append((body.content, part.filename))
    return found, told


def read_by_stdlib(mail: bytes) -> Parts:
    """Return the same as CPython's ``email`` reads it; a part it cannot read has no bytes."""
    found: Parts = []
    for part in email.message_from_bytes(mail, policy=email.policy.default).walk():
        try:
            payload = part.get_payload(decode=True)
            name = part.get_filename() or ""
        except Exception:
            payload, name = b"", ""
        found.append((payload if isinstance(payload, bytes) else b"", name))
    return found


def hidden_content(maildir: Path) -> Found:
    """Return the test for the file that the messages hide."""
    plain = next(
        mail for mail, name, level in messages(maildir) if level == "3" and name.endswith(_PLAINEST)
    )
    hidden = read_by_stdlib(plain)[-1][0]
    return lambda parts, _name: any(content == hidden for content, _ in parts)


def has_name(parts: Parts, name: str) -> bool:
    """Tell whether some part has the file name that the message of this name hides."""
    odd = next((odd for mark, odd in _ODD_NAMES.items() if mark in name), "file.zip")
    return any(filename == odd for _, filename in parts)


def messages(maildir: Path) -> Iterator[tuple[bytes, str, str]]:
    """Yield the messages, with the name and the validity level of the trick."""
    for path in sorted(path for path in maildir.rglob("*") if path.is_file()):
        mail = path.read_bytes()
        stated = _STATED.search(mail)
        if stated:
            yield mail, stated.group(1).decode(), stated.group(2).decode()


def compare(title: str, maildir: Path, found_in: Found, *, show: bool) -> None:
    """Print a table of what is found, by validity level."""
    total: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    untold: Counter[str] = Counter()
    for mail, name, level in messages(maildir):
        parts, told = read_by_us(mail)
        found = found_in(parts, name)
        by_stdlib = found_in(read_by_stdlib(mail), name)
        total[level] += 1
        ours[level] += found
        theirs[level] += by_stdlib
        untold[level] += not found and not told
        if show and not found:
            print("missed", level, "stdlib has it" if by_stdlib else "", name)
    print(f"\n{title}\nvalidity  messages  onrecord    stdlib  missed and not told")
    for level in sorted(total, reverse=True):
        row = total[level], ours[level], theirs[level], untold[level]
        print(f"{level:>8}  {row[0]:>8}  {row[1]:>8}  {row[2]:>8}  {row[3]:>8}")
    sums = total.total(), ours.total(), theirs.total(), untold.total()
    print(f"     all  {sums[0]:>8}  {sums[1]:>8}  {sums[2]:>8}  {sums[3]:>8}")


def main() -> int:
    """Read the command line and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("content", type=Path)
    parser.add_argument("filename", type=Path, nargs="?")
    parser.add_argument("--show", action="store_true", help="name each message missed")
    stated = parser.parse_args()
    compare("hidden content", stated.content, hidden_content(stated.content), show=stated.show)
    if stated.filename:
        compare("hidden file name", stated.filename, has_name, show=stated.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
