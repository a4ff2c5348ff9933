"""Who the archive's people are, for a story that describes them, and for pages that print short names."""

import re
from collections.abc import Callable, Iterable

import msgspec

from onrecord.archive.directory import ArchiveDirectory
from onrecord.message.structure import Mailbox
from onrecord.people.letter_sightings import mention
from onrecord.people.mailbox_address import organisation_domain
from onrecord.people.name_form import read_name
from onrecord.people.role_reading import RoleSource
from onrecord.people.role_words import TITLE_WORDS
from onrecord.people.roles import organisation_hints
from onrecord.people.sightings import correspondent_key
from onrecord.pipeline.who.decided import stated_roles
from onrecord.pipeline.who.stated_roles import reading_of
from onrecord.register.port import Register, RoleRow
from onrecord.text.terms import words

_INDEFINITE = re.compile(r"^\s*(?:an?|one|another|some|several|two|three|many)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^(?P<owner>.*?)['’]s?\s+(?P<title>\S.*)$", re.DOTALL)
_OF = re.compile(r"\s+(?:of|for|at|in|with)\s+|,\s*")
_SMALL = frozenset("the a an of for at in to and its his her their then former s".split())
_LESSER = frozenset(
    "acting assistant associate deputy former junior principal senior under vice".split()
)
"""Words before a title that make it another."""

_MOST_FORMS = 4


class _Asked(msgspec.Struct, frozen=True):
    """A description, read: the words of the title, and those of the organisation."""

    title: tuple[str, ...]
    organisation: frozenset[str]


class PeopleDirectory:
    """`onrecord.check.library.Directory` over the register of persons and the desk's table of roles."""

    def __init__(self, directory: ArchiveDirectory, register: Callable[[], Register]) -> None:
        """``register`` is asked only when a story describes somebody, or a page is held against it."""
        self._directory = directory
        self._register = register

    def named(self, description: str) -> tuple[str, ...]:
        """Return the names of all who fit "the campaign chairman" and the like, none if nobody does.

        Signatures, headers and tables count, not what others' texts say. Where an organisation is
        described, all its words must stand in the role's own, or in what the domain's signatures name.
        """
        asked = _read(description)
        if asked is None:
            return ()
        with self._register().at_one_moment():
            return self._fitting(asked)

    def _fitting(self, asked: _Asked) -> tuple[str, ...]:
        fitting = [
            row
            for row in [*self._register().roles_with(asked.title), *self._table()]
            if row.source != RoleSource.MENTION and _fits(asked.title, words(row.title))
        ]
        numbers = self._register().persons_of({row.key for row in fitting})
        found = {
            numbers[row.key]
            for row in fitting
            if row.key in numbers and self._is_of(row, asked.organisation)
        }
        names = {person.name for person in self._register().persons(found).values()}
        return tuple(sorted(name for name in names if read_name(name).full))

    def known_as(self, mailboxes: Iterable[Mailbox]) -> dict[str, tuple[str, ...]]:
        """Return full names of those whose own name, as written, is none; by name or address written."""
        asked: dict[str, str] = {}
        for mailbox in mailboxes:
            if not read_name(mailbox.name).full:
                found = mention(mailbox.name, mailbox.address)
                if found is not None:
                    asked[mailbox.address or mailbox.name] = found.key
        with self._register().at_one_moment():
            numbers = self._register().persons_of(set(asked.values()))
            names = {number: self._full_names(number) for number in set(numbers.values())}
        return {
            written: names[numbers[key]]
            for written, key in asked.items()
            if key in numbers and names[numbers[key]]
        }

    def _full_names(self, person: int) -> tuple[str, ...]:
        known = self._register().persons([person])[person]
        if known.impersonal:
            return ()
        counts: dict[str, int] = {known.name: 1 << 40}
        for item in self._register().correspondents(person):
            for form in item.forms:
                counts[form.written] = counts.get(form.written, 0) + form.count
        full = [written for written in counts if read_name(written).full]
        return tuple(sorted(full, key=lambda written: (-counts[written], written))[:_MOST_FORMS])

    def _table(self) -> list[RoleRow]:
        return [
            RoleRow(
                0, correspondent_key(item.name, item.address), item.name, item.title,
                item.organisation, item.source, item.dated, 0, 0,
            )
            for item in stated_roles(self._directory)
        ]  # fmt: skip

    def _is_of(self, row: RoleRow, organisation: frozenset[str]) -> bool:
        """Tell whether a role is at the organisation described, by its own words or its domain's."""
        stated = {*words(row.organisation), *words(row.title)}
        if organisation <= stated:
            return True
        domain = organisation_domain(row.key)
        rows = self._register().roles_at(domain) if domain else []
        hints = organisation_hints((item.key, reading_of(item)) for item in rows)
        return organisation <= stated | set(words(hints.get(domain, "")))


def _read(description: str) -> _Asked | None:
    """Return a description's title and organisation; None where it describes no one person by a title."""
    text = description.strip()
    if _INDEFINITE.match(text):
        return None
    owned = _POSSESSIVE.match(text)
    if owned is not None:
        before, title = owned["owner"], owned["title"]
    else:
        title, before = text, ""
    title, *rest = _OF.split(title)
    kept = tuple(word for word in words(title) if word not in _SMALL)
    if not kept:
        return None
    titles = [place for place, word in enumerate(kept) if word in TITLE_WORDS]
    at = titles[-1] if titles else len(kept) - 1
    owner = {word for part in (before, *rest) for word in words(part)} - _SMALL
    return _Asked(kept[: at + 1], frozenset(owner))


def _fits(asked: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Tell whether a title is the one described: its words in a row, and nothing before that lessens it.

    "communications director" is a "director of communications" too.
    """
    for at in range(len(title) - len(asked) + 1):
        if title[at : at + len(asked)] == asked:
            return not (_LESSER & set(title[:at]) - set(asked))
    return set(title) - _SMALL == set(asked)
