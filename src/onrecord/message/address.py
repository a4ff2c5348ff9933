"""Address lists (RFC 5322 §3.4), split before anything is decoded, and repaired where they must be.

What people and programs really write: unquoted ``Last, First <a@b>``, lists with ``;``, names without an
address, ``user at domain`` of list archives, Exchange and Notes names. No text of a list is lost
but comments beside a name with an address.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from onrecord.message.encoded_word import decode_words
from onrecord.message.structure import Mailbox

_TOKEN = re.compile(r"""(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<mark>[<>(),;:])|(?P<text>[^"<>(),;:]+)""")
_UNQUOTED_TOKEN = re.compile(r"(?P<quoted>(?!))|(?P<mark>[<>(),;:])|(?P<text>[^<>(),;:]+)")
_CLOSED_QUOTES = re.compile(r'[^"]*(?:"(?:[^"\\]|\\.)*"[^"]*)*')
_ADDRESS = r"[A-Za-z0-9._%+=-][A-Za-z0-9._%+='-]*+@[A-Za-z0-9.-]++"
_NAME = r"[A-Za-z0-9][A-Za-z0-9 .\t-]*+"
_PLAIN = re.compile(rf"(?:({_NAME})<)?({_ADDRESS})")
_PLAIN_ENTRY = rf"(?:{_NAME}<{_ADDRESS}>|{_ADDRESS})"
_PLAIN_LIST = re.compile(rf"{_PLAIN_ENTRY}(?:,\s*+{_PLAIN_ENTRY})*+")
_DOMAIN = re.compile(r"@[\w.-]+\s*$")
_AT = re.compile(r"^(\S+) at (\S+)$")
_ESCAPED = re.compile(r"\\(.)")
_WHITE = re.compile(r"\s+")
_MOST = 100_000
_LONGEST_GROUP_NAME = 50  # tokens
_REMEMBERED = 4096
_SHORT = 400
"""Characters of a list worth remembering: a mailbox holds the same few senders thousands of times."""


def mailboxes(text: str) -> tuple[Mailbox, ...]:
    """Return the mailboxes of a field's unfolded text, in order.

    An empty group gives one mailbox without name and address.
    """
    text = text.strip()
    if not text:
        return ()
    if _PLAIN_LIST.fullmatch(text):
        return tuple(
            Mailbox(" ".join(name.split()), address) for name, address in _PLAIN.findall(text)
        )
    return _split_short(text) if len(text) <= _SHORT else _split(text)


def _split(text: str) -> tuple[Mailbox, ...]:
    return tuple(_joined_names(_entries(text)))


_split_short = lru_cache(maxsize=_REMEMBERED)(_split)


class _Entry:
    """One mailbox being read: words before the brackets, address within, comments."""

    __slots__ = ("address", "comments", "group", "name_length", "quoted", "words")

    def __init__(self, group: str) -> None:
        self.group = group
        self.words: list[str] = []
        self.quoted = False
        self.address: str | None = None
        self.name_length = 0  # in words, once the address is read
        self.comments: list[str] = []

    @property
    def empty(self) -> bool:
        return not (self.words or self.comments or self.address is not None)

    def split(self) -> "_Entry":
        """Give what stands behind the address to a mailbox of its own: a comma is missing."""
        following = _Entry(self.group)
        following.words = self.words[self.name_length :]
        following.quoted = self.quoted
        del self.words[self.name_length :]
        return following

    def add_words(self, quoted: str | None, text: str) -> None:
        """Take a quoted string without its quotes, or text as it is."""
        self.quoted = self.quoted or quoted is not None
        self.words.append(_ESCAPED.sub(r"\1", quoted[1:-1]) if quoted else text)

    def mailbox(self) -> Mailbox:
        phrase = _WHITE.sub(" ", "".join(self.words)).strip()
        comment = " ".join(self.comments).strip()
        if self.address is not None:
            name = decode_words(phrase or comment)
            return Mailbox(_unquoted(name), _address(self.address), self.group)
        if self.quoted and len(self.words) > 1 and _DOMAIN.match(self.words[-1]):
            address = f'"{self.words[-2]}"{self.words[-1].strip()}'
            return Mailbox(decode_words(comment), address, self.group)
        at = _AT.match(phrase)
        if at and "." in at.group(2):
            return Mailbox(decode_words(comment), f"{at.group(1)}@{at.group(2)}", self.group)
        if "@" in phrase and not self.quoted and "=?" not in phrase:
            words = phrase.split(" ")
            address = next(word for word in words if "@" in word)
            name = " ".join(word for word in words if word is not address) or comment
            return Mailbox(decode_words(name), address, self.group)
        name = decode_words(phrase) + (f" ({decode_words(comment)})" if comment and phrase else "")
        return Mailbox(_unquoted(name or decode_words(comment)), "", self.group)


def _entries(text: str) -> list[_Entry]:
    entries: list[_Entry] = []
    group = ""
    entry = _Entry(group)
    tokens = _tokens(text)
    for token in tokens:
        mark = token.group("mark")
        if mark is None:
            entry.add_words(token.group("quoted"), token.group())
        elif mark == "<":
            if entry.address is not None:
                entries.append(entry)
                entry = entry.split()
            entry.address = _until(tokens, ">")
            entry.name_length = len(entry.words)
        elif mark == "(":
            entry.comments.append(_comment(tokens))
        elif mark == ":" and _opens_group(entry):
            group = decode_words(" ".join("".join(entry.words).split()))
            entry = _Entry(group)
        elif mark in ",;":
            _finish(entries, entry, ends_group=mark == ";")
            group = "" if mark == ";" else group
            entry = _Entry(group)
        else:
            entry.words.append(mark)
        if len(entries) >= _MOST:
            break
    _finish(entries, entry, ends_group=True)
    return entries


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Return quoted strings, marks and text; from a quote that nothing closes, quotes are text."""
    if '"' not in text:
        return _TOKEN.finditer(text)
    closed = _CLOSED_QUOTES.match(text)
    end = closed.end() if closed else 0
    if end == len(text):
        return _TOKEN.finditer(text)
    return chain(_TOKEN.finditer(text, 0, end), _UNQUOTED_TOKEN.finditer(text, end))


def _finish(entries: list[_Entry], entry: _Entry, *, ends_group: bool) -> None:
    """Add an entry; an empty one only where it stands for a group without mailboxes."""
    group_is_empty = bool(entry.group) and not (entries and entries[-1].group == entry.group)
    if not entry.empty or (ends_group and group_is_empty):
        entries.append(entry)


def _opens_group(entry: _Entry) -> bool:
    if entry.group or entry.address is not None or len(entry.words) > _LONGEST_GROUP_NAME:
        return False
    phrase = "".join(entry.words).strip()
    return bool(phrase) and "@" not in phrase


def _until(tokens: Iterator[re.Match[str]], stop: str) -> str:
    """Return all up to the closing bracket; a list that lacks it ends the address at its end."""
    pieces = []
    for token in tokens:
        if token.group() == stop:
            break
        pieces.append(token.group())
    return "".join(pieces)


def _comment(tokens: Iterator[re.Match[str]]) -> str:
    """Return a comment without its outer parentheses; inner ones are kept (RFC 5322 §3.2.2)."""
    depth = 1
    pieces = []
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.group(), 0)
        if not depth:
            break
        pieces.append(token.group())
    return "".join(pieces)


def _joined_names(entries: list[_Entry]) -> list[Mailbox]:
    """Mend ``Last, First <a@b>``: a name alone, before a bracketed address that has a name."""
    found: list[Mailbox] = []
    for entry in entries:
        mailbox = entry.mailbox()
        before = found[-1] if found else None
        if (
            before is not None
            and not before.address
            and before.name
            and before.group == mailbox.group
            and entry.address is not None
            and mailbox.name
            and not entry.quoted
        ):
            found[-1] = Mailbox(f"{before.name}, {mailbox.name}", mailbox.address, mailbox.group)
        else:
            found.append(mailbox)
    return found


def _address(written: str) -> str:
    """Return an address without white space and routing (``<@relay:a@b>``, RFC 5322 §4.4)."""
    at = _AT.match(written.strip())
    address = f"{at.group(1)}@{at.group(2)}" if at else _WHITE.sub("", written)
    if address.startswith("@") and ":" in address:
        address = address.rpartition(":")[2]
    return address.removeprefix("mailto:")


def _unquoted(name: str) -> str:
    """Return a name without the quotes that programs put around it a second time."""
    stripped = name.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] and stripped[0] in "'\"":
        return stripped[1:-1].strip()
    return stripped
