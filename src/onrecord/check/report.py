"""Does the story say what the mail says? Every quotation of a story, checked and reported."""

from typing import Any

import msgspec

from onrecord.check.attribution import Attribution, attributions
from onrecord.check.by_hand import ByHand, by_hand
from onrecord.check.circumstances import Relation
from onrecord.check.edits import Edit
from onrecord.check.hunt import Asked, Outcome, search_few_words, search_quotation
from onrecord.check.library import Directory, Library, Searched
from onrecord.check.medium import Medium
from onrecord.check.pattern import pattern, word_count
from onrecord.check.quotation import Quotation, quotations
from onrecord.check.scene import Scene
from onrecord.check.sentences import sentences
from onrecord.check.story import Story, plain
from onrecord.check.surroundings import Surroundings, surroundings
from onrecord.check.use import Use
from onrecord.check.verdict import FAIR, FEWEST_WORDS, Place, WhoseVerdict, WordsVerdict
from onrecord.message.structure import Mailbox, StatedDate

VERSION = 1
"""Of the JSON shape; raised when a reader of the old shape would misread the new one."""

_UNJUDGED = frozenset({WordsVerdict.TOO_SHORT, WordsVerdict.NOT_FROM_ARCHIVE})
_MISGIVEN = frozenset({WhoseVerdict.WRONG_SPEAKER, WhoseVerdict.OTHER_WORDS})


class Evidence(msgspec.Struct, frozen=True):
    """One place in the archive. ``start``..``end`` are characters of the text it stands in.

    ``passage`` is the origin of the passage ("own", "quoted" …), or "subject", or the attachment.
    """

    permalink: str
    aliases: tuple[str, ...]
    from_: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    date: StatedDate | None
    subject: str
    tranche: str
    passage: str
    start: int
    end: int
    text: str
    diff: tuple[Edit, ...]
    whose: WhoseVerdict
    around: Surroundings


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
    nearest: Evidence | None


class Checked(msgspec.Struct, frozen=True):
    """One quotation of the story, with both verdicts and the evidence for them, the best first."""

    id: str
    quotation: Quotation
    speaker: str
    words: WordsVerdict
    whose: WhoseVerdict
    evidence: tuple[Evidence, ...]
    context: Context


class CheckReport(msgspec.Struct, frozen=True):
    """A story held against an archive."""

    story: Story
    searched: Searched
    quotations: tuple[Checked, ...]
    by_hand: tuple[ByHand, ...] = ()


def check_story(story: Story, library: Library, directory: Directory | None = None) -> CheckReport:
    """Find the quotations of a story and hold each against the archive, word by word.

    A speaker whom the story only describes is named if the directory knows one person by that
    description; without a directory, or with several such people, the speaker stays unclear.
    """
    searched = library.searched()
    marked = quotations(story.text)
    found = [each for each in marked if each.use is not Use.TITLE]
    titles = [each for each in marked if each.use is Use.TITLE]
    scene = Scene(story.text, marked)
    said = [_named(each, directory) for each in attributions(scene, found)]
    read = plain(story.text)
    checked = tuple(
        _check(
            library, searched, f"q{number}", Asked(read, pattern(read, quotation), given), quotation
        )
        for number, (quotation, given) in enumerate(zip(found, said, strict=True), start=1)
    )
    listed = by_hand(scene, found, titles, [each.id for each in checked])
    return CheckReport(story, searched, checked, listed)


def _named(said: Attribution, directory: Directory | None) -> Attribution:
    if directory is None or said.speaker or not said.described:
        return said
    names = directory.named(said.described)
    return msgspec.structs.replace(said, speaker=names[0]) if len(names) == 1 else said


def _check(
    library: Library, searched: Searched, name: str, asked: Asked, quotation: Quotation
) -> Checked:
    said = asked.attribution
    count = word_count(asked.read, quotation)
    search = search_few_words if count < FEWEST_WORDS else search_quotation
    outcome = search(library, asked)
    whose = _whose(outcome)
    return Checked(
        id=name,
        quotation=quotation,
        speaker=said.speaker,
        words=outcome.words,
        whose=whose,
        evidence=tuple(_evidence(place) for place in outcome.places),
        context=Context(
            sentences=sentences(quotation, said, outcome, whose, searched),
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
            nearest=_evidence(outcome.nearest) if outcome.nearest else None,
        ),
    )


