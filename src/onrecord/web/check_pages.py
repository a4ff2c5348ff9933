"""Checking a draft: hand it in, see verdicts as they come, sign off, take the report away."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

import msgspec
from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from onrecord.check.docx_report import docx
from onrecord.check.html_report import render
from onrecord.check.json_report import to_json
from onrecord.check.markdown_report import markdown
from onrecord.check.report import CheckReport
from onrecord.check.sheet import sheet
from onrecord.check.style import Profile
from onrecord.desk.sign_offs import Decision
from onrecord.errors import OnRecordError
from onrecord.pipeline.checking.draft_checks import Signing
from onrecord.web.addresses import check_address
from onrecord.web.answers import download, turned
from onrecord.web.downloads import download_name
from onrecord.web.forms import Form, Forms, turned_to, who_is
from onrecord.web.paper import Paper
from onrecord.web.rooms import Rooms
from onrecord.web.story_layout import shown_quotation, story_pieces, sums

_PROFILES = (
    (Profile.AP, "Associated Press"),
    (Profile.CHICAGO, "Chicago Manual of Style"),
    (Profile.BRITISH, "New Hart’s Rules"),
)
_REPORTS: dict[str, tuple[str, Callable[[CheckReport], bytes]]] = {
    "html": ("text/html; charset=utf-8", lambda report: render(report).encode("utf-8", "replace")),
    "json": (
        "application/json",
        lambda report: msgspec.json.format(msgspec.json.encode(to_json(report)), indent=2),
    ),
    "md": (
        "text/markdown; charset=utf-8",
        lambda report: markdown(report).encode("utf-8", "replace"),
    ),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx),
    "csv": ("text/csv; charset=utf-8", lambda report: sheet(report).encode("utf-8", "replace")),
}
_PATIENCE = 15.0
"""Seconds after which a line is sent to a page that waits, so that it knows the server is there."""
_PASTED = "pasted-draft.md"


class CheckPages:
    """One method per address."""

    def __init__(self, rooms: Rooms, paper: Paper, forms: Forms) -> None:
        self._drafts = rooms.drafts
        self._paper = paper
        self._forms = forms

    def routes(self) -> Iterable[tuple[str, str, Any]]:
        """Return the addresses of these pages."""
        yield "GET", "/check", self.hand_in
        yield "POST", "/check", self.take_in
        yield "GET", "/check/{name}", self.check
        yield "GET", "/check/{name}/progress", self.progress
        yield "GET", "/check/{name}/report.{ending}", self.report
        yield "POST", "/check/{name}/sign", self.sign
        yield "POST", "/check/{name}/again", self.again

    async def hand_in(self) -> Response:
        """Ask for a draft, and list those handed in before."""
        return self._paper.page(
            "hand_in.html", here="check", drafts=self._drafts.drafts(), profiles=_PROFILES
        )

    async def take_in(self, request: Request) -> Response:
        """Keep a draft and begin its check."""
        form = await self._forms.read(request)
        name, content = await self._draft(form)
        draft = self._drafts.take_in(name, content, _profile(form.text("profile")))
        return turned(check_address(draft.id))

    async def check(self, request: Request, name: str) -> Response:
        """Show a check: all of it, or as far as it is."""
        draft, known = self._drafts.draft(name), self._drafts.progress(name)
        return self._paper.page(
            "check.html",
            here="check",
            draft=draft,
            known=known,
            pieces=story_pieces(known.report) if known.report else (),
            sums=sums(known.checked),
            quotations=[shown_quotation(each) for each in known.checked],
            decisions=tuple(Decision),
            who=who_is(request),
        )

    async def progress(self, name: str, seen: int = 0) -> Response:
        """Tell a page, as it happens, how far a check is (server-sent events)."""
        self._drafts.draft(name)
        return StreamingResponse(self._events(name, max(seen, 0)), media_type="text/event-stream")

    async def report(self, name: str, ending: str) -> Response:
        """Hand a report out."""
        draft, report = self._drafts.draft(name), self._drafts.progress(name).report
        if ending not in _REPORTS:
            raise OnRecordError("check/no-such-report", "no report is written with this ending.")
        if report is None:
            raise OnRecordError(
                "check/not-done", "this check is still under way.", hint="Wait until it is done."
            )
        kind, write = _REPORTS[ending]
        stem = draft.name.rpartition(".")[0] or draft.name
        return download(
            write(report), download_name(f"{stem}-check.{ending}", f"check.{ending}"), kind
        )

    async def sign(self, request: Request, name: str) -> Response:
        """Keep a decision on a quotation, or take one back."""
        form = await self._forms.read(request)
        if form.number("undoes"):
            self._drafts.undo(name, form.number("undoes"), form.who)
        else:
            decided = _decision(form.text("decision"))
            signing = Signing(
                who=form.who,
                quotation=form.text("quotation"),
                decision=decided,
                note=form.text("note"),
            )
            self._drafts.sign(name, signing)
        return turned_to(f"{check_address(name)}#{form.text('quotation')}", form.who)

    async def again(self, request: Request, name: str) -> Response:
        """Check a draft again: the archive may have grown."""
        await self._forms.read(request)
        self._drafts.begin(name, again=True)
        return turned(check_address(name))

    async def _draft(self, form: Form) -> tuple[str, bytes]:
        name, content = await form.file("file")
        if content:
            return name, content
        return _PASTED, form.text("draft").encode("utf-8", "replace")

    async def _events(self, name: str, seen: int) -> AsyncIterator[str]:
        while True:
            known = await asyncio.to_thread(self._drafts.wait, name, seen, _PATIENCE)
            for each in known.checked[seen:]:
                card = self._paper.piece("check_card.html", shown=shown_quotation(each))
                told = {"done": each.number, "total": known.total, "card": card}
                yield f"event: judged\ndata: {msgspec.json.encode(told).decode()}\n\n"
            seen = max(seen, len(known.checked))
            if known.ended:
                yield "event: ended\ndata: {}\n\n"
                return
            yield ": still under way\n\n"


def _profile(written: str) -> Profile:
    try:
        return Profile(written or Profile.AP)
    except ValueError as error:
        raise OnRecordError(
            "check/unknown-style", "there is no house style of this name."
        ) from error


def _decision(written: str) -> Decision:
    try:
        return Decision(written)
    except ValueError as error:
        raise OnRecordError("check/unknown-decision", "this is no decision to sign.") from error
