"""A letter before it is turned into bytes, and the plain text files the letters are kept in."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from port_alder.cast import CAST, Person


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as its author meant it.

    ``boxes`` names the published files it goes to; a letter without a box was never published and
    survives at most as quoted text. ``references`` is ``full``, ``parent`` (In-Reply-To only) or
    ``none``. ``form`` is ``plain``, ``html``, ``alternative`` or ``invitation``. In ``text``, lines
    stand for text that is filled in: ``{quoted}`` and ``{forwarded}`` for the parent, ``{sig}``
    for the signature.
    """

    key: str
    sender: Person
    sent: datetime
    subject: str
    text: str
    to: tuple[Person, ...] = ()
    cc: tuple[Person, ...] = ()
    bcc: tuple[Person, ...] = ()
    boxes: tuple[str, ...] = ()
    parent: str = ""
    references: str = "full"
    form: str = "plain"
    charset: str = ""
    encoding: str = ""
    flowed: bool = False
    logo: bool = False
    attachments: tuple[str, ...] = ()
    gateway_note: bool = False

    @property
    def message_id(self) -> str:
        """The Message-ID, made from the key so that it never changes."""
        mark = hashlib.sha256(self.key.encode()).hexdigest()[:10]
        moment = self.sent.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        return f"<{moment}.{mark}@{self.sender.domain}>"


def read_letters(folder: Path) -> list[Letter]:
    """Read every letter file in a folder, in the order of the file names."""
    letters: list[Letter] = []
    for path in sorted(folder.glob("*.txt")):
        letters.extend(_letters_of(path.read_text(encoding="utf-8")))
    return letters


def _letters_of(text: str) -> list[Letter]:
    blocks = ("\n" + text).split("\n=== ")[1:]
    return [_letter(block) for block in blocks]


def _letter(block: str) -> Letter:
    key, _, rest = block.partition("\n")
    head, _, text = rest.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Letter(
        key=key.strip(),
        sender=CAST[fields["from"]],
        sent=datetime.strptime(fields["date"], "%Y-%m-%d %H:%M %z"),
        subject=fields["subject"],
        text=text.rstrip("\n"),
        to=_people(fields["to"]),
        cc=_people(fields.get("cc", "")),
        bcc=_people(fields.get("bcc", "")),
        boxes=tuple(fields.get("in", "").split()),
        attachments=tuple(fields.get("attach", "").split()),
        flowed=fields.get("flowed", "") == "yes",
        logo=fields.get("logo", "") == "yes",
        gateway_note=fields.get("gateway-note", "") == "yes",
        parent=fields.get("parent", ""),
        references=fields.get("references", "full"),
        form=fields.get("form", "plain"),
        charset=fields.get("charset", ""),
        encoding=fields.get("encoding", ""),
    )


def _people(names: str) -> tuple[Person, ...]:
    return tuple(CAST[name.strip()] for name in names.split(",") if name.strip())
