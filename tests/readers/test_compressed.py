"""Single files under gzip, bzip2 or xz."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.readers import Container, Limits, Member
from onrecord.readers.compressed import CompressedReader

BOX = b"From ann@alder.example Thu Jan  1 00:00:00 1970\nSubject: x\n\nx\n"


def member(content: bytes, name: str = "box.mbox.gz", limits: Limits | None = None) -> Member:
    container = Container(name, None, content)
    (found,) = CompressedReader().read(container, limits or Limits())
    assert isinstance(found, Member)
    return found


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_the_one_file_inside_is_given_with_its_bytes(compress: Callable[[bytes], bytes]) -> None:
    content = compress(BOX)
    assert CompressedReader().recognises(content[:4096], "any")
    assert member(content).open_bytes() == BOX


@pytest.mark.parametrize(
    ("name", "inner"),
    [("a/box.mbox.gz", "box.mbox"), ("1.eml.XZ", "1.eml"), ("mail", "mail"), (".gz", ".gz")],
)
def test_its_name_is_the_files_own_without_the_suffix(name: str, inner: str) -> None:
    assert member(gzip.compress(BOX), name).name == inner


def test_several_streams_one_after_the_other_are_one_file() -> None:
    assert member(gzip.compress(BOX) + gzip.compress(BOX)).open_bytes() == BOX + BOX


def test_a_file_on_disk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "box.gz"
    path.write_bytes(gzip.compress(BOX))
    (found,) = CompressedReader().read(Container("box.gz", path), Limits())
    assert isinstance(found, Member)
    assert found.open_bytes() == BOX


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_damaged_or_cut_content_is_refused_in_words(compress: Callable[[bytes], bytes]) -> None:
    content = compress(BOX)
    with pytest.raises(ValueError, match="damaged"):
        member(content[:-6]).open_bytes()


def test_a_file_that_unpacks_to_far_more_than_its_size_is_refused() -> None:
    bomb = gzip.compress(b"\0" * (48 * 1024**2))
    with pytest.raises(ValueError, match="200 times"):
        member(bomb).open_bytes()
    with pytest.raises(ValueError, match="larger than 1000 bytes"):
        member(bomb, limits=Limits(member_bytes=1000)).open_bytes()
