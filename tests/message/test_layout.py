"""Which parts are the letter, and which are attached to it."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.message.layout import attachment_parts, body_parts
from onrecord.message.parse import parse


def part(kind: str, text: str = "text", *fields: str) -> bytes:
    return "\n".join([f"Content-Type: {kind}", *fields, "", text]).encode()


def multi(kind: str, *parts: bytes) -> bytes:
    boundary = f"={kind}{len(parts)}{sum(map(len, parts))}".encode()
    head = b'Content-Type: multipart/%s; boundary="%s"\n\n' % (kind.encode(), boundary)
    return (
        head + b"".join(b"--%s\n%s\n" % (boundary, one) for one in parts) + b"--%s--\n" % boundary
    )


def body(raw: bytes) -> list[str]:
    return [part.path for part in body_parts(parse(raw))]


def attached(raw: bytes) -> list[str]:
    return [part.path for part in attachment_parts(parse(raw))]


PLAIN, HTML = part("text/plain"), part("text/html")
PICTURE = part("image/png", "x", "Content-Id: <1@port.example>")


def test_a_plain_letter_is_all_body() -> None:
    assert (body(PLAIN), attached(PLAIN)) == ([""], [])
    assert body(b"Subject: x\n\ntext") == [""]


def test_a_message_that_is_nothing_but_a_file_has_no_body() -> None:
    raw = part("application/pdf")
    assert (body(raw), attached(raw)) == ([], [""])


def test_of_alternatives_the_plain_text_is_shown() -> None:
    raw = multi("alternative", HTML, PLAIN)
    assert (body(raw), attached(raw)) == (["2"], [])


def test_an_empty_plain_text_gives_way_to_the_html() -> None:
    raw = multi("alternative", part("text/plain", "\n"), HTML)
    assert body(raw) == ["2"]
    raw = multi("alternative", part("text/plain", ""), multi("related", HTML, PICTURE))
    assert (body(raw), attached(raw)) == (["2.1"], [])


def test_pictures_of_the_page_are_not_attachments() -> None:
    raw = multi("related", HTML, PICTURE, part("image/gif"))
    assert (body(raw), attached(raw)) == (["1"], [])
    raw = multi("mixed", PLAIN, part("image/png", "x", "Content-Disposition: attachment"))
    assert attached(raw) == ["2"]


def test_files_beside_the_letter_are_attachments() -> None:
    named = part("text/plain; name=notes.txt", "x", "Content-Disposition: attachment")
    raw = multi("mixed", multi("alternative", PLAIN, HTML), part("application/pdf"), named)
    assert (body(raw), attached(raw)) == (["1.1"], ["2", "3"])


def test_text_after_a_file_still_belongs_to_the_letter() -> None:
    """Mailing lists put their footer there."""
    raw = multi("mixed", PLAIN, part("application/pdf"), PLAIN)
    assert (body(raw), attached(raw)) == (["1", "3"], ["2"])


def test_a_letter_attached_is_one_attachment() -> None:
    letter = b"Content-Type: message/rfc822\n\n" + multi("mixed", PLAIN, part("application/pdf"))
    raw = multi("mixed", PLAIN, letter)
    assert (body(raw), attached(raw)) == (["1"], ["2"])


def test_signatures_are_not_attachments() -> None:
    raw = multi("signed", PLAIN, part("application/pgp-signature"))
    assert (body(raw), attached(raw)) == (["1"], [])


def test_the_report_of_a_failed_delivery_is_part_of_the_letter() -> None:
    raw = multi("report", PLAIN, part("message/delivery-status", "Action: failed"))
    assert body(raw) == ["1", "2"]


def test_a_uuencoded_file_is_an_attachment_of_a_letter_that_stays() -> None:
    raw = b"Subject: x\n\nThe plan:\nbegin 644 plan.txt\n#86)C\n`\nend\n"
    assert (body(raw), attached(raw)) == ([""], ["uu1"])


trees = st.recursive(
    st.sampled_from([PLAIN, HTML, PICTURE, part("application/pdf"), part("text/plain", "")]),
    lambda inner: st.builds(
        lambda kind, parts: multi(kind, *parts),
        st.sampled_from(["mixed", "alternative", "related", "signed", "report"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=8,
)


@given(trees)
def test_no_part_is_both_body_and_attachment(raw: bytes) -> None:
    shown, files = body(raw), attached(raw)
    assert len(set(shown)) == len(shown)
    assert len(set(files)) == len(files)
    assert not set(shown) & set(files)


def test_ten_thousand_parts_are_laid_out_at_once() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\ny\n" * 9_990 + b"--x--\n"
    assert len(body(raw)) == 9_990
    assert attached(raw) == []
