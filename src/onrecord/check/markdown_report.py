"""The story as Markdown, with a footnote at each quotation that leads to its evidence."""

import re

from onrecord.check.footnotes import footnote, pieces
from onrecord.check.report import CheckReport
from onrecord.check.sentences import extent

_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def markdown(report: CheckReport) -> str:
    """Return the story with footnotes ``[^check-1]`` …; its own words stay as they are."""
    body = report.story.body
    told = []
    for piece in pieces(report):
        told.append(body[piece.start : piece.end])
        if piece.checked is not None:
            told.append(f"[^check-{piece.checked.number}]")
    notes = [f"[^check-{each.number}]: {_plain(footnote(each))}" for each in report.quotations]
    listed = "\n".join(notes)
    return f"{''.join(told).rstrip()}\n\n{listed}\n\n*{_plain(extent(report.searched))}.*\n"


def _plain(said: str) -> str:
    """Return text of a letter that Markdown shows as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(_CONTROL.sub(" ", said).split()))