def _whose(outcome: Outcome) -> WhoseVerdict:
    """Return the verdict of the best place; of a few words only where one message is left.

    Of words from several places it is theirs where they agree. A speaker who is confirmed by quoted
    copies alone is not in the archive with the letter itself.
    """
    places = outcome.places
    if not places:
        return WhoseVerdict.UNCLEAR
    is_one = len({place.candidate.permalink for place in places}) == 1
    if outcome.words is WordsVerdict.TOO_SHORT and not is_one:
        return WhoseVerdict.UNCLEAR
    if outcome.words in (WordsVerdict.SPLICED, WordsVerdict.PARTLY_FOUND):
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


def _evidence(place: Place) -> Evidence:
    candidate, comparison = place.candidate, place.comparison
    origin = str(place.passage.origin) if place.passage else "own"
    return Evidence(
        permalink=candidate.permalink,
        aliases=candidate.aliases,
        from_=candidate.from_,
        to=candidate.to,
        date=candidate.date,
        subject=candidate.subject,
        tranche=candidate.tranche,
        passage=origin if place.is_body else candidate.place,
        start=comparison.start,
        end=comparison.end,
        text=candidate.text[comparison.start : comparison.end],
        diff=comparison.edits,
        whose=place.whose,
        around=surroundings(candidate.text, comparison.start, comparison.end, place.passage),
    )


def exit_status(report: CheckReport) -> int:
    """Return 0 if every quotation of enough words stands and is given to the right person, else 1.

    Words that the story says were said elsewhere, and that stand nowhere here, are not counted.
    """
    judged = [each for each in report.quotations if each.words not in _UNJUDGED]
    stands = all(each.words in FAIR and each.whose not in _MISGIVEN for each in judged)
    return 0 if stands else 1


def to_json(report: CheckReport) -> dict[str, Any]:
    """Return the report as JSON values (`docs/reference/verdicts.md` names the fields)."""
    return {
        "version": VERSION,
        "story": report.story.path,
        "searched": msgspec.to_builtins(report.searched),
        "quotations": [_checked_json(each) for each in report.quotations],
        "by_hand": [
            {
                "concern": str(each.concern),
                "span": [each.start, each.end],
                "text": each.text,
                "quotation": each.quotation,
            }
            for each in report.by_hand
        ],
    }


def _checked_json(checked: Checked) -> dict[str, Any]:
    context = msgspec.to_builtins(
        {name: getattr(checked.context, name) for name in Context.__struct_fields__[:-1]}
    )
    nearest = checked.context.nearest
    quotation = checked.quotation
    return {
        "id": checked.id,
        "text": quotation.text,
        "span": [quotation.start, quotation.end],
        "speaker": checked.speaker,
        "words": str(checked.words),
        "whose": str(checked.whose),
        "context": context
        | {
            "form": str(quotation.form),
            "use": str(quotation.use),
            "segments": [[segment.start, segment.end] for segment in quotation.segments],
            "nearest": _evidence_json(nearest) if nearest else None,
        },
        "evidence": [_evidence_json(each) for each in checked.evidence],
    }


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    sender = evidence.from_[0] if evidence.from_ else Mailbox("", "")
    return {
        "permalink": evidence.permalink,
        "aliases": list(evidence.aliases),
        "from": _mailbox_json(sender),
        "to": [_mailbox_json(mailbox) for mailbox in evidence.to],
        "date": evidence.date.iso() if evidence.date else None,
        "subject": evidence.subject,
        "tranche": evidence.tranche,
        "passage": evidence.passage,
        "span": [evidence.start, evidence.end],
        "text": evidence.text,
        "diff": [
            {"op": str(edit.op), "story": edit.story, "evidence": edit.evidence}
            for edit in evidence.diff
        ],
        "before": evidence.around.before,
        "after": evidence.around.after,
        "cut_before": evidence.around.cut_before,
        "cut_after": evidence.around.cut_after,
    }


def _mailbox_json(mailbox: Mailbox) -> dict[str, str]:
    return {"name": mailbox.name, "address": mailbox.address}
