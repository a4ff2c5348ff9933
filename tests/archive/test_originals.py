"""Packs give back exactly the bytes received, whatever happened to the process that wrote them."""

from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from onrecord.archive.originals import (
    Compressor,
    PackReader,
    PackWriter,
    Place,
    pack_path,
    read_dictionary,
    train_dictionary,
)

LETTER = b"From: Ana Ruiz <ana@port.example>\nSubject: gate %d\n\nThe gate number %d is shut.\n"


def _letters(count: int) -> list[bytes]:
    return [LETTER % (number, number * 7) for number in range(count)]


def _keep(writer: PackWriter, letters: list[bytes]) -> list[Place]:
    compressor = Compressor(writer.dictionary)
    return [writer.append(compressor.frame(letter)) for letter in letters]


def test_every_original_comes_back_byte_for_byte(tmp_path: Path) -> None:
    letters = [*_letters(300), b"", b"\x00\xff" * 1000]
    writer = PackWriter(tmp_path, pack=0, valid=0)
    writer.begin(train_dictionary(letters))
    places = _keep(writer, letters)
    writer.close()
    reader = PackReader(tmp_path)
    assert [reader.read(p, len(x)) for p, x in zip(places, letters, strict=True)] == letters
    reader.close()


def test_a_dictionary_is_learned_from_enough_letters_only() -> None:
    assert train_dictionary(_letters(3)) == b""
    assert train_dictionary([]) == b""


def test_what_a_killed_process_left_after_the_last_commit_is_cut_off(tmp_path: Path) -> None:
    writer = PackWriter(tmp_path, pack=0, valid=0)
    writer.begin(b"")
    kept = _keep(writer, [b"kept"])
    pack, valid = writer.flush()
    _keep(writer, [b"not committed"])
    writer.flush()  # then the process is killed: the store knows of `valid` bytes only

    again = PackWriter(tmp_path, pack=pack, valid=valid)
    added = _keep(again, [b"added later"])
    again.close()
    reader = PackReader(tmp_path)
    assert reader.read(kept[0], 4) == b"kept"
    assert reader.read(added[0], 11) == b"added later"
    assert added[0].offset == valid


def test_a_pack_explains_itself_without_the_store(tmp_path: Path) -> None:
    letters = _letters(300)
    writer = PackWriter(tmp_path, pack=0, valid=0)
    writer.begin(train_dictionary(letters))
    _keep(writer, letters)
    writer.close()
    with pack_path(tmp_path, 1).open("rb") as file:
        dictionary = zstandard.ZstdCompressionDict(read_dictionary(file))
        frames = file.read()
    stream = zstandard.ZstdDecompressor(dict_data=dictionary).stream_reader(
        frames, read_across_frames=True
    )
    assert stream.read() == b"".join(letters)


def test_a_damaged_frame_is_an_error_and_never_other_bytes(tmp_path: Path) -> None:
    writer = PackWriter(tmp_path, pack=0, valid=0)
    writer.begin(b"")
    (place,) = _keep(writer, [b"words that matter " * 20])
    writer.close()
    path = pack_path(tmp_path, 1)
    damaged = bytearray(path.read_bytes())
    damaged[-3] ^= 0x10
    path.write_bytes(damaged)
    reader = PackReader(tmp_path)
    with pytest.raises(zstandard.ZstdError):
        reader.read(place, 18 * 20)


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_any_bytes_survive_a_frame(contents: list[bytes]) -> None:
    compressor = Compressor(b"")
    plain = zstandard.ZstdDecompressor()
    for content in contents:
        assert plain.decompress(compressor.frame(content), max_output_size=200) == content
