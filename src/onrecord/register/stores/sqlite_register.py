"""Reading the register of persons from SQLite."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from onrecord.archive.projection import Projection
from onrecord.people.grounds import Ground, GroundKind
from onrecord.people.sightings import (
    Correspondent,
    Evidence,
    EvidenceKind,
    NameForm,
    Sightings,
    Where,
)
from onrecord.register.port import MonthRow, MonthSpan, NeighbourRow, PersonRow, RoleRow
from onrecord.register.stores.schema import SHAPE, TABLES
from onrecord.register.stores.tie_queries import PERSONS, summed, tied

_PERSON = "SELECT id, permalink, name, impersonal, messages, first, last FROM person"
_ROLE = "SELECT message, key, name, title, organisation, source, dated, start, finish FROM role"
_SEEN = "id, key, messages, first, last, printed, is_list"
_NUMBERS = msgspec.json.Decoder(set[int])


class SqliteRegister(Projection):
    """`onrecord.register.port.Register` on one SQLite file; none there reads as nobody known."""

    def __init__(self, path: Path, *, read_only: bool = True) -> None:
        super().__init__(path, TABLES, SHAPE, read_only=read_only)

    def watermark(self) -> int:
        """Return the revision of the archive up to which messages are registered."""
        return int(self._counter("watermark"))

    def judged_from(self) -> str:
        """Return what the judgement rests on, as it was told; "" before the first."""
        return str(self._counter("judged from"))

    def sightings(self) -> Sightings:
        """Return all that was seen of people."""
        forms = self._forms("SELECT * FROM form ORDER BY correspondent, written, place")
        rows = self.database.execute(f"SELECT {_SEEN} FROM correspondent ORDER BY key")  # noqa: S608
        evidence = self.database.execute("SELECT * FROM evidence ORDER BY kind, first, second")
        return Sightings(
            tuple(_correspondent(row, forms.get(row[0], ())) for row in rows),
            tuple(Evidence(EvidenceKind(row[0]), *row[1:]) for row in evidence),
        )

    def search(self, words: Sequence[str], limit: int, offset: int) -> tuple[int, list[PersonRow]]:
        """Return how many persons have all these words in names or addresses, and a page of them."""
        holds = " AND ".join(["instr(words, ?) > 0"] * len(words)) or "TRUE"
        asked = list(words)
        (total,) = self.database.execute(
            f"SELECT count(*) FROM person WHERE {holds}",  # noqa: S608 - marks alone
            asked,
        ).fetchone()
        rows = self.database.execute(
            f"{_PERSON} WHERE {holds} ORDER BY messages DESC, permalink LIMIT ? OFFSET ?",
            [*asked, limit, offset],
        )
        return int(total), [_person(row) for row in rows]

    def person_at(self, permalink: str) -> list[PersonRow]:
        """Return the persons to whom a permalink, or the start of one, leads; at most two."""
        rows = self.database.execute(
            f"{_PERSON} WHERE id IN "  # noqa: S608 - columns of our own
            "(SELECT person FROM member WHERE permalink >= ? AND permalink < ?) LIMIT 2",
            (permalink, permalink + "~"),
        )
        return [_person(row) for row in rows]

    def persons(self, numbers: Iterable[int]) -> dict[int, PersonRow]:
        """Return persons by number."""
        return {row[0]: _person(row) for row in self._rows(f"{_PERSON} WHERE id IN", numbers)}

    def persons_of(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the persons of correspondents, by key."""
        return dict(
            self._rows(
                "SELECT c.key, m.person FROM correspondent c JOIN member m ON m.correspondent = c.id "
                "WHERE c.key IN",
                keys,
            )
        )

    def correspondents(self, person: int) -> list[Correspondent]:
        """Return the correspondents of a person, in the order of the judgement."""
        forms = self._forms(
            "SELECT f.* FROM member m JOIN form f ON f.correspondent = m.correspondent "
            "WHERE m.person = ? ORDER BY f.count DESC, f.written, f.place",
            (person,),
        )
        rows = self.database.execute(
            f"SELECT {_SEEN} FROM member m JOIN correspondent c ON c.id = m.correspondent "  # noqa: S608
            "WHERE m.person = ? ORDER BY m.place",
            (person,),
        )
        return [_correspondent(row, forms.get(row[0], ())) for row in rows]

    def grounds(self, person: int) -> list[Ground]:
        """Return why a person's correspondents are one."""
        rows = self.database.execute(
            "SELECT kind, first, second, count, detail, example FROM ground WHERE person = ? "
            "ORDER BY rowid",
            (person,),
        )
        return [Ground(GroundKind(row[0]), *row[1:]) for row in rows]

    def behalf(self, person: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return who sent letters for a person, and for whom a person sent: (person, letters)."""
        found = []
        for asked, other in (("second", "first"), ("first", "second")):
            rows = self.database.execute(
                "SELECT there.person, sum(e.count) FROM member here "  # noqa: S608 - two columns of ours
                "JOIN correspondent c ON c.id = here.correspondent "
                f"JOIN evidence e ON e.{asked} = c.key AND e.kind = ? "
                f"JOIN correspondent d ON d.key = e.{other} "
                "JOIN member there ON there.correspondent = d.id "
                "WHERE here.person = ? AND there.person <> here.person GROUP BY 1 ORDER BY 2 DESC, 1",
                (EvidenceKind.ON_BEHALF.value, person),
            )
            found.append([(row[0], row[1]) for row in rows])
        return found[0], found[1]

    def roles(self, keys: Iterable[str]) -> list[RoleRow]:
        """Return the roles that messages state of correspondents."""
        return [RoleRow(*row) for row in self._rows(f"{_ROLE} WHERE key IN", keys)]

    def roles_with(self, words: Sequence[str]) -> list[RoleRow]:
        """Return the roles whose title, organisation or name holds every one of these folded words."""
        holds = " AND ".join(["instr(words, ?) > 0"] * len(words)) or "FALSE"
        asked = [f" {word}" for word in words]
        return [RoleRow(*row) for row in self.database.execute(f"{_ROLE} WHERE {holds}", asked)]

    def roles_at(self, domain: str) -> list[RoleRow]:
        """Return the roles stated of addresses at a domain and below it."""
        rows = self.database.execute(
            f"{_ROLE} WHERE substr(key, -length(?1)) = ?1 "
            "AND substr(key, -length(?1) - 1, 1) IN ('@', '.')",
            (domain,),
        )
        return [RoleRow(*row) for row in rows]

    def months(self, person: int, *, mass_mailings: bool) -> list[MonthRow]:
        """Return the letters of a person by month, in order; of person 0: of everybody together."""
        sent, received = _activity(mass_mailings)
        rows = self.database.execute(
            f"SELECT month, {sent}, {received} FROM activity "  # noqa: S608 - text of our own
            f"WHERE person = ? AND {sent} + {received} > 0 ORDER BY month",
            (person,),
        )
        return [MonthRow(*row) for row in rows]

    def busiest(
        self, most: int, *, mass_mailings: bool, span: MonthSpan | None = None
    ) -> list[PersonRow]:
        """Return the persons with most letters in a span, or in most headers; none impersonal."""
        if span is None:
            query = f"{_PERSON} WHERE NOT impersonal ORDER BY messages DESC, permalink LIMIT ?"
            return [_person(row) for row in self.database.execute(query, (most,))]
        rows = self.database.execute(
            f"{_PERSON} JOIN (SELECT person, sum({' + '.join(_activity(mass_mailings))}) AS letters "  # noqa: S608
            "FROM activity WHERE person > 0 AND month BETWEEN ? AND ? GROUP BY person) "
            "ON person = id WHERE NOT impersonal AND letters > 0 "
            "ORDER BY letters DESC, permalink LIMIT ?",
            (span.first, span.last, most),
        )
        return [_person(row) for row in rows]

    def neighbours(self, person: int, *, mass_mailings: bool) -> list[NeighbourRow]:
        """Return whom a person writes with, in no order."""
        rows = self.database.execute(
            f"""
            SELECT other, sum(sent), sum(received) FROM ({_around(mass_mailings)})
            GROUP BY other HAVING sum(sent) + sum(received) > 0
            """,  # noqa: S608 - text of our own
            {"person": person},
        )
        return [NeighbourRow(*row) for row in rows]

    def ties(
        self, persons: Sequence[int], *, mass_mailings: bool, span: MonthSpan | None = None
    ) -> Iterable[tuple[int, int, int]]:
        """Return (one of the persons, another person, letters both ways), each once."""
        rows, asked = tied(persons, span, mass_mailings=mass_mailings)
        return self.database.execute(summed(rows) if span else rows, asked)

    def ties_among(
        self, persons: Sequence[int], *, mass_mailings: bool, span: MonthSpan | None = None
    ) -> Iterable[tuple[int, int, int]]:
        """Return (one person, another, letters both ways) of these persons alone, each pair once."""
        rows, asked = tied(persons, span, mass_mailings=mass_mailings)
        query = f"SELECT * FROM ({rows}) WHERE here < there AND +there IN {PERSONS}"  # noqa: S608
        return self.database.execute(summed(query) if span else query, asked)

    def reached(
        self, persons: Sequence[int], *, mass_mailings: bool, span: MonthSpan | None = None
    ) -> set[int]:
        """Return everybody whom these persons write with.

        All in one text: rows of their own would take several times as long.
        """
        rows, asked = tied(persons, span, mass_mailings=mass_mailings)
        query = f"SELECT json_group_array(there) FROM ({rows})"  # noqa: S608
        (found,) = self.database.execute(query, asked).fetchone()
        return _NUMBERS.decode(found)

    def _forms(self, query: str, values: tuple[int, ...] = ()) -> dict[int, list[NameForm]]:
        found: dict[int, list[NameForm]] = defaultdict(list)
        for number, place, written, *counted in self.database.execute(query, values):
            found[number].append(NameForm(written, _PLACES[place], *counted))
        return found

    def _counter(self, name: str) -> int | str:
        row = self.database.execute("SELECT value FROM counter WHERE name = ?", (name,)).fetchone()
        value: int | str = row[0]
        return value


_PLACES = {place.value: place for place in Where}


def _activity(mass_mailings: bool) -> tuple[str, str]:
    if mass_mailings:
        return "sent", "received"
    return "sent - sent_mailed", "received - received_mailed"


def _around(mass_mailings: bool) -> str:
    """Return the query for all edges from and to a person."""
    letters = "e.letters" if mass_mailings else "e.letters - e.mailed"
    return f"""
        SELECT b.person AS other, {letters} AS sent, 0 AS received
        FROM member a JOIN edge e ON e.author = a.correspondent
          JOIN member b ON b.correspondent = e.recipient
        WHERE a.person = :person AND b.person <> :person
        UNION ALL
        SELECT b.person, 0, {letters}
        FROM member a JOIN edge e ON e.recipient = a.correspondent
          JOIN member b ON b.correspondent = e.author
        WHERE a.person = :person AND b.person <> :person
    """  # noqa: S608 - text of our own


def _person(row: Sequence[Any]) -> PersonRow:
    return PersonRow(row[0], row[1], row[2], bool(row[3]), *row[4:])


def _correspondent(row: Sequence[Any], forms: Iterable[NameForm]) -> Correspondent:
    _, key, messages, first, last, printed, is_list = row
    return Correspondent(key, tuple(forms), messages, first, last, bool(printed), bool(is_list))
