"""What the story states of a message's circumstances, held against what the message states.

Each is found to agree, to differ, to be open, or not to be stated. None of them changes a verdict.
"""

from enum import StrEnum

import msgspec

from onrecord.check.attribution import Attribution
from onrecord.check.circumstances import Relation
from onrecord.check.known_names import known
from onrecord.check.library import Candidate
from onrecord.check.names import Agreement, agreement_with
from onrecord.message.structure import Mailbox
from onrecord.text.passage import Origin

NO_DATE = "no date stated"


class Held(StrEnum):
    """How a statement of the story stands to what the message states.

    ``open``: the message does not say enough to tell.
    """

    AGREES = "agrees"
    DIFFERS = "differs"
    OPEN = "open"
    UNSTATED = "not-stated"


class Finding(msgspec.Struct, frozen=True):
    """One circumstance: what the story says, what the archive says, and how the two stand."""

    name: str
    held: Held
    story: str
    archive: str


def findings(
    said: Attribution, candidate: Candidate, answered: str, earlier: frozenset[str]
) -> tuple[Finding, ...]:
    """Return the findings on date, recipients, relation and tranche of the message found.

    ``answered`` names the message it answers, ``earlier`` are the permalinks in which the quotation
    before this one was found.
    """
    return (
        _date(said, candidate),
        _recipients(said, candidate),
        _relation(said, candidate, answered, earlier),
        Finding("tranche", Held.UNSTATED, "", candidate.tranche),
    )


def _date(said: Attribution, candidate: Candidate) -> Finding:
    """Hold the dates against each other; a day apart may be the same moment in another time zone."""
    sent = candidate.date
    told = _moment(candidate)
    if said.date is None:
        return Finding("date", Held.UNSTATED, "", told)
    if sent is None:
        return Finding("date", Held.OPEN, said.date.text, told)
    held = (Held.AGREES, Held.OPEN, Held.DIFFERS)[min(2, said.date.distance(sent))]
    return Finding("date", held, said.date.text, told)


def _moment(candidate: Candidate) -> str:
    sent = candidate.date
    if sent is None:
        return NO_DATE
    zone = f" UTC{sent.instant:%z}" if sent.zone_stated else ", time zone not stated"
    return f"{sent.instant:%Y-%m-%d %H:%M}{zone}"


def _recipients(said: Attribution, candidate: Candidate) -> Finding:
    fields = (("To", candidate.to), ("Cc", candidate.cc), ("Bcc", candidate.bcc))
    told = "; ".join(f"{name}: {_names(there)}" for name, there in fields if there)
    if not said.recipients:
        return Finding("recipients", Held.UNSTATED, "", told)
    judged = [_addressed(name, candidate) for name in said.recipients]
    held = Held.AGREES
    if Agreement.DIFFERENT in judged:
        held = Held.DIFFERS
    elif any(each is not Agreement.SAME for each in judged):
        held = Held.OPEN
    return Finding("recipients", held, ", ".join(said.recipients), told or "no recipient stated")


def _addressed(name: str, candidate: Candidate) -> Agreement:
    everybody = candidate.to + candidate.cc + candidate.bcc
    return agreement_with(name, known(candidate, everybody))


def _names(mailboxes: tuple[Mailbox, ...]) -> str:
    return ", ".join(each.name or each.address for each in mailboxes)


def _relation(
    said: Attribution, candidate: Candidate, answered: str, earlier: frozenset[str]
) -> Finding:
    forwards = any(passage.origin is Origin.FORWARDED for passage in candidate.passages)
    subject = candidate.subject.casefold()
    is_answer = bool(answered) or subject.startswith("re:")
    is_forward = forwards or subject.startswith(("fw:", "fwd:"))
    told = f"an answer to {answered}" if answered else "an answer" if is_answer else ""
    told = told or ("a letter that forwards another" if is_forward else "no sign of an answer")
    stated = str(said.relation)
    if said.relation is Relation.UNSTATED:
        return Finding("relation", Held.UNSTATED, "", told)
    if said.relation is Relation.SEPARATE:
        if not earlier:
            return Finding("relation", Held.OPEN, stated, told)
        same = candidate.permalink in earlier
        told = "the message of the quotation before" if same else "another message"
        return Finding("relation", Held.DIFFERS if same else Held.AGREES, stated, told)
    agrees = is_answer if said.relation is Relation.REPLY else is_forward
    return Finding("relation", Held.AGREES if agrees else Held.OPEN, stated, told)
