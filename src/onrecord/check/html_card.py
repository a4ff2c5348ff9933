"""One quotation on the page: the verdicts, what is to be known, and the evidence with its comparison."""

import re
from collections.abc import Iterator

from onrecord.check.edits import Edit, Op, Weight
from onrecord.check.evidence import Evidence
from onrecord.check.findings import Finding, Held
from onrecord.check.html_text import counted, text
from onrecord.check.report import Checked, Signed
from onrecord.check.sentences import shown
from onrecord.check.signs import colour, sign, state
from onrecord.check.verdict import WhoseVerdict
from onrecord.message.structure import Mailbox

_NEW_PARAGRAPH = re.compile(r"\n[>\s]*\n[>\s]*")
_NEW_LINE = re.compile(r"[ \t]*\n(?:[ \t]*(?:&gt;)[&gt; \t]*)?")
_JOINED = frozenset(".,;:!?)’”")
"""Marks that stand right behind a word."""
_STANDS = {
    "own": "the sender's own words",
    "quoted": "quoted text",
    "forwarded": "forwarded text",
    "pasted": "text pasted in",
}
_HELD = {
    Held.AGREES: ("✓", "agrees"),
    Held.DIFFERS: ("✗", "differs"),
    Held.OPEN: ("?", "cannot be told"),
}


def card(checked: Checked) -> str:
    """Return the card of a quotation."""
    tone = colour(checked)
    whose = "" if checked.whose is WhoseVerdict.UNCLEAR else f" · {checked.whose}"
    first, *others = checked.context.sentences
    more = "".join(f"<li>{text(sentence)}</li>" for sentence in others)
    return (
        f'<article class="card {tone} is-{state(checked)}" id="{checked.id}">\n'
        f'<h3><a class="badge {tone}" href="#s-{checked.id}">{sign(checked)} {checked.number}</a> '
        f"<span>{checked.words}{whose}</span></h3>\n"
        f'{_changed(checked)}<p class="by">{_speaker(checked)}</p>\n'
        f'<p class="verdict">{text(first)}</p>\n<ul class="notes">{more}</ul>\n'
        f"{_evidence(checked)}{_circumstances(checked)}{_signed(checked)}</article>\n"
    )


def _speaker(checked: Checked) -> str:
    name = checked.speaker or checked.context.described
    told = f"Given to {text(name)}" if name else "The story does not say clearly to whom"
    return f"{told} · {text(checked.where)}" if checked.where else told


def _changed(checked: Checked) -> str:
    change = checked.change
    if change is None:
        return ""
    before = f" Before: “{text(change.before)}”" if change.before else ""
    return f'<p class="change">Changed: {text("; ".join(change.what))}.{before}</p>\n'


def _evidence(checked: Checked) -> str:
    answers = "".join(f.archive for f in checked.context.findings if f.name == "relation")
    shown_first = "".join(_place(each, answers) for each in checked.evidence[:1])
    nearest = checked.context.nearest
    if nearest is not None:
        shown_first += (
            f'<p class="near">The nearest text, for comparison only:</p>{_place(nearest)}'
        )
    return shown_first + _others(checked)


def _others(checked: Checked) -> str:
    """Return the other places, the earliest first."""
    later = sorted(checked.evidence[1:], key=_moment)
    if not later:
        return ""
    rows = "".join(f"<li>{_line(each)}</li>" for each in later)
    told = counted(len(later), "further place")
    return f"<details open><summary>{told}, the earliest first</summary><ol>{rows}</ol></details>\n"


def _moment(evidence: Evidence) -> tuple[float, str]:
    when = evidence.date.instant.timestamp() if evidence.date else float("inf")
    return when, evidence.permalink


def _line(evidence: Evidence) -> str:
    people = f"{shown(evidence.from_) or '?'} → {shown(evidence.to) or '?'}"
    return (
        f"{text(_day(evidence))} · {text(people)} · {text(evidence.passage)}"
        f" · <code>{text(evidence.permalink)}</code>"
    )


