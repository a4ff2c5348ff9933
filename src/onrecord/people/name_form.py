"""A name as written, read into the parts that names are matched by; what is shown is what was written.

``Last, First M`` · ``First M. Last, Jr.`` · ``first.last`` · ``H`` · ``Unit:Last, First`` ·
``'Name' (mail)`` · ``Name via List`` · ``Helper on behalf of Name`` · ``Name/Unit/Organisation`` of Lotus
Notes · directory names of Exchange. Redaction marks and what scanning adds are read over, never filled in.
"""

import re
from enum import StrEnum
from functools import lru_cache

import msgspec

from onrecord.people.directory_name import common_name, notes_mail, notes_name
from onrecord.people.nicknames import (
    DEGREES,
    PARTICLES,
    SUFFIXES,
    TITLES,
    is_given_name,
)
from onrecord.text.terms import fold

_LONGEST = 200
_REDACTED = re.compile(
    r"(?<![\w@.])\(?[bB]\(?[1-9]\)?(?:\([A-F]\))?\)?(?![\w@])|\[?redacted\]?", re.I
)
_BEHALF = re.compile(r"^(?P<helper>.*?)\s*\bon behalf of\b:?\s*(?P<name>.*)$", re.I)
_VIA = re.compile(r"^(?P<name>.+?)\s+via\s+(?P<list>\S.*)$", re.I)
_BRACKETED = re.compile(r"[<\[]\s*(?:mailto:)?\s*(?P<inner>[^<>\[\]]*)[>\]]?")
_PARENTHESES = re.compile(r"\((?P<inner>[^()]*)\)?")
_NICK_QUOTES = re.compile(r"(?<=\s)[\"“”'‘’](?P<nick>[^\W\d_]{2,15})[\"“”'‘’](?=\s|,|$)")
_UNIT = re.compile(r"^(?P<unit>[A-Z][\w/& -]{0,24}):\s*(?=\S)")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']*")
_BROKEN_ADDRESS = re.compile(r"(?<=[^\s,]\s)\S*\w\.(?:com|edu|gov|mil|net|org)\w?$", re.I)
"""A last word that was an address before a scanner misread its @."""
_MAIL_LINK = re.compile(r"(?<=[\w.,])\s+\W{0,2}[jr]?(?:m|rn)a ?[il1]{1,2} ?[il1]? ?to\s*:.*$", re.I)
"""``mailto:`` and what it leads to, as scanners spell it."""
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’‘`‐‑-](?=[^\W_]))*")
_OFFICE_ALONE = re.compile(
    r"^(?:the\s+)?(?:(?:under|deputy|assistant)\s+)?"
    r"(?:secretary|minister|ambassador|president|director|chairman|chancellor|governor)\s+(?:of|to|for)\s",
    re.IGNORECASE,
)
_DISTRIBUTION = re.compile(r"^DL-\w", re.IGNORECASE)
_OFFICE_HELD = re.compile(
    r"(?<=[^\W\d_]),?\s+(?P<office>(?:(?:Under|Deputy|Assistant)\s+)?"
    r"(?:Secretary|Minister|Ambassador|President|Director|Chairman|Chancellor|Governor)\s+(?:of|to|for)\s.*)$"
)
_STOP_FOR_COMMA = re.compile(r"^(?P<surname>[^\W\d_]{3,})\.\s+(?=[^\W\d_]{2,})")
_PIECES = re.compile(r"[^\W\d_]+")
_NO_LETTERS = re.compile(r"['’‘`‐‑0-9-]")
_ASIDE = re.compile(r"[<\[(@\"“”'‘’]")
_LOCAL = re.compile(r"^[\w'+-]*(?:[._](?: ?)[\w'+-]+)+[._]?$|^\w*\d\w*$|^\S+@$")
_HANDLE = re.compile(r"[^\W\d_]{2,}(?=\d{2})\d*[2-9]\d*")
_INITIALS = re.compile(r"^[A-Z]{1,3}\d?\.?$")
_AT_IN_WORDS = re.compile(r"^(?P<local>\S+) at (?P<domain>\S+\.\S+)$", re.I)
_EDGES = " \t'\"`‘’“”‹›<>[](){}|•_,;:*^~—-"
_OFFICES = frozenset(
    """
    accounting administration administrator admin agency alert alerts announcement announcements assistants
    association authority bank board bureau campaign center centre college committee communications
    company congress contact corp corporation council customer dept department desk digest directors
    distribution division editor editorial editors embassy employees foundation government group
    helpdesk help inc info institute institution international journal limited list llc llp ltd
    magazine mailer mailing marketing members ministry mission news newsletter newsroom noreply
    notification notifications office officers operations parliament post press program project
    public recipients reply sales secretariat security senate service services society staff
    subscriptions support system systems task team times traders undisclosed union university update
    updates webmaster department everyone all users list-serv listserv postmaster
    """.split()
)
"""Words that names of offices, lists and machines hold, and names of people hardly ever."""


