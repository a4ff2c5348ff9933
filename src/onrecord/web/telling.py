"""What is known of a quotation or of a place in a thread, told in sentences that claim no more."""

from onrecord.archive.under_way import UnderWay
from onrecord.pipeline.showing.views import MessageView, QuotingView, ThreadEntryView
from onrecord.recovered.altered import Change
from onrecord.recovered.containment import Held
from onrecord.text.passage import Origin
from onrecord.threads.evidence import Evidence
from onrecord.web.legible import legible_line
from onrecord.web.wording import called_all, clock, counted, day, number

_HELD = {
    Held.WHOLE: "all of it",
    Held.RUNS: "parts of it, word for word",
    Held.DIFFERS: "not word for word: something was left out, put in or changed",
}
_PLACED = {
    Evidence.IN_REPLY_TO: "by its In-Reply-To field: it names the message it answers",
    Evidence.REFERENCES: "by its References field: it names the messages before it",
    Evidence.THREAD_INDEX: "by its Thread-Index field, as Outlook writes it",
    Evidence.QUOTED_WORDS: "by words: it quotes the message above it",
    Evidence.SAME_QUOTATION: "by words: it quotes the message above it, which survives only so",
    Evidence.SUBJECT: "only by subject, people and time: the weakest ground",
    Evidence.SAME_MESSAGE_ID: "by its Message-ID, which another message here has too",
}


def cited(view: MessageView) -> str:
    """Return what a note or an article needs to name a message so that it can be found again."""
    who = called_all(view.from_) or "Sender not stated"
    whom = f" to {called_all(view.to)}" if view.to else ""
    subject = f"“{legible_line(view.subject)}”" if view.subject.strip() else "no subject"
    when = f"{day(view.date)}, {clock(view.date)}" if view.date else "undated"
    origins = (
        legible_line(part)
        for copy in view.copies[:1]
        for part in (copy.publisher, copy.tranche, copy.publisher_id)
        if part
    )
    return ". ".join((f"{who}{whom}, {subject}, {when}", ", ".join((*origins, view.permalink))))


def held(view: QuotingView) -> str:
    """Return how much of a message another holds: ``quotes all of it``."""
    verb = "forwards" if view.origin == Origin.FORWARDED else "quotes"
    if view.held not in tuple(Held):
        return f"{verb} it"
    much = Held(view.held)
    between = " it, " if much is Held.DIFFERS else " "
    return f"{verb}{between}{_HELD[much]}"


def placed(entry: ThreadEntryView) -> str:
    """Return why a message hangs where it does in its thread; empty for a first message."""
    if not entry.evidence:
        return ""
    if entry.missing:
        return f"placed by the {legible_line(entry.evidence)} of messages that name it"
    if entry.evidence not in tuple(Evidence):
        return f"placed by {legible_line(entry.evidence)}"
    return f"placed {_PLACED[Evidence(entry.evidence)]}"


def surviving(others: int) -> str:
    """Return where a letter without original survives: here, and in so many copies besides."""
    if not others:
        return "survives only here"
    return f"survives only here and in {counted(others, 'other copy', 'other copies')}"


def so_far(now: UnderWay) -> str:
    """Return how far an addition is: ``12,400 messages so far, container 3 of 7 (marsh.mbox)``."""
    if now.size and now.read >= now.size:
        read = f"All {counted(now.containers, 'container is', 'containers are')} read"
        return (
            f"{read}, {counted(now.messages, 'message', 'messages')}; they are being made findable."
        )
    messages = f"{counted(now.messages, 'message', 'messages')} so far"
    if not now.containers:
        return f"{messages}."
    where = f"container {number(now.number)} of {number(now.containers)}"
    return f"{messages}, {where} ({legible_line(now.container)})."


def altered(changes: tuple[Change, ...], other: str) -> str:
    """Return the sentence over a copy whose words are not those of ``other`` (the original)."""
    places = counted(len(changes), "place", "places")
    return (
        f"In {places} the words here are not those of {other}. "
        "The mail does not tell who changed them, or why."
    )
