"""One message in one file: .eml, Apple's .emlx, and the files of a Maildir or MH folder."""

import re
from collections.abc import Iterator

from onrecord.message.problem import Problem
from onrecord.readers import Container, Failure, Found, Limits, RawMessage
from onrecord.readers.mail_head import begins_as_message, named_as_message
from onrecord.readers.octets import whole

_COUNT_LINE = re.compile(rb"\s*(\d{1,12})[ \t]*\r?\n")
_PLIST = b"<?xml"


class EmlReader:
    """Reads a file that is one message as RFC 5322 has it."""

    name = "eml"

    def recognises(self, head: bytes, name: str) -> bool:
        """Take files named as one message, and files that begin with header fields of mail."""
        return named_as_message(name) or begins_as_message(head)

    def read(self, container: Container, limits: Limits) -> Iterator[Found]:
        """Yield the one message: the whole file, but for what Apple Mail puts around it."""
        content = whole(container, limits)
        if content is None:
            note = f"the message is larger than {limits.message_bytes} bytes"
            yield Failure(Problem("eml/too-large", note), b"", container.name)
        elif not content:
            note = "the file is empty: a message was meant to be here"
            yield Failure(Problem("eml/empty-file", note), b"", container.name)
        elif container.name.lower().endswith(".emlx"):
            yield _without_apple_frame(content)
        else:
            yield RawMessage(content, 0)


def _without_apple_frame(content: bytes) -> RawMessage:
    """Return the message of an .emlx file: a line with its length, the message, a property list."""
    count = _COUNT_LINE.match(content)
    if count is None:
        return RawMessage(content, 0)
    start = count.end()
    end = start + int(count.group(1))
    if content[end:].lstrip().startswith(_PLIST) or end == len(content):
        return RawMessage(content[start:end], start, content[:start], content[end:])
    return RawMessage(content[start:], start, content[:start])
