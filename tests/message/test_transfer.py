"""Transfer encodings (RFC 2045 §6): damage is decoded as far as it goes, and told."""

import base64
import binascii
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.transfer import decode_transfer, encoding_name, is_identity

TEXT = b"The gate will not close before Friday."
PACKED = base64.b64encode(TEXT)


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("base64", "base64"),
        ("BASE64", "base64"),
        (' "base64" ', "base64"),
        ("base64;", "base64"),
        ("(packed) base64", "base64"),
        ("base64 (packed)", "base64"),
        ("x-base64", "base64"),
        ("xxx base64", "base64"),
        ("Quoted-Printable", "quoted-printable"),
        ("quoted_printable", "quoted-printable"),
        ("8BIT", "8bit"),
        ("x-uue", "x-uue"),
        ("x-unheard-of", "x-unheard-of"),
        ("", ""),
        ("??", ""),
    ],
)
def test_an_encoding_is_known_by_its_name_whatever_stands_around_it(stated: str, name: str) -> None:
    assert encoding_name(stated) == name


@given(st.binary(max_size=200))
def test_bytes_without_encoding_stay_as_they_are(content: bytes) -> None:
    for name in ("", "7bit", "8bit", "binary"):
        assert is_identity(name)
        assert decode_transfer(content, name) == (content, [])


def test_an_unknown_encoding_shows_the_bytes_and_says_so() -> None:
    content, notes = decode_transfer(b"abc", "x-unheard-of")
    assert content == b"abc"
    assert len(notes) == 1


@given(st.binary(max_size=400))
def test_base64_gives_back_what_was_encoded(content: bytes) -> None:
    assert decode_transfer(base64.encodebytes(content), "base64") == (content, [])


@given(st.binary(max_size=400))
def test_base64_lines_may_have_any_length_and_any_line_end(content: bytes) -> None:
    packed = base64.b64encode(content)
    lines = b" \r\n\t".join(packed[at : at + 5] for at in range(0, len(packed), 5))
    assert decode_transfer(lines, "base64") == (content, [])


@pytest.mark.parametrize(
    "damaged",
    [
        PACKED.rstrip(b"="),  # without its padding
        PACKED[:8] + b"#!" + PACKED[8:],  # characters of another alphabet
        PACKED[:8] + b"=" + PACKED[8:],  # a padding where none can be
        PACKED[:9] + b"=" + PACKED[9:],
        PACKED + b"====",
        PACKED + b"\n_______________\nA mailing list\n",  # a list's footer
        PACKED + b"A",
    ],
)
def test_damaged_base64_is_decoded_as_far_as_it_goes(damaged: bytes) -> None:
    assert decode_transfer(damaged, "base64")[0] == TEXT


def test_damage_of_base64_is_told() -> None:
    assert decode_transfer(PACKED.rstrip(b"="), "base64")[1]
    for damaged in (PACKED[:8] + b"#" + PACKED[8:], PACKED + b"\nthe list's footer", PACKED[:-3]):
        assert decode_transfer(damaged, "base64")[1]


def test_base64_that_goes_on_after_its_end_is_decoded_and_told() -> None:
    """Programs put pieces together that were encoded each for itself."""
    content, notes = decode_transfer(base64.b64encode(b"ab") + base64.b64encode(b"cd"), "base64")
    assert content == b"abcd"
    assert notes == ["base64 goes on after its end"]


@given(st.binary(max_size=300))
def test_any_bytes_can_be_decoded_by_every_encoding(junk: bytes) -> None:
    for name in ("base64", "quoted-printable", "x-uuencode", "x-unheard-of"):
        decode_transfer(junk, name)


@given(st.binary(max_size=300).map(lambda content: content.replace(b"\r", b"")))
def test_quoted_printable_gives_back_what_was_encoded(content: bytes) -> None:
    """Without CR: the encoder of the standard library makes all line ends those of the first."""
    encoded = quopri.encodestring(content, quotetabs=True)
    assert decode_transfer(encoded, "quoted-printable")[0] == content


@pytest.mark.parametrize(
    ("encoded", "text"),
    [
        (b"caf=C3=A9", b"caf\xc3\xa9"),
        (b"caf=c3=a9", b"caf\xc3\xa9"),
        (b"one=\ntwo", b"onetwo"),
        (b"one=\r\ntwo", b"onetwo"),
        (b"one= \t\ntwo", b"onetwo"),  # white space added on the way (RFC 2045 §6.7, rule 3)
        (b"one \t\ntwo", b"one\ntwo"),
        (b"one= ", b"one"),
        (b"one=", b"one"),
        (b"a_b", b"a_b"),
    ],
)
def test_quoted_printable_by_the_standard(encoded: bytes, text: bytes) -> None:
    assert decode_transfer(encoded, "quoted-printable") == (text, [])


def test_an_escape_that_is_none_stays_and_is_told() -> None:
    content, notes = decode_transfer(b"50=G 1=2=", "quoted-printable")
    assert content.startswith(b"50=G 1")
    assert notes == ["some quoted-printable escapes are damaged"]


def uuencoded(content: bytes) -> bytes:
    lines = [binascii.b2a_uu(content[at : at + 45]) for at in range(0, len(content), 45)]
    return b"begin 644 plan.txt\n" + b"".join(lines) + b"`\nend\n"


@given(st.binary(max_size=300))
def test_uuencode_gives_back_what_was_encoded(content: bytes) -> None:
    assert decode_transfer(uuencoded(content), "x-uuencode") == (content, [])


def test_uuencoded_lines_may_have_lost_their_trailing_spaces() -> None:
    line = binascii.b2a_uu(b"\0" * 30).rstrip()
    assert decode_transfer(b"begin 644 x\n" + line + b"\nend\n", "x-uuencode") == (b"\0" * 30, [])


def test_a_damaged_uuencoded_line_is_told() -> None:
    content, notes = decode_transfer(b"begin 644 x\n#86)C\nM\x80\x81\nend\n", "x-uuencode")
    assert content == b"abc"
    assert notes == ["some uuencoded lines are damaged"]


@pytest.mark.parametrize("mark", [b"=", b"A=", b"A", b" ", b"=\n", b" \t", b"#", b"M\n", b"A=#"])
@pytest.mark.parametrize("name", ["base64", "quoted-printable", "x-uuencode"])
def test_a_megabyte_of_marks_is_decoded_in_one_pass(mark: bytes, name: str) -> None:
    decode_transfer(mark * (1_000_000 // len(mark)), name)
