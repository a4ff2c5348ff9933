"""The parsed query: the contract between every face (command line, web, check) and every engine."""

from datetime import date
from enum import StrEnum

import msgspec

FARTHEST = 50
"""The most words that may be asked to stand between two others (``~50``, ``NEAR/50``)."""


class TextField(StrEnum):
    """Where words are looked for.

    ``ANY`` is subject, body and attachment text together; ``BODY`` is own words, others' words (quoted,
    forwarded, pasted) and asides (signatures, boilerplate) together. No phrase spans two texts.
    """

    ANY = "any"
    SUBJECT = "subject"
    OWN = "own"
    QUOTED = "quoted"
    BODY = "body"
    ATTACHMENT = "attachment"
    FILENAME = "filename"
    LIST = "list"
    CUSTODIAN = "custodian"
    MAILBOX = "mailbox"


class Role(StrEnum):
    """Who a person is on a message. ``WITH`` is any of the four."""

    FROM = "from"
    TO = "to"
    CC = "cc"
    BCC = "bcc"
    WITH = "with"


class Label(StrEnum):
    """Names a message carries whole: asked for exactly, case folded, never by a part.

    Senders and recipients are what hits are counted by: an address, or the name where there is none.
    """

    THREAD = "thread"
    ID = "id"
    TYPE = "type"
    SENDER = "sender"
    RECIPIENT = "recipient"


class Flag(StrEnum):
    """What kind of message it is."""

    RECOVERED = "recovered"
    MAILING = "mailing"
    REPLY = "reply"
    FORWARD = "forward"
    PRINTED = "printed"
    DAMAGED = "damaged"


class Prefix(msgspec.Struct, frozen=True, tag="prefix"):
    """Any word that begins with ``start``."""

    start: str


class Fuzzy(msgspec.Struct, frozen=True, tag="fuzzy"):
    """Any word at most ``edits`` (1 or 2) edits from ``word``.

    An edit puts in, takes out or replaces one character, or swaps two neighbours; no stretch of
    characters is edited twice (optimal string alignment).
    """

    word: str
    edits: int


class Stem(msgspec.Struct, frozen=True, tag="stem"):
    """Any word with the same English stem (Snowball) as ``word``."""

    word: str


Word = str | Prefix | Fuzzy | Stem


class Words(msgspec.Struct, frozen=True, tag="words"):
    """A word, or several that must stand in this order in one text (a phrase).

    At most ``slop`` other words stand between the first and the last of them, all gaps together.
    """

    terms: tuple[Word, ...]
    field: TextField = TextField.ANY
    slop: int = 0


class Near(msgspec.Struct, frozen=True, tag="near"):
    """Two words or phrases in one text, in either order, with at most ``distance`` words between."""

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    distance: int
    field: TextField = TextField.ANY


class Person(msgspec.Struct, frozen=True, tag="person"):
    """A name, address or domain in a role. ``terms`` must stand next to each other."""

    role: Role
    terms: tuple[Word, ...]


class Between(msgspec.Struct, frozen=True, tag="between"):
    """From one of two people to the other (To, Cc or Bcc), either way."""

    one: tuple[Word, ...]
    other: tuple[Word, ...]


class Sent(msgspec.Struct, frozen=True, tag="sent"):
    """Sent on or after ``since`` and before ``until`` (UTC days; either may be open)."""

    since: date | None = None
    until: date | None = None


class InTranche(msgspec.Struct, frozen=True, tag="tranche"):
    """A copy of it came in this tranche (exact name, case folded)."""

    name: str


class Labelled(msgspec.Struct, frozen=True, tag="labelled"):
    """Carries this name (see `onrecord.search.labels` for what is equal)."""

    label: Label
    name: str


class Is(msgspec.Struct, frozen=True, tag="is"):
    """Is of this kind."""

    flag: Flag


class HasAttachment(msgspec.Struct, frozen=True, tag="has-attachment"):
    """Carries an attachment a person would call one (not a signature's image)."""


class Among(msgspec.Struct, frozen=True, tag="among"):
    """Is one of these messages, by key: what a thread or a mailing comes to. Never written by a user."""

    keys: tuple[int, ...]


class And(msgspec.Struct, frozen=True, tag="and"):
    """All of ``of`` hold. Empty: everything."""

    of: "tuple[Query, ...]"


class Or(msgspec.Struct, frozen=True, tag="or"):
    """At least one of ``of`` holds. Empty: nothing."""

    of: "tuple[Query, ...]"


class Not(msgspec.Struct, frozen=True, tag="not"):
    """``of`` does not hold."""

    of: "Query"


Query = (
    Words
    | Near
    | Person
    | Between
    | Sent
    | InTranche
    | Labelled
    | Is
    | Among
    | HasAttachment
    | And
    | Or
    | Not
)
