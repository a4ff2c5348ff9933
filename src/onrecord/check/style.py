"""What house styles change in a quotation without a mark: listed each time, allowed or not.

The rules are those of the books named, as far as a program can see them; where a book leaves a change
to judgement it is not allowed here, so that an editor reads the line.
"""

from enum import StrEnum

import msgspec


class Profile(StrEnum):
    """A house style: Associated Press, Chicago Manual (13.7, 13.18), New Hart's Rules (ch. 9)."""

    AP = "ap"
    CHICAGO = "chicago"
    BRITISH = "british"


class StyleKind(StrEnum):
    """What was changed.

    ``first-letter``: its case, where a quotation, a part of it or a sentence begins. ``end-mark``: a
    question or exclamation mark at the end, dropped, added or exchanged. ``closing-mark``: a comma or
    full stop before the closing quotation mark that the mail does not have. ``corrected-typo``: a
    misspelt word put right.
    """

    FIRST_LETTER = "first-letter"
    END_MARK = "end-mark"
    CLOSING_MARK = "closing-mark"
    CORRECTED_TYPO = "corrected-typo"


_ALLOWED = {
    Profile.AP: frozenset({StyleKind.FIRST_LETTER, StyleKind.CLOSING_MARK}),
    Profile.CHICAGO: frozenset(
        {StyleKind.FIRST_LETTER, StyleKind.CLOSING_MARK, StyleKind.CORRECTED_TYPO}
    ),
    Profile.BRITISH: frozenset({StyleKind.FIRST_LETTER, StyleKind.CORRECTED_TYPO}),
}


class StyleChange(msgspec.Struct, frozen=True):
    """One change of style: what stands in the story, what in the mail, and whether it is allowed."""

    kind: StyleKind
    story: str
    evidence: str
    allowed: bool


def allows(profile: Profile, kind: StyleKind) -> bool:
    """Tell whether a house style lets an editor change this without a mark."""
    return kind in _ALLOWED[profile]