class Kind(StrEnum):
    """What a form can be: only ``FULL`` names a person by more than one word."""

    FULL = "full"
    SINGLE = "single word"
    INITIALS = "initials"
    LOCAL = "local part"
    OFFICE = "office or list"
    NONE = "none"


class Name(msgspec.Struct, frozen=True, gc=False):
    """The parts of a name, folded for matching; ``note`` and the like as written.

    ``middle`` holds words and initials; ``suffix`` only what tells two bearers apart (Jr., III).
    ``letters`` are all letters of the name in one, in the order surname, given, middle. ``helper`` sent
    on behalf of the named, ``via`` is the list that passed it on.
    """

    kind: Kind
    given: str = ""
    middle: tuple[str, ...] = ()
    surname: str = ""
    suffix: str = ""
    nick: str = ""
    titles: tuple[str, ...] = ()
    note: str = ""
    via: str = ""
    helper: str = ""
    address: str = ""
    letters: str = ""

    @property
    def full(self) -> bool:
        """True if given name (or its initial) and surname are known."""
        return self.kind is Kind.FULL


@lru_cache(maxsize=1 << 16)
def read_name(written: str) -> Name:
    """Return the parts of a name as written; never raises."""
    text = " ".join(written[:_LONGEST].split())
    helper, principal = split_behalf(text)
    if principal != text:
        return msgspec.structs.replace(read_name(principal), helper=helper)
    name, passed_on = split_list(text)
    if passed_on:
        return msgspec.structs.replace(read_name(name), via=passed_on)
    mailed = notes_mail(text)
    if mailed:
        return read_name(mailed)
    directory = common_name(text) or notes_name(text)
    if directory is not None:
        read = read_name(directory.name) if directory.name else Name(Kind.NONE)
        return msgspec.structs.replace(read, note=read.note or directory.organisation)
    return _plain(_AT_IN_WORDS.sub(r"\g<local>@\g<domain>", text))


def split_behalf(written: str) -> tuple[str, str]:
    """Return who sent, and for whom, of ``Helper on behalf of Name``; ("", the text) for other text."""
    found = _BEHALF.match(written) if "behalf" in written.lower() else None
    if found is None or not found["name"].strip(_EDGES):
        return "", written
    return found["helper"].strip(_EDGES), found["name"].strip(_EDGES)


def split_list(written: str) -> tuple[str, str]:
    """Return who wrote, and the list, of ``Name via List``; (the text, "") for other text."""
    found = _VIA.match(" ".join(written[:_LONGEST].split())) if " via " in written.lower() else None
    name = found["name"].strip(_EDGES) if found else ""
    return (name, found["list"].strip(_EDGES)) if found and name else (written, "")


def _plain(text: str) -> Name:
    text, address, nick, note = _without_asides(_without_scanned_address(_REDACTED.sub(" ", text)))
    if _OFFICE_ALONE.match(text.strip()) or _DISTRIBUTION.match(text.strip()):
        return Name(Kind.OFFICE, letters="".join(_PIECES.findall(fold(text))), note=note)
    office = _OFFICE_HELD.search(text)
    if office:
        note, text = note or office["office"], text[: office.start()]
    unit = _UNIT.match(text)
    if unit:
        note = note or unit["unit"].strip()
        text = text[unit.end() :]
    text = text.strip(_EDGES)
    if not any(map(str.isalpha, text)):
        return Name(Kind.NONE, address=address, note=note)
    if _INITIALS.match(text):
        return Name(Kind.INITIALS, letters=fold(text.rstrip(".")), address=address, note=note)
    if _LOCAL.match(text):
        return _local(text, address, note)
    name = _ordered(text)
    if note and not nick and is_given_name(fold(note)) and " " not in note:
        nick = note
    return msgspec.structs.replace(name, address=address, nick=fold(nick), note=note)


def _without_scanned_address(text: str) -> str:
    if ":" in text:
        text = _MAIL_LINK.sub("", text)
    return _BROKEN_ADDRESS.sub("", text) if "." in text else text


def _without_asides(text: str) -> tuple[str, str, str, str]:
    """Return text without bracketed address, nickname and note, and these three."""
    if _ASIDE.search(text) is None:
        return " ".join(text.split()), "", "", ""
    address = nick = note = ""
    for bracketed in _BRACKETED.finditer(text):
        address = address or bracketed["inner"].strip()
    text = _BRACKETED.sub(" ", text)
    plain = _ADDRESS.search(text)
    if plain and not address:
        address = plain.group()
        rest = text.replace(address, " ")
        text = rest if any(map(str.isalpha, rest)) else address.partition("@")[0]
    for aside in _PARENTHESES.finditer(text):
        inner = aside["inner"].strip(_EDGES)
        if "@" in inner:
            address = address or inner
        else:
            note = note or inner
    text = _PARENTHESES.sub(" ", text)
    quoted = _NICK_QUOTES.search(text)
    if quoted:
        nick = quoted["nick"]
        text = text.replace(quoted.group(), " ")
    return " ".join(text.split()), address, nick, note


