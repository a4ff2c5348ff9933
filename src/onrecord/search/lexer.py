"""The pieces of a query as typed: quotation marks, parentheses, fields, words."""

import re

import msgspec

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″❝❞＂", '"'))
_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):(?=\S)")
_BARE = re.compile(r'[^\s()"]+')


class Token(msgspec.Struct, frozen=True):
    """A piece: ``kind`` is ``(``, ``)``, ``-``, ``AND``, ``OR``, ``NOT`` or ``value``.

    ``field`` is the name before the colon, in lower case; ``column`` counts characters from 1.
    """

    kind: str
    text: str
    column: int
    field: str = ""
    quoted: bool = False


def read_tokens(text: str) -> tuple[list[Token], list[str]]:
    """Return the tokens of a query, and what was mended on the way, in sentences."""
    repairs: list[str] = []
    plain = text.translate(_QUOTES)
    if plain != text:
        repairs.append("Typographic quotation marks were read as plain ones.")
    if plain.count('"') % 2:
        repairs.append("A quotation mark was not closed: the phrase was read to the end.")
    tokens: list[Token] = []
    position = 0
    while position < len(plain):
        if plain[position].isspace():
            position += 1
        elif plain[position] in "()":
            tokens.append(Token(plain[position], plain[position], position + 1))
            position += 1
        elif plain[position] == "-" and _negates(plain, position):
            tokens.append(Token("-", "-", position + 1))
            position += 1
        else:
            token, position = _value(plain, position)
            tokens.append(token)
    return tokens, repairs


def _negates(text: str, position: int) -> bool:
    """A minus sign stands for NOT at the start of a word, before something to leave out."""
    before = text[position - 1 : position]
    after = text[position + 1 : position + 2]
    return (
        (not before or before in " \t\n(") and bool(after) and not after.isspace() and after != "-"
    )


def _value(text: str, start: int) -> tuple[Token, int]:
    field = _FIELD.match(text, start)
    name = field.group(1).lower() if field else ""
    position = field.end() if field else start
    if text[position] == '"':
        end = text.find('"', position + 1)
        end = len(text) if end < 0 else end
        return Token("value", text[position + 1 : end], start + 1, name, quoted=True), end + 1
    bare = _BARE.match(text, position)
    if bare is None:
        return Token("value", name, start + 1), position
    word = bare.group()
    if not name and word in ("AND", "OR", "NOT"):
        return Token(word, word, start + 1), bare.end()
    return Token("value", word, start + 1, name), bare.end()
