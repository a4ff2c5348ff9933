"""A check as a value: every quotation of a story with its verdicts and evidence."""

import msgspec

from onrecord.check.by_hand import ByHand
from onrecord.check.circumstances import Relation
from onrecord.check.evidence import Evidence
from onrecord.check.findings import Finding
from onrecord.check.identity import fingerprint
from onrecord.check.later import Later
from onrecord.check.library import Searched
from onrecord.check.medium import Medium
from onrecord.check.quotation import Quotation
from onrecord.check.story import Story
from onrecord.check.style import Profile, StyleChange
from onrecord.check.verdict import FAIR, WhoseVerdict, WordsVerdict

_UNJUDGED = frozenset({WordsVerdict.TOO_SHORT, WordsVerdict.NOT_FROM_ARCHIVE})
_MISGIVEN = frozenset({WhoseVerdict.WRONG_SPEAKER, WhoseVerdict.OTHER_WORDS})


class Context(msgspec.Struct, frozen=True):
    """What else is worth knowing of a quotation. ``sentences`` are to be printed with it."""

    sentences: tuple[str, ...]
    word_count: int
    rivals: int
    narrowed: bool
    stated_date: str
    stated_recipient: str
    stated_recipients: tuple[str, ...]
    stated_medium: Medium
    stated_relation: Relation
    described: str
    in_order: tuple[str, ...]
    style: tuple[StyleChange, ...]
    findings: tuple[Finding, ...]
    later: tuple[Later, ...]
    nearest: Evidence | None


class Signed(msgspec.Struct, frozen=True):
    """What somebody decided on a quotation, or noted of it: line ``number`` of the desk's sign-offs.

    ``stands`` until the story's line or its evidence change.
    """

    number: int
    who: str
    on: str
    story: str
    decision: str
    note: str
    stands: bool


class Change(msgspec.Struct, frozen=True):
    """How a quotation differs from an earlier report: it is new, or ``what`` of it changed.

    ``before`` is what the story said instead, where it said something like it.
    """

    is_new: bool
    before: str
    what: tuple[str, ...]


class Checked(msgspec.Struct, frozen=True):
    """One quotation of the story, with both verdicts and the evidence for them, the best first.

    ``number`` counts the story's quotations from 1; ``id`` stays while the quotation's words stay.
    ``where`` is the page or paragraph of a document; ``said`` are the quotation's words without the
    story's markup.
    """

    id: str
    number: int
    where: str
    quotation: Quotation
    said: str
    speaker: str
    words: WordsVerdict
    whose: WhoseVerdict
    evidence: tuple[Evidence, ...]
    context: Context
    signed: tuple[Signed, ...] = ()
    change: Change | None = None


class Since(msgspec.Struct, frozen=True):
    """What changed since an earlier report, besides the quotations that are still there.

    ``gone`` are the words of quotations that are there no more; ``searched`` what was searched then.
    """

    story: str
    gone: tuple[str, ...]
    searched: Searched


class CheckReport(msgspec.Struct, frozen=True):
    """A story held against an archive."""

    story: Story
    searched: Searched
    quotations: tuple[Checked, ...]
    by_hand: tuple[ByHand, ...] = ()
    profile: Profile = Profile.AP
    since: Since | None = None


def is_judged(checked: Checked) -> bool:
    """Tell whether a quotation has words enough, and is of mail as far as the story says."""
    return checked.words not in _UNJUDGED


def is_misgiven(checked: Checked) -> bool:
    """Tell whether the words, enough of them, are not those of whom the story gives them to."""
    return checked.whose in _MISGIVEN and checked.words is not WordsVerdict.TOO_SHORT


def is_fair(checked: Checked) -> bool:
    """Tell whether nothing here asks for an editor: the words stand and nobody else's name is on them."""
    if not is_judged(checked):
        return True
    styled = all(change.allowed for change in checked.context.style)
    return checked.words in FAIR and styled and not is_misgiven(checked)


def is_open(checked: Checked) -> bool:
    """Tell whether a quotation still asks for an editor: it is not fair, and nobody found it so."""
    decided = [each for each in checked.signed if each.decision != "note"]
    accepted = decided and decided[-1].stands and decided[-1].decision == "fair"
    return not (is_fair(checked) or accepted)


def exit_status(report: CheckReport) -> int:
    """Return 0 if no quotation asks for an editor, else 1."""
    return 1 if any(is_open(each) for each in report.quotations) else 0


def basis(checked: Checked) -> str:
    """Return the fingerprint of what a reader decides on: the line of the story, and its evidence."""
    context = checked.context
    return fingerprint(
        [
            checked.quotation.text,
            [checked.speaker, context.described, context.stated_date],
            [*context.stated_recipients, str(context.stated_medium), str(context.stated_relation)],
            [str(checked.words), str(checked.whose), context.rivals],
            [[each.name, str(each.held)] for each in context.findings],
            [[each.permalink, each.text] for each in context.later],
            sorted([each.permalink, each.passage, each.text] for each in checked.evidence),
        ]
    )
