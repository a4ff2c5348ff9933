"""A check as one page to read and print: the story with its quotations marked, evidence beside them.

The page is complete in itself: no scripts, nothing fetched from anywhere, every value escaped.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from onrecord.check.edits import Edit, Op, Weight
from onrecord.check.html_style import STYLE
from onrecord.check.report import Checked, CheckReport, Evidence
from onrecord.check.sentences import extent, shown
from onrecord.check.story import Paragraph, paragraphs
from onrecord.check.verdict import WhoseVerdict, WordsVerdict
from onrecord.message.structure import Mailbox

_SIGNS = {
    WordsVerdict.VERBATIM: ("✓", "good"),
    WordsVerdict.TYPOGRAPHY: ("≈", "good"),
    WordsVerdict.MARKED_EDIT: ("…", "fair"),
    WordsVerdict.UNMARKED_CHANGE: ("≠", "bad"),
    WordsVerdict.UNMARKED_CUT: ("≠", "bad"),
    WordsVerdict.MEANING_CHANGE: ("≠", "bad"),
    WordsVerdict.SPLICED: ("+", "bad"),
    WordsVerdict.PARTLY_FOUND: ("½", "bad"),
    WordsVerdict.TOO_SHORT: ("~", "none"),
    WordsVerdict.NOT_FOUND: ("?", "bad"),
    WordsVerdict.NOT_FROM_ARCHIVE: ("–", "none"),
}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_MISGIVEN = frozenset({WhoseVerdict.WRONG_SPEAKER, WhoseVerdict.OTHER_WORDS})
_UNSHOWABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def render(report: CheckReport) -> str:
    """Return the page as HTML text."""
    title = f"Check of {report.story.path}"
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
            f"<title>{_text(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            _head(report, title),
            f"<main>\n{''.join(_passages(report))}{_by_hand(report)}</main>\n",
            _foot(report),
            "</body>\n</html>\n",
        )
    )


def _text(value: str) -> str:
    """Escape a value; characters that would turn or hide the text around them become visible."""
    return escape(_UNSHOWABLE.sub("\ufffd", value))


def _colour(checked: Checked) -> str:
    if checked.whose in _MISGIVEN and checked.words is not WordsVerdict.TOO_SHORT:
        return "bad"
    return _SIGNS[checked.words][1]


def _sign(checked: Checked) -> str:
    misgiven = checked.whose in _MISGIVEN and checked.words is not WordsVerdict.TOO_SHORT
    return _SIGNS[checked.words][0] + ("!" if misgiven else "")


def _head(report: CheckReport, title: str) -> str:
    sums = []
    for verdict, (sign, colour) in _SIGNS.items():
        count = sum(each.words is verdict for each in report.quotations)
        if count:
            sums.append(f'<li class="badge {colour}">{sign} {count} {verdict}</li>')
    number = len(report.quotations)
    noun = "quotation" if number == 1 else "quotations"
    return (
        f"<header>\n<h1>{_text(title)}</h1>\n<p>{number} {noun}. {_extent(report)}</p>\n"
        f'<ul class="sum">{"".join(sums)}</ul>\n</header>\n'
    )


def _extent(report: CheckReport) -> str:
    said = extent(report.searched)
    return _text(f"{said[:1].upper()}{said[1:]}.")


def _by_hand(report: CheckReport) -> str:
    """Return the list of what a person has to check, each with a link to its quotation."""
    if not report.by_hand:
        return ""
    rows = "".join(
        f"<tr><td>{each.concern}</td><td>{_text(each.text)}</td><td>{_link(each.quotation)}</td></tr>"
        for each in report.by_hand
    )
    return (
        '<section class="by-hand">\n<h2>To check by hand</h2>\n<table><thead><tr><th>What</th>'
        f"<th>In the story</th><th>Beside</th></tr></thead><tbody>{rows}</tbody></table>\n</section>\n"
    )


def _link(name: str) -> str:
    return f'<a href="#{name}">{name[1:]}</a>' if name else ""


def _foot(report: CheckReport) -> str:
    return (
        '<footer class="key">\n<p>In a comparison, <ins>underlined</ins> words stand only in the story,'
        " <del>struck</del> words only in the archive.</p>\n"
        "<p>“Verbatim” says that the archive holds these words. It does not say that a message is"
        f" genuine, or that what it says is so.</p>\n<p>{_extent(report)}</p>\n</footer>\n"
    )


def _passages(report: CheckReport) -> Iterator[str]:
    """Yield the story paragraph by paragraph, each with the evidence for its quotations."""
    text = report.story.text
    for start, end in _rows(paragraphs(text), report.quotations):
        here = [each for each in report.quotations if start <= each.quotation.start < end]
        cards = "".join(_card(each) for each in here)
        told = _marked(text, start, end, here)
        heading = re.match(r"#{1,6}\s+", told)
        tag = "h2" if heading else "p"
        told = f'<{tag} class="story">{told[heading.end() if heading else 0 :]}</{tag}>\n'
        if here:
            yield f'<section class="passage">\n{told}<div>{cards}</div>\n</section>\n'
        else:
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


def _marked(text: str, start: int, end: int, checked: Sequence[Checked]) -> str:
    pieces = []
    at = start
    for each in checked:
        for segment in each.quotation.segments:
            pieces.append(_text(text[at : segment.start]))
            pieces.append(_mark(text[segment.start : segment.end], each))
            at = segment.end
    pieces.append(_text(text[at:end]))
    return "".join(pieces)


def _mark(said: str, checked: Checked) -> str:
    number = checked.id[1:]
    return (
        f'<mark class="{_colour(checked)}">{_text(said)}<sup><a href="#{checked.id}">'
        f" {_sign(checked)}{number}</a></sup></mark>"
    )


def _card(checked: Checked) -> str:
    colour = _colour(checked)
    whose = "" if checked.whose is WhoseVerdict.UNCLEAR else f" · {checked.whose}"
    speaker = f" — {_text(checked.speaker)}" if checked.speaker else ""
    said = "".join(f"<p>{_text(sentence)}</p>" for sentence in checked.context.sentences)
    return (
        f'<article class="card {colour}" id="{checked.id}">\n'
        f'<h3><span class="badge {colour}">{_sign(checked)} {checked.id[1:]}</span>'
        f" {checked.words}{whose}</h3>\n"
        f'<p class="said">“{_text(checked.quotation.text)}”{speaker}</p>\n'
        f"{said}{_evidence(checked)}</article>\n"
    )


def _evidence(checked: Checked) -> str:
    shown_first = "".join(_one(each) for each in checked.evidence[:1])
    others = checked.evidence[1:]
    if others:
        inside = "".join(_facts(each) for each in others)
        noun = "place" if len(others) == 1 else "places"
        shown_first += (
            f"<details open><summary>{len(others)} further {noun}</summary>{inside}</details>\n"
        )
    nearest = checked.context.nearest
    if nearest is not None:
        shown_first += f"<p>The nearest text, for comparison only:</p>{_one(nearest)}"
    return shown_first


def _one(evidence: Evidence) -> str:
    said = "".join(_edit(edit) for edit in evidence.diff)
    before = f'<span class="around">{_text(evidence.around.before)}</span> ' * bool(
        evidence.around.before
    )
    after = f' <span class="around">{_text(evidence.around.after)}</span>' * bool(
        evidence.around.after
    )
    return f"<blockquote>{before}{said}{after}</blockquote>\n{_facts(evidence)}"


def _edit(edit: Edit) -> str:
    """Show an edit: what the mail has struck, what the story has underlined."""
    if edit.op is Op.SAME or edit.weight is Weight.SAME:
        return _text(edit.evidence or edit.story)
    gone = f"<del>{_text(edit.evidence)}</del>" if edit.evidence.strip() else ""
    put = f"<ins>{_text(edit.story)}</ins>" if edit.story.strip() else ""
    return f"{gone}{put} "


def _facts(evidence: Evidence) -> str:
    facts = [
        ("From", _people(evidence.from_)),
        ("To", _people(evidence.to)),
        ("Date", _text(_day(evidence))),
        ("Subject", _text(evidence.subject)),
        ("Stands in", _text(evidence.passage)),
        ("Tranche", _text(evidence.tranche)),
        ("Permalink", f"<code>{_text(evidence.permalink)}</code>"),
        ("Also known as", _text(", ".join(evidence.aliases))),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts if value)
    return f"<dl>{rows}</dl>\n"


def _day(evidence: Evidence) -> str:
    return evidence.date.iso().replace("T", " ") if evidence.date else "not stated"


def _people(mailboxes: tuple[Mailbox, ...]) -> str:
    return _text(shown(mailboxes))
