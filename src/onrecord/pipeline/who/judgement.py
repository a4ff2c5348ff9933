"""Who is who in an archive: judged when it is first asked for after mail or decisions came, and kept.

Taking mail in only counts. The judgement looks at everybody, so it waits until somebody wants to know; it
is kept in the register until something changes that it rests on.
"""

from contextlib import closing

from onrecord.archive.directory import ArchiveDirectory
from onrecord.people.judging import RULES, Person, judge
from onrecord.pipeline.archive import Implementations
from onrecord.pipeline.who.decided import Decided, decided_in
from onrecord.register.port import JudgedPerson, Register
from onrecord.text.terms import fold


def judged_register(directory: ArchiveDirectory, use: Implementations) -> Register:
    """Return the register of an archive with a judgement that knows all mail and decisions.

    Where a new one cannot be written, it lasts as long as the register is open.
    """
    decided = decided_in(directory)
    register = use.register(directory.register)
    if register.judged_from() == basis(register, decided):
        return register
    register.close()
    judgements = use.judgements(directory.register)
    if judgements.judged_from() != basis(judgements, decided):
        people = judge(judgements.sightings(), decided.decisions)
        persons = [_judged(person) for person in people.persons]
        judgements.put_judgement(persons, basis(judgements, decided))
    return judgements


def is_judged(directory: ArchiveDirectory, use: Implementations) -> bool:
    """Tell whether the judgement that is kept knows all mail and decisions."""
    with closing(use.register(directory.register)) as register:
        return register.judged_from() == basis(register, decided_in(directory))


def basis(register: Register, decided: Decided) -> str:
    """Return what a judgement rests on, its rules among it: it holds as long as this is the same."""
    return f"{RULES} {register.watermark()} {decided.digest}"


def _judged(person: Person) -> JudgedPerson:
    firsts = [item.first for item in person.correspondents if item.first is not None]
    lasts = [item.last for item in person.correspondents if item.last is not None]
    names = {person.name} | {form.written for item in person.correspondents for form in item.forms}
    addresses = [item.address for item in person.correspondents if item.address]
    return JudgedPerson(
        person.permalink,
        person.name,
        person.impersonal,
        person.messages,
        min(firsts, default=None),
        max(lasts, default=None),
        tuple(item.key for item in person.correspondents),
        person.aliases,
        person.grounds,
        "\n".join((*map(fold, sorted(names)), *addresses)),
    )
