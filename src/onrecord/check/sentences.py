"""What a report says in words. Every sentence says what the archive holds, never what is true."""

from onrecord.check.attribution import Attribution
from onrecord.check.hunt import Outcome
from onrecord.check.library import Searched
from onrecord.check.names import Agreement, agreement_with
from onrecord.check.quotation import Form, Quotation
from onrecord.check.verdict import Place, WhoseVerdict, WordsVerdict
from onrecord.message.structure import Mailbox
from onrecord.text.passage import Origin

_WORDS = {
    WordsVerdict.VERBATIM: "The archive holds these words as they are quoted.",
    WordsVerdict.TYPOGRAPHY: (
        "The archive holds these words; only punctuation, the shape of a mark or the capital of a"
        " first letter differs."
    ),
    WordsVerdict.MARKED_EDIT: "The archive holds these words, with changes that the story marks.",
    WordsVerdict.UNMARKED_CHANGE: (
        "The archive holds a passage like this one, but the words differ, and the story does not show"
        " it."
    ),
}
_STANDS = {
    Origin.QUOTED: "quoted from an earlier letter",
    Origin.FORWARDED: "forwarded",
    Origin.PASTED: "pasted in from elsewhere",
}
_NEGATIONS = frozenset("not no never nor without hardly cannot neither nobody nothing".split())


def sentences(
    quotation: Quotation,
    said: Attribution,
    outcome: Outcome,
    whose: WhoseVerdict,
    searched: Searched,
) -> tuple[str, ...]:
    """Return the sentences to print with a quotation, the verdict on the words first."""
    told = [words_sentence(outcome, searched)]
    if outcome.places and (outcome.words is not WordsVerdict.TOO_SHORT or len(outcome.places) == 1):
        best = outcome.places[0]
        told.append(whose_sentence(said.speaker, best, whose))
        told.extend(_doubts(said, best))
    if quotation.form is Form.UNCLOSED:
        told.append("The closing quotation mark is missing in the story.")
    return tuple(told)


def words_sentence(outcome: Outcome, searched: Searched) -> str:
    """Return the sentence of the verdict on the words."""
    if outcome.words is WordsVerdict.TOO_SHORT:
        return _too_short(outcome)
    if outcome.words is WordsVerdict.NOT_FOUND:
        return f"The archive was searched and does not hold these words: {extent(searched)}."
    return _WORDS[outcome.words]


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
    if whose is WhoseVerdict.CONFIRMED:
        return f"They stand {where}{_confirmed(place)}."
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
    if place.crosses:
        return f"They stand {where}, but run across passages by different hands."
    if place.framing:
        return f"They stand {where}, but a line there, “{place.framing}”, may frame an article pasted in."
    if not speaker:
        return f"They stand {where}. The story does not say clearly whose words they are."
    return f"They stand {where}. It does not show clearly whether {speaker} wrote them."


def _confirmed(place: Place) -> str:
    if place.candidate.place == "subject":
        return ""
    if not place.is_body:
        return ". Who wrote the attachment, the message does not say"
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


def _doubts(said: Attribution, place: Place) -> list[str]:
    """Return what the story says otherwise than the message: date, recipient, a negation before."""
    told = []
    sent = place.candidate.date
    if said.date is not None and sent is not None and said.date.distance(sent) > 1:
        told.append(f"The story says {said.date.text}; the message is dated {sent.iso()[:10]}.")
    addressed = place.candidate.to + place.candidate.cc
    if said.recipient and addressed:
        judged = agreement_with(said.recipient, addressed)
        if judged is Agreement.DIFFERENT:
            told.append(f"The story says to {said.recipient}; the message names other recipients.")
    before = place.candidate.text[: place.comparison.start].split()
    if before and _is_negation(before[-1]):
        told.append(f"In the archive, the word before them is “{before[-1]}”.")
    return told


def _is_negation(word: str) -> bool:
    bare = word.strip(",;:\"'“”‘’()*_>").casefold().replace("’", "'")
    return bare in _NEGATIONS or bare.endswith("n't")
