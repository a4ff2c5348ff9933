"""What a report says in words. Every sentence says what the archive holds, never what is true."""

from collections.abc import Iterator

import msgspec

from onrecord.check.attachment_writer import attachment_writer
from onrecord.check.attribution import Attribution
from onrecord.check.edits import Op
from onrecord.check.findings import NO_DATE, Finding, Held
from onrecord.check.hunt import Outcome
from onrecord.check.later import Later, Turn
from onrecord.check.library import Searched
from onrecord.check.names import Agreement, agreement_with, read_name
from onrecord.check.quotation import Form, Quotation
from onrecord.check.splice import Spread
from onrecord.check.style import Profile, StyleChange, StyleKind
from onrecord.check.surroundings import surroundings
from onrecord.check.verdict import FAIR, Place, WhoseVerdict, WordsVerdict, touched_senses
from onrecord.message.structure import Mailbox
from onrecord.text.passage import Origin

_WORDS = {
    WordsVerdict.VERBATIM: "The archive holds these words as they are quoted.",
    WordsVerdict.TYPOGRAPHY: (
        "The archive holds these words; only punctuation or the shape of a mark differs."
    ),
    WordsVerdict.STYLE_CHANGE: (
        "The archive holds these words, with small changes that house styles make without a mark."
    ),
    WordsVerdict.MARKED_EDIT: "The archive holds these words, with changes that the story marks.",
    WordsVerdict.UNMARKED_CHANGE: (
        "The archive holds a passage like this one, but the words differ, and the story does not show"
        " it."
    ),
    WordsVerdict.UNMARKED_CUT: (
        "The archive holds these words, but between them it holds others that the story leaves out"
        " without showing it."
    ),
    WordsVerdict.MEANING_CHANGE: (
        "The archive holds a passage like this one, but with a change that touches what it says."
    ),
    WordsVerdict.SPLICED: (
        "The archive holds these words in separate places; the story joins them into one quotation."
    ),
    WordsVerdict.PARTLY_FOUND: "The archive holds only a part of these words.",
}
_STYLED = {
    StyleKind.FIRST_LETTER: "change of a first letter",
    StyleKind.END_MARK: "change of the mark at the end",
    StyleKind.CLOSING_MARK: "closing mark",
    StyleKind.CORRECTED_TYPO: "correction of a misspelling",
}
_LATER = {
    Turn.CORRECTION: "The same author wrote later in the thread, which may correct something,",
    Turn.CONTRARY: "The same author wrote the like with another “not” later in the thread,",
}
_SPREAD = {
    Spread.MESSAGE: "The places are in one message.",
    Spread.THREAD: "The places are in several messages of one thread.",
    Spread.ARCHIVE: "The places are in messages that no thread is known to join.",
}
_STANDS = {
    Origin.QUOTED: "quoted from an earlier letter",
    Origin.FORWARDED: "forwarded",
    Origin.PASTED: "pasted in from elsewhere",
    Origin.BOILERPLATE: "a standing text below the letter",
}
LONGEST_CUT_OFF = 12
"""Words of a sentence shown that the story cut off."""
_NEGATIONS = frozenset("not no never nor without hardly cannot neither nobody nothing".split())


