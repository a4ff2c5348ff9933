"""A check as JSON values (`docs/reference/check-report.md` names every field)."""

from typing import Any

import msgspec

from onrecord.check.evidence import Evidence
from onrecord.check.report import Checked, CheckReport, basis, is_fair, is_open
from onrecord.check.story import Story
from onrecord.message.structure import Mailbox

VERSION = 1
"""Of the JSON shape; raised when a reader of the old shape would misread the new one."""


def to_json(report: CheckReport) -> dict[str, Any]:
    """Return the report as JSON values."""
    return {
        "version": VERSION,
        "story": report.story.path,
        "profile": str(report.profile),
        "since": msgspec.to_builtins(report.since),
        "searched": msgspec.to_builtins(report.searched),
        "quotations": [_checked_json(report.story, each) for each in report.quotations],
        "by_hand": [
            {
                "concern": str(each.concern),
                "span": report.story.given(each.start, each.end),
                "text": each.text,
                "quotation": each.quotation,
            }
            for each in report.by_hand
        ],
    }


def _checked_json(story: Story, checked: Checked) -> dict[str, Any]:
    quotation = checked.quotation
    return {
        "id": checked.id,
        "number": checked.number,
        "where": checked.where,
        "text": story.text[slice(*story.given(quotation.start, quotation.end))],
        "said": checked.said,
        "span": story.given(quotation.start, quotation.end),
        "speaker": checked.speaker,
        "words": str(checked.words),
        "whose": str(checked.whose),
        "fair": is_fair(checked),
        "open": is_open(checked),
        "basis": basis(checked),
        "context": _context_json(story, checked),
        "evidence": [_evidence_json(each) for each in checked.evidence],
        "signed": msgspec.to_builtins(checked.signed),
        "change": msgspec.to_builtins(checked.change),
    }


def _context_json(story: Story, checked: Checked) -> dict[str, Any]:
    context, quotation = checked.context, checked.quotation
    plain = {
        name: msgspec.to_builtins(getattr(context, name))
        for name in type(context).__struct_fields__
        if name != "nearest"
    }
    return plain | {
        "form": str(quotation.form),
        "use": str(quotation.use),
        "segments": [story.given(each.start, each.end) for each in quotation.segments],
        "nearest": _evidence_json(context.nearest) if context.nearest else None,
    }


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    sender = evidence.from_[0] if evidence.from_ else Mailbox("", "")
    return {
        "permalink": evidence.permalink,
        "aliases": list(evidence.aliases),
        "from": _mailbox_json(sender),
        "to": [_mailbox_json(mailbox) for mailbox in evidence.to],
        "cc": [_mailbox_json(mailbox) for mailbox in evidence.cc],
        "bcc": [_mailbox_json(mailbox) for mailbox in evidence.bcc],
        "date": evidence.date.iso() if evidence.date else None,
        "subject": evidence.subject,
        "tranche": evidence.tranche,
        "passage": evidence.passage,
        "printed": evidence.printed,
        "authenticity": evidence.authenticity,
        "span": [evidence.start, evidence.end],
        "text": evidence.text,
        "diff": [
            {
                "op": str(edit.op),
                "story": edit.story,
                "evidence": edit.evidence,
                "style": str(edit.style) if edit.style else "",
            }
            for edit in evidence.diff
        ],
        "before": evidence.around.before,
        "after": evidence.around.after,
        "cut_before": evidence.around.cut_before,
        "cut_after": evidence.around.cut_after,
    }


def _mailbox_json(mailbox: Mailbox) -> dict[str, str]:
    return {"name": mailbox.name, "address": mailbox.address}
