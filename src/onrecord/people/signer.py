"""Whether a name in a text is that of the one who wrote it, as its header or reply header names them."""

import re
from functools import lru_cache

import msgspec

from onrecord.people.fitting import Fit, fit
from onrecord.people.mailbox_address import local_part, organisation_domain
from onrecord.people.misreading import distance
from onrecord.people.name_form import Kind, Name, read_name
from onrecord.people.nicknames import PARTICLES

_LEAST_LABEL = 3
_REMEMBERED = 1 << 14
_LEAST_DAMAGED = 6
_MOST_DAMAGED = 2
_LEAST_END = 3
"""Letters that begin or end a local part: a surname in it has one of both."""
_ASIDE = re.compile(r"[<\[/@]")
_LETTERS = re.compile(r"[a-z]+")


class Author(msgspec.Struct, frozen=True):
    """Who wrote the text that is read; ``labels`` are words by which their domain names an organisation."""

    name: Name
    labels: frozenset[str]


@lru_cache(_REMEMBERED)
def author_named(written: str, address: str) -> Author:
    """Return an author by name and address as written; the same few write most of an archive."""
    name, label = read_name(written), domain_label(address)
    if name.kind is Kind.SINGLE and written == local_part(address):
        name = Name(Kind.LOCAL, middle=(name.letters,), letters=name.letters)
    return Author(name, frozenset((label,)) if label else frozenset())


class Sought(msgspec.Struct, frozen=True):
    """Small letters of which each line has some that names an author; none where that cannot be said.

    They are ``whole`` words, or they begin and end what stands before the @ of an address.
    """

    words: tuple[str, ...]
    whole: bool


@lru_cache(_REMEMBERED)
def words_of(written: str) -> Sought:
    """Return what to look for to find an author, as a header writes it.

    Most letters end with no signature: so it is found out without reading their lines, or the name.
    """
    if not written.isascii():
        return Sought((), whole=False)
    pieces = _LETTERS.findall(_ASIDE.split(written, 1)[0].lower())
    if len(pieces) > 1 and " " in written.strip():
        told = [one for one in pieces if len(one) > 1 and one not in PARTICLES]
        return Sought(tuple(dict.fromkeys(told)), whole=True)
    told = [one for one in ("".join(pieces), *pieces) if len(one) >= _LEAST_END]
    ends = (end for one in told for end in (one[:_LEAST_END], one[-_LEAST_END:]))
    return Sought(tuple(dict.fromkeys(ends)), whole=False)


def can_be(name: Name, author: Name) -> bool:
    """Tell whether a name can be the author's; a nameless author's block may be anybody's."""
    if author.full:
        return (
            fit(name, author) is not Fit.NO
            or _is_known_by_middle_name(name, author)
            or _is_misprinted(name, author)
        )
    if author.kind is Kind.LOCAL:
        return (
            name.surname in author.letters
            or name.letters in author.letters
            or author.letters == f"{name.given}{name.surname[:1]}"
        )
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
