"""What was seen of people: correspondents, the forms of their names, and evidence that links them.

A correspondent is an address, or a printed name without one. Its key is its stable name in decisions
and permalinks: the canonical address, or ``name:`` and the words of the printed name.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from onrecord.people.directory_name import notes_mail
from onrecord.people.mailbox_address import canonical_address
from onrecord.text.terms import fold

_TOKEN = re.compile(r"[^\W_]+(?:[.@_'’-]+[^\W_]+)*")
_REDACTION = re.compile(r"^b\d$")
NAME_PREFIX = "name:"


class Where(StrEnum):
    """Where a name form was seen."""

    HEADER = "header"
    REPLY_HEADER = "reply header"
    SIGNATURE = "signature"
    SALUTATION = "salutation"


class EvidenceKind(StrEnum):
    """What links two correspondents."""

    SAME_ADDRESS = "the same address"
    BESIDE = "named beside each other in one place"
    ON_BEHALF = "one sends on behalf of the other"
    REPLY_HEADER = "a reply header names the author of the letter it quotes"
    ADDRESSEE = "a reply header names the addressee of the letter it quotes"
    ANSWER = "one answers a letter that was sent to the other"
    SIGNATURE = "signed so in own words"


class NameForm(msgspec.Struct, frozen=True, gc=False):
    """A name as written, how often and where; ``first`` and ``last`` in seconds since 1970."""

    written: str
    where: Where
    count: int
    first: int | None = None
    last: int | None = None


class Correspondent(msgspec.Struct, frozen=True):
    """An address, or a printed name without one, with all its name forms.

    ``messages`` counts the letters that name it in a header. ``printed``: seen only on printed pages;
    ``is_list``: known to be a mailing list from the letters' own fields.
    """

    key: str
    forms: tuple[NameForm, ...] = ()
    messages: int = 0
    first: int | None = None
    last: int | None = None
    printed: bool = False
    is_list: bool = False

    @property
    def address(self) -> str:
        """The address, "" for a printed name without one."""
        return "" if self.key.startswith(NAME_PREFIX) else self.key


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """Something that links two correspondents, seen ``count`` times.

    For a reply header, ``first`` is who it names and ``second`` the author, or sole addressee, of the
    letter it quotes (who may be the same); for an answer, ``first`` was written to, alone, and ``second``
    answers; for on behalf, ``first`` sends for ``second``. ``example`` is the permalink of a letter that
    shows it.
    """

    kind: EvidenceKind
    first: str
    second: str
    count: int = 1
    example: str = ""


class Sighting(msgspec.Struct, frozen=True, gc=False):
    """One occurrence of a name with or without an address; or ``times`` of them, ``sent`` to ``last``.

    ``key`` is that of its correspondent, "" where that is still to be read from name and address;
    ``again``: another form in the same place counts the letter already.
    """

    name: str
    address: str
    where: Where
    sent: int | None = None
    printed: bool = False
    times: int = 1
    last: int | None = None
    key: str = ""
    again: bool = False


class Sightings(msgspec.Struct, frozen=True):
    """All that was seen, in any order: each correspondent once, each link once."""

    correspondents: tuple[Correspondent, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def correspondent_key(name: str, address: str = "") -> str:
    """Return the stable name of a correspondent; "" where nothing is named (or all is struck out)."""
    mailed = notes_mail(address or name)
    if mailed:
        return name_key(mailed)
    known = canonical_address(address) if address else ""
    if known:
        return known
    known = canonical_address(name) if "@" in name or "=" in name else ""
    return known or name_key(name)


def is_address(key: str) -> bool:
    """Tell whether a correspondent is known by an address, not by a printed name alone."""
    return not key.startswith(NAME_PREFIX)


def name_key(written: str) -> str:
    """Return the key of a printed name: its folded words in their order."""
    words = [word for word in _TOKEN.findall(fold(written[:200])) if not _REDACTION.match(word)]
    return NAME_PREFIX + " ".join(words) if words else ""


def gather(seen: Iterable[Sighting], evidence: Iterable[Evidence] = ()) -> Sightings:
    """Return occurrences counted by correspondent and form."""
    found: dict[str, _Count] = {}
    for item in seen:
        key = item.key or correspondent_key(item.name, item.address)
        if key:
            found.setdefault(key, _Count()).add(item)
    return Sightings(
        tuple(found[key].correspondent(key) for key in sorted(found)), _added(evidence)
    )


def together(parts: Iterable[Sightings]) -> Sightings:
    """Return several tranches' sightings as one; the order of the parts makes no difference."""
    found: dict[str, _Count] = {}
    evidence: list[Evidence] = []
    for part in parts:
        evidence.extend(part.evidence)
        for item in part.correspondents:
            found.setdefault(item.key, _Count()).include(item)
    return Sightings(
        tuple(found[key].correspondent(key) for key in sorted(found)), _added(evidence)
    )


class _Count:
    """A correspondent while it is counted."""

    __slots__ = ("forms", "is_list", "messages", "printed", "span")

    def __init__(self) -> None:
        self.forms: dict[tuple[str, Where], tuple[int, int | None, int | None]] = {}
        self.messages = 0
        self.span: tuple[int | None, int | None] = (None, None)
        self.printed = True
        self.is_list = False

    def add(self, item: Sighting) -> None:
        if item.where is Where.HEADER and not item.again:
            self.messages += item.times
        self.printed = self.printed and item.printed
        span = (item.sent, item.sent if item.last is None else item.last)
        self.span = _widened(self.span, span)
        if item.name.strip():
            self._form(NameForm(item.name, item.where, item.times, *span))

    def include(self, item: Correspondent) -> None:
        self.messages += item.messages
        self.printed = self.printed and item.printed
        self.is_list = self.is_list or item.is_list
        self.span = _widened(self.span, (item.first, item.last))
        for form in item.forms:
            self._form(form)

    def _form(self, form: NameForm) -> None:
        count, *span = self.forms.get((form.written, form.where), (0, None, None))
        first, last = _widened((span[0], span[1]), (form.first, form.last))
        self.forms[form.written, form.where] = (count + form.count, first, last)

    def correspondent(self, key: str) -> Correspondent:
        forms = tuple(
            NameForm(written, where, *counted)
            for (written, where), counted in sorted(self.forms.items())
        )
        return Correspondent(
            key, forms, self.messages, self.span[0], self.span[1], self.printed, self.is_list
        )


_Span = tuple[int | None, int | None]


def _widened(span: _Span, other: _Span) -> _Span:
    (first, last), (begin, end) = span, other
    if first is None or (begin is not None and begin < first):
        first = begin
    if last is None or (end is not None and end > last):
        last = end
    return first, last


def _added(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return each link once, with its counts summed; the example that sorts first stands for all."""
    found: dict[tuple[str, str, str], tuple[int, str]] = {}
    for item in evidence:
        at = (item.kind.value, item.first, item.second)
        count, example = found.get(at, (0, ""))
        examples = [text for text in (example, item.example) if text]
        found[at] = (count + item.count, min(examples, default=""))
    return tuple(
        Evidence(EvidenceKind(kind), first, second, count, example)
        for (kind, first, second), (count, example) in sorted(found.items())
        if first and second
    )
