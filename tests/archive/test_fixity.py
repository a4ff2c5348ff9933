"""Fixity: the first byte that differs is named."""

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.fixity import file_sha256, first_difference


def _cut(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@given(st.binary(min_size=1, max_size=400), st.integers(0, 399), st.integers(1, 50))
def test_one_changed_byte_is_found_however_the_streams_are_cut(
    content: bytes, at: int, size: int
) -> None:
    at %= len(content)
    changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    assert first_difference(_cut(content, size), _cut(changed, size + 3)) == at


@given(st.binary(max_size=400), st.integers(1, 50), st.integers(1, 50))
def test_equal_streams_have_no_difference(content: bytes, one: int, other: int) -> None:
    assert first_difference(_cut(content, one), _cut(content, other)) is None


@given(st.binary(min_size=1, max_size=200), st.integers(0, 199))
def test_a_stream_that_ends_early_differs_at_its_end(content: bytes, at: int) -> None:
    at %= len(content)
    assert first_difference([content[:at]], [content]) == at


def test_a_file_is_hashed_whole(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    path.write_bytes(b"x" * 3_000_000)
    assert file_sha256(path) == hashlib.sha256(b"x" * 3_000_000).digest()
