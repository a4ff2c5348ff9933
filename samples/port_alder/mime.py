"""Bytes of header fields and MIME parts (RFC 2045, 2047), with line feeds as line ends."""

import base64
import quopri
from dataclasses import dataclass

from port_alder.cast import Person


@dataclass(frozen=True, slots=True)
class Entity:
    """A MIME part: its header fields in order, without those of the letter, and its body."""

    fields: tuple[tuple[str, str], ...]
    body: bytes

    def as_bytes(self) -> bytes:
        """Return the part as it stands between two boundaries."""
        head = "".join(f"{name}: {value}\n" for name, value in self.fields)
        return head.encode("ascii") + b"\n" + self.body


def text_entity(text: str, subtype: str, charset: str, encoding: str, extra: str = "") -> Entity:
    """Return a text part. ``extra`` is added to Content-Type (``"; format=flowed"``)."""
    fields = (
        ("Content-Type", f'text/{subtype}; charset="{charset}"{extra}'),
        ("Content-Transfer-Encoding", encoding),
    )
    return Entity(fields, encoded_body((text + "\n").encode(charset), encoding))


def encoded_body(content: bytes, encoding: str) -> bytes:
    """Return content in a transfer encoding of RFC 2045 §6."""
    if encoding == "base64":
        return base64.encodebytes(content)
    if encoding == "quoted-printable":
        return quopri.encodestring(content)
    return content


def file_entity(name: str, content_type: str, content: bytes, *, disposition: str) -> Entity:
    """Return a file as a base64 part. ``disposition`` is ``attachment`` or ``inline``."""
    fields = (
        ("Content-Type", f'{content_type}; name="{name}"'),
        ("Content-Disposition", f'{disposition}; filename="{name}"'),
        ("Content-Transfer-Encoding", "base64"),
    )
    return Entity(fields, base64.encodebytes(content))


def multipart(subtype: str, boundary: str, parts: list[Entity]) -> Entity:
    """Return a multipart entity of the parts (RFC 2046 §5.1)."""
    line = f"--{boundary}".encode("ascii")
    body = b"".join(line + b"\n" + part.as_bytes() + b"\n" for part in parts)
    fields = (("Content-Type", f'multipart/{subtype}; boundary="{boundary}"'),)
    return Entity(fields, body + line + b"--\n")


def mailbox(person: Person, charset: str) -> str:
    """Return ``Name <address>`` with the name encoded where it must be."""
    return f"{encoded_words(person.name, charset)} <{person.address}>"


def mailbox_list(people: tuple[Person, ...], charset: str) -> str:
    """Return an address list, one mailbox a line."""
    return ",\n\t".join(mailbox(person, charset) for person in people)


def encoded_words(text: str, charset: str) -> str:
    """Return header text, as RFC 2047 encoded words of at most 75 characters where not ASCII."""
    if text.isascii():
        return text
    charset = charset if _covers(charset, text) else "utf-8"
    words = []
    piece = ""
    for character in text:
        if piece and len(_word(piece + character, charset)) > 75:
            words.append(_word(piece, charset))
            piece = ""
        piece += character
    return "\n ".join([*words, _word(piece, charset)])


def _covers(charset: str, text: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _word(text: str, charset: str) -> str:
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode('ascii')}?="
