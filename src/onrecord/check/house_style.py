"""The changes of style in a quotation, read off its comparison under a house style."""

from collections.abc import Iterator

from onrecord.check.hunt import Outcome
from onrecord.check.quotation import Quotation
from onrecord.check.style import Profile, StyleChange, StyleKind, allows
from onrecord.check.verdict import FAIR, Place, WordsVerdict

_CLOSING = frozenset(",.;")
_CLOSES = frozenset({WordsVerdict.VERBATIM, WordsVerdict.TYPOGRAPHY})


def style_changes(
    read: str, quotation: Quotation, outcome: Outcome, profile: Profile
) -> tuple[StyleChange, ...]:
    """Return what the story changed as house styles do, in its order."""
    if not outcome.places or outcome.words not in FAIR:
        return ()
    best = outcome.places[0]
    found = [
        StyleChange(
            edit.style, edit.story.strip(), edit.evidence.strip(), allows(profile, edit.style)
        )
        for edit in best.comparison.edits
        if edit.style is not None
    ]
    return (*found, *_closing(read, quotation, best, profile))


def _closing(
    read: str, quotation: Quotation, place: Place, profile: Profile
) -> Iterator[StyleChange]:
    """Yield the story's closing comma or full stop where the mail has none and the style wants none."""
    mark = read[quotation.end - 1 : quotation.end]
    if allows(profile, StyleKind.CLOSING_MARK) or mark not in _CLOSING:
        return
    there = place.candidate.text[place.comparison.end : place.comparison.end + 1]
    if there != mark:
        yield StyleChange(StyleKind.CLOSING_MARK, mark, there.strip(), allowed=False)


def words_under(outcome: Outcome, changes: tuple[StyleChange, ...]) -> WordsVerdict:
    """Return the verdict on the words, with a closing mark that the house style does not put there."""
    closing = any(change.kind is StyleKind.CLOSING_MARK for change in changes)
    return WordsVerdict.STYLE_CHANGE if closing and outcome.words in _CLOSES else outcome.words
