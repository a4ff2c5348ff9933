"""The pages of one message: stored, or recovered; its bytes and its files."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from onrecord.errors import OnRecordError
from onrecord.pipeline.finding.grouping import Grouping
from onrecord.pipeline.finding.searching import Paging
from onrecord.pipeline.reading.markup import has_markup
from onrecord.pipeline.reading.neighbours import Beside
from onrecord.pipeline.showing.views import AttachmentView, MessageView, QuotedView, RecoveredView
from onrecord.search.engine import Sort
from onrecord.web import addresses
from onrecord.web.answers import download, moved
from onrecord.web.downloads import download_name
from onrecord.web.forms import who_is
from onrecord.web.layout import (
    shown_attachments,
    shown_copies,
    shown_recovered,
    shown_recovered_copies,
)
from onrecord.web.marking import runs
from onrecord.web.paper import Paper
from onrecord.web.passages import Surviving, shown_body
from onrecord.web.question import Finder
from onrecord.web.rooms import Rooms


class Asked(BaseModel):
    """The search that one comes from, as an address states it."""

    q: str = ""
    sort: Sort = Sort.RELEVANCE
    fold: Grouping = Grouping.NONE
    at: Annotated[int, Field(ge=-1, le=2**31 - 1)] = -1

    def stated(self) -> addresses.Asking:
        """Return it as addresses are made of it."""
        return addresses.Asking(self.q, self.sort.value, self.fold.value, self.at)


class MessagePages:
    """One method per address."""

    def __init__(self, rooms: Rooms, paper: Paper) -> None:
        self._room = rooms.reading
        self._rooms = rooms
        self._paper = paper

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses of these pages."""
        yield "GET", "/m/{name}", self.message
        yield "GET", "/m/{name}/raw", self.raw
        yield "GET", "/m/{name}/part/{path:path}", self.part
        yield "GET", "/r/{name}", self.recovered

    async def message(
        self, request: Request, name: str, asking: Annotated[Asked, Query()]
    ) -> HTMLResponse:
        """Show one message, whole, with its provenance."""
        view = self._room.message(addresses.MESSAGE + name)
        find = Finder(asking.q)
        return self._paper.page(
            "message.html",
            q=asking.q,
            asking=asking.stated(),
            view=view,
            subject=runs(view.subject, find(view.subject), 0, len(view.subject)),
            body=shown_body(view.body, find.in_body(view.body), self._surviving(view.quoted)),
            attachments=shown_attachments(view.attachments, find),
            copies=shown_copies(view.copies),
            has_html=has_markup(self._room, view.permalink),
            in_result=self._in_result(asking, view.permalink),
            in_thread=self._rooms.neighbours.in_thread(view.permalink),
            noted=self._rooms.casework.about(view.permalink),
            cases=self._rooms.casework.cases(),
            who=who_is(request),
        )

    def _in_result(self, asking: Asked, permalink: str) -> Beside | None:
        if asking.at < 0:
            return None
        paging = Paging(sort=asking.sort, offset=asking.at, grouping=asking.fold, limit=1)
        try:
            return self._rooms.neighbours.in_result(asking.q, paging, permalink)
        except OnRecordError:  # a question that cannot be read is told on the search page
            return None

    async def raw(self, name: str) -> Response:
        """Hand out a message's bytes as they were received.

        The name ends in ``.txt``: a mail program would fetch remote images and tell the sender.
        """
        raw = self._room.raw(addresses.MESSAGE + name)
        neutral = download_name(f"message-{name}.txt", "message.txt")
        return download(raw, neutral, "text/plain")

    async def part(self, name: str, path: str) -> Response:
        """Hand out an attachment's bytes under a name that is safe to save."""
        permalink = addresses.MESSAGE + name
        attachment = _attachment(self._room.message(permalink), path)
        neutral = download_name(attachment.filename, f"attachment-{path or '0'}.bin")
        content = self._room.attachment(permalink, path)
        return download(content, neutral, "application/octet-stream")

    async def recovered(self, request: Request, name: str, q: str = "") -> Response:
        """Show a message that survives only in quotations, with its copies."""
        asked = addresses.RECOVERED + name
        view = self._room.recovered(asked)
        if view.permalink != asked:  # a longer copy has come in since, and lends its name
            return moved(addresses.message_address(view.permalink, q))
        find = Finder(q)
        return self._paper.page(
            "recovered.html",
            q=q,
            view=view,
            subject=runs(view.subject, find(view.subject), 0, len(view.subject)),
            text=shown_recovered(view, find),
            copies=shown_recovered_copies(view, find),
            noted=self._rooms.casework.about(view.permalink),
            cases=self._rooms.casework.cases(),
            who=who_is(request),
        )

    def _surviving(self, quoted: tuple[QuotedView, ...]) -> Surviving:
        """Return what is known of quoted letters, with how many further copies there are of each."""
        names = dict.fromkeys(view.recovered for view in quoted if view.recovered)
        others = {name: _further(self._room.recovered(name)) for name in names}
        return Surviving(quoted, others)


def _further(view: RecoveredView) -> int:
    return max(view.copies_total, len(view.copies)) - 1


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
