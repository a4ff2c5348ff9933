"""Who is meant by a name: the mailboxes of an archive that bear it, and the forms by which texts do."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Protocol

import msgspec

from onrecord.archive.store import Holdings
from onrecord.errors import OnRecordError
from onrecord.message.structure import Mailbox
from onrecord.people.misreading import distance
from onrecord.people.name_form import Kind, Name, read_name
from onrecord.people.nicknames import given_names_fit, short_forms
from onrecord.people.sightings import Where
from onrecord.pipeline.recovered_keys import RECOVERED_FROM
from onrecord.pipeline.who.whos_who import WhosWho
from onrecord.register.port import Register
from onrecord.search.engine import Engine, Sort
from onrecord.search.naming import Naming, borne
from onrecord.search.query import Or, Person, Query, Role, Word, Words
from onrecord.text.terms import fold, words

_MOST_LOOKED_AT = 20_000
_HARDLY_ANY = 0.03
"""Others bear a name too if they stand in more than this share of the letters that name its bearers."""
_HYPHENED = re.compile(r"[^\W\d_]+(?:[-‐‑'’‘`][^\W\d_]+)+")

Bearers = Counter[Mailbox]
"""Mailboxes, with how many messages have them."""


class Someone(msgspec.Struct, frozen=True):
    """A person as asked for: what mailboxes are theirs, and how texts name them."""

    asked: str
    mailboxes: tuple[Mailbox, ...]
    naming: Naming

    def bears(self, name: str, address: str) -> bool:
        """Tell whether a mailbox is one of theirs: by address, or by name where it has none."""
        if address:
            return address.casefold() in {box.address.casefold() for box in self.mailboxes}
        return name.casefold() in {box.name.casefold() for box in self.mailboxes if box.name}

    def wrote(self, role: Role = Role.FROM) -> Query:
        """Return the query for messages with one of the mailboxes in a role."""
        said = {words(box.address or box.name) for box in self.mailboxes}
        named: list[tuple[Word, ...]] = [item for item in sorted(said) if item]
        return Or(tuple(Person(role, item) for item in named) or (Person(role, words(self.asked)),))


class NamesOf(Protocol):
    """Says who is meant by a name or an address."""

    def __call__(self, who: str) -> Someone:
        """Return the person; where the archive knows none, only the words asked for."""
        ...


class StoredNames:
    """`NamesOf` by the names and addresses that messages state."""

    def __init__(self, holdings: Holdings, engine: Callable[[], Engine]) -> None:
        self._holdings = holdings
        self._engine = engine

    def __call__(self, who: str) -> Someone:
        """Return the one person whose mailboxes bear this name, or the words asked for."""
        asked = " ".join(who.split())
        theirs = theirs_among(asked, self._bearing(_orders(asked)))
        return Someone(asked, tuple(theirs), self.naming_of(asked, theirs))

    def naming_of(self, asked: str, theirs: Iterable[Mailbox]) -> Naming:
        """Return the forms by which texts name the person to whom these mailboxes belong."""
        boxes = list(theirs)
        names = _names(asked, boxes)
        has = borne(names, _spelled([asked, *(box.name for box in boxes)]))
        givens = has.givens | {word for word in has.kin if self._is_written(word, has.surnames)}
        alone = sorted(givens) + sorted(has.surnames)
        shared = {word for word in alone if self._is_shared(word, boxes, names)}
        addresses = {words(box.address) for box in boxes if "@" in box.address}
        whole = (*has.whole, *sorted(item for item in addresses if item))
        return Naming(
            whole=whole or ((words(asked),) if words(asked) else ()),
            surnames=tuple(sorted(has.surnames - shared)),
            givens=tuple(sorted(givens - shared)),
            kin=tuple(sorted(has.kin)),
            left_out=tuple(word for word in alone if word in shared),
        )

    def _bearing(self, spellings: Iterable[tuple[str, ...]]) -> Bearers:
        """Return the mailboxes of messages that name anyone so, with their number of messages."""
        asked = [item for item in spellings if item]
        query = Or(tuple(Person(Role.WITH, item) for item in asked))
        page = self._engine().search(query, sort=Sort.NEWEST, limit=_MOST_LOOKED_AT)
        found: Bearers = Counter()
        numbers = (hit.key for hit in page.hits if hit.key < RECOVERED_FROM)
        for people in self._holdings.addressed(numbers).values():
            boxes = {Mailbox(who.name, who.address) for who in people}
            found.update(box for box in boxes if _bears(box, asked))
        return found

    def _is_written(self, given: str, surnames: Iterable[str]) -> bool:
        """Tell whether some text has this nickname before the surname."""
        return len(given) > 2 and any(
            self._engine().search(Words((given, *words(name))), sort=Sort.DATE, limit=1).total
            for name in surnames
        )

    def _is_shared(self, word: str, theirs: Iterable[Mailbox], names: list[Name]) -> bool:
        """Tell whether others than the person are named by this word as well, and not once in a while."""
        mine, others = 0, 0
        own = set(theirs)
        for box, count in self._bearing([words(word)]).items():
            name = _read(box)
            if box in own or any(_may_be(name, other) for other in names):
                mine += count
            elif name.full and word in {name.surname, name.given}:
                others += count
        return others > _HARDLY_ANY * (mine + others)


class RegisteredNames:
    """`NamesOf` by whom the archive's people were judged to be; else by what messages state."""

    def __init__(self, stored: StoredNames, register: Callable[[], Register]) -> None:
        self._stored = stored
        self._register = register

    def __call__(self, who: str) -> Someone:
        """Return the one person of this permalink, name or address, with all their mailboxes."""
        asked = " ".join(who.split())
        register = self._register()
        try:
            with register.at_one_moment():
                person = WhosWho(register).one(asked)
                everybody = register.correspondents(person.number)
        except OnRecordError:  # nobody of the register, or several: what messages state decides
            return self._stored(asked)
        boxes = [Mailbox("", item.address) for item in everybody if item.address]
        boxes += [
            Mailbox(form.written, item.address)
            for item in everybody
            for form in item.forms
            if form.where is Where.HEADER
        ]
        called = asked if read_name(asked).full else person.name
        naming = self._stored.naming_of(called, boxes)
        return Someone(person.name, tuple(dict.fromkeys(boxes)), naming)


