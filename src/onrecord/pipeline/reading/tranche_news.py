"""What a tranche brought: what is new in it, what came before in another form, what it does not hold."""

from collections.abc import Iterable, Sequence

import msgspec

from onrecord.archive.store import Holdings
from onrecord.errors import OnRecordError
from onrecord.message.structure import Mailbox, StatedDate
from onrecord.pipeline.finding.searching import Paging
from onrecord.pipeline.reading.reading_room import ReadingRoom
from onrecord.pipeline.showing.stated import mailboxes, stated
from onrecord.pipeline.showing.views import ContainerView, TrancheView
from onrecord.relations.port import Relations
from onrecord.search.engine import Sort
from onrecord.search.parser import parse_query

_MOST_PAIRS = 50


class Part(msgspec.Struct, frozen=True):
    """Some messages, as the question that finds them and their number."""

    query: str
    messages: int


class ChangedLetter(msgspec.Struct, frozen=True):
    """A letter of this tranche, and the same letter (or nearly) as an earlier tranche has it."""

    here: str
    there: str
    near: bool
    subject: str
    from_: tuple[Mailbox, ...]
    date: StatedDate | None


class TrancheNewsView(msgspec.Struct, frozen=True):
    """A tranche beside those that came before it.

    ``new`` are messages that no earlier tranche holds byte for byte, ``again`` those that one does.
    ``changed`` are letters among the new ones that an earlier tranche holds with other bytes: some of
    them, of ``changes`` in all. ``missing`` are messages of the same custodians in earlier tranches that
    this one does not hold; why, the archive does not know.
    """

    tranche: TrancheView
    earlier: tuple[str, ...]
    containers: tuple[ContainerView, ...]
    new: Part
    again: Part
    missing: Part
    changed: tuple[ChangedLetter, ...]
    changes: int


class TrancheNews:
    """Compares tranches."""

    def __init__(self, holdings: Holdings, relations: Relations, room: ReadingRoom) -> None:
        self._holdings = holdings
        self._room = room
        self._relations = relations

    def of(self, name: str) -> TrancheNewsView:
        """Return what a tranche brought. Raises OnRecordError if there is none of this name."""
        status = self._room.status()
        names = [each.name for each in status.tranches]
        if name not in names:
            raise OnRecordError("archive/unknown-tranche", "there is no such tranche.", where=name)
        tranche = status.tranches[names.index(name)]
        earlier = tuple(names[: names.index(name)])
        this, before = _tranche(name), _either(map(_tranche, earlier))
        whose = _either(f'custodian:"{_quoted(each)}"' for each in tranche.custodians)
        changed, changes = self._changed(this, before) if before else ((), 0)
        return TrancheNewsView(
            tranche=tranche,
            earlier=earlier,
            containers=tuple(each for each in status.containers if each.tranche == name),
            new=self._part(f"{this} -{before}" if before else this),
            again=self._part(f"{this} {before}" if before else ""),
            missing=self._part(f"{before} -{this} {whose}".strip() if before else ""),
            changed=changed,
            changes=changes,
        )

    def _part(self, query: str) -> Part:
        if not query:
            return Part("", 0)
        stored = f"{query} -is:recovered"
        found = self._room.searches.search(stored, Paging(sort=Sort.DATE, limit=1))
        return Part(stored, found.total)

    def _changed(self, this: str, before: str) -> tuple[tuple[ChangedLetter, ...], int]:
        """Return letters that are one letter by letter key or group of near copies, bytes apart."""
        new = self._keys(f"{this} -{before}")
        old = self._keys(before)
        by_letter: dict[int, int] = {}
        by_group: dict[int, int] = {}
        for number, (letter, group) in self._relations.alike(old).items():
            by_letter.setdefault(letter, number)
            by_group.setdefault(group, number)
        pairs: list[tuple[int, int, bool]] = []
        for number, (letter, group) in self._relations.alike(new).items():
            if letter and letter in by_letter:
                pairs.append((number, by_letter[letter], False))
            elif group and group in by_group:
                pairs.append((number, by_group[group], True))
        pairs.sort(key=lambda pair: pair[2])  # one letter in two forms before others of a mailing
        return self._shown(pairs[:_MOST_PAIRS]), len(pairs)

    def _shown(self, pairs: Sequence[tuple[int, int, bool]]) -> tuple[ChangedLetter, ...]:
        numbers = dict.fromkeys(number for here, there, _ in pairs for number in (here, there))
        known = {each.number: each for each in self._holdings.messages(list(numbers))}
        people = self._holdings.addressed(numbers)
        return tuple(
            ChangedLetter(
                here=known[here].permalink,
                there=known[there].permalink,
                near=near,
                subject=known[here].subject,
                from_=mailboxes(people[here], "from"),
                date=stated(known[here]),
            )
            for here, there, near in pairs
        )

    def _keys(self, query: str) -> list[int]:
        return self._room.numbers(parse_query(query).query)


def _quoted(name: str) -> str:
    return name.replace('"', " ")


def _tranche(name: str) -> str:
    return f'tranche:"{_quoted(name)}"'


def _either(terms: Iterable[str]) -> str:
    found = list(terms)
    return f"({' OR '.join(found)})" if len(found) > 1 else "".join(found)
