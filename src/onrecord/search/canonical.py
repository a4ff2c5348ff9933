"""A query back as text, and as JSON."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec

from onrecord.search.query import (
    And,
    Between,
    Fuzzy,
    InTranche,
    Is,
    Labelled,
    Near,
    Not,
    Or,
    Person,
    Prefix,
    Query,
    Sent,
    Stem,
    TextField,
    Word,
    Words,
)


def to_text(query: Query) -> str:
    """Return text that parses back to this query, if it was parsed from text.

    A query built otherwise may come back simpler in form: an And in an And is one And.
    """
    if isinstance(query, And):
        return " ".join(_inside(item) for item in query.of)
    if isinstance(query, Or):
        return " OR ".join(_inside(item) for item in query.of)
    if isinstance(query, Not):
        return "-" + _inside(query.of)
    if isinstance(query, Words):
        slop = f"~{query.slop}" if query.slop else ""
        return _within(query.field, _phrase(query.terms) + slop, query.terms)
    if isinstance(query, Near):
        near = f"{_phrase(query.left)} NEAR/{query.distance} {_phrase(query.right)}"
        return near if query.field is TextField.ANY else f"{query.field.value}:({near})"
    return _leaf(query)


def to_json(query: Query) -> dict[str, Any]:
    """Return the query as JSON values: a ``type`` with its parts."""
    built: dict[str, Any] = msgspec.to_builtins(query)
    return built


def _inside(query: Query) -> str:
    text = to_text(query)
    return f"({text})" if isinstance(query, And | Or | Not | Near) else text


def _leaf(query: Query) -> str:
    if isinstance(query, Person):
        return _named(query.role.value, _phrase(query.terms), query.terms)
    if isinstance(query, Between):
        return f"between:{_quoted(query.one)},{_quoted(query.other)}"
    if isinstance(query, InTranche):
        return f"tranche:{_name(query.name)}"
    if isinstance(query, Labelled):
        return f"{query.label.value}:{_name(query.name)}"
    if isinstance(query, Is):
        return f"is:{query.flag.value}"
    return _dates(query) if isinstance(query, Sent) else "has:attachment"


def _name(name: str) -> str:
    return f"'{name}'" if '"' in name else f'"{name}"'


def _within(field: TextField, text: str, words: Sequence[Word]) -> str:
    return text if field is TextField.ANY else _named(field.value, text, words)


def _named(field: str, text: str, words: Sequence[Word]) -> str:
    return f"{field}:({text})" if isinstance(words[0], Stem) else f"{field}:{text}"


def _phrase(words: Sequence[Word]) -> str:
    text = _written(words[0]) if len(words) == 1 else _quoted(words)
    return f"stem:{text}" if isinstance(words[0], Stem) else text


def _quoted(words: Sequence[Word]) -> str:
    return '"' + " ".join(_written(word) for word in words) + '"'


def _written(word: Word) -> str:
    if isinstance(word, str):
        return word
    if isinstance(word, Prefix):
        return f"{word.start}*"
    return f"{word.word}~{word.edits}" if isinstance(word, Fuzzy) else word.word


def _dates(query: Sent) -> str:
    if query.since is None:
        return f"before:{query.until}" if query.until else "date:..9999"
    if query.until is None:
        return f"after:{query.since}"
    return f"date:{query.since}..{query.until - timedelta(days=1)}"
