"""One file compressed on its own (``mailbox.gz``, .bz2, .xz): a container with a single member."""

import io
from collections.abc import Callable, Iterator

from onrecord.readers import Container, Found, Limits, Member
from onrecord.readers.bounds import DAMAGE, Allowance, RefusedError, compression, decompressed
from onrecord.readers.member_name import shown_name

_SUFFIXES = (".gz", ".bz2", ".xz", ".z")


class CompressedReader:
    """Reads gzip, bzip2 and xz files."""

    name = "compressed"

    def recognises(self, head: bytes, name: str) -> bool:  # noqa: ARG002 - as the port has it
        """Take what begins with the magic bytes of one of the three."""
        return bool(compression(head))

    def read(self, container: Container, limits: Limits) -> Iterator[Found]:
        """Yield the one file it holds; its size is not known before it is unpacked."""
        yield Member(
            _inner_name(container.name), 0, 0, _size(container), _opener(container, limits)
        )


def _size(container: Container) -> int:
    return container.path.stat().st_size if container.path else len(container.content)


def _inner_name(name: str) -> str:
    last = shown_name(name).rpartition("/")[2]
    suffix = next((end for end in _SUFFIXES if last.lower().endswith(end)), "")
    return last[: -len(suffix)] if suffix and last != suffix else last or "content"


def _opener(container: Container, limits: Limits) -> Callable[[], bytes]:
    """Return a function that unpacks the file, and raises `RefusedError` where it cannot."""

    def open_bytes() -> bytes:
        packed = container.path.open("rb") if container.path else io.BytesIO(container.content)
        with packed:
            try:
                with decompressed(packed) as file:
                    return Allowance(_size(container), limits).read(file)
            except RefusedError:
                raise
            except DAMAGE as error:
                raise RefusedError(f"the compressed file is damaged: {error}") from error

    return open_bytes
