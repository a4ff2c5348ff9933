"""The two verdicts on a quotation: do the words stand there, and whose are they?

``docs/reference/verdicts.md`` says what each value means and what it does not mean.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC
from enum import StrEnum

import msgspec

from onrecord.check.attachment_writer import names_as_writer
from onrecord.check.edits import Comparison, Edit, Op, Sides, Weight, same_word_for_word
from onrecord.check.known_names import known
from onrecord.check.library import Candidate
from onrecord.check.meaning import Sense, kinds_in, touched
from onrecord.check.names import Agreement, agreement_with
from onrecord.check.pasted import framing, in_marks
from onrecord.check.stated_date import StoryDate
from onrecord.message.structure import Mailbox
from onrecord.text.passage import Origin, Passage

FEWEST_WORDS = 4
"""A quotation of fewer words recurs by chance; where it comes from cannot be told by its words."""

MOST_WORDS_OF_A_CHANGE = 2
"""Words. More than these left out in a row are a cut, whatever they are."""
MOST_WORDS_AT_AN_ELLIPSIS = 3
"""Words. A negation among more words left out at an ellipsis is one of a statement of its own."""
LONGEST_CUT = 30
"""Words. If more are left out in a row (half as many over a new paragraph), two passages are joined."""
_PARTIAL = re.compile(r"(?:(?<=[^\W\d_])|(?=\[[^\W\d_]{1,12}\]['’]?[^\W\d_]))\[([^\W\d_]{1,12})\]")
"""Brackets around some letters of a word."""
_NEW_PARAGRAPH = re.compile(r"\n\s*\n")


class WordsVerdict(StrEnum):
    """Whether the archive holds the words."""

    VERBATIM = "verbatim"
    TYPOGRAPHY = "typography"
    STYLE_CHANGE = "style-change"
    MARKED_EDIT = "marked-edit"
    UNMARKED_CHANGE = "unmarked-change"
    UNMARKED_CUT = "unmarked-cut"
    MEANING_CHANGE = "meaning-change"
    SPLICED = "spliced"
    PARTLY_FOUND = "partly-found"
    TOO_SHORT = "too-short"
    NOT_FOUND = "not-found"
    NOT_FROM_ARCHIVE = "not-from-archive"


class WhoseVerdict(StrEnum):
    """Whether they are the words of whom the story gives them to."""

    CONFIRMED = "speaker-confirmed"
    OTHER_WORDS = "other-words"
    WRONG_SPEAKER = "wrong-speaker"
    UNCLEAR = "speaker-unclear"
    QUOTED_COPY = "only-in-quoted-copy"


FAIR = frozenset(
    {
        WordsVerdict.VERBATIM,
        WordsVerdict.TYPOGRAPHY,
        WordsVerdict.STYLE_CHANGE,
        WordsVerdict.MARKED_EDIT,
    }
)
"""Verdicts on words that stand as the story says, with changes of style and marked ones at most."""
_BY_WEIGHT = {
    Weight.SAME: WordsVerdict.VERBATIM,
    Weight.TYPOGRAPHY: WordsVerdict.TYPOGRAPHY,
    Weight.STYLE: WordsVerdict.STYLE_CHANGE,
    Weight.MARKED: WordsVerdict.MARKED_EDIT,
    Weight.CHANGED: WordsVerdict.UNMARKED_CHANGE,
}
_RANK = [*_BY_WEIGHT.values()]
_TAKEN_OVER = re.compile(r"\s*(?:re|aw|sv|fwd?|wg)\s*:", re.IGNORECASE)
_SOMEBODY_ELSES = frozenset({Origin.QUOTED, Origin.FORWARDED, Origin.PASTED})


class Place(msgspec.Struct, frozen=True):
    """One place of the archive, compared and judged. ``passages`` are those the words run over.

    ``echoes``: the words stand in the same text also where they are somebody else's, or may be.
    """

    candidate: Candidate
    comparison: Comparison
    passages: tuple[Passage, ...]
    words: WordsVerdict
    whose: WhoseVerdict
    echoes: bool = False

    @property
    def passage(self) -> Passage | None:
        """The passage in which the words begin."""
        return self.passages[0] if self.passages else None

    @property
    def is_body(self) -> bool:
        """True if the text is the letter itself, not its subject or an attachment."""
        return self.candidate.place == "body"

    @property
    def is_attachment(self) -> bool:
        """True if the text is an attachment's."""
        return not self.is_body and self.candidate.place != "subject"

    @property
    def sent(self) -> str:
        """When the message was sent, to sort by; undated ones last."""
        date = self.candidate.date
        return date.instant.astimezone(UTC).isoformat() if date else "9999"

    @property
    def is_anothers(self) -> bool:
        """True if the words stand in a quoted, forwarded or pasted passage that is not the speaker's."""
        foreign = self.passage is not None and self.passage.origin in _SOMEBODY_ELSES
        return self.is_body and foreign and self.whose is not WhoseVerdict.CONFIRMED

    @property
    def is_copy(self) -> bool:
        """True if the words stand in a passage that is quoted or forwarded from another letter."""
        origin = self.passage.origin if self.passage else Origin.OWN
        return self.is_body and origin in (Origin.QUOTED, Origin.FORWARDED)

    @property
    def framing(self) -> str:
        """The line that makes it doubtful that own words are the sender's, "" if there is none."""
        if self.passage is None or not self.is_body:
            return ""
        words = (self.comparison.start, self.comparison.end)
        return framing(self.candidate.text, self.passage, words, self.candidate.from_)

    @property
    def is_in_marks(self) -> bool:
        """True if own words stand between quotation marks there: the sender may quote somebody."""
        is_own = self.passage is not None and self.passage.origin is Origin.OWN
        words = (self.comparison.start, self.comparison.end)
        return self.is_body and is_own and in_marks(self.candidate.text, words)

    def is_doubtful_letter_of(self, speaker: str) -> bool:
        """Tell whether these are own words of the speaker's message that something there makes doubtful."""
        own = self.is_body and self.passage is not None and self.passage.origin is Origin.OWN
        if not own or self.whose is not WhoseVerdict.UNCLEAR:
            return False
        senders = known(self.candidate, self.candidate.from_)
        return agreement_with(speaker, senders) is Agreement.SAME

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


