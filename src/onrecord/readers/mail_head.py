"""How mail begins: what the first bytes and the name of a file say about it being one message."""

import re

_MESSAGE_NAME = re.compile(r"(?:\.emlx?|[:;!]2,[A-Za-z]*)$")
_FIELD_NAME = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_SURE = frozenset(
    b"received return-path message-id mime-version delivered-to dkim-signature "
    b"x-originating-ip content-transfer-encoding".split()
)
_USUAL = frozenset(
    b"from to cc bcc subject date sender reply-to in-reply-to references newsgroups path "
    b"x-mailer content-type importance apparently-to resent-from status x-status".split()
)
_LABEL = re.compile(rb"^[ \t]{0,40}(From|Sent|To|Subject)\b[ \t]*[:;.]?(?=[ \t]|\r?$)", re.M)
_STAMP = re.compile(
    rb"(?:^|[ \t]{3})\W{0,4}RELEASED? IN(?: (?:PART|FULL)\b[^\n]{0,60})?\r?$"
    rb"|^.{0,80}\bCase No\.? {0,4}\S{4,30}\s{1,80}Doc No\.? {0,4}\S{4,20}",
    re.M,
)


def named_as_message(name: str) -> bool:
    """Tell whether a file's name says that it is one message (``x.eml``, ``1700.x:2,S``)."""
    return _MESSAGE_NAME.search(name.lower()) is not None


def begins_as_message(head: bytes) -> bool:
    """Tell whether a file begins with header fields that mail has and other texts have not."""
    names = _field_names(head)
    if b"sent" in names and not names & _SURE:  # a label of printed mail, no field of RFC 5322
        return False
    return bool(names & _SURE) or len(names & _USUAL) >= 2


def begins_as_printed_page(head: bytes) -> bool:
    """Tell whether a file begins like printed mail: a release stamp, or a block of labels."""
    if b"\0" in head or begins_as_message(head):
        return False
    if _STAMP.search(head):
        return True
    labels = {match.group(1) for match in _LABEL.finditer(head)}
    return len(labels) >= 3 and b"Sent" in labels and b"From" in labels


def _field_names(head: bytes) -> set[bytes]:
    """Return the lower-case names of the fields a file begins with, without a gap."""
    names: set[bytes] = set()
    for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        match = _FIELD_NAME.match(line)
        if match:
            names.add(match.group(1).lower())
        elif not names or not line.startswith((b" ", b"\t")):
            break
    return names
