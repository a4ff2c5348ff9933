"""``onrecord person WHO``: print what is known of a person."""

from datetime import datetime
from pathlib import Path

import click
import msgspec

from onrecord.cli.options import archive_option, json_option
from onrecord.cli.terminal import one_line, say, say_json
from onrecord.configuration import reading
from onrecord.pipeline.who.people_views import (
    ActivityView,
    CorrespondentView,
    GroundView,
    HelperView,
    PersonView,
    RoleOnView,
    RoleView,
)

_BARS = " ▁▂▃▄▅▆▇█"
_MOST_CORRESPONDENTS = 12
_MOST_FORMS = 6
_MOST_GROUNDS = 20
_MOST_MONTHS = 72


@click.command("person")
@click.argument("who")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(0, 10_000))
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Say what the person was on a day: 2015-07-31.",
)
@archive_option
@json_option
def command(archive: Path, *, as_json: bool, who: str, limit: int, day: datetime | None) -> None:
    """Print a person: forms of the name, grounds, roles, activity, and the LIMIT busiest correspondents.

    WHO is a permalink (p/…), an address, or a name. Every role has the dates of the letters that state it,
    and the passage it was read from; copies and mass mailings are not counted among letters.
    """
    with reading(archive) as opened:
        if day is not None:
            _say_role_on(opened.people().role_on(who, day.date()), as_json=as_json)
            return
        view = opened.people().person(who, neighbours=limit)
    if as_json:
        say_json({"version": 1} | msgspec.to_builtins(view))
        return
    _say_head(view)
    _say_correspondents(view.correspondents)
    _say_grounds(view.grounds)
    _say_roles(view.roles, view.domains)
    _say_activity(view.activity)
    _say_neighbours(view)


def _say_head(view: PersonView) -> None:
    office = "  [office, list or machine]" if view.impersonal else ""
    click.secho(f"{one_line(view.name)}{office}", bold=True)
    span = f", {view.first_date} … {view.last_date}" if view.first_date else ""
    say(f"named in {view.messages:,} headers{span}")
    say(view.permalink)


def _say_correspondents(found: tuple[CorrespondentView, ...]) -> None:
    say()
    say("Addresses and printed names, with the forms of the name as written")
    for item in found[:_MOST_CORRESPONDENTS]:
        shown = one_line(item.address) or "(no address)"
        printed = ", printed pages only" if item.printed else ""
        say(f"  {shown}  ({item.messages:,} headers{printed})")
        for form in item.forms[:_MOST_FORMS]:
            day = f", {form.first_date} … {form.last_date}" if form.first_date else ""
            say(f"    {one_line(form.written)}  ({form.where} {form.count:,}×{day})")
        if len(item.forms) > _MOST_FORMS:
            say(f"    and {len(item.forms) - _MOST_FORMS} more forms (--json has all)")
    if len(found) > _MOST_CORRESPONDENTS:
        say(f"  and {len(found) - _MOST_CORRESPONDENTS} more, seen less often (--json has all)")


def _say_grounds(grounds: tuple[GroundView, ...]) -> None:
    if not grounds:
        return
    say()
    say("Why they are one person")
    for item in grounds[:_MOST_GROUNDS]:
        more = "".join(f", {one_line(part)}" for part in (item.detail, item.example) if part)
        count = f" ({item.count:,}×)" if item.count > 1 else ""
        say(f"  {one_line(item.first)} = {one_line(item.second)}: {item.reason}{count}{more}")
    if len(grounds) > _MOST_GROUNDS:
        say(f"  and {len(grounds) - _MOST_GROUNDS} more (--json has all)")


def _say_roles(roles: tuple[RoleView, ...], domains: tuple[tuple[str, str], ...]) -> None:
    if not roles and not domains:
        return
    say()
    say("Roles, from the first to the last letter that states each")
    for role in roles:
        _say_role(role)
    for domain, organisation in domains:
        say(f"  {one_line(domain)} hints at {one_line(organisation)}: no more than a hint")


def _say_role(role: RoleView) -> None:
    what = ", ".join(one_line(part) for part in (role.title, role.organisation) if part)
    day = role.first_date or "no date"
    span = day if day == (role.last_date or day) else f"{day} … {role.last_date}"
    say(f"  {what}  ({span}; {role.source})")
    for passage in role.passages[:2]:
        if passage.permalink:
            say(f"    “{one_line(passage.text)}”  {passage.permalink}")


def _say_role_on(found: RoleOnView, *, as_json: bool) -> None:
    if as_json:
        say_json({"version": 1} | msgspec.to_builtins(found))
        return
    if found.role is None:
        say(f"{found.day}: not known, for {found.reason}")
        return
    say(f"{found.day}: {found.reason}")
    _say_role(found.role)


def _say_activity(months: tuple[ActivityView, ...]) -> None:
    dated = [item for item in months if item.month]
    if not dated:
        return
    say()
    shown = _by_year(dated) if _months_between(dated) > _MOST_MONTHS else _by_month(dated)
    least, most = next(iter(shown)), list(shown)[-1]
    say(f"Letters sent and received, {least} … {most}")
    for name, place in (("sent", 0), ("received", 1)):
        counts = [pair[place] for pair in shown.values()]
        say(f"  {name:9}{sparkline(counts)}  {sum(counts):,}")


def sparkline(counts: list[int]) -> str:
    """Return counts as bars; a count that is not 0 always shows."""
    most = max(counts, default=0)
    steps = len(_BARS) - 1
    return "".join(_BARS[-(-count * steps // most) if most else 0] for count in counts)


def _months_between(dated: list[ActivityView]) -> int:
    first, last = dated[0].month, dated[-1].month
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1


def _by_month(dated: list[ActivityView]) -> dict[str, tuple[int, int]]:
    known = {item.month: (item.sent, item.received) for item in dated}
    year, month = int(dated[0].month[:4]), int(dated[0].month[5:])
    names = [
        f"{year + (month - 1 + step) // 12:04d}-{(month - 1 + step) % 12 + 1:02d}"
        for step in range(_months_between(dated))
    ]
    return {name: known.get(name, (0, 0)) for name in names}


def _by_year(dated: list[ActivityView]) -> dict[str, tuple[int, int]]:
    first, last = int(dated[0].month[:4]), int(dated[-1].month[:4])
    first = max(first, last - _MOST_MONTHS)
    found = {f"{year:04d}": (0, 0) for year in range(first, last + 1)}
    for item in dated:
        year = item.month[:4]
        if year in found:
            found[year] = (found[year][0] + item.sent, found[year][1] + item.received)
    return found


def _say_neighbours(view: PersonView) -> None:
    if view.neighbours:
        say()
        say("Writes most with")
        for item in view.neighbours:
            say(
                f"  {item.sent:>6,} to {item.received:>6,} from  {one_line(item.name)}  {item.permalink}"
            )
    _say_helpers("Sent on this person's behalf by", view.assistants)
    _say_helpers("Sends on behalf of", view.assists)


def _say_helpers(heading: str, found: tuple[HelperView, ...]) -> None:
    if not found:
        return
    say()
    say(heading)
    for item in found:
        say(f"  {item.letters:>6,}  {one_line(item.name)}  {item.permalink}")
