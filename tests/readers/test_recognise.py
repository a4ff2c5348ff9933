"""The port's contract, kept by every reader, and the order in which they are asked."""

import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.readers import Container, Failure, Found, Limits, Member, RawMessage, Reader
from onrecord.readers.recognise import READERS, recognise

LETTER = b"From: ann@alder.example\nTo: bo@alder.example\nSubject: x\n\nx\n"
BOX = b"From ann@alder.example Thu Jan  1 00:00:00 1970\n" + LETTER
PAGE = b"From:  Lee, Ann\nSent:  Monday, June 29, 2009 6:29 PM\nTo:\nSubject:  Ferry\n"


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("1.eml", LETTER)
    return target.getvalue()


def tarred() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        info = tarfile.TarInfo("1.eml")
        info.size = len(LETTER)
        archive.addfile(info, io.BytesIO(LETTER))
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "reader"),
    [
        (LETTER, "a.eml", "eml"),
        (LETTER, "17.x:2,S", "eml"),
        (LETTER, "archive.mbox", "mbox"),
        (BOX, "single.eml", "mbox"),
        (BOX, "2009-April.txt", "mbox"),
        (b"Status: RO\n" + LETTER, "Inbox.mbox/mbox", "mbox"),
        (PAGE, "H0001.txt", "printed-page"),
        (PAGE, "H0001.eml", "eml"),
        (b"", "empty.eml", "eml"),
        (zipped(), "mail.zip", "zip"),
        (zipped(), "mail.eml", "zip"),
        (tarred(), "mail.tar", "tar"),
        (gzip.compress(tarred(), mtime=0), "mail.tgz", "tar"),
        (gzip.compress(BOX, mtime=0), "box.gz", "compressed"),
    ],
)
def test_each_file_goes_to_the_reader_of_its_format(content: bytes, name: str, reader: str) -> None:
    found = recognise(content[:4096], name)
    assert found is not None
    assert found.name == reader


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.txt"),
        (b"\x89PNG\r\n\x1a\n", "logo.png"),
        (b"Dear all,\nFrom today the ferry runs again.\n", "notes.txt"),
        (b"id,From,To\n1,ann,bo\n", "people.csv"),
        (b"From Monday on, the 12:30 ferry of 1970 runs again\n", "notice.txt"),
    ],
)
def test_what_is_not_mail_goes_to_none(content: bytes, name: str) -> None:
    assert recognise(content, name) is None


def attempt(found: Found) -> None:
    if isinstance(found, Member):
        try:
            assert isinstance(found.open_bytes(), bytes)
        except ValueError:
            return
    else:
        assert isinstance(found, RawMessage | Failure)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", zipped(), tarred(), gzip.compress(tarred()), BOX, LETTER, PAGE]),
    st.integers(0, 3000),
)
def test_no_reader_raises_for_any_content(
    reader: Reader, noise: bytes, good: bytes, cut: int
) -> None:
    """Damage is found in what is yielded; only opening a member may refuse, as a ValueError."""
    for content in (noise, good[:cut] + noise, good[:cut] + noise + good[cut:]):
        reader.recognises(content[:4096], "any.txt")
        for found in reader.read(Container("any.txt", None, content), Limits()):
            attempt(found)
