"""A case taken away: as a text to read, and as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.desk.entries import Entry
from onrecord.pipeline.reading.casework import CaseView, PinView
from onrecord.web.legible import legible, legible_line
from onrecord.web.wording import called_all, clock, day


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON values, with every field."""
    told: dict[str, Any] = msgspec.to_builtins(entry)
    return {name: told.get(name, getattr(entry, name)) for name in Entry.__struct_fields__}


def case_json(case: CaseView) -> dict[str, Any]:
    """Return a case as JSON values; dates of messages as they state them."""
    return {
        "version": 1,
        "number": case.number,
        "name": case.name,
        "opened": entry_json(case.opened),
        "pins": [_pin_json(pin) for pin in case.pins],
        "notes": [entry_json(note) for note in case.notes],
        "searches": [entry_json(search) for search in case.searches],
        "undone": [[entry_json(gone), entry_json(undo)] for gone, undo in case.undone],
    }


def case_markdown(case: CaseView) -> str:
    """Return a case as Markdown: pins with permalinks and words, who noted what and when."""
    return "\n".join(_lines(case)) + "\n"


def _pin_json(pin: PinView) -> dict[str, Any]:
    return {
        "entry": entry_json(pin.entry),
        "permalink": pin.permalink,
        "from": [{"name": box.name, "address": box.address} for box in pin.from_],
        "date": pin.date.iso() if pin.date else None,
        "subject": pin.subject,
        "found": pin.found,
        "tags": [entry_json(tag) for tag in pin.tags],
        "notes": [entry_json(note) for note in pin.notes],
    }


def _lines(case: CaseView) -> Iterator[str]:
    yield f"# {_plain(case.name)}"
    yield f"\nOpened by {_signed(case.opened)}. Opinions of the newsroom, not evidence."
    for number, pin in enumerate(case.pins, 1):
        yield from _pin_lines(number, pin)
    yield from _listed("Notes", case.notes)
    yield from _listed("Searches", case.searches)


def _pin_lines(number: int, pin: PinView) -> Iterator[str]:
    yield f"\n## {number}. {_plain(pin.subject) or 'No subject'}\n"
    who = called_all(pin.from_) or "sender not stated"
    when = " ".join(part for part in (day(pin.date), clock(pin.date)) if part)
    yield f"{_plain(who)}, {when}  \n`{pin.permalink}`" + ("" if pin.found else " (not found)")
    if pin.entry.text:
        yield ""
        yield from (f"> {line}" for line in legible(pin.entry.text).splitlines())
    yield f"\nPinned by {_signed(pin.entry)}."
    if pin.tags:
        yield "\nTags: " + ", ".join(_plain(tag.text) for tag in pin.tags)
    yield from (f"\n- {_plain(note.text)} ({_signed(note)})" for note in pin.notes)


def _listed(title: str, entries: Iterable[Entry]) -> Iterator[str]:
    entries = list(entries)
    if entries:
        yield f"\n## {title}\n"
        yield from (f"- {_plain(entry.text)} ({_signed(entry)})" for entry in entries)


def _signed(entry: Entry) -> str:
    return f"{_plain(entry.who)}, {entry.at:%Y-%m-%d %H:%M} UTC"


def _plain(text: str) -> str:
    """Return one line in which nothing is taken for Markdown's own marks."""
    line = legible_line(" ".join(text.split()))
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in line)
