"""What reply headers and answers say of people, where both letters are in the archive.

A letter counts once, however often it is quoted: copies of one reply header are one reading of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from onrecord.message.printed_mailbox import printed_mailboxes
from onrecord.people.letter_sightings import mention
from onrecord.people.sightings import Evidence, EvidenceKind
from onrecord.pipeline.archive import WritableArchive
from onrecord.pipeline.enrolling.named_rows import FROM, Mentions, named_rows
from onrecord.register.port import TO
from onrecord.relations.port import LinkedLetter, message_of
from onrecord.text.passage import Origin

_Finding = tuple[EvidenceKind, str, str, int]


def linked_evidence(archive: WritableArchive) -> dict[EvidenceKind, list[Evidence]]:
    """Return what all linked letters of an archive say: who is named so, and who answers for whom."""
    linked = list(archive.relations.linked())
    numbers = {item.original for item in linked} | {message_of(item.key) for item in linked}
    rows, mentions = named_rows(archive.store, sorted(numbers)), Mentions(archive.store)
    authors, addressees = (mentions.named(rows.only(role)) for role in (FROM, TO))
    letters: dict[tuple[EvidenceKind, str, str], set[int]] = defaultdict(set)
    for kind, first, second, original in _findings(linked, authors, addressees):
        letters[kind, first, second].add(original)
    found: dict[EvidenceKind, list[Evidence]] = {
        kind: []
        for kind in (EvidenceKind.REPLY_HEADER, EvidenceKind.ADDRESSEE, EvidenceKind.ANSWER)
    }
    for (kind, first, second), originals in letters.items():
        found[kind].append(Evidence(kind, first, second, len(originals)))
    return found


def _findings(
    linked: Iterable[LinkedLetter], authors: dict[int, str], addressees: dict[int, str]
) -> Iterator[_Finding]:
    for item in linked:
        original, quoting = item.original, message_of(item.key)
        author, addressee = authors.get(original, ""), addressees.get(original, "")
        named = _named(item.author, item.address) if author else ""
        if named:
            yield EvidenceKind.REPLY_HEADER, named, author, original
        named = _named_alone(item.to) if addressee else ""
        if named:
            yield EvidenceKind.ADDRESSEE, named, addressee, original
        answers = item.depth == 1 and item.origin == Origin.QUOTED
        if answers and addressee and author and addressees.get(quoting) == author:
            answerer = authors.get(quoting, "")
            if answerer and answerer != author:
                yield EvidenceKind.ANSWER, addressee, answerer, original


def _named(name: str, address: str) -> str:
    found = mention(name, address) if name or address else None
    return found.key if found is not None else ""


def _named_alone(to: str) -> str:
    """Return the key of the one whom a reply header says the letter was sent to; "" for several."""
    mailboxes = printed_mailboxes(to) if to else ()
    return _named(mailboxes[0].name, mailboxes[0].address) if len(mailboxes) == 1 else ""