class Told(msgspec.Struct, frozen=True):
    """What is known of a quotation besides the places where it stands."""

    quotation: Quotation
    said: Attribution
    words: WordsVerdict
    whose: WhoseVerdict
    searched: Searched
    style: tuple[StyleChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    later: tuple[Later, ...] = ()
    profile: Profile = Profile.AP


def sentences(outcome: Outcome, known: Told) -> tuple[str, ...]:
    """Return the sentences to print with a quotation, the verdict on the words first."""
    judged = msgspec.structs.replace(outcome, words=known.words)
    told = [words_sentence(judged, known.searched), *_details(outcome), *_styled(known)]
    if outcome.is_traced:
        best = outcome.places[0]
        told.append(whose_sentence(known.said.speaker, best, known.whose))
        told.extend(_doubts(known, best))
        told.extend(_others(outcome))
        told.extend(_later(known.later))
    if known.quotation.form is Form.UNCLOSED:
        told.append("The closing quotation mark is missing in the story.")
    return tuple(told)


def _styled(known: Told) -> Iterator[str]:
    """Yield what was changed as house styles do, allowed by the chosen one or not."""
    for change in known.style:
        verb = "allows" if change.allowed else "does not allow"
        gone = f"for “{change.evidence}”" if change.evidence else "where the archive has nothing"
        put = f"“{change.story}”" if change.story else "nothing"
        yield f"House style {known.profile} {verb} this {_STYLED[change.kind]}: {put} {gone}."


def _later(later: tuple[Later, ...]) -> Iterator[str]:
    for each in later:
        when = f" on {each.date[:10]}" if each.date else ""
        yield f"{_LATER[each.turn]}{when} ({each.permalink}): “{each.text}”"


def words_sentence(outcome: Outcome, searched: Searched) -> str:
    """Return the sentence of the verdict on the words."""
    if outcome.words is WordsVerdict.TOO_SHORT:
        return _too_short(outcome)
    if outcome.words is WordsVerdict.NOT_FOUND:
        return f"The archive was searched and does not hold these words: {extent(searched)}."
    if outcome.words is WordsVerdict.NOT_FROM_ARCHIVE:
        return (
            "The story says that these words were said or published elsewhere, and the archive does not"
            f" hold them: {extent(searched)}."
        )
    return _WORDS[outcome.words]


def _details(outcome: Outcome) -> Iterator[str]:
    """Yield what the comparison touches, what may be misread, and how far apart the parts stand."""
    if outcome.spread is not None and outcome.words is WordsVerdict.SPLICED:
        yield _SPREAD[outcome.spread]
    if not outcome.places:
        return
    best = outcome.places[0]
    senses = touched_senses(best.candidate.text, best.comparison)
    if senses and outcome.words not in FAIR:
        yield f"The change touches a {' and a '.join(senses)}."
    misread = [edit for edit in best.comparison.edits if edit.op is Op.MISREAD]
    if misread:
        pairs = ", ".join(
            f"“{each.evidence.strip()}” for “{each.story.strip()}”" for each in misread
        )
        yield f"The page was read from print; likely misread there: {pairs}."


def _too_short(outcome: Outcome) -> str:
    if not outcome.rivals:
        return "The archive was searched and no message holds these few words."
    hold = "1 message holds" if outcome.rivals == 1 else f"{outcome.rivals:,} messages hold"
    only = " Speaker or date leave one of them." if outcome.narrowed else ""
    return f"These are too few words to tell where they come from: {hold} them.{only}"


def extent(searched: Searched) -> str:
    """Say how much was searched."""
    return (
        f"{_counted(searched.messages, 'message')} and"
        f" {_counted(searched.attachments, 'attachment')} were searched,"
        f" {_counted(searched.unsearchable, 'attachment')} could not be"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def whose_sentence(speaker: str, place: Place, whose: WhoseVerdict) -> str:
    """Return the sentence of the verdict on the speaker."""
    where = _where(place)
    if whose is WhoseVerdict.QUOTED_COPY:
        return (
            f"They stand only {where}, which names {author_name(place)} as their writer; the letter"
            " itself is not in the archive."
        )
    if whose is WhoseVerdict.CONFIRMED:
        return f"They stand {where}{_confirmed(place)}.{_known_as(speaker, place)}"
    if whose is WhoseVerdict.OTHER_WORDS and place.is_attachment:
        return f"They stand {where}. Who wrote the attachment, the message does not say."
    if whose is WhoseVerdict.OTHER_WORDS:
        return (
            f"The story gives them to {speaker}, who sent the message they stand in; there they are"
            f" {_stands(place)}, not the sender's own words."
        )
    if whose is WhoseVerdict.WRONG_SPEAKER:
        return (
            f"The story gives them to {speaker}; they stand {where}, which names"
            f" {author_name(place)} as their writer."
        )
    return _unclear(speaker, place, where)


def _unclear(speaker: str, place: Place, where: str) -> str:
    if place.crosses:
        return f"They stand {where}, but run across passages by different hands."
    if place.framing:
        line = f"a line there, “{place.framing}”, may frame an article or letter pasted in"
        return f"They stand {where}, but {line}."
    if place.echoes:
        return f"They stand {where}, but also in a passage there that is somebody else's."
    if place.is_in_marks:
        return f"They stand {where}, between quotation marks: the sender may quote somebody."
    if not speaker:
        return f"They stand {where}. The story does not say clearly whose words they are."
    return f"They stand {where}. It does not show clearly whether {speaker} wrote them."


def _known_as(speaker: str, place: Place) -> str:
    """Say so where the archive's list of people makes a sender the speaker, or no more than a letter."""
    senders = place.candidate.from_
    if place.is_copy or place.is_attachment:
        return ""
    if agreement_with(speaker, senders) is not Agreement.SAME:
        return f" The archive's list of people gives {shown(senders)} as {speaker}."
    if not read_name(senders[0].name).parts and "@" in senders[0].address:
        return (
            f" It names its sender by {senders[0].name or 'no name'} <{senders[0].address}> only."
        )
    return ""


def _confirmed(place: Place) -> str:
    if place.is_attachment:
        return f", which names {attachment_writer(place.candidate.text)} as its writer"
    if place.candidate.place == "subject":
        return ""
    if place.passage is not None and place.passage.origin in _STANDS:
        return f", which names {author_name(place)} as their writer"
    return ", in the sender's own words as far as the message shows"


def _where(place: Place) -> str:
    sender = shown(place.candidate.from_[:1]) or "a sender who is not named"
    if place.candidate.place == "subject":
        return f"in the subject of a message from {sender}"
    if not place.is_body:
        return f"in an attachment to a message from {sender}"
    if place.passage is not None and place.passage.origin in _STANDS:
        return f"in a message from {sender}, {_stands(place)}"
    return f"in a message from {sender}"


def _stands(place: Place) -> str:
    origin = place.passage.origin if place.passage else Origin.OWN
    return _STANDS.get(origin, "in the sender's own words")


def author_name(place: Place) -> str:
    """Return the name of whom the message states as the writer of the passage."""
    passage = place.passage
    if place.is_body and passage is not None and passage.origin in _STANDS:
        return passage.author or passage.author_address or "nobody"
    return shown(place.candidate.from_) or "nobody"


def shown(mailboxes: tuple[Mailbox, ...]) -> str:
    """Return mailboxes as people read them: names, or addresses where there is no name."""
    return ", ".join(mailbox.name or mailbox.address for mailbox in mailboxes)


def _doubts(known: Told, place: Place) -> list[str]:
    """Return what the story says otherwise than the message, and what stands right beside the words."""
    told = [_differs(finding) for finding in known.findings if finding.held is Held.DIFFERS]
    told += [_is_open(finding) for finding in known.findings if finding.held is Held.OPEN]
    start, end = place.comparison.start, place.comparison.end
    around = surroundings(place.candidate.text, start, end, place.passage)
    before = place.candidate.text[max(0, start - 60) : start].split()
    if before and _is_negation(before[-1]):
        told.append(f"In the archive, the word before them is “{before[-1]}”.")
    elif around.cut_before:
        told.append(f"In the archive, the sentence begins: “{_short(around.cut_before, -1)}”.")
    if around.cut_after:
        told.append(f"In the archive, the sentence goes on: “{_short(around.cut_after, 1)}”.")
    return told


def _differs(finding: Finding) -> str:
    if finding.name == "date":
        return f"The story says {finding.story}; the message is dated {finding.archive}."
    if finding.name == "recipients":
        return (
            f"The story says to {finding.story}; the message names other recipients"
            f" ({finding.archive})."
        )
    return f"The story says “{finding.story}”; the archive shows {finding.archive}."


def _is_open(finding: Finding) -> str:
    if finding.name == "date":
        return (
            f"The story says {finding.story}; the message is dated {finding.archive}: the same day only"
            " in another time zone."
            if finding.archive != NO_DATE
            else f"The story says {finding.story}; the message states no date."
        )
    if finding.name == "recipients":
        return (
            f"Whether {finding.story} is among the recipients the message does not show"
            f" ({finding.archive})."
        )
    return f"The story says “{finding.story}”; the archive shows {finding.archive}."


def _short(text: str, side: int) -> str:
    """Cut a text to its end (side -1) or beginning, at a word."""
    words = text.split()
    if len(words) <= LONGEST_CUT_OFF:
        return text
    kept = words[-LONGEST_CUT_OFF:] if side < 0 else words[:LONGEST_CUT_OFF]
    return f"… {' '.join(kept)}" if side < 0 else f"{' '.join(kept)} …"


def _others(outcome: Outcome) -> list[str]:
    """Say in how many messages the same words stand, and which is the earliest."""
    first = {
        place.candidate.permalink: place
        for place in sorted(outcome.places, key=_sent, reverse=True)
    }
    if len(first) < 2 or outcome.words not in FAIR:
        return []
    earliest = min(first.values(), key=_sent)
    date = earliest.candidate.date
    when = f", dated {date.iso()[:10]}" if date else ""
    name = earliest.candidate.permalink
    return [f"{len(first)} messages listed here hold them; the earliest of these is {name}{when}."]


def _sent(place: Place) -> tuple[str, str]:
    return place.sent, place.candidate.permalink


def _is_negation(word: str) -> bool:
    bare = word.strip(",;:\"'“”‘’()*_>").casefold().replace("’", "'")
    return bare in _NEGATIONS or bare.endswith("n't")
