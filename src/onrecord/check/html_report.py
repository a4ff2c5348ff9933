"""A check as one page to read and print: the story with its quotations marked, evidence beside them.

The page is complete in itself: no scripts, nothing fetched from anywhere, every value escaped. What is
shown can be chosen by buttons that the style sheet alone obeys.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.check.html_card import card
from onrecord.check.html_style import STYLE
from onrecord.check.html_text import counted, text
from onrecord.check.people_quoted import people_quoted
from onrecord.check.report import Checked, CheckReport
from onrecord.check.sentences import extent
from onrecord.check.signs import SIGNS, colour, sign, state
from onrecord.check.story import FILL, Paragraph, paragraphs, plain

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_CHOICES = (
    ("all", "Everything"),
    ("open", "To read"),
    ("fair", "Fair"),
    ("signed", "Signed off"),
    ("none", "Not judged"),
)


def render(report: CheckReport) -> str:
    """Return the page as HTML text."""
    title = f"Check of {report.story.path}"
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
            f"<title>{text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            _head(report, title),
            _choices(report),
            f"<main>\n{''.join(_passages(report))}{_people(report)}{_by_hand(report)}</main>\n",
            _foot(report),
            "</body>\n</html>\n",
        )
    )


def _head(report: CheckReport, title: str) -> str:
    sums = []
    for verdict, mark in SIGNS.items():
        here = [each for each in report.quotations if each.words is verdict]
        if here:
            sums.append(f'<li class="badge {colour(here[0])}">{mark} {len(here)} {verdict}</li>')
    return (
        f"<header>\n<h1>{text(title)}</h1>\n"
        f"<p>{counted(len(report.quotations), 'quotation')}, house style {report.profile}."
        f" {_extent(report)}</p>\n"
        f'<ul class="sum">{"".join(sums)}</ul>\n{_since(report)}{_first(report)}</header>\n'
    )


def _extent(report: CheckReport) -> str:
    said = extent(report.searched)
    return text(f"{said[:1].upper()}{said[1:]}.")


def _since(report: CheckReport) -> str:
    since = report.since
    if since is None:
        return ""
    gone = "".join(f"<li>“{text(said)}”</li>" for said in since.gone)
    listed = f"<p>No longer in the story:</p><ul>{gone}</ul>" if gone else ""
    return (
        f'<section class="since"><h2>Changes since the check of {text(since.story)}</h2>'
        f"<p>Then {text(extent(since.searched))}. Below stands only what changed.</p>{listed}"
        "</section>\n"
    )


def _first(report: CheckReport) -> str:
    """Return the list of what asks for an editor, in the story's order."""
    rows = "".join(
        f'<tr><td><a class="badge {colour(each)}" href="#{each.id}">{sign(each)} {each.number}</a>'
        f"</td><td>{_verdicts(each)}</td><td>{text(each.speaker) or '–'}</td>"
        f"<td>“{text(_short(each.said))}”</td></tr>"
        for each in report.quotations
        if state(each) == "open"
    )
    if not rows:
        return '<p class="clear">No quotation asks for an editor.</p>\n'
    return (
        '<section class="first"><h2>To read first</h2><table><tbody>'
        f"{rows}</tbody></table></section>\n"
    )


def _verdicts(checked: Checked) -> str:
    whose = str(checked.whose)
    return f"{checked.words}" + (f", {whose}" if whose in ("wrong-speaker", "other-words") else "")


def _short(said: str) -> str:
    return said if len(said) <= 90 else said[:90].rsplit(" ", 1)[0] + " …"


def _choices(report: CheckReport) -> str:
    """Return the buttons that choose what is shown, each with how many quotations it shows."""
    counts = {name: sum(state(each) == name for each in report.quotations) for name, _ in _CHOICES}
    counts["all"] = len(report.quotations)
    buttons = labels = ""
    for name, told in _CHOICES:
        checked = " checked" if name == "all" else ""
        buttons += f'<input type="radio" name="show" id="show-{name}"{checked}>'
        labels += f'<label for="show-{name}">{told} <strong>{counts[name]}</strong></label>'
    return f'{buttons}\n<nav aria-label="Show">{labels}</nav>\n'


