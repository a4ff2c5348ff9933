"""From what a user types to a query; what can be mended is mended, and said."""

from collections.abc import Sequence
from datetime import date
from math import comb

import msgspec

from onrecord.search.days import Days, is_relative, read_days
from onrecord.search.lexer import FIELDS, Token, read_tokens, refuse
from onrecord.search.near import near, sides
from onrecord.search.query import (
    FARTHEST,
    And,
    Between,
    Flag,
    HasAttachment,
    InTranche,
    Is,
    Label,
    Labelled,
    Not,
    Or,
    Person,
    Query,
    Role,
    Sent,
    TextField,
    Word,
    Words,
)
from onrecord.search.word_forms import read_stems, read_words

_ROLES = {role.value: role for role in Role}
_TEXTS = {field.value: field for field in TextField if field is not TextField.ANY}
_LABELS = {label.value: label for label in Label}
_FLAGS = {flag.value: flag for flag in Flag}
_DEEPEST = 50
_NEAR = 10
_MOST_WAYS = 500
_MOST_PAIRS = 500
_END = ("", ")", "OR")


class ParsedQuery(msgspec.Struct, frozen=True):
    """A query, the text it was read from, and what was mended in it, in sentences."""

    query: Query
    text: str
    repairs: tuple[str, ...]


class _Scope(msgspec.Struct, frozen=True):
    """What values that name no field are values of: the fields before open parentheses."""

    field: str = ""
    stem: bool = False

    def within(self, name: str) -> "_Scope":
        """Return the scope in a field of this name, which may be empty."""
        if name == "stem":
            return msgspec.structs.replace(self, stem=True)
        return msgspec.structs.replace(self, field=name) if name else self


def parse_query(text: str, today: date | None = None) -> ParsedQuery:
    """Return the query a user typed. An empty one finds everything.

    ``today`` is the day from which ``today``, ``30d`` and the like count.
    Raises OnRecordError for what cannot be mended (a date that is none), with its column.
    """
    tokens, repairs = read_tokens(text)
    reader = _Reader(tokens, repairs, today)
    query = reader.read_all()
    return ParsedQuery(query, " ".join(text.split()), tuple(dict.fromkeys(reader.repairs)))


