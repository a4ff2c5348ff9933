"""The pages: each asks the reading room for one value and lays it out.

The functions are ``async`` although they wait for nothing: so they run one at a time on the
server's own thread, which is what connections to the store want, and one reader needs no more.
"""

from typing import TYPE_CHECKING, Annotated

from fastapi import Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import OnRecordError
from onrecord.pipeline.views import AttachmentView, MessageView, QuotedView
from onrecord.search.engine import Sort
from onrecord.web import addresses
from onrecord.web.branching import branching
from onrecord.web.downloads import attachment_disposition, download_name
from onrecord.web.layout import (
    shown_attachments,
    shown_copies,
    shown_hits,
    shown_recovered,
    shown_recovered_copies,
)
from onrecord.web.ledger import MOST_IN_ONE_TABLE, folders, summed
from onrecord.web.marking import runs
from onrecord.web.pager import turn
from onrecord.web.paper import Paper
from onrecord.web.passages import Surviving, shown_body
from onrecord.web.question import EXAMPLES, Finder

if TYPE_CHECKING:
    from onrecord.pipeline.reading_room import ReadingRoom

Offset = Annotated[int, Query(ge=0, le=2**31 - 1)]
Asked = Annotated[str, Query(alias="from")]
"""The permalink of the message one comes from."""

_HITS = 20
_ROWS = 200
_FIRST_PROBLEMS = 20
_SORTINGS = (
    (Sort.RELEVANCE.value, "Most relevant"),
    (Sort.DATE.value, "Oldest"),
    (Sort.NEWEST.value, "Newest"),
)


