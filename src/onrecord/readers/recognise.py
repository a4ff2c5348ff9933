"""Which reader reads this file? The first that recognises it, in an order that settles doubts.

Magic bytes go first, for they are never mail by chance. A From_ line goes before header fields, for
a mailbox may hold a single message. Printed pages go last: their labels look like header fields.
"""

from onrecord.readers import Reader
from onrecord.readers.compressed import CompressedReader
from onrecord.readers.eml import EmlReader
from onrecord.readers.mbox import MboxReader
from onrecord.readers.printed_page import PrintedPageReader
from onrecord.readers.tar_archive import TarReader
from onrecord.readers.zip_archive import ZipReader

READERS: tuple[Reader, ...] = (
    ZipReader(),
    TarReader(),
    CompressedReader(),
    MboxReader(),
    EmlReader(),
    PrintedPageReader(),
)


def recognise(head: bytes, name: str) -> Reader | None:
    """Return the reader for a file, given its first 4 KiB and its name; None if it is not mail."""
    return next((reader for reader in READERS if reader.recognises(head, name)), None)
