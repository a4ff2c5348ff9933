"""The sample shows what real released mail is like, as an independent reader sees it."""

import email
import io
import re
import zipfile
from email import policy
from email.message import EmailMessage
from typing import Any

import pytest

Messages = dict[str, list[bytes]]


@pytest.fixture(scope="module")
def mail(messages: Messages) -> list[EmailMessage]:
    """Every message, copies included, read by the standard library."""
    return [_parsed(raw) for found in messages.values() for raw in found]


def _parsed(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _by_subject(mail: list[EmailMessage], subject: str) -> EmailMessage:
    return next(message for message in mail if message["subject"] == subject)


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize(
    ("charset", "subject", "words"),
    [
        ("iso-8859-1", "Re: Beam logs, Customs House gates 4 to 6", "hälsningar från ett regnigt"),
        ("windows-1252", "Ré: Ribbon at Saltmarket, 15 December", "salutations distinguées"),
        ("koi8-r", "Усилие закрытия створок", "Здравствуйте, Дмитрий!"),
        ("gb2312", "关于低位光幕传感器的时间参数", "传感器每五毫秒报告一次"),
        ("utf-8", "Mätprotokoll, gate 6", "±3 mm over 1.20 m"),
    ],
)
def test_letters_come_in_the_charsets_of_their_writers(
    mail: list[EmailMessage], charset: str, subject: str, words: str
) -> None:
    """Subject (RFC 2047) and body decode in the charset that the message states."""
    found = [m for m in mail if m["subject"] == subject and m.get_content_charset() == charset]
    assert found
    assert words in _text(found[0])


def test_transfer_encodings_are_all_there(mail: list[EmailMessage]) -> None:
    """7bit, 8bit, quoted-printable and base64 all occur."""
    seen = {str(p["content-transfer-encoding"]) for message in mail for p in message.walk()}
    assert {"7bit", "8bit", "quoted-printable", "base64"} <= seen


def test_the_reporter_writes_format_flowed(mail: list[EmailMessage]) -> None:
    """RFC 3676: wrapped lines end in a space, a line that starts with "From " is stuffed."""
    flowed = [m for m in mail if m.get_param("format") == "flowed"]
    assert {str(message["from"]) for message in flowed} == {
        "Nora Quill <nora.quill@alder-courier.example>"
    }
    letter = email.message_from_bytes(flowed[0].as_bytes(policy=policy.compat32))
    body = str(letter.get_payload())
    assert "paper and would \nbe glad" in body
    assert "\n From what I hear" in body


def test_reply_headers_of_three_kinds_of_program_occur(mail: list[EmailMessage]) -> None:
    """Outlook's block, Gmail's line (broken in two where long) and Apple's quoted line."""
    texts = [_text(m) for m in mail if m.get_content_maintype() in ("text", "multipart")]
    outlook = r"-----Original Message-----\nFrom: .*\nSent: .*\nTo: "
    gmail = r"^On \w{3}, \w{3} \d+, 2022 at .* <?\n?[^\n]*> wrote:$"
    apple = r"^> On \w{3} \d+, 2022, at .*> wrote:$"
    mutt = r"^On \w{3}, \w{3} \d\d, 2022 at .* [-+]\d{4}, .* wrote:$"
    for pattern in (outlook, gmail, apple, mutt):
        assert any(re.search(pattern, text, flags=re.MULTILINE) for text in texts), pattern


def test_html_mail_comes_alone_and_as_an_alternative(mail: list[EmailMessage]) -> None:
    """HTML-only mail, and the same text twice in multipart/alternative."""
    assert [m for m in mail if m.get_content_type() == "text/html"]
    alternative = [m for m in mail if m.get_content_type() == "multipart/alternative"]
    kinds = {tuple(p.get_content_type() for p in m.iter_parts()) for m in alternative}
    assert kinds == {("text/plain", "text/html"), ("text/plain", "text/calendar")}


def test_signature_logo_is_no_attachment(mail: list[EmailMessage]) -> None:
    """The contractor's logo is an inline PNG that the HTML shows by its Content-ID."""
    message = _by_subject(mail, "Gate 6 - putting it in proportion")
    page, logo = message.iter_parts()
    assert logo["content-id"].strip("<>") in page.get_content()
    assert logo.get_content().startswith(b"\x89PNG\r\n\x1a\n")
    assert message.get_content_type() == "multipart/related"
    assert logo.get_content_disposition() == "inline"


def test_attachments_are_those_stated(truth: dict[str, Any], mail: list[EmailMessage]) -> None:
    """The file names of expected.json are those of the messages."""
    for entry in truth["attachments"]:
        message = next(m for m in mail if m["message-id"] == entry["message_id"])
        assert [p.get_filename() for p in message.iter_attachments()] == entry["filenames"]


def test_word_memo_says_what_the_text_memo_says(mail: list[EmailMessage]) -> None:
    """The .docx is a sound zip file whose paragraphs are those of the .txt."""
    message = _by_subject(mail, "Memorandum: closures of Swiftline gates on passengers")
    files = {p.get_filename(): p.get_content() for p in message.iter_attachments()}
    with zipfile.ZipFile(io.BytesIO(files["memo.docx"])) as container:
        assert container.testzip() is None
        document = container.read("word/document.xml").decode("utf-8")
    word = re.sub(r"<[^>]*>", " ", document)
    assert word.split() == files["memo.txt"].split()
    assert len(files["closures.csv"].splitlines()) == 12


def test_missing_messages_are_referred_to_and_absent(
    truth: dict[str, Any], mail: list[EmailMessage]
) -> None:
    """A missing message's Message-ID stands in the References of its replies and nowhere else."""
    assert len(truth["missing_messages"]) == 2
    present = {str(message["message-id"]) for message in mail}
    for missing in truth["missing_messages"]:
        identifier = missing["message_id"]
        assert identifier not in present
        referring = {str(m["message-id"]) for m in mail if identifier in str(m["references"])}
        assert referring >= set(missing["replies"])


def test_a_missing_message_survives_as_quoted_text(
    truth: dict[str, Any], mail: list[EmailMessage]
) -> None:
    """What the contractor told his engineer is only in her reply."""
    missing = next(m for m in truth["missing_messages"] if m["sender"].startswith("gordon.pell"))
    holding = {str(m["message-id"]) for m in mail if "until we" in _text_if_any(m)}
    assert missing["quoted_in"][0] in holding
    reply = next(m for m in mail if m["message-id"] == missing["quoted_in"][0])
    assert "> not asked" not in _text(reply)
    assert "> You were not asked to explain the product to the customer." in _text(reply)


def _text_if_any(message: EmailMessage) -> str:
    return _text(message) if message.get_body(("plain", "html")) is not None else ""


def test_some_replies_lack_references(mail: list[EmailMessage]) -> None:
    """Their threads can only come from quoted text and subject."""
    lost = [
        m
        for m in mail
        if str(m["subject"]).lower().startswith("re:") and not m["in-reply-to"] and m["message-id"]
    ]
    assert len(lost) >= 4


def test_hidden_copy_is_named_only_in_the_senders_mailbox(
    truth: dict[str, Any], messages: Messages
) -> None:
    """The same letter lies in two mailboxes; only the sender's copy shows the Bcc."""
    letter = next(e for e in truth["same_letter_other_bytes"] if e["differs_in"] == "Bcc")
    bcc = {
        place["path"]: _parsed(messages[place["path"]][place["number"] - 1])["bcc"]
        for place in letter["places"]
    }
    assert bcc == {
        "tranche-2/marsh.mbox": "Gordon Pell <gordon.pell@castellangate.example>",
        "tranche-2/valkov.mbox": None,
    }


def test_campaign_letters_are_alike_but_for_a_line_or_two(mail: list[EmailMessage]) -> None:
    """A mass mailing: many writers, three officials, one text."""
    letters = [m for m in mail if m["subject"] == "No one should be trapped by a fare gate"]
    assert len(letters) == 26
    assert len({str(m["from"]) for m in letters}) == 26
    assert len({str(m["to"]) for m in letters}) == 3
    common = set.intersection(*(set(_text(m).splitlines()) for m in letters))
    assert "We ask for three things: publish the fault log, keep a staffed gate open at" in common


def test_line_that_starts_with_from_is_marked_in_the_mbox(
    stored: Messages, messages: Messages
) -> None:
    """The mboxrd variant: one ">" more in the file, none in the letter."""
    line = b"From the last train's tail to the first train's lamp\n"
    assert any(b"\n>" + line in raw for raw in stored["tranche-1/okafor.mbox"])
    assert any(b"\n" + line in raw for raw in messages["tranche-1/okafor.mbox"])


def test_bounce_names_the_failed_recipient(mail: list[EmailMessage]) -> None:
    """RFC 3464: a delivery status for an address that does not exist."""
    bounce = _by_subject(mail, "Undelivered mail returned to sender")
    status = next(p for p in bounce.walk() if p.get_content_type() == "message/delivery-status")
    assert "t.brenan@portaldertransit.example" in str(status)


def test_a_message_travels_whole_inside_another(mail: list[EmailMessage]) -> None:
    """message/rfc822 keeps the Message-ID of the forwarded original."""
    outer = _by_subject(mail, "The first one, for your file")
    inner = next(outer.iter_attachments()).get_content()
    assert inner["message-id"] == _by_subject(mail, "Gate 6 again")["message-id"]


def test_damaged_messages_are_damaged(truth: dict[str, Any], messages: Messages) -> None:
    """One breaks off inside base64 without its last boundary, one states neither id nor date."""
    cut, fax = (
        messages[entry["places"][0]["path"]][entry["places"][0]["number"] - 1]
        for entry in truth["damaged"]
    )
    assert b"--=_kevin--" not in cut
    assert len(cut.rpartition(b"\n\n")[2].replace(b"\n", b"")) % 4 != 0
    assert b"Message-ID" not in fax
    assert not fax.isascii()


def test_closures_add_up(mail: list[EmailMessage]) -> None:
    """The daily reports, under either heading, give the eleven closures of the memorandum."""
    reports = {
        str(m["message-id"]): _text(m)
        for m in mail
        if str(m["subject"]).startswith("Service report, ")
        and m["date"].datetime.month < 12
        and m["date"].datetime.year == 2022
    }
    pattern = r"(?:gate closures on a passenger|passenger position events): (\d+)\."
    counts = [int(re.findall(pattern, text)[0]) for text in reports.values()]
    assert sum(counts) == 11
