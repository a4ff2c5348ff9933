"""Whether a name in a story and a name or address on a message can be the same person's.

Surnames decide together with given names, nicknames or initials; a single letter never does alone.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from onrecord.check.cues import ALSO_SURNAMES, NOT_PEOPLE, TITLES
from onrecord.check.given_names import first_letters, given_names_fit, is_given_name
from onrecord.message.structure import Mailbox
from onrecord.text.terms import fold


class Agreement(StrEnum):
    """What two names say about each other."""

    SAME = "same"
    DIFFERENT = "different"
    UNCLEAR = "unclear"


class Name(msgspec.Struct, frozen=True):
    """A name's parts of two letters or more, folded, surname last, and its single letters."""

    parts: tuple[str, ...]
    initials: tuple[str, ...]


FEWEST_IN_DOMAIN = 5
"""Letters of a surname that a domain may bear not by chance."""

_LETTERS = re.compile(r"[^\W\d_]+")
_SUFFIXES = frozenset("jr sr ii iii iv md phd esq usn usa".split())


def read_name(written: str) -> Name:
    """Return the parts of a name as written: "Doe, Jane Q", "Dr. Jane Doe", "JANE DOE (Press)"."""
    bare = re.sub(r"<[^<>]*>?|\([^()]*\)?|\[[^\[\]]*\]?|[\"“”]", " ", written)
    surname, comma, given = bare.partition(",")
    if comma and fold(given.strip(" .")) not in _SUFFIXES:
        bare = f"{given.partition(',')[0]} {surname}"
    folded = re.sub(r"['’‘`‐‑-]", "", fold(bare))
    words = [
        word for word in _LETTERS.findall(folded) if word not in TITLES and word not in _SUFFIXES
    ]
    return Name(
        tuple(word for word in words if len(word) > 1),
        tuple(word for word in words if len(word) == 1),
    )


def agreement(speaker: str, name: str, address: str) -> Agreement:
    """Judge whether ``speaker`` of the story is the person that a message names.

    ``DIFFERENT`` needs a full name on both sides that share no part; a name of an office or list
    contradicts nobody.
    """
    mine = read_name(speaker)
    theirs = Name((), ()) if "@" in name else read_name(name)
    local = _local_part(address or (name if "@" in name else ""))
    if _is_ones_own_domain(mine, theirs, address):
        return Agreement.SAME
    by_name = _by_name(mine, theirs)
    by_address = _by_address(mine, local, alone=not theirs.parts)
    if Agreement.SAME in (by_name, by_address):
        contradicted = by_name is Agreement.DIFFERENT
        return Agreement.UNCLEAR if contradicted else Agreement.SAME
    if by_name is Agreement.DIFFERENT:
        shares = any(part in local for part in mine.parts if len(part) > 2)
        return Agreement.UNCLEAR if shares else Agreement.DIFFERENT
    return by_address


def agreement_with(speaker: str, mailboxes: Sequence[Mailbox]) -> Agreement:
    """Judge a speaker against all who are named as authors: one who agrees is enough."""
    judged = {agreement(speaker, mailbox.name, mailbox.address) for mailbox in mailboxes}
    if Agreement.SAME in judged:
        return Agreement.SAME
    return Agreement.DIFFERENT if judged == {Agreement.DIFFERENT} else Agreement.UNCLEAR


def _by_name(mine: Name, theirs: Name) -> Agreement:
    if not mine.parts or not theirs.parts:
        return Agreement.UNCLEAR
    if _is_body(theirs.parts) and (mine.parts[0], mine.parts[-1]) != (
        theirs.parts[0],
        theirs.parts[-1],
    ):
        return Agreement.UNCLEAR
    if len(mine.parts) == 1:
        return Agreement.SAME if mine.parts[0] == theirs.parts[-1] else Agreement.UNCLEAR
    if mine.parts[-1] in theirs.parts:
        return _by_given(mine.parts[0], theirs)
    if len(theirs.parts) == 1 or _share(mine.parts, theirs.parts):
        return Agreement.UNCLEAR
    return Agreement.DIFFERENT


def _is_body(parts: Sequence[str]) -> bool:
    """Tell whether a name is an office's or a list's; behind a given name May and White are surnames."""
    told = (
        parts[:-1]
        if len(parts) > 1 and parts[-1] in ALSO_SURNAMES and is_given_name(parts[0])
        else parts
    )
    return any(part in NOT_PEOPLE for part in told)


def _is_ones_own_domain(mine: Name, theirs: Name, address: str) -> bool:
    """Tell whether a single letter and a domain that bears the surname name a person together.

    "H <h17@brookmail.example>" for a Brook whose given name begins with H.
    """
    local, _, domain = fold(address).partition("@")
    if theirs.parts or not theirs.initials or len(mine.parts) < 2 or not local:
        return False
    bears = len(mine.parts[-1]) >= FEWEST_IN_DOMAIN and mine.parts[-1] in domain.partition(".")[0]
    letter = theirs.initials[0]
    return bears and letter in first_letters(mine.parts[0]) and local.startswith(letter)


def _by_given(given: str, theirs: Name) -> Agreement:
    """Judge two people of one surname by the given name; one who shows none is not contradicted."""
    if len(theirs.parts) > 1:
        fits = given_names_fit(given, theirs.parts[0])
    else:
        fits = not theirs.initials or theirs.initials[0] in first_letters(given)
    return Agreement.SAME if fits else Agreement.UNCLEAR


def _share(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    return any(
        first == second or given_names_fit(first, second) for first in mine for second in theirs
    )


def _local_part(address: str) -> str:
    return fold(address.partition("@")[0])


def _by_address(mine: Name, local: str, *, alone: bool) -> Agreement:
    """Judge by the local part of an address: jane.doe, j.doe, jdoe, doej, janedoe."""
    if not mine.parts or not local:
        return Agreement.UNCLEAR
    pieces = _LETTERS.findall(local)
    if len(mine.parts) > 1 and _spells(mine.parts[0], mine.parts[-1], pieces):
        return Agreement.SAME
    full = len(pieces) == 2 and all(len(piece) > 1 for piece in pieces)
    named = any(part in local for part in mine.parts if len(part) > 2) or _share(mine.parts, pieces)
    if not alone or not full or named or len(mine.parts) < 2:
        return Agreement.UNCLEAR
    return Agreement.UNCLEAR if set(pieces) & NOT_PEOPLE else Agreement.DIFFERENT


def _spells(given: str, surname: str, pieces: list[str]) -> bool:
    letters = first_letters(given)
    if surname in pieces:
        others = [piece for piece in pieces if piece != surname]
        return any(
            given_names_fit(given, other) if len(other) > 2 else other[0] in letters
            for other in others
        )
    whole = "".join(pieces)
    if whole == given + surname:
        return True
    before, _, after = whole.partition(surname) if surname in whole else ("", "", "")
    rest = before + after
    return 0 < len(rest) <= 2 and not (before and after) and rest[0] in letters