class ReadingPages:
    """One method per page, over one reading room."""

    def __init__(self, room: "ReadingRoom", paper: Paper) -> None:
        self._room = room
        self._paper = paper

    async def overview(self) -> HTMLResponse:
        """Show what the archive holds and that it adds up."""
        status = self._room.status()
        many = len(status.containers) > MOST_IN_ONE_TABLE
        return self._paper.page(
            "overview.html",
            here="overview",
            status=status,
            total=summed(status.containers),
            folders=folders(status.containers) if many else (),
            problems=status.problems[:_FIRST_PROBLEMS],
        )

    async def containers(
        self, tranche: str = "", folder: str = "", offset: Offset = 0
    ) -> HTMLResponse:
        """Show the containers of one folder, a page at a time."""
        held = folders(self._room.status().containers)
        found = next(
            (each for each in held if (each.tranche, each.name) == (tranche, folder)), None
        )
        if found is None:
            raise OnRecordError(
                "archive/unknown-folder",
                "There is no such folder of containers in this archive.",
                hint="The overview lists the folders there are.",
            )
        return self._paper.page(
            "containers.html",
            folder=found,
            shown=found.containers[offset : offset + _ROWS],
            pager=turn(
                len(found.containers),
                offset,
                _ROWS,
                lambda at: addresses.folder_address(tranche, folder, at),
            ),
        )

    async def problems(self, offset: Offset = 0) -> HTMLResponse:
        """Show the failures in the ledger, a page at a time."""
        recorded = self._room.status().problems
        return self._paper.page(
            "problems.html",
            shown=recorded[offset : offset + _ROWS],
            pager=turn(len(recorded), offset, _ROWS, addresses.problems_address),
        )

    async def search(
        self, q: str = "", sort: Sort = Sort.RELEVANCE, offset: Offset = 0
    ) -> HTMLResponse:
        """Show a page of results, or how to ask."""
        asked = {"here": "search", "q": q, "sort": sort.value, "help": EXAMPLES, "error": None}
        if not q.strip():
            return self._paper.page("search.html", **asked, result=None)
        try:
            result = self._room.search(q, sort=sort.value, limit=_HITS, offset=offset)
        except OnRecordError as error:
            told = {**asked, "error": error, "result": None}
            return self._paper.page("search.html", 400, **told)
        return self._paper.page(
            "search.html",
            **asked,
            result=result,
            hits=shown_hits(result.hits),
            sortings=_SORTINGS,
            pager=turn(
                result.total, offset, _HITS, lambda at: addresses.search_address(q, sort.value, at)
            ),
        )

    async def message(self, name: str, q: str = "") -> HTMLResponse:
        """Show one message, whole, with its provenance."""
        view = self._room.message(addresses.MESSAGE + name)
        find = Finder(q)
        return self._paper.page(
            "message.html",
            q=q,
            view=view,
            subject=runs(view.subject, find(view.subject), 0, len(view.subject)),
            body=shown_body(view.body, find.in_body(view.body), self._surviving(view.quoted)),
            attachments=shown_attachments(view.attachments, find),
            copies=shown_copies(view.copies),
        )

    async def raw(self, name: str) -> Response:
        """Hand out a message's bytes as they were received.

        The name ends in ``.txt``: a mail program would fetch remote images and tell the sender.
        """
        raw = self._room.raw(addresses.MESSAGE + name)
        neutral = download_name(f"message-{name}.txt", "message.txt")
        return _download(raw, neutral, "text/plain")

    async def part(self, name: str, path: str) -> Response:
        """Hand out an attachment's bytes under a name that is safe to save."""
        permalink = addresses.MESSAGE + name
        attachment = _attachment(self._room.message(permalink), path)
        neutral = download_name(attachment.filename, f"attachment-{path or '0'}.bin")
        content = self._room.attachment(permalink, path)
        return _download(content, neutral, "application/octet-stream")

    async def recovered(self, name: str, q: str = "") -> Response:
        """Show a message that survives only in quotations, with its copies."""
        asked = addresses.RECOVERED + name
        view = self._room.recovered(asked)
        if view.permalink != asked:  # a longer copy has come in since, and lends its name
            return _moved(addresses.message_address(view.permalink, q))
        find = Finder(q)
        return self._paper.page(
            "recovered.html",
            q=q,
            view=view,
            subject=runs(view.subject, find(view.subject), 0, len(view.subject)),
            text=shown_recovered(view, find),
            copies=shown_recovered_copies(view, find),
        )

    async def thread(self, name: str, asked: Asked = "") -> Response:
        """Show a conversation; an address it had before it grew leads to the one it has."""
        named = addresses.THREAD + name
        view = self._room.thread(named)
        if view.permalink != named:
            return _moved(addresses.thread_address(view.permalink, asked or view.asked))
        missing = sum(entry.missing for entry in view.entries)
        recovered = sum(entry.recovered for entry in view.entries)
        return self._paper.page(
            "thread.html",
            view=view,
            asked=asked if asked and any(e.permalink == asked for e in view.entries) else "",
            tree=branching(view.entries),
            missing=missing,
            recovered=recovered,
            present=len(view.entries) - missing - recovered,
        )

    async def thread_of_message(self, name: str) -> Response:
        """Lead from ``/t/m/…`` (``/t/`` before a message's permalink) to its thread."""
        return self._thread_of(addresses.MESSAGE + name)

    async def thread_of_recovered(self, name: str) -> Response:
        """Lead from ``/t/r/…`` to the thread of a recovered message."""
        return self._thread_of(addresses.RECOVERED + name)

    def _thread_of(self, permalink: str) -> Response:
        view = self._room.thread(permalink)
        return _moved(addresses.thread_address(view.permalink, view.asked))

    def _surviving(self, quoted: tuple[QuotedView, ...]) -> Surviving:
        """Return what is known of quoted letters, with how many further copies there are of each."""
        names = dict.fromkeys(view.recovered for view in quoted if view.recovered)
        others = {name: len(self._room.recovered(name).copies) - 1 for name in names}
        return Surviving(quoted, others)


def _attachment(view: MessageView, path: str) -> AttachmentView:
    for attachment in view.attachments:
        if attachment.part == path:
            return attachment
    raise OnRecordError(
        "archive/unknown-attachment",
        "This message has no attachment of that number.",
        where=view.permalink,
        hint="Its page lists the attachments it has.",
    )


def _download(content: bytes, name: str, content_type: str) -> Response:
    headers = {"Content-Disposition": attachment_disposition(name), "Content-Type": content_type}
    return Response(content, headers=headers)


def _moved(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=308)
