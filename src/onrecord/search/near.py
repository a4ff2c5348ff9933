"""What may stand beside NEAR."""

from onrecord.search.lexer import Token, refuse
from onrecord.search.query import Near, Or, Query, Words


def sides(token: Token, query: Query) -> tuple[Words, ...]:
    """Return the words or phrases of one side of NEAR, several if they are alternatives.

    Raises OnRecordError for anything else.
    """
    found = query.of if isinstance(query, Or) else (query,)
    words = tuple(item for item in found if isinstance(item, Words) and not item.slop)
    if len(words) != len(found):
        refuse(
            "query/near",
            "NEAR stands between words, plain phrases, or alternatives of them.",
            token.column,
            'Write gate NEAR/5 "fault log" or (gate OR barrier) NEAR/5 fault.',
        )
    return words


def near(token: Token, left: Words, right: Words, distance: int) -> Near:
    """Return the query for two sides near each other. Both must be looked for in the same place."""
    if left.field is not right.field:
        refuse(
            "query/near",
            "the two sides of NEAR are looked for in different places.",
            token.column,
            "Write the field once, before parentheses: subject:(gate NEAR/5 fault).",
        )
    return Near(left.terms, right.terms, distance, left.field)
