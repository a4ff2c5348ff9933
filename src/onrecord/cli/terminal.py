"""Text on its way to a terminal: control characters of mail must never reach it."""

import json
import re
import sys

import click

from onrecord.message.structure import Mailbox, StatedDate

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def neutral(text: str) -> str:
    """Return text with control and direction characters made visible; tabs and line ends stay."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return text on one line, neutral."""
    return neutral(" ".join(text.split()))


def say(text: str = "") -> None:
    """Print lines for a person."""
    click.echo(neutral(text))


def say_json(value: object) -> None:
    """Print JSON for a script."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say_bytes(content: bytes) -> None:
    """Write bytes as they are."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def mailbox_text(mailbox: Mailbox) -> str:
    """Return a mailbox as people write it."""
    name, address = one_line(mailbox.name), one_line(mailbox.address)
    if name and address:
        return f"{name} <{address}>"
    return name or address or (f"{mailbox.group} (empty group)" if mailbox.group else "")


def mailboxes_text(mailboxes: tuple[Mailbox, ...], most: int = 0) -> str:
    """Return mailboxes on one line; beyond ``most`` (0: all) only their number."""
    shown = mailboxes[:most] if most else mailboxes
    text = ", ".join(mailbox_text(item) for item in shown)
    return f"{text} and {len(mailboxes) - most} more" if most and len(mailboxes) > most else text


def date_text(date: StatedDate | None) -> str:
    """Return a date as stated; without an offset where none was."""
    if date is None:
        return "no date"
    return f"{date.instant:%Y-%m-%d %H:%M}" + (f" {date.instant:%z}" if date.zone_stated else "")
