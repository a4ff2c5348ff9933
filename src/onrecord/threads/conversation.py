"""A conversation as a tree, from what its messages say they answer (References, In-Reply-To).

All of References counts, not the last alone; a message that others name and that is not there (a ghost)
keeps its place, so that its answers stay together (RFC 5256 §2.2 has the idea, for IMAP).
"""

from itertools import pairwise

import msgspec


class Letter(msgspec.Struct, frozen=True):
    """What threading needs of one message; ``key`` is the caller's own name for it.

    A recovered message, which has no headers of its own, has a key below zero.

    ``sent`` is in seconds since 1970, None where no date is stated. ``parent`` is the key of the letter
    it answers by ``evidence`` other than its headers, for letters whose headers name none that is here.
    """

    key: int
    message_id: str
    references: tuple[str, ...]
    in_reply_to: tuple[str, ...]
    sent: int | None
    parent: int | None = None
    evidence: str = ""


class Entry(msgspec.Struct, frozen=True):
    """A place in the tree: a letter, or (key None) a message that is missing.

    ``evidence`` says on what ground it stands below its parent; "" for a first message.
    """

    key: int | None
    message_id: str
    depth: int
    evidence: str


class _Place:
    """A node while the tree is built."""

    def __init__(self, message_id: str) -> None:
        self.message_id = message_id
        self.letters: list[Letter] = []
        self.parent: _Place | None = None
        self.leap: _Place | None = None
        self.evidence = ""
        self.children: list[_Place] = []

    def is_here(self) -> bool:
        """Tell whether a message stands here: neither a missing nor a recovered one."""
        return any(letter.key > 0 for letter in self.letters)

    def sent(self) -> int:
        """Return when it was sent; a ghost counts as sent with its first answer."""
        stated = [letter.sent for letter in self.letters if letter.sent is not None]
        if stated:
            return min(stated)
        below = [
            letter.sent
            for child in self.children
            for letter in child.letters
            if letter.sent is not None
        ]
        return min(below, default=1 << 62)


def conversation(letters: list[Letter]) -> tuple[Entry, ...]:
    """Return the entries in reading order: each below what it answers, older before newer."""
    places: dict[str, _Place] = {}
    for letter in letters:
        places.setdefault(_name(letter), _Place(letter.message_id)).letters.append(letter)
    by_key = {letter.key: places[_name(letter)] for letter in letters}
    for letter in letters:
        _link(letter, places, by_key)
    roots = [place for place in places.values() if place.parent is None]
    return tuple(_walk(roots))


def _name(letter: Letter) -> str:
    return letter.message_id or f"\0{letter.key}"


def _link(letter: Letter, places: dict[str, _Place], by_key: dict[int, _Place]) -> None:
    """Put a letter below what it answers: by its headers if that is here, else by other evidence."""
    own = places[_name(letter)]
    chain = [name for name in letter.references if name != letter.message_id]
    for name in (*chain, *letter.in_reply_to):
        places.setdefault(name, _Place(name))
    for older, newer in pairwise(chain):
        if not places[newer].is_here():
            _hang(places[newer], places[older], "References")
    named, evidence = _parent(letter, chain)
    answered = places[named] if named else None
    otherwise = by_key.get(letter.parent) if letter.parent is not None else None
    missing = answered is None or not answered.is_here()
    if missing and otherwise is not None and otherwise is not answered:
        answered, evidence = otherwise, letter.evidence
    if answered is not None:
        _hang(own, answered, evidence)


def _parent(letter: Letter, chain: list[str]) -> tuple[str, str]:
    """Return what a letter answers, and the field that says so."""
    answered = [name for name in letter.in_reply_to if name != letter.message_id]
    if chain and (not answered or chain[-1] not in answered):
        return chain[-1], "References"
    if answered:
        return (chain[-1] if chain else answered[0]), "In-Reply-To"
    return "", ""


def _hang(child: _Place, parent: _Place, evidence: str) -> None:
    """Put a first place below another, unless that would close a circle."""
    if child.parent is not None or _top(parent) is child:
        return
    child.parent = child.leap = parent
    child.evidence = evidence
    parent.children.append(child)


def _top(place: _Place) -> _Place:
    """Return the first place above another; the way there is made short for the next time."""
    while place.leap is not None:
        if place.leap.leap is not None:
            place.leap = place.leap.leap
        place = place.leap
    return place


def _walk(roots: list[_Place]) -> list[Entry]:
    """List the tree depth first, by a stack: a thread may be thousands of answers deep."""
    entries: list[Entry] = []
    waiting = [(place, 0) for place in sorted(roots, key=_order, reverse=True)]
    while waiting:
        place, depth = waiting.pop()
        if not place.letters:
            entries.append(Entry(None, place.message_id, depth, place.evidence))
        for number, letter in enumerate(place.letters):
            evidence = place.evidence if number == 0 else "the same Message-ID"
            entries.append(Entry(letter.key, place.message_id, depth, evidence))
        below = sorted(place.children, key=_order, reverse=True)
        waiting.extend((child, depth + 1) for child in below)
    return entries


def _order(place: _Place) -> tuple[int, str]:
    return place.sent(), place.message_id
