"""How well the roles that letters' signature blocks state are read, dated, and answered for a day.

``python benchmarks/roles.py ANNOTATIONS ARCHIVE...`` compares archives with a file that was made by hand
from letters drawn at random, before the reader was seen to read them. It has a JSON object a line::

    {"message": "m/…", "person": "Ana Brook", "title": "Chief Engineer",
     "organisation": "Harbour Authority", "dated": "2015-03-01", "part": "held-out",
     "also": [["Chief Engineer, Harbour Authority", ""]]}

``message`` is the letter's permalink, ``person`` the name as the block has it, ``dated`` the day the
letter states (UTC). A line whose title and organisation are both empty is a letter whose end states no
role: what is read there is wrong. ``also`` (optional) holds pairs of title and organisation that are as
good an answer. ``part`` (optional) is a word; figures are printed for each. Words are compared, not case
and not marks.

*Right* is a reading whose person, title and organisation are all right. *Dates* are right if the role's
span holds the letter's day, and begins and ends on days of letters that state it. *On the day* is what is
answered when it is asked what the person was on the letter's day (a role may be answered in its commonest
form); *from others*, the same without what was stated at that moment. Every miss is printed by permalink,
without its words; ``--show`` prints these too.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec

from onrecord.configuration import OpenArchive, reading
from onrecord.message.date import stated_date
from onrecord.message.parse import parse
from onrecord.people.letter_sightings import mention
from onrecord.people.role_reading import RoleReading, RoleSource
from onrecord.people.roles import Role, day_of, role_on, roles_over_time
from onrecord.people.sightings import Correspondent, correspondent_key
from onrecord.pipeline.who.stated_roles import StatedRoles, reading_of
from onrecord.text.body import read_body
from onrecord.text.terms import words

_Named = tuple[tuple[str, ...], tuple[str, ...]]


class Annotated(msgspec.Struct, frozen=True):
    """A line of the file."""

    message: str
    person: str = ""
    title: str = ""
    organisation: str = ""
    dated: str = ""
    part: str = "all"
    also: tuple[tuple[str, str], ...] = ()

    @property
    def states(self) -> bool:
        """Tell whether the block states a role."""
        return bool(self.title or self.organisation)

    def answers(self) -> set[_Named]:
        """Return the titles and organisations that are right."""
        pairs = ((self.title, self.organisation), *self.also)
        return {(words(title), words(unit)) for title, unit in pairs}


class Letter(msgspec.Struct, frozen=True):
    """What the archive knows of an annotated letter's author: all readings, and those of this letter."""

    sent: int | None
    readings: dict[RoleReading, int]
    here: tuple[RoleReading, ...]
    days: dict[int, frozenset[str]]
    """By message, the days that it and the letters quoted in it state."""


