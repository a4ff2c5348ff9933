"""From what a user types to a query; what can be mended is mended, and said."""

from datetime import date, timedelta

import msgspec

from onrecord.errors import OnRecordError
from onrecord.search.lexer import Token, read_tokens
from onrecord.search.query import (
    And,
    HasAttachment,
    InTranche,
    Not,
    Or,
    Person,
    Query,
    Role,
    Sent,
    TextField,
    Words,
)
from onrecord.text.terms import words

_ROLES = {role.value: role for role in Role}
_TEXTS = {field.value: field for field in TextField if field is not TextField.ANY}
_DEEPEST = 50
_YEAR, _MONTH, _DAY = 1, 2, 3


class ParsedQuery(msgspec.Struct, frozen=True):
    """A query, the text it was read from, and what was mended in it, in sentences."""

    query: Query
    text: str
    repairs: tuple[str, ...]


def parse_query(text: str) -> ParsedQuery:
    """Return the query a user typed. An empty one finds everything.

    Raises OnRecordError for what cannot be mended (a date that is none), with its column.
    """
    tokens, repairs = read_tokens(text)
    reader = _Reader(tokens, repairs)
    query = reader.read_all()
    return ParsedQuery(query, " ".join(text.split()), tuple(dict.fromkeys(reader.repairs)))


class _Reader:
    """Recursive descent over the tokens; parentheses nest to a bounded depth."""

    def __init__(self, tokens: list[Token], repairs: list[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self.repairs = repairs

    def read_all(self) -> Query:
        """Read every token; a parenthesis too many is left out."""
        pieces: list[Query] = []
        while self._at < len(self._tokens):
            piece = self._either(0)
            if piece is not None:
                pieces.append(piece)
            if self._next() == ")":
                self._at += 1
                self.repairs.append("A closing parenthesis too many was left out.")
        return all_of(pieces)

    def _next(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _either(self, depth: int) -> Query | None:
        """Alternatives, parted by OR."""
        found: list[Query] = []
        while True:
            piece = self._together(depth)
            if piece is not None:
                found.append(piece)
            if self._next() != "OR":
                return any_of(found) if found else None
            self._at += 1
            if piece is None or self._next() in ("", ")", "OR"):
                self.repairs.append("An OR with nothing on one side was left out.")

    def _together(self, depth: int) -> Query | None:
        """What must all hold; AND may be written or not."""
        found: list[Query] = []
        while self._next() not in ("", ")", "OR"):
            if self._next() == "AND":
                self._at += 1
                if not found or self._next() in ("", ")", "OR", "AND"):
                    self.repairs.append("An AND with nothing on one side was left out.")
                continue
            piece = self._one(depth)
            if piece is not None:
                found.append(piece)
        return all_of(found) if found else None

    def _one(self, depth: int) -> Query | None:
        token = self._tokens[self._at]
        if depth > _DEEPEST:
            raise _error(
                "query/too-deep", "the query nests too deep.", token, "Use fewer parentheses."
            )
        self._at += 1
        if token.kind in ("-", "NOT"):
            if self._next() in ("", ")", "OR", "AND"):
                self.repairs.append("A NOT with nothing after it was left out.")
                return None
            inner = self._one(depth + 1)
            return None if inner is None else Not(inner)
        if token.kind == "(":
            group = self._either(depth + 1)
            if self._next() == ")":
                self._at += 1
            else:
                self.repairs.append("A parenthesis was not closed: it was read to the end.")
            return group
        return self._value(token)

    def _value(self, token: Token) -> Query | None:
        if token.field in _ROLES:
            return self._words_of(token, token.text, role=_ROLES[token.field])
        if token.field in _TEXTS:
            return self._words_of(token, token.text, field=_TEXTS[token.field])
        if token.field == "tranche":
            return InTranche(" ".join(token.text.split()))
        if token.field == "has":
            return _has(token)
        if token.field in ("before", "after", "date"):
            return _sent(token)
        if token.field:
            self.repairs.append(
                f"There is no field “{token.field}:”: it was searched for as words."
            )
            return self._words_of(token, f"{token.field} {token.text}")
        return self._words_of(token, token.text)

    def _words_of(
        self,
        token: Token,
        text: str,
        *,
        role: Role | None = None,
        field: TextField = TextField.ANY,
    ) -> Query | None:
        found = words(text)
        if not found:
            if token.text.strip():
                self.repairs.append(f"“{token.text}” holds no word or number and was left out.")
            return None
        if not token.quoted and "*" in text:
            self.repairs.append("An asterisk does not stand for other letters: it was left out.")
        return Person(role, found) if role else Words(found, field)


def all_of(pieces: list[Query]) -> Query:
    """Return the query that all of these hold, as flat as can be."""
    flat: list[Query] = []
    for piece in pieces:
        flat.extend(piece.of if isinstance(piece, And) else (piece,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(pieces: list[Query]) -> Query:
    """Return the query that one of these holds, as flat as can be."""
    flat: list[Query] = []
    for piece in pieces:
        flat.extend(piece.of if isinstance(piece, Or) else (piece,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def _has(token: Token) -> Query:
    if token.text.lower() in ("attachment", "attachments"):
        return HasAttachment()
    raise _error("query/has", f"“has:{token.text}” is not known.", token, "Write has:attachment.")


def _sent(token: Token) -> Query:
    if token.field == "before":
        return Sent(None, _days(token, token.text)[0])
    if token.field == "after":
        return Sent(_days(token, token.text)[0], None)
    first, dots, last = token.text.partition("..")
    if not dots:
        return Sent(*_days(token, token.text))
    since = _days(token, first)[0] if first else None
    until = _days(token, last)[1] if last else None
    return Sent(since, until)


def _days(token: Token, written: str) -> tuple[date, date]:
    """Return the first day of a stated year, month or day, and the first day after it."""
    try:
        numbers = [int(part) for part in written.split("-")]
        year, month, day = (*numbers, 1, 1)[:3]
        first = date(year, month, day)
        if len(numbers) == _YEAR:
            return first, date(year + 1, 1, 1)
        if len(numbers) == _MONTH:
            return first, (first + timedelta(days=32)).replace(day=1)
        if len(numbers) == _DAY:
            return first, first + timedelta(days=1)
    except (ValueError, OverflowError):
        pass
    raise _error(
        "query/date",
        f"“{written}” is not a date.",
        token,
        "Write 2015, 2015-07 or 2015-07-31.",
    )


def _error(reference: str, message: str, token: Token, hint: str) -> OnRecordError:
    return OnRecordError(reference, message, note=f"It stands at column {token.column}.", hint=hint)
