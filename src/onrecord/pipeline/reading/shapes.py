"""The JSON shapes that programs get, kept stable (docs/reference/json-output.md)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.message.structure import Mailbox, StatedDate
from onrecord.pipeline.finding.searching_views import (
    AboutView,
    FacetView,
    RelatedView,
    TimelinesView,
)
from onrecord.pipeline.showing.views import (
    AlteredView,
    HitView,
    MessageView,
    RecoveredView,
    ResultView,
    StatusView,
    ThreadView,
)
from onrecord.pipeline.taking_in.additions import AddingView

if TYPE_CHECKING:
    from onrecord.pipeline.reading.tranche_news import TrancheNewsView

VERSION = 1
Shape = dict[str, Any]


def mailbox_shape(mailbox: Mailbox) -> Shape:
    """Return a mailbox as JSON."""
    return {"name": mailbox.name, "address": mailbox.address}


def author_shape(mailboxes: tuple[Mailbox, ...]) -> Shape:
    """Return the first author; empty strings where none is stated."""
    return mailbox_shape(mailboxes[0] if mailboxes else Mailbox("", ""))


def date_shape(date: StatedDate | None) -> str | None:
    """Return ISO 8601 text, without an offset where the mail states none; null without a date."""
    return date.iso() if date else None


def status_shape(status: StatusView) -> Shape:
    """Return the ledger's sums with every container and tranche."""
    return {
        "version": VERSION,
        "messages": status.messages,
        "copies": status.copies,
        "failed": status.failed,
        "attachments": status.attachments,
        "first_date": status.first_date,
        "last_date": status.last_date,
        "containers": [msgspec.to_builtins(item) for item in status.containers],
        "tranches": [msgspec.to_builtins(item) for item in status.tranches],
        "problems": [msgspec.to_builtins(item) for item in status.problems],
    }


def adding_shape(view: AddingView) -> Shape:
    """Return what is being added, what was broken off, and what was added last."""
    shape: Shape = msgspec.to_builtins(view)
    return shape


def search_shape(result: ResultView) -> Shape:
    """Return a page of results."""
    return {
        "version": VERSION,
        "query": result.query,
        "repairs": list(result.repairs),
        "total": result.total,
        "sort": result.sort,
        "limit": result.limit,
        "offset": result.offset,
        "rows": result.rows,
        "hits": [hit_shape(hit) for hit in result.hits],
    }


def facets_shape(facets: Iterable[FacetView]) -> Shape:
    """Return counts over all hits by field."""
    return {facet.field: [msgspec.to_builtins(item) for item in facet.values] for facet in facets}


def timelines_shape(timelines: TimelinesView) -> Shape:
    """Return the numbers of timelines; a gap is a stretch of ``steps`` steps without messages."""
    return {
        "step": timelines.step,
        "lines": [msgspec.to_builtins(line) for line in timelines.lines],
    }


def tranche_shape(news: "TrancheNewsView") -> Shape:
    """Return a tranche beside those before it."""
    return {
        "version": VERSION,
        "tranche": msgspec.to_builtins(news.tranche),
        "earlier": list(news.earlier),
        "containers": [msgspec.to_builtins(item) for item in news.containers],
        "new": msgspec.to_builtins(news.new),
        "again": msgspec.to_builtins(news.again),
        "missing": msgspec.to_builtins(news.missing),
        "changed": [
            {
                "here": pair.here,
                "there": pair.there,
                "near": pair.near,
                "from": author_shape(pair.from_),
                "date": date_shape(pair.date),
                "subject": pair.subject,
            }
            for pair in news.changed
        ],
        "changes": news.changes,
    }


def about_shape(about: AboutView) -> Shape:
    """Return a concordance."""
    return {
        "version": VERSION,
        "who": about.who,
        "by": about.by,
        "names": list(about.names),
        "left_out": list(about.left_out),
        "messages": about.messages,
        "sentences": [
            {
                "permalink": item.permalink,
                "date": date_shape(item.date),
                "from": author_shape(item.from_),
                "to": [mailbox_shape(who) for who in item.to],
                "cc": [mailbox_shape(who) for who in item.cc],
                "subject": item.subject,
                "tranche": item.tranche,
                "before": item.before,
                "sentence": item.sentence,
                "after": item.after,
                "marks": [list(mark) for mark in item.marks],
            }
            for item in about.sentences
        ],
    }


def related_shape(permalink: str, found: Iterable[RelatedView]) -> Shape:
    """Return messages on the same matter as one."""
    return {
        "version": VERSION,
        "permalink": permalink,
        "related": [
            {
                "permalink": item.permalink,
                "date": date_shape(item.date),
                "from": author_shape(item.from_),
                "to": [mailbox_shape(who) for who in item.to],
                "subject": item.subject,
                "tranche": item.tranche,
                "snippet": item.snippet,
                "marks": [list(mark) for mark in item.marks],
                "reasons": list(item.reasons),
            }
            for item in found
        ],
    }


