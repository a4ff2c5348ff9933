"""Does the story say what the mail says? Every quotation of a story, held against the archive."""

from collections.abc import Callable, Iterable

import msgspec

from onrecord.check.attribution import Attribution, attributions
from onrecord.check.by_hand import by_hand
from onrecord.check.evidence import evidence_of
from onrecord.check.findings import Finding, findings
from onrecord.check.house_style import style_changes, words_under
from onrecord.check.hunt import Asked, Outcome, search_few_words, search_quotation
from onrecord.check.identity import ids
from onrecord.check.later import MOST_LETTERS, Later, later_words
from onrecord.check.library import Directory, Library
from onrecord.check.pattern import pattern, word_count
from onrecord.check.quotation import Quotation, quotations
from onrecord.check.report import Checked, CheckReport, Context
from onrecord.check.scene import Scene
from onrecord.check.sentences import Told, sentences
from onrecord.check.spelling import with_corrections
from onrecord.check.story import Story, bare, plain
from onrecord.check.style import Profile
from onrecord.check.use import Use
from onrecord.check.verdict import FAIR, FEWEST_WORDS, WhoseVerdict, WordsVerdict

_FROM_SEVERAL = frozenset({WordsVerdict.SPLICED, WordsVerdict.PARTLY_FOUND})


class _Line(msgspec.Struct, frozen=True):
    """A quotation on its way to a verdict: what is asked, and what it is called."""

    id: str
    number: int
    where: str
    quotation: Quotation
    asked: Asked


def check_story(
    story: Story,
    library: Library,
    directory: Directory | None = None,
    profile: Profile = Profile.AP,
    told: Callable[[Checked, int], None] | None = None,
) -> CheckReport:
    """Find the quotations of a story and hold each against the archive, word by word.

    ``told`` is given each quotation as soon as it is judged, and how many there are.

    A speaker whom the story only describes is named if the directory knows one person by that
    description; without a directory, or with several such people, the speaker stays unclear.
    """
    marked = quotations(story.body)
    found = [each for each in marked if each.use is not Use.TITLE]
    titles = [each for each in marked if each.use is Use.TITLE]
    scene = Scene(story.body, marked)
    lines = _lines(story, found, [_named(each, directory) for each in attributions(scene, found)])
    checking = _Checking(library, profile)
    checked = []
    for line in lines:
        checked.append(checking.check(line))
        if told:
            told(checked[-1], len(lines))
    listed = by_hand(scene, found, titles, [each.id for each in checked])
    return CheckReport(story, checking.searched, tuple(checked), listed, profile)


def _named(said: Attribution, directory: Directory | None) -> Attribution:
    if directory is None or said.speaker or not said.described:
        return said
    names = directory.named(said.described)
    return msgspec.structs.replace(said, speaker=names[0]) if len(names) == 1 else said


def _lines(
    story: Story, found: Iterable[Quotation], said: Iterable[Attribution]
) -> tuple[_Line, ...]:
    found = tuple(found)
    read = plain(story.body)
    patterns = [pattern(read, quotation) for quotation in found]
    each = zip(ids(patterns), found, patterns, said, strict=True)
    return tuple(
        _Line(
            name,
            number,
            story.where(quotation.start),
            quotation,
            Asked(read, items, given),
        )
        for number, (name, quotation, items, given) in enumerate(each, start=1)
    )


class _Checking:
    """A story's quotations being checked, in their order."""

    def __init__(self, library: Library, profile: Profile) -> None:
        self.searched = library.searched()
        self._library = library
        self._profile = profile
        self._before: frozenset[str] = frozenset()

    def check(self, line: _Line) -> Checked:
        """Check the next quotation."""
        count = word_count(line.asked.read, line.quotation)
        search = search_few_words if count < FEWEST_WORDS else search_quotation
        outcome = with_corrections(self._library, search(self._library, line.asked))
        told = self._told(line, outcome)
        checked = Checked(
            id=line.id,
            number=line.number,
            where=line.where,
            quotation=line.quotation,
            said=bare(line.asked.read[line.quotation.start : line.quotation.end]),
            speaker=told.said.speaker,
            words=told.words,
            whose=told.whose,
            evidence=tuple(evidence_of(place) for place in outcome.places),
            context=_context(outcome, told, count),
        )
        self._before = frozenset(each.permalink for each in checked.evidence)
        return checked

    def _told(self, line: _Line, outcome: Outcome) -> Told:
        said = line.asked.attribution
        styled = style_changes(line.asked.read, line.quotation, outcome, self._profile)
        return Told(
            quotation=line.quotation,
            said=said,
            words=words_under(outcome, styled),
            whose=_whose(outcome),
            searched=self.searched,
            style=styled,
            findings=self._findings(said, outcome),
            later=self._later(line, outcome),
            profile=self._profile,
        )

    def _findings(self, said: Attribution, outcome: Outcome) -> tuple[Finding, ...]:
        if not outcome.is_traced:
            return ()
        best = outcome.places[0].candidate
        return findings(said, best, self._library.answered(best), self._before)

    def _later(self, line: _Line, outcome: Outcome) -> tuple[Later, ...]:
        """Return what the writer of own words wrote later that may take them back."""
        if not outcome.is_traced or outcome.words not in FAIR or outcome.places[0].is_copy:
            return ()
        letters = self._library.later(outcome.places[0].candidate, MOST_LETTERS)
        return later_words(line.quotation.text, letters)


def _context(outcome: Outcome, told: Told, count: int) -> Context:
    said = told.said
    return Context(
        sentences=sentences(outcome, told),
        word_count=count,
        rivals=outcome.rivals,
        narrowed=outcome.narrowed,
        stated_date=said.date.text if said.date else "",
        stated_recipient=said.recipient,
        stated_recipients=said.recipients,
        stated_medium=said.medium,
        stated_relation=said.relation,
        described=said.described,
        in_order=_in_order(outcome),
        style=told.style,
        findings=told.findings,
        later=told.later,
        nearest=evidence_of(outcome.nearest) if outcome.nearest else None,
    )


def _whose(outcome: Outcome) -> WhoseVerdict:
    """Return the verdict of the best place; of a few words only where one message is left.

    Of words from several places it is theirs where they agree. A speaker who is confirmed by quoted
    copies alone is not in the archive with the letter itself.
    """
    places = outcome.places
    if not outcome.is_traced:
        return WhoseVerdict.UNCLEAR
    if outcome.words in _FROM_SEVERAL:
        judged = {place.whose for place in places}
        return places[0].whose if len(judged) == 1 else WhoseVerdict.UNCLEAR
    confirmed = [place for place in places if place.whose is WhoseVerdict.CONFIRMED]
    if places[0] in confirmed and all(place.is_copy for place in confirmed):
        return WhoseVerdict.QUOTED_COPY
    return places[0].whose


def _in_order(outcome: Outcome) -> tuple[str, ...]:
    """Return the messages in which the words stand, the earliest first, undated ones last."""
    dated = sorted(outcome.places, key=lambda place: (place.sent, place.candidate.permalink))
    return tuple(dict.fromkeys(place.candidate.permalink for place in dated))
