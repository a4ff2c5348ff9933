"""Mail made by pattern: service reports, meeting notices, a campaign of letters, a newsletter."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from port_alder.cast import CAST, Person
from port_alder.letter import Letter

_FIRST_REPORT = date(2022, 9, 12)
_LAST_REPORT = date(2023, 1, 20)
_RENAMED = date(2022, 10, 24)  # from here on closures have another name
_SECOND_TRANCHE = date(2022, 12, 12)
_ALL_STATIONS = date(2022, 12, 15)
_UMBRELLA = date(2022, 12, 2)  # the twelfth closure, after the list had gone out
_WINTER_TIME = date(2022, 11, 6)

_LINES = ("Harbour Line", "University Line", "Airport Shuttle")
_REMARKS = (
    "Wet leaves at Orchard Hill, speed restriction lifted at 10:40.",
    "Lift at Saltmarket out of order, part awaited.",
    "Busker at Customs House moved on, twice, by agreement.",
    "Escalator 3 at University stopped for a pram wheel; pram wheel returned to owner.",
    "Nothing out of the ordinary.",
    "Football crowd cleared by 22:15, four extra trains.",
    "Platform clock at Tollhouse Lane eleven minutes slow, now only two.",
    "One pigeon in the control room.",
)
_FIRST_NAMES = ("Ada", "Bernard", "Chloe", "Desmond", "Estelle", "Farid", "Greta", "Hugh", "Iris")
_LAST_NAMES = ("Ambrose", "Birch", "Cobb", "Dunmore", "Eklund", "Farrow", "Galt", "Hollis")
_PROVIDERS = ("harbourmail.example", "alderpost.example", "quaynet.example")
_OWN_LINES = (
    "I use the Saltmarket station every day with a pushchair.",
    "My father is 81 and walks with a frame.",
    "I am a nurse and travel at hours when no member of staff is near the gates.",
    "My guide dog will not go near the machines.",
    "I have nothing against new gates, as such.",
    "I teach thirty small children who travel together twice a week.",
)
_CAMPAIGN = """Dear {title},

I am writing about the new fare gates that the Authority means to open at
fourteen stations before the end of the year.

{own}

Riders have told us of gates that shut on bags, on pushchairs and on children.
We ask for three things: publish the fault log, keep a staffed gate open at
every station, and let nobody be trapped to save the price of a ticket.

