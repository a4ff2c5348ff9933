"""``onrecord network WHO``: who writes with whom, to look at or to take elsewhere."""

import csv
import io
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import click
import msgspec

from onrecord.cli.options import archive_option
from onrecord.cli.terminal import one_line, say, say_json
from onrecord.configuration import reading
from onrecord.pipeline.who.networks import Counted, Reach
from onrecord.pipeline.who.people_views import NetworkView, PathView
from onrecord.text.spreadsheet_cell import safe_cell

_DEEPEST = 4
_NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


@click.command("network")
@click.argument("who")
@click.option("--depth", default=1, show_default=True, type=click.IntRange(1, _DEEPEST))
@click.option(
    "--most", default=25, show_default=True, type=click.IntRange(1, 1000), metavar="N",
    help="Go on from the N busiest of each.",
)  # fmt: skip
@click.option("--path-to", "other", metavar="OTHER", help="Print how WHO and OTHER are linked.")
@click.option(
    "--from", "first", default="", metavar="MONTH", help="Count from this month: 2010-03."
)
@click.option("--to", "last", default="", metavar="MONTH", help="Count to this month.")
@click.option("--mass-mailings", is_flag=True, help="Count mass mailings too.")
@click.option("--csv", "form", flag_value="csv", help="Print edges as CSV.")
@click.option(
    "--graphml", "form", flag_value="graphml", help="Print GraphML (Gephi, yEd, networkx)."
)
@click.option("--json", "form", flag_value="json", help="Print JSON.")
@archive_option
def command(  # noqa: PLR0913 - click gives options one by one
    archive: Path, who: str, *, depth: int, most: int, other: str | None, first: str, last: str,
    mass_mailings: bool, form: str | None,
) -> None:  # fmt: skip
    """Print who writes with whom around a person; letters are counted, not copies of them.

    WHO and OTHER are permalinks (p/…), addresses, or names. With --from or --to, letters of those months
    alone are counted, and letters without a date are not.
    """
    if other is not None and form in ("csv", "graphml"):
        raise click.UsageError("A path is printed as text or as JSON.")
    counted = Counted(first_month=first, last_month=last, mass_mailings=mass_mailings)
    with reading(archive) as opened:
        networks = opened.networks()
        if other is not None:
            path = networks.path(who, other, counted)
            say_json(_shape(path)) if form == "json" else _say_path(path)
            return
        view = networks.around(who, Reach(steps=(most,) * depth), counted)
    if form == "json":
        say_json(_shape(view))
    elif form == "csv":
        click.echo(network_csv(view), nl=False)
    elif form == "graphml":
        click.echo(network_graphml(view), nl=False)
    else:
        _say_network(view)


def network_csv(view: NetworkView) -> str:
    """Return a network's edges as CSV; cells that a spreadsheet would compute are marked."""
    names = {node.permalink: node.name for node in view.nodes}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("first", "first name", "second", "second name", "letters"))
    for edge in view.edges:
        cells = (edge.first, names[edge.first], edge.second, names[edge.second])
        writer.writerow([*map(safe_cell, cells), edge.letters])
    return out.getvalue()


def network_graphml(view: NetworkView) -> str:
    """Return a network as GraphML."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="name" for="node" attr.name="label" attr.type="string"/>',
        '<key id="ring" for="node" attr.name="ring" attr.type="int"/>',
        '<key id="letters" for="edge" attr.name="weight" attr.type="int"/>',
        '<graph edgedefault="undirected">',
    ]
    for node in view.nodes:
        name = escape(node.name.translate(_NOT_IN_XML))
        lines.append(
            f'<node id={quoteattr(node.permalink)}><data key="name">{name}</data>'
            f'<data key="ring">{node.ring}</data></node>'
        )
    lines += [
        f"<edge source={quoteattr(edge.first)} target={quoteattr(edge.second)}>"
        f'<data key="letters">{edge.letters}</data></edge>'
        for edge in view.edges
    ]
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _shape(view: NetworkView | PathView) -> dict[str, object]:
    shape: dict[str, object] = msgspec.to_builtins(view)
    return {"version": 1} | shape


def _say_network(view: NetworkView) -> None:
    names = {node.permalink: one_line(node.name) for node in view.nodes}
    click.secho(f"{one_line(view.person.name)}  {view.person.permalink}", bold=True)
    when = f", letters {_months(view)}" if view.first_month or view.last_month else ""
    say(f"{len(view.nodes):,} persons within {view.depth} steps, {len(view.edges):,} pairs{when}")
    for edge in view.edges:
        say(f"  {edge.letters:>7,}  {names[edge.first]} – {names[edge.second]}")


def _months(view: NetworkView) -> str:
    ends = (("from", view.first_month), ("to", view.last_month))
    return " ".join(f"{word} {month}" for word, month in ends if month)


def _say_path(view: PathView) -> None:
    if not view.persons:
        say("No letters of this archive link them.")
        return
    for place, person in enumerate(view.persons):
        if place:
            say(f"  │ {view.letters[place - 1]:,} letters")
        say(f"{one_line(person.name)}  {person.permalink}")
