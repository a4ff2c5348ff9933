"""Whether a changed word is a misspelling put right: told by the spelling and by what the archive holds.

No dictionary is asked. A word is taken for a misspelling of another if one slip of the fingers makes the
one of the other, and nearly everybody in the archive writes the other.
"""

import msgspec

from onrecord.check.edits import Edit, Op, Weight
from onrecord.check.hunt import Outcome
from onrecord.check.library import Library
from onrecord.check.meaning import is_telling_word
from onrecord.check.style import StyleKind
from onrecord.check.verdict import Place, WordsVerdict, words_of_weight
from onrecord.search.query import Words
from onrecord.text.terms import words

FEWEST_LETTERS = 5
"""Letters of a word. Shorter ones are too near to other words."""
LEAST_COMMON = 20
"""Messages that hold a word for it to be how one writes it."""
TIMES_RARER = 100
"""How many times fewer messages hold the misspelling."""
MOST_CORRECTED = 4


def with_corrections(library: Library, outcome: Outcome) -> Outcome:
    """Return an outcome in which corrected misspellings are changes of style, if no other is left.

    One that holds another unmarked change as well is returned as it is.
    """
    if outcome.words is not WordsVerdict.UNMARKED_CHANGE:
        return outcome
    best = _corrected_place(library, outcome.places[0])
    if best is None:
        return outcome
    others = outcome.places[1:]
    return msgspec.structs.replace(outcome, words=best.words, places=(best, *others))


def _corrected_place(library: Library, place: Place) -> Place | None:
    comparison = place.comparison
    changed = [edit for edit in comparison.edits if edit.weight is Weight.CHANGED]
    if len(changed) > MOST_CORRECTED:
        return None
    if not all(_is_slip(edit) and _is_rarer(library, edit) for edit in changed):
        return None
    edits = tuple(_corrected(each) if each in changed else each for each in comparison.edits)
    laid = msgspec.structs.replace(comparison, edits=edits)
    return msgspec.structs.replace(place, comparison=laid, words=words_of_weight(laid.weight))


def _corrected(edit: Edit) -> Edit:
    return msgspec.structs.replace(edit, weight=Weight.STYLE, style=StyleKind.CORRECTED_TYPO)


def _is_slip(edit: Edit) -> bool:
    """Tell whether one plain lower-case word stands for another that one slip of a finger makes of it."""
    story, evidence = edit.story.strip(), edit.evidence.strip()
    return (
        edit.op is Op.REPLACED
        and story.isalpha()
        and evidence.isalpha()
        and story.islower()
        and evidence.islower()
        and min(len(story), len(evidence)) >= FEWEST_LETTERS - 1
        and len(story) >= FEWEST_LETTERS
        and not is_telling_word(story)
        and not is_telling_word(evidence)
        and one_slip(story, evidence)
    )


def one_slip(first: str, second: str) -> bool:
    """Tell whether a letter put in or exchanged, or two neighbours swapped, make one word of the other.

    A letter at the end is none: it makes plurals, tenses and persons.
    """
    if first == second:
        return False
    if len(first) < len(second):
        first, second = second, first
    start = 0
    while start < len(second) and first[start] == second[start]:
        start += 1
    left, right = first[start:], second[start:]
    if len(first) == len(second):
        swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
        return (left[1:] == right[1:] and len(left) > 1) or swapped
    return len(first) == len(second) + 1 and left[1:] == right != ""


def _is_rarer(library: Library, edit: Edit) -> bool:
    usual, unusual = (
        library.find(Words(words(said.strip())), 1)[0] for said in (edit.story, edit.evidence)
    )
    return usual >= LEAST_COMMON and usual >= TIMES_RARER * unusual