def _place(evidence: Evidence, answers: str = "") -> str:
    around = evidence.around
    before = f'<span class="around">{_flowing(around.before)}</span> ' if around.before else ""
    gap = "" if around.after[:1] in _JOINED else " "
    after = f'{gap}<span class="around">{_flowing(around.after)}</span>' if around.after else ""
    said = "".join(_edit(edit) for edit in evidence.diff).rstrip()
    return f"<blockquote>{before}{said}{after}</blockquote>\n{_facts(evidence, answers)}"


def _edit(edit: Edit) -> str:
    """Show an edit: what the mail has struck, what the story has underlined."""
    if edit.op is Op.SAME or edit.weight is Weight.SAME:
        return _flowing(edit.evidence or edit.story)
    tone = "" if edit.weight is Weight.CHANGED else ' class="slight"'
    gone = f"<del{tone}>{_flowing(edit.evidence)}</del>" if edit.evidence.strip() else ""
    put = f"<ins{tone}>{_flowing(edit.story)}</ins>" if edit.story.strip() else ""
    return f"{gone}{put} "


def _flowing(said: str) -> str:
    """Return a letter's text without its line ends; where it has a new paragraph a sign stands."""
    return _NEW_LINE.sub(" ", text(_NEW_PARAGRAPH.sub(" ¶ ", said)))


def _facts(evidence: Evidence, answers: str) -> str:
    source = "a printed page, read by machine" if evidence.printed else ""
    facts = [
        ("From", _people(evidence.from_)),
        ("To", _people(evidence.to)),
        ("Cc", _people(evidence.cc)),
        ("Bcc", _people(evidence.bcc)),
        ("Date", text(_day(evidence))),
        ("Subject", text(evidence.subject)),
        ("Stands in", text(_STANDS.get(evidence.passage, evidence.passage))),
        ("In the thread", text(answers)),
        ("Read from", source),
        ("Tranche", text(evidence.tranche)),
        ("Permalink", f"<code>{text(evidence.permalink)}</code>"),
        ("Also known as", text(", ".join(evidence.aliases))),
        ("Authenticity", text(evidence.authenticity)),
    ]
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts if value)
    return f"<dl>{rows}</dl>\n"


def _day(evidence: Evidence) -> str:
    if evidence.date is None:
        return "not stated"
    moment = f"{evidence.date.instant:%Y-%m-%d %H:%M}"
    zone = f" UTC{evidence.date.instant:%z}" if evidence.date.zone_stated else ""
    return moment + (zone or ", zone not stated")


def _people(mailboxes: tuple[Mailbox, ...]) -> str:
    return text(shown(mailboxes))


def _circumstances(checked: Checked) -> str:
    """Return what the story states, held against the message, and the names of what it does not."""
    found = checked.context.findings
    rows = "".join(_finding(each) for each in found if each.held is not Held.UNSTATED)
    unstated = ", ".join(each.name for each in found if each.held is Held.UNSTATED)
    table = f'<table class="held"><tbody>{rows}</tbody></table>\n' if rows else ""
    return table + (
        f'<p class="unstated">Not stated by the story: {unstated}.</p>\n' if unstated else ""
    )


def _finding(finding: Finding) -> str:
    mark, told = _HELD[finding.held]
    return (
        f'<tr class="{finding.held}"><td><span role="img" aria-label="{told}">{mark}</span></td>'
        f"<th>{finding.name}</th><td>story: {text(finding.story)}</td>"
        f"<td>archive: {text(finding.archive) or 'does not say'}</td></tr>"
    )


def _signed(checked: Checked) -> str:
    return "".join(_sign_offs(checked)) + (
        '<p class="line">Read by ______________________ on ______________</p>\n'
        if state(checked) == "open"
        else ""
    )


def _sign_offs(checked: Checked) -> Iterator[str]:
    for each in checked.signed:
        stands = "" if each.stands else " Reopened: the line or its evidence changed since."
        note = f" “{text(each.note)}”" if each.note else ""
        tone = "stands" if each.stands else "reopened"
        yield f'<p class="signed {tone}">{_decision(each)}{note}{stands}</p>\n'


def _decision(signed: Signed) -> str:
    told = {"fair": "Found fair", "change": "To be changed", "note": "Noted"}[signed.decision]
    return f"{told} by {text(signed.who)}, {signed.on} (no. {signed.number})."