def main() -> None:
    """Read the annotations, ask the archives, print figures and misses."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("annotations", type=Path)
    options.add_argument("archives", type=Path, nargs="+")
    options.add_argument("--show", action="store_true", help="print titles and organisations too")
    asked = options.parse_args()
    lines = asked.annotations.read_text(encoding="utf-8").splitlines()
    annotated = [msgspec.json.decode(line, type=Annotated) for line in lines if line.strip()]
    counts: dict[str, Counter[str]] = {}
    with ExitStack() as stack:
        archives = [stack.enter_context(reading(path)) for path in asked.archives]
        for item in annotated:
            letter = next(filter(None, (_letter(item, archive) for archive in archives)), None)
            if letter is None:
                print(f"{item.message}: in none of the archives")
                continue
            found = Counter(_judged(item, letter, show=asked.show))
            for part in dict.fromkeys((item.part, "all")):
                counts.setdefault(part, Counter()).update(found)
    for part in sorted(counts):
        _print(part, counts[part])


def _letter(item: Annotated, archive: OpenArchive) -> Letter | None:
    """Return what an archive knows of the letter; None where it does not hold it."""
    stored = archive.holdings.find_messages(item.message)
    if not stored:
        return None
    number = stored[0].number
    sender = next(iter(archive.holdings.senders([number]).get(number, [])), None)
    register = archive.register()
    named = mention(sender.name, sender.address) if sender else None
    keys = {key for key in (named.key if named else "", correspondent_key(item.person)) if key}
    everybody: list[Correspondent] = []
    for person in set(register.persons_of(keys).values()):
        everybody += register.correspondents(person)
    roles = StatedRoles(archive.directory, archive.holdings, archive.originals, register)
    readings = roles.readings(everybody)
    heading = archive.holdings.headings([number])[number]
    rows = register.roles({one.key for one in everybody})
    here = tuple(
        reading_of(row)
        for row in rows
        if row.message == number
        and row.source == RoleSource.SIGNATURE
        and row.dated == heading.sent
    )
    days = {message: _days(archive, message) for message in set(readings.values()) if message}
    return Letter(heading.sent, readings, here, days)


def _days(archive: OpenArchive, message: int) -> frozenset[str]:
    """Return the days that a message, and the letters it quotes, state."""
    heading = archive.holdings.headings([message])[message]
    raw = archive.originals.read(heading.sha256)
    body = read_body(raw, parse(raw, printed=heading.printed))
    quoted = (stated_date(passage.date) for passage in body.passages if passage.date)
    moments = (int(found.instant.timestamp()) for found in quoted if found)
    return frozenset(map(day_of, (heading.sent, *moments)))


def _judged(item: Annotated, letter: Letter, *, show: bool) -> Iterator[str]:
    """Yield what is counted of a letter, and print what is wrong with it."""
    yield "letters"
    if item.states:
        yield "stated"
    if item.states and not letter.here:
        _tell(item, "not read", (), show=show)
    for one in letter.here:
        yield "read"
        right = {
            "person": _is_person(item.person, one.name),
            "title": words(one.title) in {title for title, _ in item.answers()},
            "organisation": words(one.organisation) in {unit for _, unit in item.answers()},
        }
        wrong = [name for name, good in right.items() if not (good and item.states)]
        yield from (name for name in right if name not in wrong)
        if wrong or _named(one) not in item.answers():
            _tell(item, f"wrong {', '.join(wrong) or 'split'}", [one], show=show)
        else:
            yield "right"
            yield from _dated(item, one, letter, show=show)


def _dated(item: Annotated, one: RoleReading, letter: Letter, *, show: bool) -> Iterator[str]:
    """Yield whether the role's dates are right, and the answer for the letter's day."""
    roles = roles_over_time(letter.readings)
    role = next(role for role in roles if one in role.readings)
    if _dates_right(item, role, letter):
        yield "dates"
    else:
        _tell(item, "wrong dates", [one], show=show)
    right = item.answers() | {(words(role.title), words(role.organisation))}
    others = [other for other in letter.readings if other.dated != letter.sent]
    for asked, readings in (("on the day", list(letter.readings)), ("from others", others)):
        answer = role_on(readings, letter.sent or 0).role
        if answer is None:
            yield f"{asked}: abstained"
        elif (words(answer.title), words(answer.organisation)) in right:
            yield f"{asked}: right"
        else:
            yield f"{asked}: wrong"
            _tell(item, f"wrong {asked}", answer.readings[:1], show=show)


def _dates_right(item: Annotated, role: Role, letter: Letter) -> bool:
    stating = {day for one in role.readings for day in letter.days[letter.readings[one]]}
    first, last = day_of(role.first), day_of(role.last)
    return first <= item.dated <= last and {first, last} <= stating


def _is_person(stated: str, name: str) -> bool:
    """Tell whether one name's words are among the other's: degrees may follow, initials be left out."""
    first, second = set(words(stated)), set(words(name))
    return bool(first and second) and (first <= second or second <= first)


def _named(one: RoleReading) -> _Named:
    return words(one.title), words(one.organisation)


def _tell(item: Annotated, what: str, readings: Iterable[RoleReading], *, show: bool) -> None:
    read = "".join(f" · {one.title} | {one.organisation}" for one in readings) if show else ""
    stated = f" · stated {item.title} | {item.organisation}" if show else ""
    print(f"{item.message} ({item.part}): {what}{stated}{read}")


def _print(part: str, counts: Counter[str]) -> None:
    read, stated, right = counts["read"], counts["stated"], counts["right"]
    print(
        f"\n{part}: {counts['letters']} letters, {stated} of them state a role, {read} roles read"
    )
    print(f"  precision {_share(right, read)}  recall {_share(right, stated)}")
    for name in ("person", "title", "organisation"):
        print(f"  {name} right: {_share(counts[name], read)} of those read")
    print(f"  dates right: {_share(counts['dates'], right)} of the right ones")
    for asked in ("on the day", "from others"):
        told = (f"{counts[f'{asked}: {how}']} {how}" for how in ("right", "wrong", "abstained"))
        print(f"  {asked}: {', '.join(told)}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "– (0)"


if __name__ == "__main__":
    main()
