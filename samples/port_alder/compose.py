"""Turns a letter into the bytes that were sent, and those into the bytes that arrived."""

import hashlib
from collections.abc import Mapping
from email.utils import format_datetime
from pathlib import Path

from port_alder.cast import AUTHORITY
from port_alder.dkim_signature import SIGNERS, signed
from port_alder.documents import CONTENT_TYPES, docx, logo
from port_alder.letter import Letter
from port_alder.mime import (
    Entity,
    encoded_words,
    file_entity,
    mailbox,
    mailbox_list,
    multipart,
    text_entity,
)
from port_alder.quoting import as_html, flowed, rendered_text

PAPERS = Path(__file__).parent / "papers"
GATEWAY_NOTE = "[This message came from outside the Authority. Think before you click.]\n"


def message_bytes(letter: Letter, letters: Mapping[str, Letter], *, sender_copy: bool) -> bytes:
    """Return the message as it lies in a mailbox. Only the sender's own copy names the Bcc."""
    entity = _entity(letter, rendered_text(letter, letters))
    head = _header(letter, letters, entity, sender_copy=sender_copy)
    raw = head.encode("ascii") + b"\n" + entity.body
    for signer in SIGNERS:
        if signer.domain == letter.sender.domain:
            raw = signed(raw, signer, int(letter.sent.timestamp()))
    if letter.gateway_note:
        raw += b"\n" + GATEWAY_NOTE.encode("ascii")
    return raw if sender_copy else _received(letter) + raw


def _header(
    letter: Letter, letters: Mapping[str, Letter], entity: Entity, *, sender_copy: bool
) -> str:
    charset = letter.charset or "utf-8"
    fields = [
        ("Date", format_datetime(letter.sent)),
        ("From", mailbox(letter.sender, charset)),
        ("To", mailbox_list(letter.to, charset)),
        ("Cc", mailbox_list(letter.cc, charset)),
        ("Bcc", mailbox_list(letter.bcc, charset) if sender_copy else ""),
        ("Subject", encoded_words(letter.subject, charset)),
        ("Message-ID", letter.message_id),
        *_thread_fields(letter, letters),
        ("X-Mailer", letter.sender.mailer),
        ("MIME-Version", "1.0"),
        *entity.fields,
    ]
    return "".join(f"{name}: {value}\n" for name, value in fields if value)


def _thread_fields(letter: Letter, letters: Mapping[str, Letter]) -> list[tuple[str, str]]:
    if not letter.parent or letter.references == "none":
        return []
    fields = [("In-Reply-To", letters[letter.parent].message_id)]
    if letter.references == "full":
        fields.append(("References", "\n ".join(_ancestors(letter, letters))))
    return fields


def _ancestors(letter: Letter, letters: Mapping[str, Letter]) -> list[str]:
    identifiers: list[str] = []
    while letter.parent:
        letter = letters[letter.parent]
        identifiers.insert(0, letter.message_id)
    return identifiers


def _received(letter: Letter) -> bytes:
    """Return the trace field of mail from outside; mail within the house has none."""
    if letter.sender.domain == AUTHORITY:
        return b""
    mark = hashlib.sha256(b"received" + letter.key.encode()).hexdigest()[:8].upper()
    return (
        f"Received: from mail.{letter.sender.domain} by mx.{AUTHORITY}\n"
        f"\twith ESMTPS id {mark}; {format_datetime(letter.sent)}\n"
    ).encode("ascii")


def _entity(letter: Letter, text: str) -> Entity:
    entity = _body(letter, text)
    files = [_file(name) for name in letter.attachments]
    return multipart("mixed", _boundary(letter, "mixed"), [entity, *files]) if files else entity


def _body(letter: Letter, text: str) -> Entity:
    charset = letter.charset or ("us-ascii" if text.isascii() else "utf-8")
    encoding = letter.encoding or _usual_encoding(letter, text)
    extra = "; format=flowed" if letter.flowed else ""
    plain = text_entity(flowed(text) if letter.flowed else text, "plain", charset, encoding, extra)
    if letter.form == "plain":
        return plain
    if letter.form == "invitation":
        invitation = text_entity(
            (PAPERS / "steering.ics").read_text(encoding="ascii").rstrip("\n"),
            "calendar",
            "utf-8",
            "7bit",
            "; method=REQUEST",
        )
        return multipart("alternative", _boundary(letter, "alt"), [plain, invitation])
    html = _html(letter, text, charset)
    if letter.form == "html":
        return html
    return multipart("alternative", _boundary(letter, "alt"), [plain, html])


def _html(letter: Letter, text: str, charset: str) -> Entity:
    page = as_html(text)
    if not letter.logo:
        return text_entity(page, "html", charset, "quoted-printable")
    name = f"logo.{letter.message_id.strip('<>')}"
    page = page.replace("</body>", f'<p><img src="cid:{name}" width="8" alt=""></p></body>')
    picture = file_entity("castellan.png", "image/png", logo(), disposition="inline")
    picture = Entity((*picture.fields, ("Content-ID", f"<{name}>")), picture.body)
    page_entity = text_entity(page, "html", charset, "quoted-printable")
    return multipart("related", _boundary(letter, "rel"), [page_entity, picture])


def _usual_encoding(letter: Letter, text: str) -> str:
    if letter.sender.client == "outlook":
        return "quoted-printable"
    return "7bit" if text.isascii() else "8bit"


def _boundary(letter: Letter, kind: str) -> str:
    return f"=_{kind}_{hashlib.sha256(letter.key.encode()).hexdigest()[:16]}"


def _file(name: str) -> Entity:
    stem, _, extension = name.rpartition(".")
    if extension == "docx":
        content = docx((PAPERS / f"{stem}.txt").read_text(encoding="utf-8"))
    else:
        content = (PAPERS / name).read_bytes()
    return file_entity(name, CONTENT_TYPES[extension], content, disposition="attachment")
