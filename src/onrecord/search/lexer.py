"""The pieces of a query as typed: quotation marks, parentheses, fields, words."""

import re
from typing import NoReturn

import msgspec

from onrecord.errors import OnRecordError
from onrecord.search.query import Label, Role, TextField

FIELDS = frozenset(
    [
        *(field.value for field in TextField if field is not TextField.ANY),
        *(role.value for role in Role),
        *(label.value for label in Label),
        *("tranche stem between has is before after date".split()),
    ]
)
_LONGEST = 20_000
_MOST_TOKENS = 2_000
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″❝❞＂", '"'))
_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):")
_BARE = re.compile(r'[^\s()"]+')
_NAME = re.compile(r'[^\s()",]+')
_COMMA = re.compile(r"\s*,\s*")
_OPERATOR = re.compile(r"(?:AND|OR|NOT|NEAR(?:/([0-9]+))?)(?=[\s()]|$)")
_SLOP = re.compile(r"~([0-9]*)")
_SINGLE_OPENS = "'‘‚‹"
_SINGLE_CLOSES = re.compile(r"['’‘›](?=[\s()~]|$)")
_WHITE = re.compile(r"\s*")


class Token(msgspec.Struct, frozen=True):
    """A piece: ``kind`` is ``(``, ``)``, ``-``, ``AND``, ``OR``, ``NOT``, ``NEAR`` or ``value``.

    ``field`` is the name before the colon, in lower case; ``column`` counts characters from 1.
    ``number`` is what stands after a phrase's ``~`` or the ``/`` of NEAR; None without one.
    ``texts`` are the two names of ``between:``, one only of anything else.
    """

    kind: str
    texts: tuple[str, ...]
    column: int
    field: str = ""
    quoted: bool = False
    number: int | None = None

    @property
    def text(self) -> str:
        """Return the text of a piece that has one only."""
        return self.texts[0]


def read_tokens(text: str) -> tuple[list[Token], list[str]]:
    """Return the tokens of a query, and what was mended on the way, in sentences."""
    if len(text) > _LONGEST:
        raise OnRecordError(
            "query/too-long",
            "the query is too long.",
            note=f"It has {len(text)} characters; {_LONGEST} can be read.",
            hint="Ask in several queries.",
        )
    lexer = _Lexer(text)
    tokens = lexer.read()
    if len(tokens) > _MOST_TOKENS:
        refuse(
            "query/too-long",
            f"the query has more than {_MOST_TOKENS} pieces.",
            tokens[_MOST_TOKENS].column,
            "Ask in several queries.",
        )
    return tokens, lexer.repairs


def refuse(reference: str, message: str, column: int, hint: str) -> NoReturn:
    """Raise what cannot be mended, with its place and the way out."""
    raise OnRecordError(reference, message, note=f"It stands at column {column}.", hint=hint)


class _Lexer:
    """Goes over the text once, from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text.translate(_QUOTES)
        self._at = 0
        self.repairs: list[str] = []
        if self._text != text:
            self.repairs.append("Typographic quotation marks were read as plain ones.")

    def read(self) -> list[Token]:
        tokens: list[Token] = []
        while True:
            self._skip_white()
            if self._at == len(self._text):
                return tokens
            sign = self._text[self._at]
            if sign in "()" or (sign == "-" and self._negates()):
                tokens.append(Token(sign, (sign,), self._at + 1))
                self._at += 1
            else:
                tokens.append(self._operator() or self._value())

    def _negates(self) -> bool:
        """A minus sign at the start of a piece stands for NOT, before something to leave out."""
        before = self._text[self._at - 1 : self._at]
        after = self._text[self._at + 1 : self._at + 2]
        if after == "-":
            self.repairs.append(
                "Several minus signs in a row leave nothing out: they were not read."
            )
        return (not before or before.isspace() or before == "(") and after.strip() not in ("", "-")

    def _operator(self) -> Token | None:
        found = _OPERATOR.match(self._text, self._at)
        if found is None:
            return None
        column, self._at = self._at + 1, found.end()
        kind = found.group().partition("/")[0]
        return Token(kind, (kind,), column, number=_number(found.group(1)))

    def _value(self) -> Token:
        column = self._at + 1
        name = self._field_name()
        if self._at == len(self._text) or self._text[self._at].isspace():
            return Token("value", ("",), column, name)
        if name in FIELDS and self._text[self._at] == "(":
            return self._group(name, column)
        if name == "between":
            return Token("value", self._names(), column, name)
        quoted = self._quoted()
        if quoted is not None:
            return Token("value", (quoted,), column, name, quoted=True, number=self._slop())
        return Token("value", (self._bare(_BARE),), column, name)

    def _group(self, name: str, column: int) -> Token:
        if name == "between":
            refuse(
                "query/group",
                "“between:” cannot stand before a parenthesis.",
                column,
                "Write it before each pair: (between:marsh,okafor OR between:marsh,pell).",
            )
        self._at += 1
        return Token("(", ("(",), column, name)

    def _names(self) -> tuple[str, ...]:
        names: list[str] = []
        while True:
            quoted = self._quoted()
            names.append(self._bare(_NAME) if quoted is None else quoted)
            comma = _COMMA.match(self._text, self._at)
            if comma is None:
                return tuple(names)
            self._at = comma.end()

    def _field_name(self) -> str:
        """Read "name:", and white space after a known name if a value follows it."""
        found = _FIELD.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        name = found.group(1).lower()
        white = _WHITE.match(self._text, self._at)
        value = white.end() if white else self._at
        if name in FIELDS and value > self._at and self._is_value(value):
            self.repairs.append(f"“{name}:” was read together with what stands after the space.")
            self._at = value
        return name

    def _is_value(self, at: int) -> bool:
        if at == len(self._text) or self._text[at] in "()-" or _OPERATOR.match(self._text, at):
            return False
        field = _FIELD.match(self._text, at)
        return field is None or field.group(1).lower() not in FIELDS

    def _quoted(self) -> str | None:
        start = self._at + 1
        sign = self._text[self._at : start]
        if sign == '"':
            end = self._text.find('"', start)
            if end < 0:
                end = len(self._text)
                self.repairs.append("A quotation mark was not closed: it was read to the end.")
        elif sign and sign in _SINGLE_OPENS:
            closing = _SINGLE_CLOSES.search(self._text, start)
            if closing is None:
                return None
            end = closing.start()
            self.repairs.append("Single quotation marks were read as double ones.")
        else:
            return None
        self._at = min(end + 1, len(self._text))
        return self._text[start:end]

    def _slop(self) -> int | None:
        found = _SLOP.match(self._text, self._at)
        if found is None:
            return None
        self._at = found.end()
        if not found.group(1):
            self.repairs.append("A tilde after a phrase without a number was left out.")
        return _number(found.group(1))

    def _bare(self, form: re.Pattern[str]) -> str:
        found = form.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return found.group() if found else ""

    def _skip_white(self) -> None:
        white = _WHITE.match(self._text, self._at)
        self._at = white.end() if white else self._at


def _number(digits: str | None) -> int | None:
    return int(digits[:6]) if digits else None
