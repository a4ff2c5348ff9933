"""The pages: each asks the reading room for one value and lays it out.

The functions are ``async`` although they wait for nothing: so they run one at a time on the
server's own thread, which is what connections to the store want, and one reader needs no more.
"""

from typing import TYPE_CHECKING, Annotated

from fastapi import Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import OnRecordError
from onrecord.pipeline.views import AttachmentView, MessageView
from onrecord.search.engine import Sort
from onrecord.web import addresses
from onrecord.web.branching import branching
from onrecord.web.downloads import attachment_disposition, download_name
from onrecord.web.layout import shown_attachments, shown_copies, shown_hits
from onrecord.web.ledger import MOST_IN_ONE_TABLE, folders, summed
from onrecord.web.marking import runs, shown_body, shown_text
from onrecord.web.pager import turn
from onrecord.web.paper import Paper
from onrecord.web.question import EXAMPLES, finder

if TYPE_CHECKING:
    from onrecord.pipeline.reading_room import ReadingRoom

Offset = Annotated[int, Query(ge=0, le=2**31 - 1)]

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
        view = self._room.message(addresses.permalink_of(name))
        find = finder(q)
        return self._paper.page(
            "message.html",
            q=q,
            view=view,
            subject=runs(view.subject, find(view.subject), 0, len(view.subject)),
            body=shown_body(view.body, find(view.body.text), view.quoted),
            attachments=shown_attachments(view.attachments, find),
            copies=shown_copies(view.copies),
        )

    async def recovered(self, name: str, q: str = "") -> HTMLResponse:
        """Show a message that survives only in quotations."""
        view = self._room.recovered(addresses.recovered_permalink_of(name))
        return self._paper.page(
            "recovered.html",
            q=q,
            view=view,
            text=shown_text(view.text, finder(q)(view.text)),
            copies=view.copies,
        )

    async def raw(self, name: str) -> Response:
        """Hand out a message's bytes as they were received.

        The name ends in ``.txt``: a mail program would fetch remote images and tell the sender.
        """
        raw = self._room.raw(addresses.permalink_of(name))
        neutral = download_name(f"message-{name}.txt", "message.txt")
        return _download(raw, neutral, "text/plain")

    async def part(self, name: str, path: str) -> Response:
        """Hand out an attachment's bytes under a name that is safe to save."""
        permalink = addresses.permalink_of(name)
        attachment = _attachment(self._room.message(permalink), path)
        neutral = download_name(attachment.filename, f"attachment-{path or '0'}.bin")
        content = self._room.attachment(permalink, path)
        return _download(content, neutral, "application/octet-stream")

    async def thread(self, name: str, at: str = "") -> Response:
        """Show a thread, with the message ``at`` marked; any message's name leads to its thread."""
        view = self._room.thread(at or addresses.permalink_of(name))
        own = addresses.thread_address(view.permalink, view.asked)
        if view.permalink != f"t/{name}":
            return RedirectResponse(own, status_code=307)
        missing = sum(entry.missing for entry in view.entries)
        return self._paper.page(
            "thread.html",
            view=view,
            tree=branching(view.entries),
            missing=missing,
            recovered=sum(entry.recovered for entry in view.entries),
            present=sum(not entry.missing and not entry.recovered for entry in view.entries),
        )

    async def thread_by_permalink(self, name: str) -> RedirectResponse:
        """Lead from ``/t/m/…`` (``/t/`` before a permalink as it is written) to the thread."""
        address = addresses.thread_address(addresses.permalink_of(name))
        return RedirectResponse(address, status_code=308)


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
