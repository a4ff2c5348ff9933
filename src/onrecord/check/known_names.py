"""The names by which the archive knows whom a message names by less."""

from collections.abc import Iterable, Sequence

from onrecord.check.library import Candidate
from onrecord.check.names import Agreement, agreement
from onrecord.message.structure import Mailbox


def known(candidate: Candidate, mailboxes: Sequence[Mailbox]) -> tuple[Mailbox, ...]:
    """Return mailboxes with the full names the archive knows for those whose own name tells nothing.

    Names that contradict one another show that the archive does not know: none of them counts.
    """
    found = list(mailboxes)
    for mailbox in mailboxes:
        for written in (mailbox.name, mailbox.address):
            names = candidate.known_as.get(written, ()) if written else ()
            found += [Mailbox(name, "") for name in names if _is_undisputed(name, names)]
    return tuple(found)


def _is_undisputed(name: str, names: Iterable[str]) -> bool:
    return all(agreement(name, other, "") is not Agreement.DIFFERENT for other in names)
