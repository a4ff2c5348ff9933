"""Whether a name in a text is that of the one who wrote it, as its header or reply header names them."""

import re
from functools import lru_cache

import msgspec

from onrecord.people.fitting import Fit, fit
from onrecord.people.mailbox_address import organisation_domain
from onrecord.people.misreading import distance
from onrecord.people.name_form import Kind, Name, read_name

_LEAST_LABEL = 3
_REMEMBERED = 1 << 14
_LEAST_DAMAGED = 6
_MOST_DAMAGED = 2
_LETTERS = re.compile(r"[a-z]+")


class Author(msgspec.Struct, frozen=True):
    """Who wrote the text that is read.

    ``labels`` are words by which their domain names an organisation. Every line that holds the name holds
    one of ``words``; there are () where that cannot be said. Most letters end with no signature: so it is
    found out without reading their lines one by one.
    """

    name: Name
    labels: frozenset[str]
    words: tuple[str, ...]


@lru_cache(_REMEMBERED)
def author_named(written: str, address: str) -> Author:
    """Return an author by name and address as written; the same few write most of an archive."""
    name, label = read_name(written), domain_label(address)
    return Author(name, frozenset((label,)) if label else frozenset(), _words(name, written))


def _words(name: Name, written: str) -> tuple[str, ...]:
    if name.kind not in (Kind.FULL, Kind.SINGLE) or not written.isascii():
        return ()
    pieces = _LETTERS.findall(written.lower())
    surname = name.surname or name.letters
    last = max((piece for piece in pieces if surname.endswith(piece)), key=len, default="")
    first = name.given if name.full and len(name.given) > 1 and name.given in pieces else ""
    return tuple(word for word in (last, first) if word) if last else ()


def can_be(name: Name, author: Name) -> bool:
    """Tell whether a name can be the author's; a nameless author's block may be anybody's."""
    if author.full:
        return (
            fit(name, author) is not Fit.NO
            or _is_known_by_middle_name(name, author)
            or _is_misprinted(name, author)
        )
    if author.kind is Kind.LOCAL:
        return name.surname in author.letters or name.letters in author.letters
    return author.kind in (Kind.INITIALS, Kind.SINGLE) and (
        author.letters in (name.given, name.surname)
    )


def _is_known_by_middle_name(name: Name, author: Name) -> bool:
    """Compare surnames, and given names of which one may be the other's middle name."""
    return name.surname == author.surname and (
        name.given == author.given
        or (len(name.given) > 1 and name.given in author.middle)
        or (len(author.given) > 1 and author.given in name.middle)
    )


def _is_misprinted(name: Name, author: Name) -> bool:
    """Tell whether a surname is the author's but for letters that a scan mistook: Brook, Broolk."""
    least = min(len(name.surname), len(author.surname))
    return (
        name.given == author.given
        and len(name.given) > 1
        and least >= _LEAST_DAMAGED
        and distance(name.surname, author.surname, _MOST_DAMAGED) <= _MOST_DAMAGED
    )


@lru_cache(_REMEMBERED)
def domain_label(address: str) -> str:
    """Return the word by which an address names its organisation: ``harbour`` of ``harbour.example``."""
    label = organisation_domain(address.lower()).partition(".")[0].replace("-", "")
    return label if len(label) >= _LEAST_LABEL else ""
