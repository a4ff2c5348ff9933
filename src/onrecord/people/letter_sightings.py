"""What one letter shows of people: names in headers and reply headers, sign-offs, who sends for whom."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from onrecord.archive.description import Addressed
from onrecord.people.directory_name import notes_mail
from onrecord.people.mailbox_address import canonical_address
from onrecord.people.name_form import Kind, read_name, split_behalf
from onrecord.people.nicknames import TITLES
from onrecord.people.sightings import (
    Evidence,
    EvidenceKind,
    Sighting,
    Where,
    correspondent_key,
)
from onrecord.text.passage import BodyText, Origin, Passage
from onrecord.text.terms import fold

_ADDRESSED = frozenset({"from", "sender", "reply-to", "to", "cc", "bcc"})
_MISREAD_AT = str.maketrans("©®", "@@")
_MAILTO = re.compile(
    r"\s+(?:[\[({|<]\s?(?:m|rn|nn)\w{1,5}[°:]{0,2}|[\[({|<fEI]?(?:m|rn|nn)a[il1t]{1,3}t[o0°]?:?)\W*$"
)
_NEXT_LINE = re.compile(
    r"\s+Sent:?\s+(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b|[A-Z]?[a-z]*\s?\d).*$"
)
_BESIDE = re.compile(r"^(?P<name>\S.*?)(?:\s*<\s*|\s+)(?P<other>[\w.'+-]{3,40}@?[\w.-]*)[>\]]?$")
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


class SeenLetter(msgspec.Struct, frozen=True):
    """What is read of a letter. ``directory_from`` is its sender as a directory names it (X-From)."""

    permalink: str
    sent: int | None
    printed: bool
    addressed: Sequence[Addressed]
    body: BodyText
    directory_from: str = ""


class Seen(msgspec.Struct, frozen=True):
    """What a letter shows: occurrences of names, and what links them."""

    sightings: tuple[Sighting, ...]
    evidence: tuple[Evidence, ...]


def sighted(letter: SeenLetter) -> Seen:
    """Return all that one letter shows of people."""
    seen: list[Sighting] = []
    evidence: list[Evidence] = []
    for who in letter.addressed:
        if who.role in _ADDRESSED:
            _add(seen, evidence, letter, (who.name, who.address, Where.HEADER))
    for name, address in dict.fromkeys(_quoted_authors(letter.body.passages)):
        _add(seen, evidence, letter, (name, address, Where.REPLY_HEADER))
    authors = [who for who in letter.addressed if who.role == "from"]
    if len(authors) == 1:
        _of_author(seen, evidence, letter, authors[0])
    return Seen(tuple(seen), tuple(evidence))


def names_parent(named: tuple[str, str], author: Addressed, permalink: str = "") -> Evidence | None:
    """Return what a reply header's author (name, address) and the actual author of the letter say.

    Where they are the same correspondent it says so too: it counts against the exceptions. None where
    one is not stated.
    """
    name, address, _ = _read(*named)
    first = correspondent_key(name, address)
    second = correspondent_key(*_read(author.name, author.address)[:2])
    if not first or not second:
        return None
    return Evidence(EvidenceKind.REPLY_HEADER, first, second, 1, permalink)


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A mailbox as written, read: whom it names, and what it names beside.

    ``helper`` sent on behalf of the named; ``beside`` is another form of the named. Both "" for none.
    """

    name: str
    address: str
    key: str
    helper: str = ""
    helper_key: str = ""
    beside: str = ""
    beside_key: str = ""


def mention(written: str, given: str) -> Mention | None:
    """Return whom a name and an address, as written, name; None for nobody."""
    if not written and _PLAIN_ADDRESS.match(given):
        return Mention("", given, given)
    name, address, beside = _read(written, given)
    helper, name = split_behalf(name)
    key = correspondent_key(name, address)
    if not key:
        return None
    helper_key = correspondent_key(helper) if helper else ""
    beside_key = correspondent_key(beside) if beside else ""
    if beside_key == key or not beside_key:
        beside, beside_key = "", ""
    return Mention(name, address, key, helper, helper_key, beside, beside_key)


def _add(
    seen: list[Sighting],
    evidence: list[Evidence],
    letter: SeenLetter,
    written: tuple[str, str, Where],
) -> None:
    """Add a mention, and what it names beside: another form, or who sends for whom."""
    found = mention(written[0], written[1])
    if found is None:
        return
    where, sent, printed = written[2], letter.sent, letter.printed
    if found.helper_key:
        seen.append(Sighting(found.helper, "", where, sent, printed))
        evidence.append(_link(EvidenceKind.ON_BEHALF, found.helper_key, found.key, letter))
    seen.append(Sighting(found.name, found.address, where, sent, printed))
    if found.beside_key:
        seen.append(Sighting(found.beside, "", where, sent, printed))
        evidence.append(_link(EvidenceKind.BESIDE, found.beside_key, found.key, letter))


def _link(kind: EvidenceKind, first: str, second: str, letter: SeenLetter) -> Evidence:
    return Evidence(kind, first, second, 1, letter.permalink)


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


def _quoted_authors(passages: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    for passage in passages:
        if passage.origin in (Origin.QUOTED, Origin.FORWARDED) and (
            passage.author or passage.author_address
        ):
            yield passage.author, passage.author_address


def _of_author(
    seen: list[Sighting], evidence: list[Evidence], letter: SeenLetter, author: Addressed
) -> None:
    name, address, _ = _read(author.name, author.address)
    key = correspondent_key(name, address)
    if not key:
        return
    sender = next((who for who in letter.addressed if who.role == "sender"), None)
    if sender is not None:
        sending = correspondent_key(sender.name, sender.address)
        if sending and sending != key:
            evidence.append(Evidence(EvidenceKind.ON_BEHALF, sending, key, 1, letter.permalink))
    if letter.directory_from:
        beside = _directory(letter, key)
        if beside is not None:
            seen.append(beside[0])
            evidence.extend(beside[1])
    signed = signed_name(letter.body)
    if signed and address:
        seen.append(Sighting(signed, address, Where.SIGNATURE, letter.sent, letter.printed))
    recipients = [who for who in letter.addressed if who.role == "to"]
    greeted = greeted_name(letter.body) if len(recipients) == 1 else ""
    if greeted and recipients[0].address:
        to = recipients[0].address
        seen.append(Sighting(greeted, to, Where.SALUTATION, letter.sent, letter.printed))


def _directory(letter: SeenLetter, key: str) -> tuple[Sighting, tuple[Evidence, ...]] | None:
    """Return the sender as the directory names it, and that it stands beside the address."""
    found = directory_name(letter.directory_from, key)
    if found is None:
        return None
    name, named = found
    beside = (_link(EvidenceKind.BESIDE, named, key, letter),) if named != key else ()
    return Sighting(name, named, Where.HEADER, letter.sent, letter.printed), beside


@lru_cache(maxsize=1 << 14)
def directory_name(written: str, author: str) -> tuple[str, str] | None:
    """Return the name a directory gives an author (X-From), and the key it stands for; else None.

    That is the author's own, or the X.500 path of the entry, which stands beside the author's address.
    """
    read = read_name(written)
    name = written.partition("<")[0].strip(" \"'")
    path = canonical_address(read.address) if read.address else ""
    if path.startswith("/") and not author.startswith("/"):
        return name, path
    return (name, author) if read.full else None


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
