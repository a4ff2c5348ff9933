"""Permalinks name messages by their content."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.permalink import permalink, written_permalink


@given(st.binary())
def test_the_same_bytes_always_have_the_same_name(content: bytes) -> None:
    sha256 = hashlib.sha256(content).digest()
    assert permalink(sha256) == permalink(sha256)
    assert written_permalink(permalink(sha256)) == permalink(sha256)


def test_a_permalink_may_be_written_short_and_without_its_prefix() -> None:
    whole = permalink(bytes(32))
    assert written_permalink(whole[2:]) == whole
    assert written_permalink(whole[:10]) == whole[:10]
    assert written_permalink(whole.upper()) == whole


def test_fewer_than_six_characters_or_other_letters_are_no_permalink() -> None:
    assert written_permalink("m/abc") is None
    assert written_permalink("a message <id@port.example>") is None
    assert written_permalink("m/000000") is None
