"""Zip files: every entry is a member of its own; nothing is ever written to disk."""

import io
import zipfile
from collections.abc import Callable, Iterator

from onrecord.message.problem import Problem
from onrecord.readers import Container, Failure, Found, Limits, Member
from onrecord.readers.bounds import DAMAGE, Allowance, RefusedError
from onrecord.readers.member_name import shown_name

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_DOCUMENTS = (b"[Content_Types].xml", b"mimetype", b"_rels/", b"META-INF/", b"docProps/")
_ENCRYPTED = 0x1
_NAME_AT = 30


class ZipReader:
    """Reads zip files; office documents, which are zip files too, are left to others."""

    name = "zip"

    def recognises(self, head: bytes, name: str) -> bool:  # noqa: ARG002 - as the port has it
        """Take what begins like a zip file, unless its first entry is that of a document."""
        return head.startswith(_MAGIC) and not head.startswith(_DOCUMENTS, _NAME_AT)

    def read(self, container: Container, limits: Limits) -> Iterator[Found]:
        """Yield the entries in stored order."""
        try:
            with zipfile.ZipFile(container.path or io.BytesIO(container.content)) as archive:
                yield from _members(archive, Allowance(_size(container), limits), limits)
        except (zipfile.BadZipFile, *DAMAGE) as error:
            note = f"the zip file cannot be read: {error}"
            yield Failure(Problem("zip/damaged", note), b"", container.name)


def _size(container: Container) -> int:
    return container.path.stat().st_size if container.path else len(container.content)


def _members(archive: zipfile.ZipFile, allowance: Allowance, limits: Limits) -> Iterator[Found]:
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    for number, entry in enumerate(entries):
        name = shown_name(entry.filename)
        if number >= limits.members:
            note = f"only the first {limits.members} of {len(entries)} members are read"
            yield Failure(Problem("zip/too-many-members", note), b"", name)
            return
        if entry.is_dir():
            continue
        if entry.flag_bits & _ENCRYPTED:
            note = "the member is encrypted and cannot be read without its password"
            yield Failure(Problem("zip/encrypted", note), b"", name)
        elif entry.file_size > limits.member_bytes:
            note = f"the member is larger than {limits.member_bytes} bytes"
            yield Failure(Problem("zip/member-too-large", note), b"", name)
        else:
            opener = _opener(archive, entry, allowance)
            yield Member(name, entry.file_size, entry.header_offset, entry.compress_size, opener)


def _opener(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance
) -> Callable[[], bytes]:
    """Return a function that reads the entry, and raises `RefusedError` where it cannot."""

    def open_bytes() -> bytes:
        try:
            with archive.open(entry) as file:
                return allowance.read(file)
        except RefusedError:
            raise
        except (zipfile.BadZipFile, *DAMAGE) as error:
            raise RefusedError(f"the zip entry is damaged: {error}") from error

    return open_bytes