def theirs_among(asked: str, bearing: Bearers) -> list[Mailbox]:
    """Return the mailboxes of the one person asked for; none if a single word is several people's."""
    name = read_name(asked)
    if "@" in asked:
        return [box for box in bearing if box.address.casefold() == asked.casefold()]
    if name.full:
        return [box for box in bearing if _fits(_read(box), name)]
    bearers = [(other, box) for box in bearing if (other := _read(box)).full]
    weight = Counter[tuple[str, str]]()
    for other, box in bearers:
        weight[other.given, other.surname] += bearing[box]
    if not weight:
        return list(bearing)
    (most, count) = weight.most_common(1)[0]
    if count < (1 - _HARDLY_ANY) * weight.total():
        return []
    return [box for other, box in bearers if (other.given, other.surname) == most]


def _orders(asked: str) -> set[tuple[str, ...]]:
    name = read_name(asked)
    if "@" in asked or not name.full:
        return {words(asked)}
    spelled = _spelled([asked])
    surname = words(spelled.get(name.surname, name.surname))
    orders = {words(asked)}
    for given in short_forms(name.given):
        first = words(spelled.get(given, given))
        orders |= {(*first, *surname), (*surname, *first)}
    return orders


def _spelled(written: Iterable[str]) -> dict[str, str]:
    """Return the parts of names that are written with a hyphen or apostrophe, by their letters alone."""
    found = (part for text in written for part in _HYPHENED.findall(fold(text)))
    return {re.sub(r"[\W_]", "", part): " ".join(words(part)) for part in found}


def _bears(box: Mailbox, asked: Iterable[tuple[str, ...]]) -> bool:
    line = words(f"{box.name} {box.address}")
    return any(
        line[at : at + len(run)] == run for run in asked for at in range(len(line) - len(run) + 1)
    )


def _read(box: Mailbox) -> Name:
    """Return the name of a mailbox; of a bare address, what its local part spells with a stop."""
    name = read_name(box.name or box.address.partition("@")[0])
    if name.kind is Kind.LOCAL and len(name.middle) == 2:
        return read_name(" ".join(name.middle))
    return name


def _fits(name: Name, other: Name) -> bool:
    """Tell whether two full names may be one person's; scanning misreads middle initials too often."""
    if not (name.full and other.full) or name.suffix != other.suffix:
        return False
    return name.surname == other.surname and given_names_fit(name.given, other.given)


def _may_be(name: Name, other: Name) -> bool:
    """Tell whether two full names may be one, written or scanned amiss: neither is shown to be another."""
    if not (name.full and other.full) or distance(name.surname, other.surname, 1) > 1:
        return False
    first, second = sorted((name.given, other.given), key=len)
    return (
        given_names_fit(first, second) or second.startswith(first) or distance(first, second, 1) < 2
    )


def _names(asked: str, theirs: Iterable[Mailbox]) -> list[Name]:
    read = [read_name(asked), *(_read(box) for box in theirs)]
    # a nickname that only some mailbox notes beside the name is as likely another's
    return [msgspec.structs.replace(name, nick="") for name in dict.fromkeys(read) if name.full]