def words_of_weight(weight: Weight) -> WordsVerdict:
    """Return the verdict that the heaviest edit alone makes."""
    return _BY_WEIGHT[weight]


def judge_words(sides: Sides, comparison: Comparison) -> WordsVerdict:
    """Judge by the heaviest edit; "verbatim" only after comparing the two texts once more."""
    judged = _BY_WEIGHT[comparison.weight]
    if judged is WordsVerdict.VERBATIM and not same_word_for_word(sides, comparison):
        return WordsVerdict.UNMARKED_CHANGE
    if judged is WordsVerdict.MARKED_EDIT:
        senses = touched_senses(sides.text, comparison)
        return WordsVerdict.MEANING_CHANGE if senses else WordsVerdict.MARKED_EDIT
    return _judge_changed(sides, comparison) if comparison.weight is Weight.CHANGED else judged


def _judge_changed(sides: Sides, comparison: Comparison) -> WordsVerdict:
    """Tell what kind of unmarked change it is: the meaning's, a cut, words far apart, or any other."""
    edits = comparison.edits
    changed = [number for number, edit in enumerate(edits) if edit.weight is Weight.CHANGED]
    inside = changed[0] > 0 and changed[-1] < len(edits) - 1
    if inside and all(edits[number].op is Op.EVIDENCE_ONLY for number in changed):
        left_out = [edits[number].evidence for number in changed]
        if any(_is_far(text) for text in left_out):
            return WordsVerdict.SPLICED
        if max(len(text.split()) for text in left_out) > MOST_WORDS_OF_A_CHANGE:
            return WordsVerdict.UNMARKED_CUT
    if touched_senses(sides.text, comparison):
        return WordsVerdict.MEANING_CHANGE
    is_cut = inside and all(edits[number].op is Op.EVIDENCE_ONLY for number in changed)
    return WordsVerdict.UNMARKED_CUT if is_cut else WordsVerdict.UNMARKED_CHANGE


def _is_far(left_out: str) -> bool:
    """Tell whether so much is left out that what stands on its two sides is no longer one passage."""
    words = len(left_out.split())
    return words > LONGEST_CUT or (
        words > LONGEST_CUT // 2 and _NEW_PARAGRAPH.search(left_out) is not None
    )


