"""What a query asks of what is judged: threads, mailings and persons, as what an index can find."""

from collections.abc import Callable

import msgspec

from onrecord.archive.store import Holdings
from onrecord.pipeline.finding.asking_people import AskedPeople
from onrecord.register.port import Register
from onrecord.relations.port import Relations
from onrecord.search.query import (
    Among,
    And,
    Between,
    Flag,
    Is,
    Label,
    Labelled,
    Not,
    Or,
    Person,
    Query,
)


class Judged(msgspec.Struct, frozen=True):
    """Where what is judged is looked up; the register is opened only for a query that names somebody."""

    holdings: Holdings
    relations: Relations
    register: Callable[[], Register] | None = None


def resolved(query: Query, judged: Judged) -> Query:
    """Return the query with threads and mailings replaced by their messages, persons by all their names.

    They change as mail and decisions come in, without the messages changing: so no index keeps them.
    """
    if isinstance(query, And):
        return And(tuple(resolved(item, judged) for item in query.of))
    if isinstance(query, Or):
        return Or(tuple(resolved(item, judged) for item in query.of))
    if isinstance(query, Not):
        return Not(resolved(query.of, judged))
    if isinstance(query, Is) and query.flag is Flag.MAILING:
        return Among(tuple(judged.relations.in_mailings()))
    if isinstance(query, Labelled) and query.label is Label.THREAD:
        return Among(_thread(query.name, judged.holdings, judged.relations))
    if isinstance(query, (Person, Between)) and judged.register is not None:
        return AskedPeople(judged.holdings, judged.register).resolved(query)
    return query


def _thread(name: str, holdings: Holdings, relations: Relations) -> tuple[int, ...]:
    """Return the messages of the thread that a permalink names: its own, or that of any message in it."""
    reference = name.strip()
    found = holdings.find_messages(
        "m/" + reference[2:] if reference.startswith("t/") else reference
    )
    if len(found) != 1:
        return ()
    number = found[0].number
    lead = relations.threads_of([number]).get(number, number)
    return tuple(relations.members(lead)) or (number,)