def _people(report: CheckReport) -> str:
    people = people_quoted(report)
    if not people:
        return ""
    names = {each.id: each.number for each in report.quotations}
    rows = "".join(
        f"<tr><td>{text(each.name)}</td><td>{len(each.quotations)}</td>"
        f"<td>{_links(each.quotations, names)}</td><td>{_links(each.to_read, names)}</td></tr>"
        for each in people
    )
    return (
        '<section class="list">\n<h2>People quoted</h2>\n<table><thead><tr><th>Who</th>'
        "<th>Quotations</th><th>Which</th><th>To read</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>\n</section>\n"
    )


def _links(ids: Iterable[str], numbers: dict[str, int]) -> str:
    return ", ".join(f'<a href="#{name}">{numbers[name]}</a>' for name in ids) or "–"


def _by_hand(report: CheckReport) -> str:
    """Return the list of what a person has to check, each with a link to its quotation."""
    if not report.by_hand:
        return ""
    numbers = {each.id: each.number for each in report.quotations}
    rows = "".join(
        f"<tr><td>☐</td><td>{each.concern}</td><td>{text(each.text)}</td>"
        f"<td>{_links([each.quotation] if each.quotation in numbers else [], numbers)}</td></tr>"
        for each in report.by_hand
    )
    return (
        '<section class="list by-hand">\n<h2>To check by hand</h2>\n<table><thead><tr><th></th>'
        "<th>What</th><th>In the story</th><th>Beside</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>\n</section>\n"
    )


def _foot(report: CheckReport) -> str:
    return (
        '<footer class="key">\n<p>In a comparison, <ins>underlined</ins> words stand only in the story,'
        " <del>struck</del> words only in the archive.</p>\n"
        "<p>“Verbatim” says that the archive holds these words. It does not say that a message is"
        f" genuine, or that what it says is so.</p>\n<p>{_extent(report)}</p>\n</footer>\n"
    )


def _passages(report: CheckReport) -> Iterator[str]:
    """Yield the story paragraph by paragraph, each with the evidence for its quotations.

    Of a report of changes only the paragraphs are shown that hold one.
    """
    body = report.story.body
    read = plain(body)
    for start, end in _rows(paragraphs(body), report.quotations):
        here = [each for each in report.quotations if start <= each.quotation.start < end]
        told = _marked(read, start, end, here).strip()
        heading = re.match(r"#{1,6}\s+", told)
        tag = "h2" if heading else "p"
        told = f'<{tag} class="story">{told[heading.end() if heading else 0 :]}</{tag}>\n'
        if not told:
            continue
        if here:
            has = " ".join(sorted({f"has-{state(each)}" for each in here}))
            cards = "".join(card(each) for each in here)
            yield f'<section class="passage {has}">\n<div>{told}</div><div>{cards}</div>\n</section>\n'
        elif report.since is None:
            yield told


def _rows(parts: Sequence[Paragraph], checked: Sequence[Checked]) -> list[tuple[int, int]]:
    """Return the paragraphs' bounds; those that a quotation runs across are one row."""
    rows: list[tuple[int, int]] = []
    for part in parts:
        runs_on = rows and any(
            each.quotation.start < part.start < each.quotation.end for each in checked
        )
        if runs_on:
            rows[-1] = (rows[-1][0], part.end)
        else:
            rows.append((part.start, part.end))
    return rows


def _marked(read: str, start: int, end: int, checked: Sequence[Checked]) -> str:
    pieces = []
    at = start
    for each in checked:
        for number, segment in enumerate(each.quotation.segments):
            pieces.append(_told(read[at : segment.start]))
            anchor = f' id="s-{each.id}"' if number == 0 else ""
            pieces.append(_mark(read[segment.start : segment.end], each, anchor))
            at = segment.end
    pieces.append(_told(read[at:end]))
    return "".join(pieces)


def _told(said: str) -> str:
    return text(said.replace(FILL, ""))


def _mark(said: str, checked: Checked, anchor: str) -> str:
    return (
        f'<mark class="{colour(checked)}"{anchor}>{_told(said)}<sup><a href="#{checked.id}">'
        f" {sign(checked)}{checked.number}</a></sup></mark>"
    )