def touched_senses(text: str, comparison: Comparison) -> tuple[Sense, ...]:
    """Return the kinds of telling word that the edits put in, take out or exchange.

    At a marked ellipsis that is only a negation among a few words; in brackets what the story puts in
    the place of a negation, number, date, currency or modal verb of the mail's, or a negation put in.
    """
    found: set[Sense] = set()
    at, story = comparison.start, ""
    for edit in comparison.edits:
        if edit.weight >= Weight.MARKED:
            before = text[max(0, at - 12) : at]
            put = _PARTIAL.sub(r"\1", edit.story) if edit.op is Op.BRACKETED else edit.story
            senses = touched((story[-12:], put), (before, edit.evidence))
            found.update(_telling(edit, senses))
        at += len(edit.evidence)
        story += edit.story
    return tuple(sense for sense in Sense if sense in found)


def _telling(edit: Edit, senses: Sequence[Sense]) -> Iterable[Sense]:
    if edit.weight is Weight.CHANGED:
        return senses
    if edit.op is Op.LEFT_OUT:
        short = len(edit.evidence.split()) <= MOST_WORDS_AT_AN_ELLIPSIS
        return [sense for sense in senses if sense is Sense.NEGATION and short]
    both = kinds_in(edit.story) & kinds_in(edit.evidence)
    return [
        sense
        for sense in senses
        if sense is Sense.NEGATION or (sense is not Sense.NAME and sense in both)
    ]


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
    if not speaker or passage is None or passage.header or place.crosses:
        return WhoseVerdict.UNCLEAR
    sender = agreement_with(speaker, known(place.candidate, place.candidate.from_))
    if place.is_attachment and names_as_writer(place.candidate.text, speaker):
        return WhoseVerdict.CONFIRMED
    if not place.is_body or passage.origin not in _SOMEBODY_ELSES:
        return _judge_own(place, passage, sender)
    if not passage.author and not passage.author_address:
        is_sender = sender is Agreement.SAME
        return WhoseVerdict.OTHER_WORDS if is_sender else WhoseVerdict.UNCLEAR
    named = Mailbox(passage.author, passage.author_address)
    author = agreement_with(speaker, known(place.candidate, (named,)))
    if author is Agreement.SAME:
        return WhoseVerdict.CONFIRMED
    if author is Agreement.DIFFERENT:
        is_sender = sender is Agreement.SAME
        return WhoseVerdict.OTHER_WORDS if is_sender else WhoseVerdict.WRONG_SPEAKER
    return WhoseVerdict.UNCLEAR


def _judge_own(place: Place, passage: Passage, sender: Agreement) -> WhoseVerdict:
    """Judge words that no passage mark gives to somebody else.

    Who wrote a standing footer, or an attachment that does not say so, a message does not tell: they
    are not the sender's own words, and contradict nobody. Nor do words that a byline or a copyright
    line frames, or a subject taken over from another letter; they confirm nobody either.
    """
    if passage.origin is Origin.BOILERPLATE or place.is_attachment:
        return WhoseVerdict.OTHER_WORDS if sender is Agreement.SAME else WhoseVerdict.UNCLEAR
    is_taken_over = not place.is_body and _TAKEN_OVER.match(place.candidate.text)
    if place.framing or place.is_in_marks or is_taken_over:
        return WhoseVerdict.UNCLEAR
    if sender is Agreement.SAME:
        return WhoseVerdict.CONFIRMED
    return WhoseVerdict.WRONG_SPEAKER if sender is Agreement.DIFFERENT else WhoseVerdict.UNCLEAR


def rank(
    place: Place, stated: StoryDate | None
) -> tuple[int, int, bool, bool, int, bool, bool, str, str]:
    """Order places, the best first: words, letters before attachments, speaker, date, own words, earlier.

    Of places that are nobody's own words those in the speaker's own messages come first.
    Who sent an attachment need not have written it, so that it never outranks a letter that tells.
    """
    passage, sent = place.passage, place.candidate.date
    is_own = passage is not None and passage.origin is Origin.OWN
    return (
        _RANK.index(_BY_WEIGHT[place.comparison.weight]),
        place.comparison.changes,
        not (place.is_body or place.candidate.place == "subject"),
        place.whose is not WhoseVerdict.CONFIRMED,
        stated.distance(sent) if stated else 0,
        not is_own,
        place.whose is not WhoseVerdict.OTHER_WORDS,
        place.sent,
        place.candidate.permalink + place.candidate.place,
    )