def hit_shape(hit: HitView) -> Shape:
    """Return a result."""
    return {
        "permalink": hit.permalink,
        "date": date_shape(hit.date),
        "from": author_shape(hit.from_),
        "to": [mailbox_shape(item) for item in hit.to],
        "subject": hit.subject,
        "tranche": hit.tranche,
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
        "place": hit.place,
        "has_attachment": hit.has_attachment,
        "printed": hit.printed,
        "thread": hit.thread,
        "copies": list(hit.copies),
        "others_in_thread": hit.others_in_thread,
        "author": msgspec.to_builtins(hit.author),
    }


def message_shape(view: MessageView) -> Shape:
    """Return one message whole."""
    return {
        "version": VERSION,
        "permalink": view.permalink,
        "sha256": view.sha256,
        "size": view.size,
        "aliases": list(view.aliases),
        "printed": view.printed,
        "from": author_shape(view.from_),
        "authors": [mailbox_shape(item) for item in view.from_],
        "sender": [mailbox_shape(item) for item in view.sender],
        "to": [mailbox_shape(item) for item in view.to],
        "cc": [mailbox_shape(item) for item in view.cc],
        "bcc": [mailbox_shape(item) for item in view.bcc],
        "date": date_shape(view.date),
        "subject": view.subject,
        "message_id": view.message_id,
        "headers": [list(pair) for pair in view.headers],
        "text": view.body.text,
        "passages": [msgspec.to_builtins(item) for item in view.body.passages],
        "attachments": [msgspec.to_builtins(item) for item in view.attachments],
        "copies": [msgspec.to_builtins(item) for item in view.copies],
        "problems": [msgspec.to_builtins(item) for item in view.problems],
        "marks": [msgspec.to_builtins(item) for item in view.marks],
        "thread": view.thread,
        "same": [
            {
                "permalink": item.permalink,
                "from": author_shape(item.from_),
                "date": date_shape(item.date),
                "near": item.near,
                "only_here": [list(who) for who in item.only_here],
                "only_there": [list(who) for who in item.only_there],
                "fields": [msgspec.to_builtins(field) for field in item.fields],
                "routing": item.routing,
            }
            for item in view.same
        ],
        "mailing": msgspec.to_builtins(view.mailing) if view.mailing else None,
        "quoted": [msgspec.to_builtins(item) for item in view.quoted],
        "quoted_by": [
            {
                "permalink": item.permalink,
                "from": author_shape(item.from_),
                "date": date_shape(item.date),
                "origin": item.origin,
                "held": item.held,
            }
            for item in view.quoted_by
        ],
        "quoted_by_total": view.quoted_by_total,
        "same_total": view.same_total,
        "received": date_shape(view.received),
    }


def recovered_shape(view: RecoveredView) -> Shape:
    """Return a message that survives only in quotations."""
    return {
        "version": VERSION,
        "permalink": view.permalink,
        "from": {"name": view.author, "address": view.author_address},
        "stated_date": view.stated_date,
        "date": date_shape(view.date),
        "to": view.to,
        "subject": view.subject,
        "text": view.text,
        "added": [msgspec.to_builtins(item) for item in view.added],
        "copies": [
            {
                "permalink": copy.permalink,
                "quoted_in": copy.quoted_in,
                "from": author_shape(copy.from_),
                "date": date_shape(copy.date),
                "words": copy.words,
                "text": copy.text,
                "changes": [msgspec.to_builtins(item) for item in copy.changes],
            }
            for copy in view.copies
        ],
        "copies_total": view.copies_total,
    }


def altered_shape(view: AlteredView) -> Shape:
    """Return a quoted copy whose words differ from its original's."""
    return {
        "permalink": view.permalink,
        "from": author_shape(view.from_),
        "date": date_shape(view.date),
        "original": view.original,
        "original_from": author_shape(view.original_from),
        "changes": [msgspec.to_builtins(item) for item in view.changes],
    }


def thread_shape(view: ThreadView) -> Shape:
    """Return a conversation in reading order."""
    return {
        "version": VERSION,
        "asked": view.asked,
        "permalink": view.permalink,
        "subject": view.subject,
        "entries": [
            {
                "permalink": entry.permalink,
                "message_id": entry.message_id,
                "missing": entry.missing,
                "recovered": entry.recovered,
                "depth": entry.depth,
                "evidence": entry.evidence,
                "from": author_shape(entry.from_),
                "date": date_shape(entry.date),
                "subject": entry.subject,
                "snippet": entry.snippet,
            }
            for entry in view.entries
        ],
    }
