"""Who was added to a thread or dropped from it, and by whom."""

from collections.abc import Iterable, Iterator

from onrecord.archive.store import Holdings
from onrecord.people.correspondence import Correspondence, Step, changes
from onrecord.people.roles import day_of
from onrecord.pipeline.enrolling.named_rows import FROM, SENDER, Mentions, named_rows
from onrecord.pipeline.showing.views import ThreadEntryView, ThreadView
from onrecord.pipeline.who.people_views import PersonLink, ThreadStepView
from onrecord.register.port import CC, TO, Register


def thread_steps(
    view: ThreadView, holdings: Holdings, register: Register
) -> tuple[ThreadStepView, ...]:
    """Return every change of who is on a thread, answer by answer, as far as headers tell."""
    letters = _letters(view.entries, holdings, register)
    pairs = [
        (letters[parent], letters[answer])
        for parent, answer in answered(view.entries)
        if parent in letters and answer in letters
    ]
    steps = changes(pairs)
    links = _links(steps, register)
    sent = {permalink: letter.sent for permalink, letter in letters.items()}
    return tuple(
        _view(letter, [step for step in steps if step.letter == letter], links, sent[letter])
        for letter in dict.fromkeys(step.letter for step in steps)
    )


def answered(entries: Iterable[ThreadEntryView]) -> Iterator[tuple[str, str]]:
    """Yield permalinks of what is answered and its answer, as the tree of a thread shows them."""
    above: list[ThreadEntryView] = []
    for entry in entries:
        del above[entry.depth :]
        if above and above[-1].permalink and entry.permalink:
            yield above[-1].permalink, entry.permalink
        above.append(entry)


def _letters(
    entries: Iterable[ThreadEntryView], holdings: Holdings, register: Register
) -> dict[str, Correspondence]:
    """Return the letters of a thread, with persons' numbers for names."""
    stored = [
        found[0]
        for entry in entries
        if entry.permalink.startswith("m/")
        and len(found := holdings.find_messages(entry.permalink)) == 1
    ]
    headings = holdings.headings([item.number for item in stored])
    rows = named_rows(holdings, headings)
    keys = Mentions(holdings).keys(rows.mailboxes)
    person = {key: str(number) for key, number in register.persons_of(set(keys.values())).items()}
    authors = rows.only(SENDER) | rows.only(FROM)
    received: dict[int, dict[int, list[str]]] = {number: {} for number in headings}
    for number, role, box in rows.rows():
        received[number].setdefault(role, []).append(person.get(keys.get(box, ""), ""))
    return {
        heading.permalink: Correspondence(
            heading.permalink,
            heading.sent,
            person.get(keys.get(authors.get(number, 0), ""), ""),
            tuple(received[number].get(TO, ())),
            tuple(received[number].get(CC, ())),
        )
        for number, heading in headings.items()
    }


def _links(steps: Iterable[Step], register: Register) -> dict[str, PersonLink]:
    numbers = {name for step in steps for name in (step.by, step.person) if name}
    found = register.persons(map(int, numbers))
    return {str(number): PersonLink(row.permalink, row.name) for number, row in found.items()}


def _view(
    letter: str, steps: list[Step], links: dict[str, PersonLink], sent: int | None
) -> ThreadStepView:
    nobody = PersonLink("", "")
    return ThreadStepView(
        letter,
        day_of(sent),
        links.get(steps[0].by, nobody),
        tuple(links[step.person] for step in steps if step.added),
        tuple(links[step.person] for step in steps if not step.added),
    )
