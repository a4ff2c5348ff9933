"""The signs and colours of verdicts, the same in every report."""

from onrecord.check.report import Checked, is_fair, is_misgiven, is_open
from onrecord.check.verdict import WordsVerdict

SIGNS = {
    WordsVerdict.VERBATIM: "✓",
    WordsVerdict.TYPOGRAPHY: "≈",
    WordsVerdict.STYLE_CHANGE: "~",
    WordsVerdict.MARKED_EDIT: "…",
    WordsVerdict.UNMARKED_CHANGE: "≠",
    WordsVerdict.UNMARKED_CUT: "✂",
    WordsVerdict.MEANING_CHANGE: "≠",
    WordsVerdict.SPLICED: "+",
    WordsVerdict.PARTLY_FOUND: "½",
    WordsVerdict.TOO_SHORT: "·",
    WordsVerdict.NOT_FOUND: "?",
    WordsVerdict.NOT_FROM_ARCHIVE: "–",
}
_FAITHFUL = frozenset({WordsVerdict.VERBATIM, WordsVerdict.TYPOGRAPHY})
_UNTOLD = frozenset({WordsVerdict.TOO_SHORT, WordsVerdict.NOT_FROM_ARCHIVE})


def sign(checked: Checked) -> str:
    """Return the sign of a verdict; words given to the wrong person have "!" behind it."""
    return SIGNS[checked.words] + ("!" if is_misgiven(checked) else "")


def colour(checked: Checked) -> str:
    """Return "good", "fair", "bad" or "none"."""
    if not is_fair(checked):
        return "bad"
    if checked.words in _UNTOLD:
        return "none"
    return "good" if checked.words in _FAITHFUL else "fair"


def state(checked: Checked) -> str:
    """Return "open" for what still asks for an editor, "signed", "fair", or "none" if not judged."""
    if is_open(checked):
        return "open"
    if not is_fair(checked):
        return "signed"
    return "none" if checked.words in _UNTOLD else "fair"
