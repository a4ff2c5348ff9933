"""Passages on a terminal: own words plain, all others dim, each quoted letter with what is known of it."""

import click

from onrecord.cli.terminal import date_text, mailboxes_text, neutral, one_line, say
from onrecord.pipeline.showing.views import MessageView, QuotedView, RecoveredView
from onrecord.recovered.altered import Change
from onrecord.text.passage import Origin, Passage


def say_passages(view: MessageView) -> None:
    """Print a message's text passage by passage."""
    letters = {item.letter: item for item in view.quoted}
    told: set[int] = set()
    for passage in view.body.passages:
        text = view.body.text[passage.start : passage.end]
        if passage.origin is Origin.OWN:
            click.echo(neutral(text), nl=not text.endswith("\n"))
            continue
        if passage.letter not in told or not passage.letter:
            click.secho(_label(passage, letters.get(passage.letter)), dim=True)
            told.add(passage.letter)
        click.secho(neutral(text), dim=True, nl=not text.endswith("\n"))
    for item in view.quoted:
        _say_changes(item.changes, f"Letter {item.letter} differs from its original")


def say_recovered(view: RecoveredView) -> None:
    """Print a message that survives only in quotations."""
    click.secho(one_line(view.subject) or "(no subject stated)", bold=True)
    author = one_line(" ".join(part for part in (view.author, view.author_address) if part))
    say(f"{'From:':<9}{author or '(not stated)'}")
    if view.to:
        say(f"{'To:':<9}{one_line(view.to)}")
    say(f"{'Date:':<9}{one_line(view.stated_date) or '(not stated)'}")
    say("         survives only as quotation: weaker than an original")
    say("         author, date and recipients are as reply headers state them")
    say(f"{'':9}{view.permalink}")
    say()
    click.echo(neutral(view.text))
    say()
    for item in view.added:
        piece = view.text[item.start : item.end]
        count = len(piece.split())
        say(f'"{one_line(piece)[:50]}…": these {count:,} words stand only in {item.copy}')
    for copy in view.copies:
        quoting = mailboxes_text(copy.from_) or "(no author stated)"
        say(f"Quoted by {quoting}, {date_text(copy.date)}, {copy.words:,} words: {copy.quoted_in}")
        _say_changes(copy.changes, "   differs from the copy above")
    if len(view.copies) < view.copies_total:
        say(f"Shown are {len(view.copies):,} of {view.copies_total:,} quoted copies.")


def say_alikes(view: MessageView) -> None:
    """Print the other messages that are the same letter, and the mailing a message is part of."""
    for item in view.same:
        what = "Nearly the same letter" if item.near else "The same letter, with other headers"
        say(f"{what}: {item.permalink}, {date_text(item.date)}")
        for role, name in item.only_there:
            say(f"   only there, {role}: {one_line(name)}")
        for role, name in item.only_here:
            say(f"   only here, {role}: {one_line(name)}")
    if len(view.same) < view.same_total:
        say(f"Shown are {len(view.same):,} of {view.same_total:,} copies.")
    if view.mailing:
        mailing = view.mailing
        say(
            f"Part of a mass mailing: {mailing.letters:,} letters of one mould, "
            f"{mailing.senders:,} senders, {mailing.recipients:,} recipients, "
            f"{mailing.first_date} to {mailing.last_date}"
        )


def _label(passage: Passage, letter: QuotedView | None) -> str:
    author = one_line(passage.author or passage.author_address)
    label = f"[{passage.origin.value}" + (f": {author}" if author else "")
    return f"{label}{_whereabouts(letter)}]" if letter else f"{label}]"


def _whereabouts(letter: QuotedView) -> str:
    if letter.original:
        return f" · letter {letter.letter}, taken from {letter.original}"
    if letter.recovered:
        return f" · letter {letter.letter}, survives only as quotation: {letter.recovered}"
    return f" · letter {letter.letter}"


def _say_changes(changes: tuple[Change, ...], what: str) -> None:
    for change in changes:
        original = f"“{one_line(change.original)}”" if change.original else "nothing"
        copy = f"“{one_line(change.copy)}”" if change.copy else "nothing"
        say(f"{what}: the original has {original}, the copy {copy}.")
