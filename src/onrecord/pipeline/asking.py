"""What a query asks of the relations: threads and mailings, as the messages they come to."""

from onrecord.archive.store import Holdings
from onrecord.relations.port import Relations
from onrecord.search.query import Among, And, Flag, Is, Label, Labelled, Not, Or, Query


def resolved(query: Query, holdings: Holdings, relations: Relations) -> Query:
    """Return the query with threads and mailings replaced by their messages.

    They change as mail comes in, without the messages changing: so no index keeps them.
    """
    if isinstance(query, And):
        return And(tuple(resolved(item, holdings, relations) for item in query.of))
    if isinstance(query, Or):
        return Or(tuple(resolved(item, holdings, relations) for item in query.of))
    if isinstance(query, Not):
        return Not(resolved(query.of, holdings, relations))
    if isinstance(query, Is) and query.flag is Flag.MAILING:
        return Among(tuple(relations.in_mailings()))
    if isinstance(query, Labelled) and query.label is Label.THREAD:
        return Among(_thread(query.name, holdings, relations))
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
