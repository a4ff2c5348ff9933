"""A check as plain text for the terminal: the verdict first, then the evidence."""

import re
import textwrap
from collections.abc import Iterator

from onrecord.check.edits import Edit, Op, Weight
from onrecord.check.evidence import Evidence
from onrecord.check.report import Checked, CheckReport
from onrecord.check.sentences import extent, shown
from onrecord.check.signs import sign
from onrecord.check.verdict import WhoseVerdict, WordsVerdict

WIDTH = 92
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def text_report(report: CheckReport) -> str:
    """Return the report as lines of text, without control characters of the story or the mail."""
    lines = [f"{_clean(report.story.path)}: {_sum(report)}", *_since_lines(report)]
    for checked in report.quotations:
        lines.append("")
        lines.extend(_quotation_lines(checked))
    if report.by_hand:
        lines += ["", "To check by hand:", *_by_hand_lines(report)]
    lines += ["", f"{_capital(extent(report.searched))}."]
    return "\n".join(lines)


def _since_lines(report: CheckReport) -> Iterator[str]:
    if report.since is None:
        return
    yield from _wrapped(f"Only what changed since; then {extent(report.since.searched)}.", "")
    for said in report.since.gone:
        yield from _wrapped(f"no longer in the story: “{said}”", "- ")


def _by_hand_lines(report: CheckReport) -> Iterator[str]:
    """Yield what stands beside the quotations in a line each, then what stands alone."""
    beside: dict[str, list[str]] = {}
    for each in report.by_hand:
        if each.quotation:
            beside.setdefault(each.quotation, []).append(each.text)
    for checked in report.quotations:
        texts = beside.get(checked.id)
        if texts:
            yield from _wrapped(f"{checked.number}  {'; '.join(dict.fromkeys(texts))}", "    ")
    for each in report.by_hand:
        if not each.quotation:
            yield from _wrapped(f"{each.concern}: {each.text}", "    ")


def _sum(report: CheckReport) -> str:
    counts = [
        f"{sum(each.words is verdict for each in report.quotations)} {verdict}"
        for verdict in WordsVerdict
        if any(each.words is verdict for each in report.quotations)
    ]
    number = len(report.quotations)
    noun = "quotation" if number == 1 else "quotations"
    return f"{number} {noun}" + (f" ({', '.join(counts)})" if counts else "")


def _quotation_lines(checked: Checked) -> Iterator[str]:
    whose = "" if checked.whose is WhoseVerdict.UNCLEAR else f", {checked.whose}"
    place = f"  ({checked.where})" if checked.where else ""
    yield f"{sign(checked)} {checked.number}  {checked.words}{whose}  [{checked.id}]{place}"
    speaker = f" — {checked.speaker}" if checked.speaker else ""
    yield from _wrapped(f"“{checked.said}”{speaker}", "    ")
    if checked.change is not None:
        yield from _wrapped(f"Changed: {'; '.join(checked.change.what)}.", "    ")
    for sentence in checked.context.sentences:
        yield from _wrapped(sentence, "    ")
    for number, evidence in enumerate(checked.evidence):
        yield from _evidence_lines(evidence, is_first=number == 0)
    yield from _signed_lines(checked)
    if checked.context.nearest is not None:
        yield "    nearest text, for comparison only:"
        yield from _evidence_lines(checked.context.nearest, is_first=True)


def _signed_lines(checked: Checked) -> Iterator[str]:
    for each in checked.signed:
        reopened = "" if each.stands else " (reopened: the line or its evidence changed since)"
        note = f": {each.note}" if each.note else ""
        told = f"no. {each.number}, {each.decision}, {each.who}, {each.on}{reopened}{note}"
        yield from _wrapped(told, "    signed: ")


def _evidence_lines(evidence: Evidence, *, is_first: bool) -> Iterator[str]:
    date = evidence.date.iso()[:16].replace("T", " ") if evidence.date else "undated"
    people = f"{shown(evidence.from_) or '?'} → {shown(evidence.to) or '?'}"
    names = ", ".join((evidence.permalink, *evidence.aliases))
    lead = "    » " if is_first else "    + "
    yield from _wrapped(f"{names}  {date}  {people}  ({evidence.passage})", lead)
    if is_first and any(edit.weight is not Weight.SAME for edit in evidence.diff):
        yield from _wrapped(" ".join(_shown_edit(edit) for edit in evidence.diff), "      ")


def _shown_edit(edit: Edit) -> str:
    """Show an edit in signs: what stands in the story {+ +}, what stands in the mail [- -]."""
    story, evidence = edit.story.strip(), edit.evidence.strip()
    if edit.op is Op.SAME:
        return evidence
    return " ".join(
        part
        for part in (f"[-{evidence}-]" * bool(evidence), f"{{+{story}+}}" * bool(story))
        if part
    )


def _wrapped(text: str, lead: str) -> list[str]:
    said = " ".join(_clean(text).split())
    return textwrap.wrap(
        said, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_long_words=False
    )


def _clean(text: str) -> str:
    return _CONTROL.sub("\ufffd", text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