class _Reader:
    """Recursive descent over the tokens; parentheses nest to a bounded depth."""

    def __init__(self, tokens: list[Token], repairs: list[str], today: date | None) -> None:
        self._tokens = tokens
        self._at = 0
        self._scope = _Scope()
        self._depth = 0
        self._pairs = 0
        self._today = today
        self.repairs = repairs

    def read_all(self) -> Query:
        """Read every token; a parenthesis too many is left out."""
        pieces: list[Query] = []
        while self._at < len(self._tokens):
            piece = self._either()
            if piece is not None:
                pieces.append(piece)
            if self._next() == ")":
                self._at += 1
                self.repairs.append("A closing parenthesis too many was left out.")
        return all_of(pieces)

    def _next(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _either(self) -> Query | None:
        """Alternatives, parted by OR."""
        found: list[Query] = []
        while True:
            piece = self._together()
            if piece is not None:
                found.append(piece)
            if self._next() != "OR":
                return any_of(found) if found else None
            self._at += 1
            if piece is None or self._next() in _END:
                self.repairs.append("An OR with nothing on one side was left out.")

    def _together(self) -> Query | None:
        """What must all hold; AND may be written or not."""
        found: list[Query] = []
        while self._next() not in _END:
            if self._next() == "AND":
                self._at += 1
                if not found or self._next() in (*_END, "AND"):
                    self.repairs.append("An AND with nothing on one side was left out.")
                continue
            piece = self._chain()
            if piece is not None:
                found.append(piece)
        return all_of(found) if found else None

    def _chain(self) -> Query | None:
        """One thing, or several with NEAR between; each must be near the one after it."""
        pairs: list[Query] = []
        before = None if self._next() == "NEAR" else self._one()
        while self._next() == "NEAR":
            token = self._tokens[self._at]
            self._at += 1
            after = None if self._next() in (*_END, "AND", "NEAR") else self._one()
            if before is not None and after is not None:
                pairs.append(self._pair(token, before, after))
            else:
                self.repairs.append("A NEAR with nothing on one side was left out.")
            before = after or before
        return all_of(pairs) if pairs else before

    def _pair(self, token: Token, first: Query, second: Query) -> Query:
        distance = _NEAR if token.number is None else token.number
        if distance > FARTHEST:
            refuse(
                "query/near",
                f"NEAR/{distance} is too far.",
                token.column,
                f"Write NEAR/{FARTHEST} or less.",
            )
        lefts, rights = sides(token, first), sides(token, second)
        self._pairs += len(lefts) * len(rights)
        if self._pairs > _MOST_PAIRS:
            refuse(
                "query/near",
                "there are too many alternatives beside NEAR.",
                token.column,
                "Write fewer, or ask in several queries.",
            )
        return any_of([near(token, left, right, distance) for left in lefts for right in rights])

    def _one(self) -> Query | None:
        token = self._tokens[self._at]
        if self._depth > _DEEPEST:
            refuse(
                "query/too-deep",
                "the query nests too deep.",
                token.column,
                "Use fewer parentheses.",
            )
        self._at += 1
        if token.kind in ("-", "NOT"):
            return self._left_out()
        return self._group(token) if token.kind == "(" else self._value(token)

    def _left_out(self) -> Query | None:
        if self._next() in (*_END, "AND", "NEAR"):
            self.repairs.append("A NOT with nothing after it was left out.")
            return None
        self._depth += 1
        inner = self._chain()
        self._depth -= 1
        return None if inner is None else Not(inner)

    def _group(self, token: Token) -> Query | None:
        outside, self._scope = self._scope, self._scope.within(token.field)
        self._depth += 1
        if self._next() in ("", ")"):
            self._tell_empty(token.field)
        group = self._either()
        if self._next() == ")":
            self._at += 1
        else:
            self.repairs.append("A parenthesis was not closed: it was read to the end.")
        self._depth -= 1
        self._scope = outside
        return group

    def _tell_empty(self, field: str) -> None:
        what = (
            f"“{field}:” with nothing after it was"
            if field
            else "Parentheses with nothing in them were"
        )
        self.repairs.append(f"{what} left out.")

    def _value(self, token: Token) -> Query | None:
        if token.field and token.field not in FIELDS:
            self.repairs.append(
                f"There is no field “{token.field}:”: it was searched for as words."
            )
            return self._words(token, f"{token.field} {token.text}", self._scope)
        scope = self._scope.within(token.field)
        if token.field and not any(text.strip() for text in token.texts):
            self._tell_empty(token.field)
            return None
        if scope.field == "between":
            return self._between(token)
        if scope.field in _ROLES or scope.field in _TEXTS or not scope.field:
            return self._words(token, token.text, scope)
        text = " ".join(token.text.split())
        if not text:
            self._leave_out(token)
            return None
        return self._narrowing(token, scope.field, text)

    def _narrowing(self, token: Token, field: str, text: str) -> Query:
        if field == "tranche":
            return InTranche(text)
        if field in _LABELS:
            return Labelled(_LABELS[field], text)
        if field == "has":
            if text.lower() in ("attachment", "attachments"):
                return HasAttachment()
            refuse(
                "query/has", f"“has:{text}” is not known.", token.column, "Write has:attachment."
            )
        if field == "is":
            if text.lower() in _FLAGS:
                return Is(_FLAGS[text.lower()])
            known = ", ".join(f"is:{flag}" for flag in _FLAGS)
            refuse("query/is", f"“is:{text}” is not known.", token.column, f"There are {known}.")
        return self._sent(token, field, text)

    def _words(self, token: Token, text: str, scope: _Scope) -> Query | None:
        found = self._forms(text, stem=scope.stem)
        if not found:
            self._leave_out(token)
            return None
        slop = token.number or 0
        if slop and (len(found) == 1 or scope.field in _ROLES):
            self.repairs.append(f"~{slop} after what is no phrase was left out.")
            slop = 0
        if scope.field in _ROLES:
            return Person(_ROLES[scope.field], found)
        _check_slop(token, len(found), slop)
        return Words(found, _TEXTS.get(scope.field, TextField.ANY), slop)

    def _leave_out(self, token: Token) -> None:
        shown = token.text.strip() or '""'
        self.repairs.append(f"“{shown}” holds no word or number and was left out.")

    def _forms(self, text: str, *, stem: bool = False) -> tuple[Word, ...]:
        found, repairs = read_stems(text) if stem else read_words(text)
        self.repairs.extend(repairs)
        return found

    def _between(self, token: Token) -> Query:
        names = [self._forms(text) for text in token.texts]
        if len(names) != 2 or not all(names):
            refuse(
                "query/between",
                "“between:” takes two people.",
                token.column,
                'Write between:marsh,okafor or between:"Helen Marsh","Ana Okafor".',
            )
        return Between(names[0], names[1])

    def _sent(self, token: Token, field: str, written: str) -> Query:
        if field == "before":
            return Sent(None, self._days(token, written).first)
        if field == "after":
            return Sent(self._days(token, written).first, None)
        first, dots, last = written.partition("..")
        if not dots:
            days = self._days(token, written)
            return Sent(days.first, days.after)
        if not first and not last:
            self._days(token, written)
        since = self._days(token, first).first if first else None
        until = self._days(token, last).after if last else None
        if since and until and until <= since:
            refuse(
                "query/date",
                f"“{written}” ends before it begins.",
                token.column,
                "Write the earlier day first.",
            )
        return Sent(since, until)

    def _days(self, token: Token, written: str) -> Days:
        found = read_days(written.strip(), self._today)
        if found is None:
            unknown = self._today is None and is_relative(written.strip())
            reason = "counts from a day that is not known here" if unknown else "is not a date"
            refuse(
                "query/date",
                f"“{written}” {reason}.",
                token.column,
                "Write 2015, 2015-07 or 2015-07-31.",
            )
        return found


def all_of(pieces: Sequence[Query]) -> Query:
    """Return the query that all of these hold, as flat as can be and each once."""
    flat = dict.fromkeys(
        item for piece in pieces for item in (piece.of if isinstance(piece, And) else (piece,))
    )
    return next(iter(flat)) if len(flat) == 1 else And(tuple(flat))


def any_of(pieces: Sequence[Query]) -> Query:
    """Return the query that one of these holds, as flat as can be and each once."""
    flat = dict.fromkeys(
        item for piece in pieces for item in (piece.of if isinstance(piece, Or) else (piece,))
    )
    return next(iter(flat)) if len(flat) == 1 else Or(tuple(flat))


def _check_slop(token: Token, words: int, slop: int) -> None:
    """Refuse a phrase whose words could stand in too many ways."""
    most = next(
        far
        for far in range(FARTHEST, -1, -1)
        if words <= 2 or far == 0 or comb(far + words - 1, words - 1) <= _MOST_WAYS
    )
    if slop > most:
        way_out = f"Write ~{most} or less" if most else "Write it as it stands, without ~"
        refuse(
            "query/slop",
            f"~{slop} is too far for a phrase of {words} words.",
            token.column,
            f"{way_out}, or NEAR between fewer words.",
        )
