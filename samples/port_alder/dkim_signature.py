"""DKIM signatures (RFC 6376), rsa-sha256 with relaxed/relaxed canonicalisation."""

import base64
import hashlib
import re
import textwrap
from dataclasses import dataclass

from port_alder.cast import CONTRACTOR, COURIER
from port_alder.rsa_key import RsaKey, key_from_seed

_SIGNED = (
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
)


@dataclass(frozen=True, slots=True)
class Signer:
    """A domain that signs its mail, and the selector its key is published under."""

    domain: str
    selector: str
    bits: int

    @property
    def key(self) -> RsaKey:
        """The key pair, always the same."""
        return key_from_seed(f"sample/{self.selector}/{self.domain}", self.bits)

    @property
    def record_name(self) -> str:
        """The DNS name of the key record."""
        return f"{self.selector}._domainkey.{self.domain}"


SIGNERS = (Signer(CONTRACTOR, "gate2022", 2048), Signer(COURIER, "news", 1024))


def signed(raw: bytes, signer: Signer, timestamp: int) -> bytes:
    """Return the message with a DKIM-Signature field in front. ``timestamp`` is in seconds."""
    head, _, body = raw.partition(b"\n\n")
    fields = _header_fields(head)
    names = [name for name in _SIGNED if name in fields]
    body_hash = base64.b64encode(hashlib.sha256(_relaxed_body(body)).digest()).decode("ascii")
    value = (
        f"v=1; a=rsa-sha256; c=relaxed/relaxed; d={signer.domain};\n"
        f"\ts={signer.selector}; t={timestamp};\n"
        f"\th={':'.join(names)};\n"
        f"\tbh={body_hash};\n\tb="
    )
    own = b"dkim-signature:" + _relaxed_value(value.encode("ascii"))
    content = b"".join(name.encode("ascii") + b":" + fields[name] + b"\r\n" for name in names) + own
    mark = base64.b64encode(signer.key.sign(content)).decode("ascii")
    folded = "\n\t ".join(textwrap.wrap(mark, 70))
    return f"DKIM-Signature: {value}{folded}\n".encode("ascii") + raw


def _header_fields(head: bytes) -> dict[str, bytes]:
    """Return relaxed values by lower-case name; the sample never repeats a signed field."""
    fields: dict[str, bytes] = {}
    for field in re.split(rb"\n(?![ \t])", head):
        name, _, value = field.partition(b":")
        fields[name.decode("ascii").lower()] = _relaxed_value(value)
    return fields


def _relaxed_value(value: bytes) -> bytes:
    """RFC 6376 §3.4.2: unfold, one space for each run of white space, none at the ends."""
    return re.sub(rb"[ \t\r\n]+", b" ", value).strip()


def _relaxed_body(body: bytes) -> bytes:
    """RFC 6376 §3.4.4: no white space at line ends, one space for a run, no empty lines last."""
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\n")]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)
