"""What one letter shows of people: names in headers and reply headers, sign-offs, who sends for whom."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from onrecord.message.structure import Mailbox
from onrecord.people.directory_name import notes_mail
from onrecord.people.mailbox_address import canonical_address
from onrecord.people.name_form import Kind, read_name, split_behalf, split_list
from onrecord.people.nicknames import TITLES
from onrecord.people.sightings import (
    correspondent_key,
)
from onrecord.text.passage import BodyText, Origin
from onrecord.text.terms import fold

_MISREAD_AT = str.maketrans("©®", "@@")
_MAILTO = re.compile(
    r"\s+(?:[\[({|<]\s?(?:m|rn|nn)\w{1,5}[°:]{0,2}|[\[({|<fEI]?(?:m|rn|nn)a[il1t]{1,3}t[o0°]?:?)\W*$"
)
_NEXT_LINE = re.compile(
    r"\s+Sent:?\s+(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b|[A-Z]?[a-z]*\s?\d).*$"
)
_BESIDE = re.compile(r"^(?P<name>\S.*?)(?:\s*<\s*|\s+)(?P<other>[\w.'+-]{2,40}@?[\w.-]*)[>\]]?$")
_GREETING = re.compile(
    r"^(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening))?\s*"
    r"(?P<name>(?:[A-Z][a-z]+\.?\s+)?[A-Z][\w'’-]{1,20}(?:\s+[A-Z][\w'’-]{1,20})?)\s*[,:!–—-]*$"
)
_CLOSING = re.compile(
    r"^[-–—~*\s]*(?P<name>[A-Z][^\W\d_]*(?:[ .'’-]{1,2}[A-Z][^\W\d_]*\.?){1,3})\s*$"
)
_PLAIN_ADDRESS = re.compile(
    r"[a-z0-9_]+(?:[._+-][a-z0-9_]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]+\Z"
)


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A mailbox as written, read: whom it names, and what it names beside.

    ``helper`` sent on behalf of the named; ``beside`` is another form of the named; ``list_key`` is the
    list, or service, that wrote itself into the header in their place. All "" for none.
    """

    name: str
    address: str
    key: str
    helper: str = ""
    helper_key: str = ""
    beside: str = ""
    beside_key: str = ""
    list_key: str = ""


def address_behind(
    author: Mailbox, original: Sequence[Mailbox], reply_to: Sequence[Mailbox]
) -> str:
    """Return the address of an author in whose place a list wrote its own; "" where nothing gives it.

    ``original`` is what X-Original-From names; ``reply_to`` may name the list beside the author.
    """
    if not (author.address and split_list(author.name)[1]):
        return ""
    replaced = canonical_address(author.address)
    for mailboxes in (original, reply_to):
        given = {canonical_address(box.address) for box in mailboxes} - {"", replaced}
        if given:
            return given.pop() if len(given) == 1 else ""
    return ""


def mention(written: str, given: str) -> Mention | None:
    """Return whom a name and an address, as written, name; None for nobody."""
    if not written and _PLAIN_ADDRESS.match(given):
        return Mention("", given, given)
    name, address, beside = _read(written, given)
    helper, name = split_behalf(name)
    name, passed_on = split_list(name)
    list_key = ""
    if passed_on and address:
        list_key, address = correspondent_key("", address), ""
    key = correspondent_key(name, address)
    if not key:
        return None
    helper_key = correspondent_key(helper) if helper else ""
    beside_key = correspondent_key(beside) if beside else ""
    if beside_key == key or not beside_key:
        beside, beside_key = "", ""
    return Mention(name, address, key, helper, helper_key, beside, beside_key, list_key)


def _read(name: str, address: str) -> tuple[str, str, str]:
    """Return a mention's name, address, and a second form that stands beside the name.

    ``Initials <handle`` (the address struck out), ``Name handle@host`` (the brackets lost).
    """
    name = _MAILTO.sub("", " ".join(name[:300].translate(_MISREAD_AT).split()))
    name = _NEXT_LINE.sub("", name)
    if address or "behalf" in name.lower() or notes_mail(name):
        return name, canonical_address(address) or address, ""
    found = _BESIDE.match(name)
    if found is None:
        return name, "", ""
    if "@" in found["other"] and canonical_address(found["other"]):
        return found["name"].rstrip(" <["), found["other"], ""
    if "<" in found.group() or _is_handle(found["name"], found["other"]):
        return found["name"].rstrip(" <["), "", found["other"]
    return name, "", ""


def _is_handle(name: str, other: str) -> bool:
    """Tell whether the last word is a local part and no surname: dotted, or small after capitals."""
    words = name.split()
    if any(sign in other for sign in "._") and not other.endswith(".") and other[0].islower():
        return True
    if len(words) == 1 and name.isupper() and 1 < len(name) <= 4:
        return other.islower() and len(other) > 4 and fold(name) not in TITLES
    capitals = len(words) > 1 and all(word[:1].isupper() for word in words)
    return capitals and "," not in name and other.islower() and len(other) > 4


class DirectoryEntry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An entry of a directory (X-From): its name, whether that is a full one, its X.500 path or ""."""

    name: str
    full: bool
    path: str

    def named(self, author: str) -> tuple[str, str] | None:
        """Return the name it gives an author, and the key that stands for; None if it gives none.

        That is the author's own, or the path of the entry, which stands beside the author's address.
        """
        if self.path and not author.startswith("/"):
            return self.name, self.path
        return (self.name, author) if self.full else None


@lru_cache(maxsize=1 << 14)
def directory_entry(written: str) -> DirectoryEntry | None:
    """Return an entry of a directory; None where it says nothing of anybody."""
    read = read_name(written) if written else None
    if read is None:
        return None
    path = canonical_address(read.address) if read.address else ""
    if not path.startswith("/"):
        path = ""
    if not (path or read.full):
        return None
    return DirectoryEntry(written.partition("<")[0].strip(" \"'"), read.full, path)


def signed_name(body: BodyText) -> str:
    """Return the full name that ends the sender's own words, or begins their signature; else ""."""
    own: list[str] = []
    for passage in body.passages:
        if passage.letter == 0 and passage.origin is Origin.SIGNATURE:
            block = body.text[passage.start : passage.end].splitlines()
            return _closing(line for line in block[:3] if line.strip("- \t"))
        if passage.letter == 0 and passage.origin is Origin.OWN:
            own.append(body.text[passage.start : passage.end])
        elif own:
            break
    before, _, last = "\n".join(own).rstrip().rpartition("\n")
    return _closing([last]) if before.strip() else ""


def _closing(lines: Iterable[str]) -> str:
    for line in lines:
        found = _CLOSING.match(line.strip()) if len(line) < 60 else None
        if found and read_name(found["name"]).full:
            return found["name"]
        break
    return ""


def greeted_name(body: BodyText) -> str:
    """Return whom the sender's own words begin by greeting; else ""."""
    if not body.passages or body.passages[0].origin is not Origin.OWN:
        return ""
    own = body.text[body.passages[0].start : body.passages[0].end].lstrip()
    first, _, rest = own.partition("\n")
    found = _GREETING.match(first.strip()) if len(first) < 50 and rest.strip() else None
    if not found or not (first.strip().endswith((",", ":", "-", "–", "—", "!")) or "Dear" in first):
        return ""
    return found["name"] if read_name(found["name"]).kind is not Kind.OFFICE else ""
