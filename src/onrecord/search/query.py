"""The parsed query: the contract between every face (command line, web, check) and every engine."""

from datetime import date
from enum import StrEnum

import msgspec


class TextField(StrEnum):
    """Where words are looked for. ``ANY`` is subject, body and attachment text together."""

    ANY = "any"
    SUBJECT = "subject"
    BODY = "body"
    ATTACHMENT = "attachment"
    FILENAME = "filename"


class Role(StrEnum):
    """Who a person is on a message. ``WITH`` is any of the four."""

    FROM = "from"
    TO = "to"
    CC = "cc"
    BCC = "bcc"
    WITH = "with"


class Words(msgspec.Struct, frozen=True, tag="words"):
    """A word, or several that must stand next to each other in this order (a phrase)."""

    terms: tuple[str, ...]
    field: TextField = TextField.ANY


class Person(msgspec.Struct, frozen=True, tag="person"):
    """A name, address or domain in a role. ``terms`` must stand next to each other."""

    role: Role
    terms: tuple[str, ...]


class Sent(msgspec.Struct, frozen=True, tag="sent"):
    """Sent on or after ``since`` and before ``until`` (UTC days; either may be open)."""

    since: date | None = None
    until: date | None = None


class InTranche(msgspec.Struct, frozen=True, tag="tranche"):
    """A copy of it came in this tranche (exact name, case folded)."""

    name: str


class HasAttachment(msgspec.Struct, frozen=True, tag="has-attachment"):
    """Carries an attachment a person would call one (not a signature's image)."""


class And(msgspec.Struct, frozen=True, tag="and"):
    """All of ``of`` hold. Empty: everything."""

    of: "tuple[Query, ...]"


class Or(msgspec.Struct, frozen=True, tag="or"):
    """At least one of ``of`` holds. Empty: nothing."""

    of: "tuple[Query, ...]"


class Not(msgspec.Struct, frozen=True, tag="not"):
    """``of`` does not hold."""

    of: "Query"


Query = Words | Person | Sent | InTranche | HasAttachment | And | Or | Not
