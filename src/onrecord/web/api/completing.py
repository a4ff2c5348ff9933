"""How a question may go on: operators, people, tranches."""

import msgspec

from onrecord.errors import OnRecordError
from onrecord.web.legible import legible_line
from onrecord.web.rooms import Rooms

_MOST = 8
OPERATORS = {
    "from:": "who wrote it",
    "to:": "who received it",
    "cc:": "who received a copy",
    "with:": "anyone in any role",
    "between:": "two people, either way",
    "own:": "in the sender's own words",
    "quoted:": "in quoted words",
    "subject:": "in the subject",
    "attachment:": "in the text of attachments",
    "filename:": "in names of attachments",
    "type:": "kind of attachment",
    "has:attachment": "carries a file",
    "is:recovered": "survives only as quotation",
    "is:mailing": "part of a mass mailing",
    "after:": "sent on that day or later",
    "before:": "sent before that day",
    "date:": "a day, month or year",
    "tranche:": "a publisher's batch",
    "custodian:": "whose mailbox it was",
    "thread:": "of one conversation",
}
_OF_PEOPLE = ("from:", "to:", "cc:", "bcc:", "with:")


class Completion(msgspec.Struct, frozen=True):
    """What the last word may become, and what that means."""

    text: str
    told: str


def completions(question: str, rooms: Rooms) -> tuple[Completion, ...]:
    """Return ways to go on with the last word of a question; none where it is finished."""
    last = question.rsplit(" ", 1)[-1].lstrip("(-")
    if not last:
        return ()
    operator, colon, begun = last.partition(":")
    named = operator.casefold() + colon
    if named in _OF_PEOPLE and begun:
        return _people(named, begun.strip('"'), rooms)
    if named == "tranche:":
        return _tranches(begun.strip('"'), rooms)
    begins = [name for name in OPERATORS if name.startswith(last.casefold()) and name != last]
    return tuple(Completion(name, OPERATORS[name]) for name in begins[:_MOST])


def _people(named: str, begun: str, rooms: Rooms) -> tuple[Completion, ...]:
    try:
        found = rooms.people.people(begun, limit=_MOST).persons
    except OnRecordError:
        return ()
    return tuple(
        Completion(f"{named}{person.addresses[0]}", legible_line(person.name))
        for person in found
        if person.addresses
    )


def _tranches(begun: str, rooms: Rooms) -> tuple[Completion, ...]:
    names = [each.name for each in rooms.reading.status().tranches]
    return tuple(
        Completion(f'tranche:"{name}"', "tranche")
        for name in names
        if name.casefold().startswith(begun.casefold())
    )[:_MOST]
