"""What a query asks to find in texts, apart from what it leaves out."""

from collections.abc import Iterator

from onrecord.search.query import And, Near, Or, Query, TextField, Words

PLACES = ("subject", "own", "quoted", "aside", "attachment")
"""The texts of a message in which words can stand, in the order they are spoken of."""

_PLACES_OF = {
    TextField.ANY: frozenset(PLACES),
    TextField.BODY: frozenset(("own", "quoted", "aside")),
    TextField.SUBJECT: frozenset(("subject",)),
    TextField.OWN: frozenset(("own",)),
    TextField.QUOTED: frozenset(("quoted",)),
    TextField.ATTACHMENT: frozenset(("attachment",)),
}


def asked_for(query: Query) -> Iterator[Words | Near]:
    """Yield the words and phrases a query asks for, not those under a NOT."""
    if isinstance(query, Words | Near):
        yield query
    elif isinstance(query, And | Or):
        for item in query.of:
            yield from asked_for(item)


def places_of(field: TextField) -> frozenset[str]:
    """Return the places in which words of this field are looked for; none for names of files and boxes."""
    return _PLACES_OF.get(field, frozenset())