def _local(text: str, address: str, note: str) -> Name:
    pieces = tuple(_PIECES.findall(fold(text)))
    return Name(Kind.LOCAL, middle=pieces, letters="".join(pieces), address=address, note=note)


def _ordered(text: str) -> Name:
    """Read surname and given names by the comma, or by their order where there is none."""
    text = _STOP_FOR_COMMA.sub(_comma, text, count=1)
    before, comma, after = text.partition(",")
    first, second = _words(before), _words(after)
    if comma and first and second and not _are_suffixes(second):
        following = _words(after.partition(",")[2])
        if len(first) > 1 and len(second) == 1 and after.strip().isupper() and len(second[0]) > 1:
            return _named(first, (), ())  # a title in capitals after a whole name
        given = _words(after.partition(",")[0])
        return _named((), tuple(first), (*given, *following), surname_given=True)
    return _named(_without_handle((*first, *second)), (), ())


def _without_handle(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without a last one that ends in a number, where a name, or initials, are left."""
    if len(words) < 2 or not _HANDLE.fullmatch(words[-1]):
        return words
    rest = words[:-1]
    return rest if len(rest) > 1 or (len(rest[0]) < 4 and rest[0].isupper()) else words


def _comma(found: re.Match[str]) -> str:
    short = fold(found["surname"])
    return found.group() if short in TITLES else f"{found['surname']}, "


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def _are_suffixes(words: tuple[str, ...]) -> bool:
    return all(fold(word) in SUFFIXES or fold(word) in DEGREES for word in words)


def _named(
    words: tuple[str, ...],
    surname: tuple[str, ...],
    given: tuple[str, ...],
    *,
    surname_given: bool = False,
) -> Name:
    """Return the name from its words in order, or from surname and given names apart."""
    every = [_bare(word) for word in (*words, *surname, *given)]
    if any(word in _OFFICES for word in every):
        return Name(Kind.OFFICE, letters="".join(every))
    suffix = next((word for word in every[1:] if word in SUFFIXES), "")
    if surname_given:
        return _of_parts(_kept(surname, 1), _kept(given, 1), suffix, _titles(given))
    kept = _kept(words, 2)
    if len(kept) < 2:
        return _single("".join(kept) or "".join(every), words)
    if _is_surname_first(kept):
        return _of_parts(kept[:1], kept[1:], suffix, _titles(words))
    start = len(kept) - 1
    while start > 1 and kept[start - 1] in PARTICLES and len(kept[start - 1]) > 1:
        start -= 1
    return _of_parts(kept[start:], kept[:start], suffix, _titles(words))


def _is_surname_first(words: list[str]) -> bool:
    """Tell whether words are Last First M, the comma lost: an initial ends them."""
    if len(words) < 3 or len(words[-1]) > 1 or len(words[0]) == 1:
        return False
    return not is_given_name(words[0]) or is_given_name(words[1])


@lru_cache(maxsize=1 << 15)
def _bare(word: str) -> str:
    return _NO_LETTERS.sub("", fold(word))


def _kept(words: tuple[str, ...], least: int) -> list[str]:
    """Return folded words that are neither titles nor suffixes, unless too few would be left."""
    every = [bare for bare in map(_bare, words) if bare]
    kept = [word for word in every if word not in SUFFIXES and word not in DEGREES]
    while len(kept) > max(least, 1) and kept[0] in TITLES:
        kept.pop(0)
    if len(kept) == least == 2 and kept[0] in TITLES:
        return kept[1:]
    return kept or every


def _titles(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in map(_bare, words) if word in TITLES)


def _of_parts(surname: list[str], given: list[str], suffix: str, titles: tuple[str, ...]) -> Name:
    given = [word for word in given if word not in titles] or given
    if not given or len("".join(surname)) < 2:
        return _single("".join((*given, *surname)), ())
    return Name(
        Kind.FULL,
        given=given[0],
        middle=tuple(given[1:]),
        surname=" ".join(surname),
        suffix=suffix,
        titles=titles,
        letters="".join((*surname, *given)),
    )


def _single(word: str, written: tuple[str, ...]) -> Name:
    titles = _titles(written)
    if len(word) == 1 or (len(written) == 1 and len(word) < 4 and written[0].isupper()):
        return Name(Kind.INITIALS, letters=word, titles=titles)
    return Name(Kind.SINGLE, given=word, letters=word, titles=titles)
