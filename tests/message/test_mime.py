"""The MIME tree (RFC 2045, 2046): who is inside whom, where each part lies, what is wrong."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.content import part_bytes
from onrecord.message.mime import MOST_DEPTH, MOST_PARTS, read_parts
from onrecord.message.parse import parse
from onrecord.message.structure import Part


def tree(raw: bytes) -> list[tuple[str, str]]:
    return [(part.path, part.content_type) for part in read_parts(raw)[0]]


def references(raw: bytes) -> list[str]:
    return [problem.reference for problem in read_parts(raw)[1]]


def body(raw: bytes, part: Part) -> bytes:
    assert part.buffer == ""
    return raw[part.body_start : part.end]


def mixed(*parts: bytes, boundary: bytes = b"xyz", end: bytes = b"--xyz--\n") -> bytes:
    opened = b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts)
    return b"Content-Type: multipart/mixed; boundary=" + boundary + b"\n\n" + opened + end


def test_a_message_without_mime_is_one_part_of_plain_text() -> None:
    raw = b"From: ann@port.example\n\nThe gate is shut.\n"
    parts, problems = read_parts(raw)
    assert tree(raw) == [("", "text/plain")]
    assert body(raw, parts[0]) == b"The gate is shut.\n"
    assert not parts[0].is_container
    assert problems == []


def test_parts_are_numbered_in_order_below_their_parents() -> None:
    inner = mixed(b"\none", b"\ntwo", boundary=b"inner", end=b"--inner--\n")
    raw = mixed(inner, b"Content-Type: image/png\n\nthree")
    assert tree(raw) == [
        ("", "multipart/mixed"),
        ("1", "multipart/mixed"),
        ("1.1", "text/plain"),
        ("1.2", "text/plain"),
        ("2", "image/png"),
    ]
    assert [part.parent for part in read_parts(raw)[0]] == [None, "", "1", "1", ""]
    assert references(raw) == []


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_the_line_end_before_a_boundary_belongs_to_the_boundary(end: bytes) -> None:
    """RFC 2046 §5.1.1."""
    raw = mixed(b"\none\n", b"\ntwo").replace(b"\n", end)
    assert [body(raw, part) for part in read_parts(raw)[0][1:]] == [b"one" + end, b"two"]


def test_preamble_and_epilogue_are_no_parts() -> None:
    raw = mixed(b"\none").replace(b"\n\n--xyz", b"\n\npreamble\n--xyz", 1) + b"epilogue\n"
    assert [body(raw, part) for part in read_parts(raw)[0][1:]] == [b"one"]
    assert references(raw) == []


def test_a_part_of_a_digest_is_a_letter() -> None:
    """RFC 2046 §5.1.5."""
    raw = mixed(b"\nSubject: one\n\ntext").replace(b"multipart/mixed", b"multipart/digest")
    assert [kind for _, kind in tree(raw)] == ["multipart/digest", "message/rfc822", "text/plain"]


def test_a_letter_within_a_letter_has_its_own_fields() -> None:
    raw = mixed(b"Content-Type: message/rfc822\n\nSubject: inner\n\ntext")
    parts = read_parts(raw)[0]
    assert [(part.path, part.is_container) for part in parts] == [
        ("", True),
        ("1", True),
        ("1.1", False),
    ]
    assert parts[2].fields[0].text == "inner"
    assert body(raw, parts[2]) == b"text"


def test_a_letter_in_base64_is_read_from_its_decoded_bytes() -> None:
    """RFC 2046 §5.2.1 forbids it; programs do it."""
    letter = mixed(b"\ndeep text", boundary=b"in", end=b"--in--\n")
    packed = base64.encodebytes(letter)
    raw = mixed(b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + packed)
    message = parse(raw)
    deepest = message.parts[-1]
    assert deepest.path == "1.1.1"
    assert deepest.buffer == "1"
    assert letter[deepest.body_start : deepest.end] == b"deep text"
    assert part_bytes(raw, message, deepest).content == b"deep text"


def test_letters_packed_in_letters_are_unpacked_one_by_one() -> None:
    letter = b"Subject: innermost\n\ndeep text"
    for _ in range(5):
        packed = base64.encodebytes(letter)
        head = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        letter = head + packed
    message = parse(letter)
    assert part_bytes(letter, message, message.parts[-1]).content == b"deep text"


def test_the_thousand_parts_of_an_encoded_letter_are_read_without_decoding_it_each_time() -> None:
    packed = base64.encodebytes(mixed(*[b"\nsome text"] * 5_000))
    raw = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + packed
    message = parse(raw)
    texts = [part_bytes(raw, message, part).content for part in message.parts[2:]]
    assert texts == [b"some text"] * 5_000


def test_a_multipart_that_is_not_closed_keeps_its_last_part() -> None:
    raw = mixed(b"\none", b"\ntwo", end=b"")
    assert [path for path, _ in tree(raw)] == ["", "1", "2"]
    assert references(raw) == ["mime/unterminated"]


def test_an_inner_part_that_is_not_closed_ends_where_the_outer_one_says() -> None:
    inner = mixed(b"\none", boundary=b"inner", end=b"")
    raw = mixed(inner, b"\ntwo")
    assert [path for path, _ in tree(raw)] == ["", "1", "1.1", "2"]
    assert body(raw, read_parts(raw)[0][3]) == b"two"
    assert references(raw) == ["mime/unterminated"]


def test_a_boundary_that_begins_with_another_is_not_taken_for_it() -> None:
    inner = mixed(b"\none", b"\ntwo", boundary=b"xyzz", end=b"--xyzz--\n")
    raw = mixed(inner, b"\nthree")
    assert [path for path, _ in tree(raw)] == ["", "1", "1.1", "1.2", "2"]


@pytest.mark.parametrize(
    "stated",
    [b"boundary=other", b"", b"boundary=", b'boundary=""'],
)
def test_where_the_boundary_stated_is_not_there_a_likely_one_is_used_and_told(
    stated: bytes,
) -> None:
    raw = mixed(b"Content-Type: text/plain\n\none", b"Content-Type: text/html\n\ntwo")
    raw = raw.replace(b"boundary=xyz", stated)
    assert [kind for _, kind in tree(raw)] == ["multipart/mixed", "text/plain", "text/html"]
    assert "mime/boundary-missing" in references(raw)


def test_a_multipart_without_its_parts_is_read_as_text() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=xyz\n\nThe gate is shut.\n"
    parts, problems = read_parts(raw)
    assert tree(raw) == [("", "text/plain")]
    assert body(raw, parts[0]) == b"The gate is shut.\n"
    assert [problem.reference for problem in problems] == ["mime/boundary-missing", "mime/no-parts"]


def test_a_boundary_in_wrong_quotes_is_found_and_told() -> None:
    raw = mixed(b"\none").replace(b"boundary=xyz", b"boundary='xyz'")
    assert [path for path, _ in tree(raw)] == ["", "1"]
    assert references(raw) == ["mime/boundary"]


def test_parts_after_the_end_of_a_multipart_are_told() -> None:
    """Mail programs show nothing behind the closing line; that something hides there is said."""
    raw = mixed(b"\none") + b"--xyz\n\nhidden\n--xyz--\n"
    assert [path for path, _ in tree(raw)] == ["", "1"]
    assert references(raw) == ["mime/after-end"]


@pytest.mark.parametrize(
    "stated",
    [
        b"multipart/mixed boundary=xyz",
        b'"multipart/mixed"; boundary=xyz',
        b"=?utf-8?q?multipart?=/mixed; boundary=xyz",
        b"; boundary=xyz",
        b"multipart; boundary=xyz",
    ],
)
def test_a_content_type_that_is_damaged_is_mended_where_it_can_only_mean_one_thing(
    stated: bytes,
) -> None:
    raw = mixed(b"\none").replace(b"multipart/mixed; boundary=xyz", stated)
    assert tree(raw) == [("", "multipart/mixed"), ("1", "text/plain")]


def test_a_content_type_that_is_none_is_plain_text_and_told() -> None:
    """RFC 2045 §5.2."""
    raw = b"Content-Type: text\n\nx"
    assert tree(raw) == [("", "text/plain")]
    assert references(raw) == ["mime/content-type"]


def test_of_several_encodings_the_first_that_is_known_counts() -> None:
    head = b"Content-Transfer-Encoding: \nContent-Transfer-Encoding: x\n"
    raw = head + b"Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n\n"
    assert read_parts(raw)[0][0].transfer_encoding == "base64"


def test_fields_about_the_form_of_a_part_that_stand_twice_are_told() -> None:
    raw = mixed(b"Content-Type: text/html\nContent-type: text/plain\n\nx")
    assert tree(raw)[1] == ("1", "text/html")
    assert references(raw) == ["header/repeated"]


def test_parts_within_what_is_not_said_to_be_a_multipart_are_told() -> None:
    raw = mixed(b"\none").replace(b"multipart/mixed", b"application/x-mixed")
    assert tree(raw) == [("", "application/x-mixed")]
    assert references(raw) == ["mime/unread-parts"]


def test_a_multipart_with_a_transfer_encoding_is_told_and_still_read() -> None:
    raw = mixed(b"\none").replace(b"\n\n", b"\nContent-Transfer-Encoding: base64\n\n", 1)
    assert [path for path, _ in tree(raw)] == ["", "1"]
    assert references(raw) == ["mime/encoded-multipart"]


def test_names_and_identifiers_of_a_part_are_decoded() -> None:
    head = b"Content-Type: image/png; name=a.png\nContent-Id: <1@port.example>\n"
    raw = head + b"Content-Disposition: INLINE; filename*=utf-8''caf%C3%A9.png\n\n"
    part = read_parts(raw)[0][0]
    assert (part.filename, part.disposition, part.content_id) == (
        "café.png",
        "inline",
        "1@port.example",
    )
    assert read_parts(b"Content-Type: image/png; name=a.png\n\n")[0][0].filename == "a.png"


def test_ten_thousand_levels_cost_a_problem_not_a_stack() -> None:
    levels = 10_000
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
        for level in range(levels)
    )
    parts, problems = read_parts(head + b"\ndeep")
    assert len(parts) == MOST_DEPTH + 1
    assert parts[-1].end == len(head) + 5
    assert "mime/too-many-parts" in {problem.reference for problem in problems}


def test_letters_in_letters_without_end_are_bounded() -> None:
    parts, problems = read_parts(b"Content-Type: message/rfc822\n\n" * 10_000)
    assert len(parts) == MOST_DEPTH + 1
    assert problems[-1].reference == "mime/too-many-parts"


def test_a_million_boundary_lines_are_bounded() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 1_000_000
    parts, problems = read_parts(raw)
    assert len(parts) <= MOST_PARTS + 1
    assert "mime/too-many-parts" in {problem.reference for problem in problems}


def test_a_million_lines_that_only_begin_like_a_boundary_are_read_once() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" + b"--xy\n" * 1_000_000
    assert [path for path, _ in tree(raw)] == ["", "1"]


def test_a_million_likely_boundaries_are_read_once() -> None:
    assert tree(b"Content-Type: multipart/mixed\n\n" + b"--\n--y\n" * 300_000) == [
        ("", "text/plain")
    ]


blocks = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=a\n",
        b"Content-Type: multipart/alternative; boundary=b\n",
        b"Content-Type: message/rfc822\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: quoted-printable\n",
        b"\n",
        b"\r\n",
        b"--a\n",
        b"--a--\r\n",
        b"--b\n",
        b"--b--\n",
        b"text\n",
        b"dGV4dA==\n",
        b"begin 644 x\n#86)C\nend\n",
        b"\xff\x00",
    ]
)


@given(st.lists(blocks, max_size=30).map(b"".join))
def test_every_byte_lies_in_a_header_a_body_or_around_the_parts(raw: bytes) -> None:
    """Children lie inside their parent's body, in order, and apart; so no byte is read as two."""
    parts = {part.path: part for part in read_parts(raw)[0]}
    assert (parts[""].start, parts[""].end) == (0, len(raw))
    before: dict[str, int] = {}
    for part in parts.values():
        assert part.start <= part.body_start <= part.end
        position = part.start
        for field in part.fields:
            assert position <= field.start < field.end <= part.body_start
            position = field.end
        if part.parent is None or part.buffer != parts[part.parent].buffer:
            continue
        parent = parts[part.parent]
        assert parent.body_start <= part.start <= part.end <= parent.end
        assert before.get(part.parent, 0) <= part.start
        before[part.parent] = part.end


@given(st.lists(blocks, max_size=30).map(b"".join))
def test_paths_are_unique_and_parents_come_first(raw: bytes) -> None:
    seen: set[str] = set()
    for part in read_parts(raw)[0]:
        assert part.path not in seen
        assert part.parent is None or part.parent in seen
        seen.add(part.path)
