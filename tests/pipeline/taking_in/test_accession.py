"""How far an accession is, told while it reads."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.archive.tranche import Tranche
from onrecord.configuration import adding
from onrecord.pipeline.taking_in.accession import Addition, Progress, events
from onrecord.readers import Limits

Letter = Callable[..., bytes]


def _mailbox(make_letter: Letter) -> bytes:
    """Five letters of a million bytes each."""
    said = "The gate holds, and so does the lock beside it.\n" * 22_000
    line = b"From jo@city.example Mon Mar  2 08:00:00 2020\n"
    return b"".join(line + make_letter(number, said) + b"\n" for number in range(5))


def _gzipped(content: bytes) -> bytes:
    """Stored, not made smaller, as mail full of pictures hardly is."""
    return gzip.compress(content, 0, mtime=0)


def _zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.mbox", content)
    return packed.getvalue()


def _tarred(content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for number in range(3):
            entry = tarfile.TarInfo(f"{number}.mbox")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.mbox", bytes), ("a.mbox.gz", _gzipped), ("a.zip", _zipped), ("a.tar", _tarred)],
)
def test_one_large_file_is_told_of_as_it_is_read(
    archive: Path, make_letter: Letter, name: str, pack: Callable[[bytes], bytes]
) -> None:
    """Its bytes behind grow from nothing to all of it; they are never more."""
    source = archive.parent / name
    source.write_bytes(pack(_mailbox(make_letter)))
    size = source.stat().st_size
    with adding(archive) as opened:
        store = opened.store
        store.open_tranche(Tranche("First release"))
        addition = Addition((source,), "First release")
        found = list(events(addition, store.open_container, Limits()))
    told = [event for event in found if isinstance(event, Progress)]
    read = [each.read for each in told]
    assert read[0] == 0
    assert read[-1] == size
    assert all(one <= other for one, other in pairwise(read))
    assert len(set(read)) >= 5
    assert {each.container for each in told[:-1]} == {name}