Yours sincerely,
{name}
{street} Street, Port Alder"""
_STREETS = ("Anchor", "Bollard", "Candle", "Dock", "Elm")

_NEWS = (
    ("Is the paper ticket finally dead?", "Ask again next year, say the people who sell paper."),
    ("Six questions to put to your gate vendor", "Number four is about opening hours."),
    ("Contactless on ferries", "Salt water remains the chief technical obstacle."),
    ("The turnstile at a hundred", "An appreciation, with drawings."),
    ("Tap on, tap off, tap out", "Why some riders forget, and what it earns."),
)


def bulk_letters() -> Iterator[Letter]:
    """Return all mail made by pattern."""
    yield from _service_reports()
    yield from _steering_notices()
    yield from _campaign()
    yield from _newsletters()


def _draw(seed: str, low: int, high: int) -> int:
    """Return a number from ``low`` to ``high``, always the same for a seed."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
    return low + number % (high - low + 1)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a time of day in Port Alder, which changes to winter time on 6 November."""
    zone = timezone(timedelta(hours=-8 if day >= _WINTER_TIME else -7))
    return datetime.combine(day, time(hour, minute), zone)


def _service_reports() -> Iterator[Letter]:
    days = [_FIRST_REPORT + timedelta(n) for n in range((_LAST_REPORT - _FIRST_REPORT).days + 1)]
    report_days = [day for day in days if day.weekday() in (0, 2, 4)]
    closures = [*_closure_days(), _UMBRELLA]
    before = _FIRST_REPORT
    for day in report_days:
        yield _service_report(day, sum(before < closure <= day for closure in closures))
        before = day


def _closure_days() -> list[date]:
    rows = (Path(__file__).parent / "papers" / "closures.csv").read_text(encoding="ascii")
    return [date.fromisoformat(row.partition(",")[0]) for row in rows.splitlines()[1:]]


def _service_report(day: date, closures: int) -> Letter:
    seed = f"report-{day:%Y%m%d}"
    rows = "\n".join(
        f"- {line}: {_draw(seed + line, 118, 164)} trains run, "
        f"{_draw(seed + line + 'late', 1, 19)} more than five minutes late."
        for line in _LINES
    )
    everywhere = day >= _ALL_STATIONS
    place = "all stations" if everywhere else "Customs House"
    count = _draw(seed + "gates", 1, 6) if everywhere else closures
    name = "passenger position events" if day >= _RENAMED else "gate closures on a passenger"
    late = day >= _SECOND_TRANCHE
    second = (("v2",) if late else ("o1",)) if day.weekday() == 0 else ()
    return Letter(
        key=seed,
        sender=CAST["desk"],
        sent=_at(day, 18, 30),
        subject=f"Service report, {day:%A} {day.day} {day:%B %Y}",
        text=f"{rows}\n- Swiftline gates: {_draw(seed + 'reset', 2, 17)} resets.\n"
        f"- Swiftline gates, {place}, since the last report: {name}: {count}.\n\n"
        f"{_REMARKS[_draw(seed + 'remark', 0, len(_REMARKS) - 1)]}",
        to=(CAST["marsh"], CAST["okafor"], CAST["valkov"]),
        cc=(CAST["brennan"],),
        boxes=("m2" if late else "m1", *second),
    )


def _steering_notices() -> Iterator[Letter]:
    for week in range(9):
        day = date(2022, 10, 13) + timedelta(weeks=week)
        meeting = day + timedelta(days=5)
        yield Letter(
            key=f"notice-{week}",
            sender=CAST["board"],
            sent=_at(day, 11),
            subject=f"Gate programme steering group, {meeting.day} {meeting:%B}",
            text=f"The steering group meets on Tuesday {meeting.day} {meeting:%B} at 14:00 in the\n"
            f"Lantern Room. Papers by Monday noon, please. Apologies to this address.\n\n"
            f"Meeting {week + 4} of the series.\n\n"
            "Board Office",
            to=(CAST["marsh"], CAST["valkov"]),
            cc=(CAST["nair"], CAST["brennan"]),
            boxes=("v1",) if week < 6 else ("v2",),
        )


def _campaign() -> Iterator[Letter]:
    for number in range(26):
        first = _FIRST_NAMES[number % len(_FIRST_NAMES)]
        last = _LAST_NAMES[number * 3 % len(_LAST_NAMES)]
        writer = Person(
            f"{first} {last}",
            f"{first}.{last}{number}@{_PROVIDERS[number % 3]}".lower(),
            "gmail",
            "",
        )
        official = CAST[("marsh", "adeyemi", "theriault")[number % 3]]
        yield Letter(
            key=f"campaign-{number}",
            sender=writer,
            sent=_at(date(2022, 12, 1), 8) + timedelta(hours=7 * number),
            subject="No one should be trapped by a fare gate",
            text=_CAMPAIGN.format(
                title=official.name,
                own=_OWN_LINES[_draw(f"campaign-{number}", 0, len(_OWN_LINES) - 1)],
                name=writer.name,
                street=f"{_draw(f'house-{number}', 1, 120)} {_STREETS[number % len(_STREETS)]}",
            ),
            to=(official,),
            cc=(CAST["board"], CAST["okafor"]),
            boxes=("m1",) if number % 3 == 0 else ("o2",),
        )


def _newsletters() -> Iterator[Letter]:
    sender = Person("Ticketing Weekly", "editor@ticketingweekly.example", "outlook", "")
    for week, (headline, teaser) in enumerate(_NEWS):
        yield Letter(
            key=f"newsletter-{week}",
            sender=sender,
            sent=_at(date(2022, 9, 22) + timedelta(weeks=week * 2), 6, 5),
            subject=f"Ticketing Weekly: {headline}",
            text=f"TICKETING WEEKLY\n\n{headline}\n\n{teaser}\n\n"
            "You receive this letter because somebody at your address once visited our stand.",
            to=(CAST["okafor"],),
            boxes=("o1",),
            form="html",
        )
