"""A query back as text, and as JSON."""

from typing import Any

import msgspec

from onrecord.search.query import (
    And,
    HasAttachment,
    InTranche,
    Not,
    Or,
    Person,
    Query,
    Sent,
    TextField,
    Words,
)


def to_text(query: Query) -> str:
    """Return text that parses back to this query."""
    if isinstance(query, And):
        return " ".join(_inside(item) for item in query.of)
    if isinstance(query, Or):
        return " OR ".join(_inside(item) for item in query.of)
    if isinstance(query, Not):
        return "-" + _inside(query.of)
    if isinstance(query, Words):
        field = "" if query.field is TextField.ANY else f"{query.field.value}:"
        return field + _phrase(query.terms)
    if isinstance(query, Person):
        return f"{query.role.value}:{_phrase(query.terms)}"
    if isinstance(query, InTranche):
        return f'tranche:"{query.name}"'
    if isinstance(query, HasAttachment):
        return "has:attachment"
    return _dates(query)


def to_json(query: Query) -> dict[str, Any]:
    """Return the query as JSON values: a ``type`` with its parts."""
    built: dict[str, Any] = msgspec.to_builtins(query)
    return built


def _inside(query: Query) -> str:
    text = to_text(query)
    return f"({text})" if isinstance(query, And | Or) or " " in _bare(text) else text


def _bare(text: str) -> str:
    """Return text without what stands in quotation marks, to see if it is of several pieces."""
    return "".join(text.split('"')[::2])


def _phrase(terms: tuple[str, ...]) -> str:
    return '"' + " ".join(terms) + '"'


def _dates(query: Sent) -> str:
    since = f"after:{query.since.isoformat()}" if query.since else ""
    until = f"before:{query.until.isoformat()}" if query.until else ""
    return " ".join(part for part in (since, until) if part)
