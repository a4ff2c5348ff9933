"""Drafts of stories, as they were handed in: kept in the desk's folder ``drafts``, two files each.

A draft's name is made from its bytes, what it is called and its house style: the same draft handed in
twice is one. The bytes are never changed; a new version is a new draft.
"""

import hashlib
from base64 import b32encode
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from onrecord.errors import OnRecordError

FOLDER = "drafts"
LARGEST = 20_000_000
"""Bytes."""
_NAME = 16


class Draft(msgspec.Struct, frozen=True):
    """A draft. ``id`` is what its page is called, ``name`` what its file was called."""

    id: str
    name: str
    profile: str
    at: datetime
    size: int


def keep_draft(desk: Path, name: str, content: bytes, profile: str) -> Draft:
    """Keep a draft and return it. Raises OnRecordError if it is empty, too large or cannot be written."""
    if not content.strip():
        raise OnRecordError("desk/empty-draft", "there is nothing in this draft to check.")
    if len(content) > LARGEST:
        raise OnRecordError("desk/large-draft", f"a draft has at most {LARGEST:,} bytes.")
    named = hashlib.sha256(msgspec.json.encode((name, profile)) + content).digest()
    draft = Draft(
        b32encode(named).decode("ascii").lower()[:_NAME],
        name,
        profile,
        datetime.now(UTC).replace(microsecond=0),
        len(content),
    )
    try:
        folder = desk / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / f"{draft.id}.json").exists():
            (folder / f"{draft.id}.draft").write_bytes(content)
            (folder / f"{draft.id}.json").write_bytes(msgspec.json.encode(draft))
    except OSError as error:
        raise OnRecordError(
            "desk/not-writable", f"cannot be written: {error.strerror}.", where=str(desk / FOLDER)
        ) from error
    return draft


def drafts(desk: Path) -> tuple[Draft, ...]:
    """Return all drafts, the one handed in last first."""
    found = [_draft(path) for path in (desk / FOLDER).glob("*.json")]
    return tuple(sorted(found, key=lambda draft: (draft.at, draft.id), reverse=True))


def draft(desk: Path, name: str) -> tuple[Draft, bytes]:
    """Return a draft and its bytes. Raises OnRecordError if there is none of this name."""
    path = desk / FOLDER / f"{name}.json"
    if not name.isalnum() or not path.exists():
        raise OnRecordError("desk/unknown-draft", "there is no draft of this name.", where=name)
    return _draft(path), path.with_suffix(".draft").read_bytes()


def _draft(path: Path) -> Draft:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Draft)
    except (OSError, msgspec.DecodeError) as error:
        raise OnRecordError(
            "desk/damaged", "what is told of a draft cannot be read.", where=str(path)
        ) from error
