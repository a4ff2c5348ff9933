"""What the faces show of people: one value per page, made by `onrecord.pipeline.who.people_room`.

Days are ISO dates in UTC, "" where none is known. Every permalink of a person begins with ``p/``.
"""

import msgspec


class PersonLink(msgspec.Struct, frozen=True, gc=False):
    """A person as a line of text names one: permalink and name."""

    permalink: str
    name: str


class PersonRow(msgspec.Struct, frozen=True, gc=False):
    """A person in a list. ``messages`` counts the headers that name the person.

    ``impersonal``: an office, a list or a machine.
    """

    permalink: str
    name: str
    addresses: tuple[str, ...]
    forms: int
    messages: int
    first_date: str
    last_date: str
    impersonal: bool


class PeopleView(msgspec.Struct, frozen=True):
    """Persons whose names or addresses fit a query ("" fits all), those in most headers first."""

    query: str
    total: int
    limit: int
    offset: int
    persons: tuple[PersonRow, ...]


class FormView(msgspec.Struct, frozen=True, gc=False):
    """A name as written, where (header, reply header, signature, salutation) and how often."""

    written: str
    where: str
    count: int
    first_date: str
    last_date: str


class CorrespondentView(msgspec.Struct, frozen=True):
    """An address, or (address "") a printed name without one, with the forms of its name.

    ``key`` names it in decisions; ``permalink`` leads to its person, whatever is decided later.
    """

    key: str
    permalink: str
    address: str
    messages: int
    forms: tuple[FormView, ...]
    printed: bool
    is_list: bool


class GroundView(msgspec.Struct, frozen=True, gc=False):
    """Why two correspondents are one person. ``example`` is the permalink of a message, or "".

    ``detail`` says more: for a reviewer's decision who made it, when and why.
    """

    reason: str
    first: str
    second: str
    count: int
    detail: str
    example: str


class RolePassageView(msgspec.Struct, frozen=True, gc=False):
    """Where a role was read: message, day, and the words. ``source``: signature, header, mention, table.

    ``start``..``end`` are characters of the message's text, 0..0 where it is not read from its text.
    """

    permalink: str
    date: str
    source: str
    text: str
    start: int
    end: int


class RoleView(msgspec.Struct, frozen=True):
    """A title at an organisation, stated from one day to another (not appointment and leave)."""

    title: str
    organisation: str
    source: str
    first_date: str
    last_date: str
    passages: tuple[RolePassageView, ...]


class RoleOnView(msgspec.Struct, frozen=True):
    """What a person was on a day (ISO), or no role; ``reason`` says why that is known, or why not."""

    day: str
    role: RoleView | None
    reason: str


class ActivityView(msgspec.Struct, frozen=True, gc=False):
    """Letters of one month (``YYYY-MM``, "" for undated); a letter to five counts five times in sent."""

    month: str
    sent: int
    received: int


class NeighbourView(msgspec.Struct, frozen=True, gc=False):
    """One whom a person writes with, and letters each way; copies and mass mailings are not counted."""

    permalink: str
    name: str
    sent: int
    received: int


class HelperView(msgspec.Struct, frozen=True, gc=False):
    """Who sent letters for whom, and how many: an assistant, or who is assisted."""

    permalink: str
    name: str
    letters: int


class PersonView(msgspec.Struct, frozen=True):
    """A person's page. ``asked`` is what the user wrote; ``aliases`` are all permalinks that lead here.

    ``domains`` maps a domain of the person to the organisation that signatures hint at: never a role.
    ``assistants`` send for this person, ``assists`` are those this person sends for.
    """

    asked: str
    permalink: str
    name: str
    impersonal: bool
    aliases: tuple[str, ...]
    messages: int
    first_date: str
    last_date: str
    correspondents: tuple[CorrespondentView, ...]
    grounds: tuple[GroundView, ...]
    roles: tuple[RoleView, ...]
    activity: tuple[ActivityView, ...]
    neighbours: tuple[NeighbourView, ...]
    assistants: tuple[HelperView, ...] = ()
    assists: tuple[HelperView, ...] = ()
    domains: tuple[tuple[str, str], ...] = ()


class NodeView(msgspec.Struct, frozen=True, gc=False):
    """A person in a network; ``ring`` is how many steps from whom it was asked for."""

    permalink: str
    name: str
    ring: int
    messages: int


class EdgeView(msgspec.Struct, frozen=True, gc=False):
    """How many letters two persons wrote to each other, both ways together; ``first`` < ``second``."""

    first: str
    second: str
    letters: int


class MonthView(msgspec.Struct, frozen=True, gc=False):
    """Letters of a month (``YYYY-MM``, "" for undated); a letter to five counts five times."""

    month: str
    letters: int


class NetworkView(msgspec.Struct, frozen=True):
    """The network around a person: nodes by ring and name; edges among all that are shown.

    Letters of the months ``first_month``..``last_month`` (``YYYY-MM``) alone are counted, "" for an open
    end. ``months`` are those of the person (or of all, where it is about nobody), whatever was asked for.
    """

    person: PersonLink
    depth: int
    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    first_month: str = ""
    last_month: str = ""
    months: tuple[MonthView, ...] = ()


class PathView(msgspec.Struct, frozen=True):
    """The fewest persons by whom two are linked, both ends included; none if there is no such path.

    ``letters`` counts, for each step, the letters between a person and the next; as in `NetworkView` of
    some months, if they were asked for.
    """

    first: PersonLink
    last: PersonLink
    persons: tuple[PersonLink, ...]
    letters: tuple[int, ...]
    first_month: str = ""
    last_month: str = ""


class SuggestionView(msgspec.Struct, frozen=True):
    """Two persons who may be one: ``first_key`` and ``second_key`` name them in a decision."""

    first: PersonLink
    second: PersonLink
    first_key: str
    second_key: str
    reason: str
    messages: int


class DecisionView(msgspec.Struct, frozen=True):
    """A reviewer's decision. ``holds``: why it does not, "" if it does."""

    id: str
    act: str
    first: str
    second: str
    name: str
    who: str
    when: str
    note: str
    fails: str


class ThreadStepView(msgspec.Struct, frozen=True):
    """In the message ``permalink``, ``by`` added (or dropped) persons to (from) the thread."""

    permalink: str
    date: str
    by: PersonLink
    added: tuple[PersonLink, ...]
    dropped: tuple[PersonLink, ...]
