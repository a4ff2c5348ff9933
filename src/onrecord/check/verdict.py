"""The two verdicts on a quotation: do the words stand there, and whose are they?

``docs/reference/verdicts.md`` says what each value means and what it does not mean.
"""

from enum import StrEnum

import msgspec

from onrecord.check.edits import Comparison, Op, Sides, Weight, same_word_for_word
from onrecord.check.library import Candidate
from onrecord.check.names import Agreement, agreement, agreement_with
from onrecord.check.pasted import framing
from onrecord.check.stated_date import StoryDate
from onrecord.text.passage import Origin, Passage

FEWEST_WORDS = 4
"""A quotation of fewer words recurs by chance; where it comes from cannot be told by its words."""


class WordsVerdict(StrEnum):
    """Whether the archive holds the words."""

    VERBATIM = "verbatim"
    TYPOGRAPHY = "typography"
    MARKED_EDIT = "marked-edit"
    UNMARKED_CHANGE = "unmarked-change"
    TOO_SHORT = "too-short"
    NOT_FOUND = "not-found"


class WhoseVerdict(StrEnum):
    """Whether they are the words of whom the story gives them to."""

    CONFIRMED = "speaker-confirmed"
    OTHER_WORDS = "other-words"
    WRONG_SPEAKER = "wrong-speaker"
    UNCLEAR = "speaker-unclear"


_BY_WEIGHT = {
    Weight.SAME: WordsVerdict.VERBATIM,
    Weight.TYPOGRAPHY: WordsVerdict.TYPOGRAPHY,
    Weight.MARKED: WordsVerdict.MARKED_EDIT,
    Weight.CHANGED: WordsVerdict.UNMARKED_CHANGE,
}
_RANK = list(WordsVerdict)
_SOMEBODY_ELSES = frozenset({Origin.QUOTED, Origin.FORWARDED, Origin.PASTED})


class Place(msgspec.Struct, frozen=True):
    """One place of the archive, compared and judged. ``passages`` are those the words run over."""

    candidate: Candidate
    comparison: Comparison
    passages: tuple[Passage, ...]
    words: WordsVerdict
    whose: WhoseVerdict

    @property
    def passage(self) -> Passage | None:
        """The passage in which the words begin."""
        return self.passages[0] if self.passages else None

    @property
    def is_body(self) -> bool:
        """True if the text is the letter itself, not its subject or an attachment."""
        return self.candidate.place == "body"

    @property
    def framing(self) -> str:
        """The line that makes it doubtful that own words are the sender's, "" if there is none."""
        if self.passage is None or not self.is_body:
            return ""
        words = (self.comparison.start, self.comparison.end)
        return framing(self.candidate.text, self.passage, words, self.candidate.from_)

    @property
    def crosses(self) -> bool:
        """True if the words run over passages by different hands."""
        return len({(p.origin, p.depth, p.author, p.author_address) for p in self.passages}) > 1


def is_source(comparison: Comparison) -> bool:
    """Tell whether a passage is clearly what a quotation was made from.

    With no more than marked changes, three words in a row must stand in one piece (fewer only if
    nothing is marked). With unmarked changes: three of five words are shared in order, and three of
    five of those that are not among the very commonest; at least four words (or all but one), two of
    them not among the commonest; three in a row (fewer of a quotation under seven words); and no more
    than twice as many words are left out as are shared (ten in any case). Six words or more of which
    all but one are shared, with one left out at most, need no uncommon word.
    """
    if comparison.weight < Weight.MARKED:
        return True
    if comparison.weight is Weight.MARKED:
        return comparison.run >= min(3, comparison.wanted) and comparison.telling >= 1
    missing = comparison.wanted - comparison.shared
    if comparison.shared >= 6 and missing <= 1 and comparison.omitted <= 1:
        return True
    return (
        comparison.shared >= 0.6 * comparison.wanted
        and comparison.shared >= min(FEWEST_WORDS, comparison.wanted - 1)
        and comparison.telling >= max(2, 0.6 * comparison.wanted_telling)
        and comparison.run >= min(3, (comparison.wanted - 1) // 2)
        and comparison.omitted <= max(10, 2 * comparison.shared)
    )


def judge_words(sides: Sides, comparison: Comparison) -> WordsVerdict:
    """Judge by the heaviest edit; "verbatim" only after comparing the two texts once more."""
    judged = _BY_WEIGHT[comparison.weight]
    if judged is WordsVerdict.VERBATIM and not same_word_for_word(sides, comparison):
        return WordsVerdict.UNMARKED_CHANGE
    return judged


def passages_of(candidate: Candidate, comparison: Comparison) -> tuple[Passage, ...]:
    """Return the passages that the words kept by the story stand in.

    What the story leaves out by a marked ellipsis may stand in any passage.
    """
    touched: list[Passage] = []
    at = comparison.start
    for edit in comparison.edits:
        end = at + len(edit.evidence)
        if edit.op is not Op.LEFT_OUT and edit.evidence.strip():
            stop = at + len(edit.evidence.rstrip())
            touched += [
                passage
                for passage in candidate.passages
                if passage.start < stop and passage.end > at and passage not in touched
            ]
        at = end
    return tuple(touched)


def judge_whose(speaker: str, place: Place) -> WhoseVerdict:
    """Judge whether the speaker the story names wrote the passage."""
    passage = place.passage
    if not speaker or passage is None or place.crosses:
        return WhoseVerdict.UNCLEAR
    sender = agreement_with(speaker, place.candidate.from_)
    if not place.is_body or passage.origin not in _SOMEBODY_ELSES:
        return _judge_own(place, passage, sender)
    if not passage.author and not passage.author_address:
        is_sender = sender is Agreement.SAME
        return WhoseVerdict.OTHER_WORDS if is_sender else WhoseVerdict.UNCLEAR
    author = agreement(speaker, passage.author, passage.author_address)
    if author is Agreement.SAME:
        return WhoseVerdict.CONFIRMED
    if author is Agreement.DIFFERENT:
        is_sender = sender is Agreement.SAME
        return WhoseVerdict.OTHER_WORDS if is_sender else WhoseVerdict.WRONG_SPEAKER
    return WhoseVerdict.UNCLEAR


def _judge_own(place: Place, passage: Passage, sender: Agreement) -> WhoseVerdict:
    """Judge words that no passage mark gives to somebody else.

    Who wrote an attachment or a standing footer, a message does not say: they contradict nobody. Nor
    do words that a byline or a copyright line frames; they confirm nobody either.
    """
    if passage.origin is Origin.BOILERPLATE or place.framing:
        return WhoseVerdict.UNCLEAR
    if sender is Agreement.SAME:
        return WhoseVerdict.CONFIRMED
    is_senders = place.is_body or place.candidate.place == "subject"
    if sender is Agreement.DIFFERENT and is_senders:
        return WhoseVerdict.WRONG_SPEAKER
    return WhoseVerdict.UNCLEAR


def rank(place: Place, stated: StoryDate | None) -> tuple[int, int, bool, int, bool, str, str]:
    """Order places, the best first: words, speaker, date, own words before quoted, earlier."""
    passage, sent = place.passage, place.candidate.date
    is_own = passage is not None and passage.origin is Origin.OWN
    return (
        _RANK.index(place.words),
        place.comparison.changes,
        place.whose is not WhoseVerdict.CONFIRMED,
        stated.distance(sent) if stated else 0,
        not is_own,
        sent.instant.isoformat() if sent else "9999",
        place.candidate.permalink + place.candidate.place,
    )
