"""Real mailboxes come apart into the number of messages they are known to hold, byte for byte."""

import hashlib
import os
from pathlib import Path

import pytest

from onrecord.readers import Container, Failure, Limits, RawMessage
from onrecord.readers.folders import walk
from onrecord.readers.mbox import MboxReader
from onrecord.readers.recognise import recognise

CORPORA = Path(os.environ.get("ONRECORD_CORPORA", "/nonexistent"))
pytestmark = pytest.mark.skipif(
    not CORPORA.is_dir(), reason="set ONRECORD_CORPORA to the folder of unpacked real mail"
)


def needed(name: str) -> Path:
    path = CORPORA / name
    if not path.exists():
        pytest.skip(f"{name} is not among the unpacked real mail")
    return path


@pytest.mark.parametrize(
    ("name", "messages"),
    [
        ("cypherpunks-dev.mbox", 25_432),
        ("enron-inbox-dev.mbox", 19_312),
        ("list-linux-nfs-first6000.mbox", 6_000),
        ("usrp-users.lists.ettus.com.0.mbox", 394),
    ],
)
def test_a_mailbox_holds_its_known_number_of_messages(name: str, messages: int) -> None:
    path = needed(name)
    together, number = hashlib.sha256(), 0
    for found in MboxReader().read(Container(name, path), Limits()):
        assert isinstance(found, RawMessage)
        together.update(found.separator)
        together.update(found.content)
        together.update(found.trailer)
        number += 1
    with path.open("rb") as file:
        assert together.digest() == hashlib.file_digest(file, "sha256").digest()
    assert number == messages


def test_lines_of_text_that_begin_with_from_are_not_counted_as_messages() -> None:
    number = lines = 0
    for path, name in walk(needed("r-devel")):
        found = list(MboxReader().read(Container(name, path), Limits()))
        assert not any(isinstance(one, Failure) for one in found)
        number += len(found)
        lines += sum(line.startswith(b"From ") for line in path.read_bytes().split(b"\n"))
    assert (number, lines) == (11_250, 11_254)


def test_released_pages_are_recognised() -> None:
    readers = [
        recognise(path.open("rb").read(4096), name) for path, name in walk(needed("foia-pages"))
    ]
    taken = sum(reader is not None and reader.name == "printed-page" for reader in readers)
    assert len(readers) == 21_353
    assert taken >= 21_351  # the text layer of two pages is empty but for specks
