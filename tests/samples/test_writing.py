"""The sample is the same for everybody, holds what it says it holds, and is all invented."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

Messages = dict[str, list[bytes]]


def _all(messages: Messages) -> list[bytes]:
    return [raw for found in messages.values() for raw in found]


def test_the_same_bytes_are_written_every_time(
    folder: Path, tmp_path: Path, write_sample: Callable[[Path], Path]
) -> None:
    """Two runs, in two processes with different hash seeds, give the same files."""
    again = write_sample(tmp_path / "again")
    names = sorted(file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    assert names == sorted(file.relative_to(again) for file in again.rglob("*") if file.is_file())
    assert all((folder / name).read_bytes() == (again / name).read_bytes() for name in names)


def test_every_box_holds_as_many_messages_as_stated(
    truth: dict[str, Any], stored: Messages
) -> None:
    """The counts of expected.json are those of the files."""
    for tranche in truth["tranches"]:
        for box in tranche["boxes"]:
            counted = sum(
                len(found) for path, found in stored.items() if path.startswith(box["path"])
            )
            assert counted == box["messages"], box["path"]
        assert tranche["messages"] == sum(box["messages"] for box in tranche["boxes"])
    assert truth["messages_found"] == len(_all(stored))


def test_readme_names_every_box(truth: dict[str, Any], folder: Path) -> None:
    """README.txt tells where everything is, with the same counts."""
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    for tranche in truth["tranches"]:
        for box in tranche["boxes"]:
            line = next(line for line in readme.splitlines() if box["path"] in line)
            assert box["custodian"] in line
            assert line.endswith(f" {box['messages']} messages")


def test_exact_copies_are_those_stated(truth: dict[str, Any], stored: Messages) -> None:
    """Messages with the same bytes, and no others, are listed as copies."""
    counts = Counter(hashlib.sha256(raw).hexdigest() for raw in _all(stored))
    repeated = {sha256: count for sha256, count in counts.items() if count > 1}
    assert {copy["sha256"]: len(copy["places"]) for copy in truth["exact_copies"]} == repeated
    assert truth["distinct_messages"] == len(counts)


def test_exact_copies_lie_in_different_custodians_mailboxes(truth: dict[str, Any]) -> None:
    """A copy is somebody else's, or the same person's in a later tranche; never in one file."""
    for copy in truth["exact_copies"]:
        paths = [place["path"] for place in copy["places"]]
        assert len(set(paths)) == len(paths) > 1


def test_no_address_is_anybodys(messages: Messages, folder: Path) -> None:
    """Every host in a header, text or address of the sample ends in .example."""
    texts = [(folder / "story.md").read_text(encoding="utf-8")]
    for raw in _all(messages):
        message = message_from_bytes(raw, policy=policy.default)
        texts.extend(f"{name}: {value}" for name, value in message.items())
        for part in message.walk():
            if part.get_content_maintype() == "text":
                texts.append(str(part.get_content()))
    hosts = re.findall(r"(?:@|https?://|mailto:[^@\s]+@)([\w.-]+\w)", "\n".join(texts))
    assert len(hosts) > 500
    assert {host for host in hosts if not host.endswith(".example")} == set()
