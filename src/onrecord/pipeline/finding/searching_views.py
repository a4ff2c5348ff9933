"""What the faces show of a search beside its hits: counts, timelines, concordances, related messages."""

import msgspec

from onrecord.message.structure import Mailbox, StatedDate
from onrecord.pipeline.showing.views import AuthorView


class FacetValueView(msgspec.Struct, frozen=True):
    """One value that messages found have, and how many have it.

    ``name`` is what to show (a thread's subject; else the value). ``narrowing`` is what to add to the
    query to ask for these messages; empty where the language has no word for it. ``person`` is whom the
    address of a sender or recipient is judged to be, if known; what is counted is the address all the same.
    """

    value: str
    name: str
    messages: int
    narrowing: str
    person: AuthorView | None = None

    @property
    def called(self) -> str:
        """The name of the person, where it says more than ``name``; else ""."""
        if self.person is None or self.person.name.casefold() == self.name.casefold():
            return ""
        return self.person.name


class FacetView(msgspec.Struct, frozen=True):
    """All messages found, counted by one field: its most frequent values."""

    field: str
    values: tuple[FacetValueView, ...]


class StepView(msgspec.Struct, frozen=True):
    """Messages sent in the step that begins on ``day``. Only a gap, without messages, spans more steps."""

    day: str
    messages: int
    steps: int = 1


class TimelineView(msgspec.Struct, frozen=True):
    """Messages found over time, in one tranche or (``tranche`` empty) in all."""

    tranche: str
    messages: int
    undated: int
    steps: tuple[StepView, ...]


class TimelinesView(msgspec.Struct, frozen=True):
    """Timelines of one query. All have the same steps; the first is that of all messages found.

    ``step`` is ``day``, ``week`` (from Monday) or ``month``. A message that came in two tranches counts
    in both lines.
    """

    query: str
    repairs: tuple[str, ...]
    step: str
    lines: tuple[TimelineView, ...]


class SentenceView(msgspec.Struct, frozen=True):
    """A sentence in somebody's own words that names a person. ``marks`` are spans of the names in it.

    ``sentence`` is on one line. ``before`` and ``after`` are some words of the same passage around it.
    """

    permalink: str
    date: StatedDate | None
    from_: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    subject: str
    tranche: str
    before: str
    sentence: str
    after: str
    marks: tuple[tuple[int, int], ...]


class AboutView(msgspec.Struct, frozen=True):
    """What is written about a person, in time order; undated last. ``messages`` hold the sentences.

    ``names`` are the forms that were looked for, ``left_out`` forms that others bear too.
    """

    who: str
    by: str
    names: tuple[str, ...]
    left_out: tuple[str, ...]
    messages: int
    sentences: tuple[SentenceView, ...]


class RelatedView(msgspec.Struct, frozen=True):
    """A message on the same matter as another, with the reasons in words, weightiest first."""

    permalink: str
    date: StatedDate | None
    from_: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    subject: str
    tranche: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    reasons: tuple[str, ...]
