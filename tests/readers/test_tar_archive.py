"""Tar files as containers, plain and compressed, the hostile ones included."""

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.readers import Container, Failure, Found, Limits, Member, RawMessage
from onrecord.readers.tar_archive import TarReader

COMPRESS: list[Callable[[bytes], bytes]] = [bytes, gzip.compress, bz2.compress, lzma.compress]


def entry(name: str, size: int = 0, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info


def packed(entries: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for info, content in entries:
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


TWO = packed([(entry("b/2.eml", 3), b"two"), (entry("a/1.eml", 5), b"first")])


def outcomes(content: bytes, limits: Limits | None = None) -> list[tuple[str, bytes | str]]:
    """Read each member when it comes, as an accession does: its bytes, or why not."""
    seen: list[tuple[str, bytes | str]] = []
    for found in TarReader().read(Container("box.tar", None, content), limits or Limits()):
        assert not isinstance(found, RawMessage)
        seen.append((found.name, outcome(found)))
    return seen


def outcome(found: Found) -> bytes | str:
    if isinstance(found, Failure):
        return found.problem.reference
    assert isinstance(found, Member)
    try:
        return found.open_bytes()
    except ValueError as error:
        return str(error)


@pytest.mark.parametrize("compress", COMPRESS)
def test_files_come_in_stored_order_under_any_compression(
    compress: Callable[[bytes], bytes],
) -> None:
    assert outcomes(compress(TWO)) == [("b/2.eml", b"two"), ("a/1.eml", b"first")]


def test_members_may_be_opened_late_and_in_any_order() -> None:
    opened = []
    rest = TarReader().read(Container("t.tgz", None, gzip.compress(TWO)), Limits())
    for found in rest:
        opened.append(found)
        if len(opened) == 2:
            assert [outcome(one) for one in reversed(opened)] == [b"first", b"two"]


def test_a_file_on_disk_is_read_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "box.tar.gz"
    path.write_bytes(gzip.compress(TWO))
    found = TarReader().read(Container("box.tar.gz", path), Limits())
    assert [outcome(one) for one in found] == [b"two", b"first"]
    assert [one.name for one in tmp_path.iterdir()] == ["box.tar.gz"]


def test_links_and_devices_are_told_and_never_followed() -> None:
    link = entry("mail.eml", kind=tarfile.SYMTYPE)
    link.linkname = "/etc/passwd"
    hard = entry("copy.eml", kind=tarfile.LNKTYPE)
    hard.linkname = "../../x"
    device = entry("null", kind=tarfile.CHRTYPE)
    found = outcomes(packed([(link, b""), (hard, b""), (device, b""), (entry("1", 1), b"x")]))
    assert [what for _, what in found] == ["tar/not-a-file"] * 3 + [b"x"]


def test_names_that_lead_out_are_made_harmless() -> None:
    found = outcomes(packed([(entry("../../etc/cron", 1), b"x"), (entry("/root/y", 1), b"y")]))
    assert [name for name, _ in found] == ["__/__/etc/cron", "root/y"]


def test_an_archive_cut_short_gives_what_it_holds_and_says_so() -> None:
    big = packed([(entry("1.eml", 5), b"first"), (entry("2.eml", 4000), b"x" * 4000)])
    found = outcomes(big[:2000])
    assert found[0] == ("1.eml", b"first")
    assert found[-1][1] == "tar/damaged" or "breaks off" in str(found[-1][1])
    assert outcomes(gzip.compress(TWO)[:60])[-1][1] == "tar/damaged"


def test_damage_inside_a_compressed_archive_is_a_failure_and_not_a_crash() -> None:
    content = bytearray(gzip.compress(TWO))
    content[len(content) // 2] ^= 0xFF
    assert outcomes(bytes(content))[-1][1] == "tar/damaged"


def test_an_archive_that_unpacks_to_far_more_than_its_size_is_refused() -> None:
    """The bomb is a member nobody opens: only passing over it unpacks it."""
    size = 48 * 1024**2
    bomb = gzip.compress(packed([(entry("bomb", size), b"\0" * size), (entry("2", 1), b"x")]))
    found = list(TarReader().read(Container("b.tgz", None, bomb), Limits()))
    assert isinstance(found[0], Member)
    assert isinstance(found[-1], Failure)
    assert "200 times" in found[-1].problem.note


def test_a_header_that_claims_to_be_huge_is_not_read_into_memory() -> None:
    header = entry("x", 2**32, tarfile.GNUTYPE_LONGNAME).tobuf(tarfile.GNU_FORMAT)
    assert outcomes(header + b"\0" * 1024)[-1][1] == "tar/damaged"


def test_members_past_the_bounds_are_told() -> None:
    assert outcomes(TWO, Limits(member_bytes=4)) == [
        ("b/2.eml", b"two"),
        ("a/1.eml", "tar/member-too-large"),
    ]
    assert [what for _, what in outcomes(TWO, Limits(members=1))] == [
        b"two",
        "tar/too-many-members",
    ]


def test_a_tar_is_known_by_its_first_block_also_under_compression() -> None:
    reader = TarReader()
    assert reader.recognises(TWO[:4096], "x")
    assert reader.recognises(gzip.compress(TWO)[:4096], "x.gz")
    assert reader.recognises(lzma.compress(TWO)[:4096], "x")
    assert reader.recognises(bz2.compress(TWO)[:20], "mail.tar.bz2")
    assert not reader.recognises(gzip.compress(b"From ann\n" * 100), "box.mbox.gz")
    assert not reader.recognises(b"\0" * 512, "x.tar")
    old = bytearray(TWO[:512])
    old[257:265] = b"\0" * 8
    old[148:156] = b" " * 8
    old[148:156] = b"%06o\0 " % sum(old)
    assert reader.recognises(bytes(old), "v7")


@settings(max_examples=60)
@given(st.data())
def test_no_damage_makes_reading_raise(data: st.DataObject) -> None:
    content = bytearray(TWO)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, 1023))] = data.draw(st.integers(0, 255))
    outcomes(bytes(content))
