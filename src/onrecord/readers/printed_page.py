"""Text of printed pages, as agencies release it: one file is one released document.

Such a page has lost its header and shows what the mail program printed: labels (From, Sent, To,
Subject) in a column, with the agency's stamps around them. `onrecord.message.printed` reads them.
"""

import re
from collections.abc import Iterator

from onrecord.message.problem import Problem
from onrecord.readers import Container, Failure, Found, Limits, RawMessage
from onrecord.readers.mail_head import begins_as_printed_page, named_as_message
from onrecord.readers.octets import whole

_DOCUMENT = re.compile(r"(?:^|/)[A-Z]{0,3}[-_]?\d{6,}\.txt$", re.IGNORECASE)


class PrintedPageReader:
    """Reads the text of a released page, be it a letter or an attachment."""

    name = "printed-page"

    def recognises(self, head: bytes, name: str) -> bool:
        """Take text with a release stamp on a line of its own, or a block of printed labels.

        A text file named by a document number is a page too: scanning may leave nothing else of it.
        """
        if named_as_message(name):
            return False
        numbered = _DOCUMENT.search(name) is not None and b"\0" not in head
        return numbered or begins_as_printed_page(head)

    def read(self, container: Container, limits: Limits) -> Iterator[Found]:
        """Yield the whole file as one message without original headers."""
        content = whole(container, limits)
        if content is None:
            note = f"the page is larger than {limits.message_bytes} bytes"
            yield Failure(Problem("printed/too-large", note), b"", container.name)
        else:
            yield RawMessage(content, 0, printed=True)
