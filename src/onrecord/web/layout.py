"""Views with what a template cannot work out: cut snippets, followable links."""

from collections.abc import Iterable

import msgspec

from onrecord.pipeline.showing.views import (
    AttachmentView,
    CopyView,
    HitView,
    RecoveredCopyView,
    RecoveredView,
)
from onrecord.recovered.altered import Change
from onrecord.web.marking import LONGEST_SHOWN, Run, Stretch, runs, shown_text, stretches
from onrecord.web.question import Finder
from onrecord.web.wording import outward_link


class ShownHit(msgspec.Struct, frozen=True):
    """A search result with its snippet cut at the marks."""

    view: HitView
    snippet: tuple[Run, ...]


class ShownAttachment(msgspec.Struct, frozen=True):
    """An attachment with its text; ``found`` says that searched words stand in it."""

    view: AttachmentView
    text: tuple[Run, ...]
    found: bool
    left_out: int


class ShownCopy(msgspec.Struct, frozen=True):
    """A copy; ``link`` is its publisher's address if a browser may follow it."""

    view: CopyView
    link: str


class ShownRecovered(msgspec.Struct, frozen=True):
    """The text of a recovered message, or that of one of its copies with its words marked."""

    text: tuple[Stretch, ...]
    left_out: int


class ShownRecoveredCopy(msgspec.Struct, frozen=True):
    """A copy of a recovered message; ``leading`` if its text is the one the page shows."""

    view: RecoveredCopyView
    shown: ShownRecovered
    leading: bool
    same: bool


def shown_hits(hits: Iterable[HitView]) -> tuple[ShownHit, ...]:
    """Return the hits of a page of results, ready to lay out."""
    return tuple(ShownHit(hit, runs(hit.snippet, hit.marks, 0, len(hit.snippet))) for hit in hits)


def shown_attachments(
    attachments: Iterable[AttachmentView], find: Finder
) -> tuple[ShownAttachment, ...]:
    """Return a message's attachments, with searched words marked in their text."""
    return tuple(_shown_attachment(attachment, find) for attachment in attachments)


def _shown_attachment(view: AttachmentView, find: Finder) -> ShownAttachment:
    marks = find(view.text)
    left_out = max(0, len(view.text) - LONGEST_SHOWN)
    return ShownAttachment(view, shown_text(view.text, marks), bool(marks), left_out)


def shown_copies(copies: Iterable[CopyView]) -> tuple[ShownCopy, ...]:
    """Return the occurrences of a message, with links only where they are web addresses."""
    return tuple(ShownCopy(copy, outward_link(copy.publisher_link)) for copy in copies)


def shown_recovered(view: RecoveredView, find: Finder) -> ShownRecovered:
    """Return the text of a recovered message."""
    return _shown_recovered(view.text, find, ())


def shown_recovered_copies(view: RecoveredView, find: Finder) -> tuple[ShownRecoveredCopy, ...]:
    """Return the copies of a recovered message, their differences from the leading one marked."""
    return tuple(
        ShownRecoveredCopy(
            view=copy,
            shown=_shown_recovered(copy.text, find, copy.changes),
            leading=copy.permalink == view.permalink,
            same=copy.text.split() == view.text.split(),
        )
        for copy in view.copies
    )


def _shown_recovered(text: str, find: Finder, changes: Iterable[Change]) -> ShownRecovered:
    end = min(len(text), LONGEST_SHOWN)
    return ShownRecovered(stretches(text, find(text), changes, (0, end)), len(text) - end)
